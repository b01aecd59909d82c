//! `/v1/invoice_payments`: which payment pays which invoice.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::Books;
use crate::serve::pay_desk::objects;

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => all(books, params),
        [id] => {
            params.only(&[])?;
            let found = books.invoices.values().find(|invoice| invoice.payment == *id);
            found.map(objects::invoice_payment).ok_or_else(|| Refusal::not_found("invoice_payment", id))
        }
        _ => Err(unknown()),
    }
}

fn all(books: &Books, params: &Params) -> Reply {
    let known = ["invoice", "payment[payment_intent]", "payment[type]", "status"];
    params.word("payment[type]", &["payment_intent"])?;
    let status = params.word("status", &["canceled", "open", "paid"])?;
    let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
    let wanted = books.invoices.values().filter(|invoice| {
        is("invoice", &invoice.id)
            && is("payment[payment_intent]", &invoice.intent)
            && status.as_ref().is_none_or(|status| objects::invoice_payment(invoice)["status"] == **status)
    });
    let (url, kind) = ("/v1/invoice_payments", "invoice_payment");
    list::page(
        params,
        url,
        &known,
        kind,
        wanted,
        |invoice| (invoice.created, &invoice.payment),
        objects::invoice_payment,
    )
}
