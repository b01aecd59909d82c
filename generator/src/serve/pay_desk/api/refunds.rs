//! `/v1/refunds`.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Charge, Intent, IntentStatus, Refund};
use crate::serve::pay_desk::story::refunding::{self, Return};

const REASONS: &[&str] = &["duplicate", "fraudulent", "requested_by_customer"];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
            let known = ["charge", "payment_intent"];
            list::entries(books, params, "/v1/refunds", &known, |refund: &Refund| {
                is("charge", &refund.charge) && is("payment_intent", &refund.intent)
            })
        }
        [id] => {
            params.only(&[])?;
            books.object::<Refund>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => {
            params.only(&["amount", "charge", "metadata", "metadata[*]", "payment_intent", "reason"])?;
            let wanted = wanted(books, params)?;
            let id = refunding::refund(books, wanted)?;
            books.object::<Refund>(&id)
        }
        [id] => {
            params.only(&["metadata", "metadata[*]"])?;
            params.change_metadata("metadata", &mut books.get_mut::<Refund>(id)?.metadata)?;
            books.object::<Refund>(id)
        }
        _ => Err(unknown()),
    }
}

fn wanted(books: &Books, params: &Params) -> Result<Return, Refusal> {
    let amount = params.number("amount")?;
    if amount.is_some_and(|amount| amount < 1) {
        return Err(Refusal::invalid("Invalid positive integer", Some("amount")));
    }
    let reason = params.word("reason", REASONS)?;
    let metadata = params.metadata("metadata")?;
    Ok(Return { charge: charge(books, params)?, amount, reason, metadata })
}

fn charge(books: &Books, params: &Params) -> Result<String, Refusal> {
    if let Some(charge) = params.get("charge") {
        return Ok(books.named::<Charge>(charge, "charge")?.id.clone());
    }
    let Some(intent) = params.get("payment_intent") else {
        let message =
            "One of the following params should be provided for this request: payment_intent or charge.";
        return Err(Refusal::invalid(message, None));
    };
    let intent = books.named::<Intent>(intent, "payment_intent")?;
    let charge = intent.latest_charge.clone().filter(|_| intent.status == IntentStatus::Succeeded);
    charge.ok_or_else(|| {
        let message =
            format!("This PaymentIntent ({}) does not have a successful charge to refund.", intent.id);
        Refusal::coded("payment_intent_unexpected_state", &message)
    })
}
