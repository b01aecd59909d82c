//! A payer's bank takes a payment back, and it is settled who keeps it.

use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Charge, Dispute, DisputeStatus, Metadata};

/// The payer's bank disputes what is left of the charge; the dispute's id.
pub(crate) fn dispute(books: &mut Books, charge: &str) -> Result<String, Refusal> {
    let charge = books.get::<Charge>(charge)?.clone();
    if charge.rest() == 0 || charge.dispute.is_some() {
        return Err(Refusal::state("There is nothing about this payment that could be disputed."));
    }
    let dispute = Dispute {
        id: books.id("du_")?,
        created: books.now,
        amount: charge.rest(),
        currency: charge.currency,
        charge: charge.id.clone(),
        intent: charge.intent,
        reason: "fraudulent".to_owned(),
        status: DisputeStatus::NeedsResponse,
        metadata: Metadata::new(),
    };
    let id = dispute.id.clone();
    books.keep(dispute);
    books.get_mut::<Charge>(&charge.id)?.dispute = Some(id.clone());
    books.tell::<Dispute>("charge.dispute.created", &id)?;
    Ok(id)
}

/// The dispute ends; refused if it has ended.
pub(crate) fn close(books: &mut Books, id: &str, end: DisputeStatus) -> Result<(), Refusal> {
    let dispute = books.get_mut::<Dispute>(id)?;
    if dispute.status != DisputeStatus::NeedsResponse {
        return Err(Refusal::state("This dispute is already closed."));
    }
    dispute.status = end;
    books.tell::<Dispute>("charge.dispute.closed", id)
}
