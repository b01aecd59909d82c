//! `/v1/products`.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Metadata, Product};

#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "active", "description", "id", "images[#]", "metadata", "metadata[*]", "name", "shippable",
    "statement_descriptor", "tax_code", "unit_label", "url",
];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let (active, ids) = (params.flag("active")?, params.list("ids"));
            list::entries(books, params, "/v1/products", &["active", "ids[#]"], |product: &Product| {
                active.is_none_or(|active| product.active == active)
                    && (ids.is_empty() || ids.contains(&product.id))
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Product>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    params.only(KNOWN)?;
    match path {
        [] => {
            let name = params.required("name")?;
            let id = own_id(books, params)?;
            let product = changed(books, params, named(books, id, name))?;
            let id = product.id.clone();
            books.keep(product);
            books.object::<Product>(&id)
        }
        [id] => {
            if params.is_given("id") {
                return Err(Refusal::unknown_parameter("id"));
            }
            let product = changed(books, params, books.get::<Product>(id)?.clone())?;
            books.keep(product);
            books.object::<Product>(id)
        }
        _ => Err(unknown()),
    }
}

/// The id that the product is given, or a fresh one.
fn own_id(books: &mut Books, params: &Params) -> Result<String, Refusal> {
    match params.get("id") {
        Some(id) if books.products.contains_key(id) => Err(Refusal::already_exists("Product")),
        Some(id) => Ok(id.to_owned()),
        None => Ok(books.id("prod_")?),
    }
}

/// A product of this name.
pub(super) fn named(books: &Books, id: String, name: &str) -> Product {
    Product {
        id,
        created: books.now,
        updated: books.now,
        name: name.to_owned(),
        description: None,
        active: true,
        metadata: Metadata::new(),
    }
}

fn changed(books: &Books, params: &Params, mut product: Product) -> Result<Product, Refusal> {
    if let Some(name) = params.text("name") {
        product.name = name;
    }
    params.change("description", &mut product.description);
    product.active = params.flag("active")?.unwrap_or(product.active);
    product.updated = books.now;
    params.change_metadata("metadata", &mut product.metadata)?;
    Ok(product)
}
