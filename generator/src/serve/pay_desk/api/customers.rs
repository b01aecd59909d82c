//! `/v1/customers`.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Customer, Metadata};
use crate::serve::pay_desk::objects;
use crate::serve::pay_desk::story::cancelling;

#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "address[**]", "description", "email", "metadata", "metadata[*]", "name", "phone", "preferred_locales",
    "preferred_locales[#]", "tax_exempt",
];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let email = params.get("email");
            list::entries(books, params, "/v1/customers", &["email"], |customer: &Customer| {
                !customer.deleted && email.is_none_or(|email| customer.email.as_deref() == Some(email))
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Customer>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    params.only(KNOWN)?;
    match path {
        [] => {
            let customer = changed(params, nobody(books)?)?;
            let id = customer.id.clone();
            books.keep(customer);
            books.object::<Customer>(&id)
        }
        [id] => {
            let customer = changed(params, existing(books, id)?.clone())?;
            books.keep(customer);
            books.object::<Customer>(id)
        }
        _ => Err(unknown()),
    }
}

/// The customer and what they had are gone.
pub(super) fn delete(books: &mut Books, id: &str, params: &Params) -> Reply {
    params.only(&[])?;
    existing(books, id)?;
    cancelling::delete_customer(books, id)?;
    Ok(objects::deleted("customer", id))
}

/// A customer who was not deleted.
pub(super) fn existing<'a>(books: &'a Books, id: &str) -> Result<&'a Customer, Refusal> {
    let customer = books.get::<Customer>(id)?;
    if customer.deleted { Err(Refusal::not_found("customer", id)) } else { Ok(customer) }
}

/// The customer whom a parameter names.
pub(super) fn named<'a>(books: &'a Books, params: &Params) -> Result<&'a Customer, Refusal> {
    let id = params.required("customer")?;
    existing(books, id).map_err(|_| Refusal::no_such("customer", id, "customer"))
}

fn nobody(books: &mut Books) -> Result<Customer, Refusal> {
    Ok(Customer {
        id: books.id("cus_")?,
        created: books.now,
        email: None,
        name: None,
        phone: None,
        description: None,
        preferred_locales: Vec::new(),
        metadata: Metadata::new(),
        card: None,
        card_works: true,
        deleted: false,
    })
}

fn changed(params: &Params, mut customer: Customer) -> Result<Customer, Refusal> {
    if let Some(email) = params.get("email") {
        check_email(email)?;
    }
    let fields = [
        ("email", &mut customer.email),
        ("name", &mut customer.name),
        ("phone", &mut customer.phone),
        ("description", &mut customer.description),
    ];
    for (name, field) in fields {
        params.change(name, field);
    }
    let locales = params.list("preferred_locales");
    if !locales.is_empty() || params.is_given("preferred_locales") {
        customer.preferred_locales = locales;
    }
    params.change_metadata("metadata", &mut customer.metadata)?;
    Ok(customer)
}

fn check_email(email: &str) -> Result<(), Refusal> {
    let parts = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
    if parts.is_some() && !email.contains(char::is_whitespace) {
        return Ok(());
    }
    Err(Refusal::invalid_email(email))
}
