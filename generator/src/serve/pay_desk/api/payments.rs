//! `/v1/payment_intents` and `/v1/charges`, which the desk makes by itself.

use super::params::Params;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Charge, Intent};

pub(super) fn read_intents(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let customer = params.get("customer");
            list::entries(books, params, "/v1/payment_intents", &["customer"], |intent: &Intent| {
                customer.is_none_or(|customer| intent.customer == customer)
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Intent>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn read_charges(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
            let known = ["customer", "payment_intent"];
            list::entries(books, params, "/v1/charges", &known, |charge: &Charge| {
                is("customer", &charge.customer) && is("payment_intent", &charge.intent)
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Charge>(id)
        }
        _ => Err(unknown()),
    }
}
