//! A card is charged, or a payment that takes days sets out.

use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Charge, ChargeStatus, Customer, Intent, IntentStatus, Metadata};

/// How long a payment that takes days is under way, in seconds.
const DAYS_UNDER_WAY: i64 = 3 * 24 * 60 * 60;

/// What is to be paid, and by whom.
#[derive(Clone, Debug)]
pub(crate) struct Due<'a> {
    pub customer: &'a str,
    pub amount: i64,
    pub currency: &'a str,
    pub metadata: Metadata,
}

/// A payment that nothing has been tried for yet; its id.
pub(crate) fn intend(books: &mut Books, due: &Due<'_>) -> Result<String, Refusal> {
    let intent = Intent {
        id: books.id("pi_")?,
        created: books.now,
        amount: due.amount,
        currency: due.currency.to_owned(),
        customer: due.customer.to_owned(),
        status: IntentStatus::RequiresPaymentMethod,
        latest_charge: None,
        card: None,
        canceled_at: None,
        arrives_at: None,
        metadata: due.metadata.clone(),
    };
    let id = intent.id.clone();
    books.keep(intent);
    Ok(id)
}

/// One more attempt at this payment, with this end; the id of the charge.
pub(crate) fn charge(
    books: &mut Books,
    intent: &str,
    status: ChargeStatus,
    payer: Option<&str>,
) -> Result<String, Refusal> {
    let intent = books.get::<Intent>(intent)?.clone();
    let card = card_of(books, &intent.customer)?;
    let payer = payer.map(str::to_owned).or_else(|| books.customers.get(&intent.customer)?.email.clone());
    let charge = Charge {
        id: books.id("ch_")?,
        created: books.now,
        amount: intent.amount,
        currency: intent.currency.clone(),
        customer: intent.customer.clone(),
        intent: intent.id.clone(),
        status,
        refunded: 0,
        dispute: None,
        card: card.clone(),
        payer,
        metadata: intent.metadata.clone(),
    };
    let id = charge.id.clone();
    books.keep(charge);
    let arrives_at = (status == ChargeStatus::Pending).then_some(books.now + DAYS_UNDER_WAY);
    let tried = Intent { latest_charge: Some(id.clone()), card: Some(card), arrives_at, ..intent };
    books.keep(Intent { status: after(status), ..tried });
    Ok(id)
}

fn after(attempt: ChargeStatus) -> IntentStatus {
    match attempt {
        ChargeStatus::Failed => IntentStatus::RequiresPaymentMethod,
        ChargeStatus::Pending => IntentStatus::Processing,
        ChargeStatus::Succeeded => IntentStatus::Succeeded,
    }
}

/// The card of this customer, who gets one with their first payment.
fn card_of(books: &mut Books, customer: &str) -> Result<String, Refusal> {
    let fresh = books.id("pm_")?;
    let customer = books.get_mut::<Customer>(customer)?;
    Ok(customer.card.get_or_insert(fresh).clone())
}

/// Whether this customer's card pays.
pub(crate) fn works(books: &Books, customer: &str) -> bool {
    books.customers.get(customer).is_some_and(|customer| customer.card_works && !customer.deleted)
}

/// The events of an attempt, which the portal need not know.
pub(crate) fn tell(books: &mut Books, intent: &str) -> Result<(), Refusal> {
    let Some(charge) = books.get::<Intent>(intent)?.latest_charge.clone() else { return Ok(()) };
    let (payment, attempt) = match books.get::<Charge>(&charge)?.status {
        ChargeStatus::Failed => ("payment_intent.payment_failed", "charge.failed"),
        ChargeStatus::Pending => ("payment_intent.processing", "charge.pending"),
        ChargeStatus::Succeeded => ("payment_intent.succeeded", "charge.succeeded"),
    };
    books.tell::<Intent>(payment, intent)?;
    books.tell::<Charge>(attempt, &charge)
}
