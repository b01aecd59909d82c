//! `/v1/invoices`, which the desk makes by itself.

use super::params::Params;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Invoice};

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => all(books, params),
        [id] => {
            params.only(&[])?;
            books.object::<Invoice>(id)
        }
        _ => Err(unknown()),
    }
}

fn all(books: &Books, params: &Params) -> Reply {
    let status = params.word("status", &["draft", "open", "paid", "uncollectible", "void"])?;
    let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
    let known = ["customer", "status", "subscription"];
    list::entries(books, params, "/v1/invoices", &known, |invoice: &Invoice| {
        is("customer", &invoice.customer)
            && is("subscription", &invoice.subscription)
            && status.as_ref().is_none_or(|status| invoice.status.word() == status)
    })
}
