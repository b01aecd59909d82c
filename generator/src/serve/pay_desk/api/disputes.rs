//! `/v1/disputes`, which payers' banks make.

use super::params::Params;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Dispute};

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
            let known = ["charge", "payment_intent"];
            list::entries(books, params, "/v1/disputes", &known, |dispute: &Dispute| {
                is("charge", &dispute.charge) && is("payment_intent", &dispute.intent)
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Dispute>(id)
        }
        _ => Err(unknown()),
    }
}
