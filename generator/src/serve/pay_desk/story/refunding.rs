//! Money is given back.

use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Charge, ChargeStatus, Metadata, Refund};

/// What is to be given back of a charge.
#[derive(Clone, Debug)]
pub(crate) struct Return {
    pub charge: String,
    /// In the currency's smallest unit; all that is left, if there is none.
    pub amount: Option<i64>,
    pub reason: Option<String>,
    pub metadata: Metadata,
}

/// Gives back, and tells so; the refund's id.
pub(crate) fn refund(books: &mut Books, wanted: Return) -> Result<String, Refusal> {
    let charge = books.get::<Charge>(&wanted.charge)?.clone();
    let amount = amount(&charge, wanted.amount)?;
    let refund = Refund {
        id: books.id("re_")?,
        created: books.now,
        amount,
        currency: charge.currency,
        charge: charge.id.clone(),
        intent: charge.intent,
        reason: wanted.reason,
        metadata: wanted.metadata,
    };
    let id = refund.id.clone();
    books.keep(refund);
    books.get_mut::<Charge>(&charge.id)?.refunded += amount;
    books.tell::<Refund>("refund.created", &id)?;
    books.tell::<Charge>("charge.refunded", &charge.id)?;
    Ok(id)
}

fn amount(charge: &Charge, wanted: Option<i64>) -> Result<i64, Refusal> {
    let (id, rest) = (&charge.id, charge.rest());
    if charge.status != ChargeStatus::Succeeded {
        let message = format!("This charge ({id}) was not paid, so it cannot be refunded.");
        return Err(Refusal::coded("charge_not_refundable", &message));
    }
    if charge.dispute.is_some() {
        let message = format!("Charge {id} has been charged back; cannot issue a refund.");
        return Err(Refusal::coded("charge_disputed", &message));
    }
    if rest == 0 {
        let message = format!("Charge {id} has already been refunded.");
        return Err(Refusal::coded("charge_already_refunded", &message));
    }
    match wanted.unwrap_or(rest) {
        amount if amount > rest => {
            let message =
                format!("Refund amount ({amount}) is greater than unrefunded amount on charge ({rest})");
            Err(Refusal::state_of(&message, "amount"))
        }
        amount => Ok(amount),
    }
}
