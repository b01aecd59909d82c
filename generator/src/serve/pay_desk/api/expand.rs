//! `expand[]`: ids in an answer that are put out as whole objects.

use serde_json::{Value, json};

use super::params::Params;
use super::refusal::Refusal;
use crate::serve::pay_desk::books::{
    Books, Charge, Customer, Intent, Invoice, Price, Product, Refund, Session, Subscription,
};
use crate::serve::pay_desk::objects;

/// So deep may be asked; the provider's own bound.
const DEEPEST: usize = 4;

/// Puts out what is asked for.
pub(super) fn apply(books: &Books, params: &Params, answer: &mut Value) -> Result<(), Refusal> {
    for path in params.list("expand") {
        let steps: Vec<&str> = path.split('.').collect();
        if steps.len() > DEEPEST {
            return Err(Refusal::invalid(
                "You cannot expand more than 4 levels of a property",
                Some("expand"),
            ));
        }
        follow(books, answer, &steps, &path)?;
    }
    Ok(())
}

fn follow(books: &Books, value: &mut Value, steps: &[&str], path: &str) -> Result<(), Refusal> {
    let Some((step, rest)) = steps.split_first() else { return Ok(()) };
    match value {
        Value::Null => Ok(()),
        Value::Array(elements) => {
            elements.iter_mut().try_for_each(|element| follow(books, element, steps, path))
        }
        Value::Object(_) => {
            include(books, value, step);
            let field = value.get_mut(*step).ok_or_else(|| unexpandable(path))?;
            put_out(books, field, step, path)?;
            follow(books, field, rest, path)
        }
        _ => Err(unexpandable(path)),
    }
}

fn unexpandable(path: &str) -> Refusal {
    Refusal::invalid(&format!("This property cannot be expanded ({path})."), Some("expand"))
}

/// Adds a list that is only there if it is asked for.
fn include(books: &Books, value: &mut Value, step: &str) {
    let id = value["id"].as_str().unwrap_or_default().to_owned();
    let list = match (value["object"].as_str(), step) {
        (Some("invoice"), "payments") => books.invoices.get(&id).map(|invoice| {
            objects::list(&format!("/v1/invoices/{id}/payments"), &[objects::invoice_payment(invoice)])
        }),
        (Some("charge"), "refunds") => Some(refunds(books, &id)),
        _ => None,
    };
    if let Some(list) = list {
        value[step] = list;
    }
}

fn refunds(books: &Books, charge: &str) -> Value {
    let of_charge = books.refunds.values().rev().filter(|refund: &&Refund| refund.charge == charge);
    let refunds: Vec<Value> = of_charge.map(|refund| objects::refund(books, refund)).collect();
    objects::list(&format!("/v1/charges/{charge}/refunds"), &refunds)
}

/// Puts the object in place of its id.
fn put_out(books: &Books, field: &mut Value, step: &str, path: &str) -> Result<(), Refusal> {
    let Some(id) = field.as_str() else { return Ok(()) };
    *field = match step {
        "customer" => books.object::<Customer>(id)?,
        "subscription" => books.object::<Subscription>(id)?,
        "invoice" | "latest_invoice" => books.object::<Invoice>(id)?,
        "payment_intent" => books.object::<Intent>(id)?,
        "charge" | "latest_charge" => books.object::<Charge>(id)?,
        "price" => books.object::<Price>(id)?,
        "product" => books.object::<Product>(id)?,
        "checkout_session" => books.object::<Session>(id)?,
        "payment_method" | "default_payment_method" => json!({ "id": id, "object": "payment_method" }),
        _ => return Err(unexpandable(path)),
    };
    Ok(())
}
