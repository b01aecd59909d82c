//! Money: bills that were paid, what went back of it, and giving it back.

use domain::membership::FOR_GOOD;
use domain::money::{Currency, Money};
use domain::reversal::Dispute;
use jiff::Timestamp;
use serde::Deserialize;

use super::list::Entry;
use super::objects::CustomerObject;
use super::{Stripe, call};
use crate::failure::Broken;
use crate::provider::{Bill, Movement, PaymentState, ProviderId};

#[derive(Deserialize)]
pub(super) struct InvoiceObject {
    id: Option<String>,
    status: Option<String>,
    amount_paid: i64,
    currency: String,
    parent: Option<InvoiceParent>,
    status_transitions: StatusTransitions,
    lines: Lines,
    created: i64,
}

#[derive(Deserialize)]
struct InvoiceParent {
    subscription_details: Option<SubscriptionDetails>,
}

#[derive(Deserialize)]
struct SubscriptionDetails {
    subscription: String,
}

#[derive(Deserialize)]
struct StatusTransitions {
    paid_at: Option<i64>,
}

#[derive(Deserialize)]
struct Lines {
    data: Vec<LineItem>,
}

#[derive(Deserialize)]
struct LineItem {
    period: LinePeriod,
}

#[derive(Deserialize)]
struct LinePeriod {
    end: i64,
}

#[derive(Deserialize)]
pub(super) struct InvoicePaymentObject {
    id: String,
    status: String,
    invoice: Option<String>,
    payment: InvoicePaymentPayment,
}

#[derive(Deserialize)]
struct InvoicePaymentPayment {
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PaymentIntentObject {
    id: String,
    amount_received: i64,
    currency: String,
    created: i64,
}

#[derive(Deserialize)]
pub(super) struct RefundObject {
    id: String,
    amount: i64,
    created: i64,
    status: Option<String>,
    payment_intent: Option<String>,
    #[serde(default)]
    metadata: Option<RefundMetadata>,
}

#[derive(Deserialize)]
struct RefundMetadata {
    purpose: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DisputeObject {
    id: String,
    amount: i64,
    created: i64,
    status: String,
    payment_intent: Option<String>,
}

impl InvoiceObject {
    fn bill(self) -> Result<Bill, Broken> {
        let ends = self.lines.data.iter().map(|line| line.period.end).max();
        Ok(Bill {
            amount: money(self.amount_paid, &self.currency)?,
            paid_at: instant(self.status_transitions.paid_at.unwrap_or(self.created))?,
            pays_until: instant(ends.unwrap_or(self.created))?,
            id: self.id.unwrap_or_default(),
        })
    }
}

impl RefundObject {
    fn is_for(&self, purpose: &str) -> bool {
        self.metadata.as_ref().and_then(|metadata| metadata.purpose.as_deref()) == Some(purpose)
    }
}

macro_rules! entries {
    ($($object:ty),*) => { $(impl Entry for $object {
        fn id(&self) -> &str {
            &self.id
        }
    })* };
}
entries!(InvoicePaymentObject, RefundObject, DisputeObject);

impl Entry for InvoiceObject {
    /// A bill to come has none, and is in no list.
    fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }
}

impl Stripe {
    /// The subscription that a bill is for; none for other bills, and if the provider knows none.
    pub(crate) async fn subscription_of_bill(&self, bill: &ProviderId) -> Result<Option<ProviderId>, Broken> {
        let request = self.get(&format!("/v1/invoices/{bill}"));
        let invoice: Option<InvoiceObject> = call::find("asking for an invoice", request).await?;
        let details =
            invoice.and_then(|invoice| invoice.parent).and_then(|parent| parent.subscription_details);
        Ok(details.and_then(|details| ProviderId::parse(&details.subscription)))
    }

    /// What was paid of what a member pays by: every bill of a subscription, or the one payment. The oldest first.
    pub(crate) async fn paid_bills(&self, id: &ProviderId) -> Result<Vec<Bill>, Broken> {
        if is_payment(id.as_str()) {
            return self.paid_once(id).await;
        }
        let params = vec![("subscription", id.to_string()), ("status", "paid".to_owned())];
        let mut invoices: Vec<InvoiceObject> = self.all("listing invoices", "/v1/invoices", params).await?;
        invoices.retain(|invoice| invoice.status.as_deref() == Some("paid") && invoice.amount_paid > 0);
        invoices.sort_by_key(|invoice| invoice.created);
        invoices.into_iter().map(InvoiceObject::bill).collect()
    }

    /// The payment that paid a bill; none for one that was marked as paid by hand, of which nothing can be given back.
    pub(crate) async fn payment_of(&self, bill: &Bill) -> Result<Option<ProviderId>, Broken> {
        if is_payment(&bill.id) {
            return Ok(ProviderId::parse(&bill.id));
        }
        let params = vec![("invoice", bill.id.clone())];
        let payments: Vec<InvoicePaymentObject> =
            self.all("listing an invoice's payments", "/v1/invoice_payments", params).await?;
        let paid = payments.into_iter().find(|payment| payment.status == "paid");
        Ok(paid.and_then(|paid| ProviderId::parse(&paid.payment.payment_intent?)))
    }

    /// The subscription whose bill this payment paid; none for other payments.
    pub(crate) async fn subscription_of_payment(
        &self,
        payment: &ProviderId,
    ) -> Result<Option<ProviderId>, Broken> {
        let params = vec![
            ("payment[type]", "payment_intent".to_owned()),
            ("payment[payment_intent]", payment.to_string()),
        ];
        let found: Vec<InvoicePaymentObject> =
            self.all("asking for a payment's invoice", "/v1/invoice_payments", params).await?;
        match found.first().and_then(|found| ProviderId::parse(found.invoice.as_deref()?)) {
            Some(bill) => self.subscription_of_bill(&bill).await,
            None => Ok(None),
        }
    }

    /// The payments of which money went back, or may, by refunds and disputes since `since`.
    pub(crate) async fn reversed_since(&self, since: Timestamp) -> Result<Vec<ProviderId>, Broken> {
        let since = || vec![("created[gte]", since.as_second().to_string())];
        let refunds: Vec<RefundObject> = self.all("listing refunds", "/v1/refunds", since()).await?;
        let disputes: Vec<DisputeObject> = self.all("listing disputes", "/v1/disputes", since()).await?;
        let refunded = refunds.into_iter().filter_map(|refund| refund.payment_intent);
        let payments = refunded.chain(disputes.into_iter().filter_map(|dispute| dispute.payment_intent));
        Ok(payments.filter_map(|payment| ProviderId::parse(&payment)).collect())
    }

    async fn paid_once(&self, id: &ProviderId) -> Result<Vec<Bill>, Broken> {
        let request = self.get(&format!("/v1/payment_intents/{id}"));
        let found: Option<PaymentIntentObject> = call::find("asking for a payment", request).await?;
        let paid = found.filter(|payment| payment.amount_received > 0);
        let bill = |payment: PaymentIntentObject| {
            Ok(Bill {
                amount: money(payment.amount_received, &payment.currency)?,
                paid_at: instant(payment.created)?,
                pays_until: FOR_GOOD,
                id: payment.id,
            })
        };
        paid.map(bill).into_iter().collect()
    }

    /// What became of a payment's money: refunds that were not turned down, and disputes; the oldest first.
    pub(crate) async fn payment_state(&self, payment: &ProviderId) -> Result<PaymentState, Broken> {
        let refunds = self.refunds_of(payment).await?;
        let params = vec![("payment_intent", payment.to_string())];
        let disputes: Vec<DisputeObject> = self.all("listing disputes", "/v1/disputes", params).await?;
        Ok(PaymentState {
            refunds: refunds
                .iter()
                .rev()
                .map(|refund| movement(&refund.id, refund.amount, refund.created))
                .collect::<Result<_, _>>()?,
            disputes: disputes
                .iter()
                .rev()
                .map(|dispute| {
                    Ok((movement(&dispute.id, dispute.amount, dispute.created)?, standing(&dispute.status)))
                })
                .collect::<Result<_, Broken>>()?,
        })
    }

    /// Gives `minor` units of a payment back, once for `purpose`; or what is left of `paid`, if that is less.
    pub(crate) async fn give_back(
        &self,
        payment: &ProviderId,
        paid: Money,
        minor: u32,
        purpose: &str,
    ) -> Result<(), Broken> {
        let refunds = self.refunds_of(payment).await?;
        if refunds.iter().any(|refund| refund.is_for(purpose)) {
            return Ok(());
        }
        let before: i64 = refunds.iter().map(|refund| refund.amount).sum();
        let minor = i64::from(minor).min(i64::from(paid.minor) - before);
        if minor <= 0 {
            return Ok(());
        }
        let params = vec![
            ("payment_intent", payment.to_string()),
            ("amount", minor.to_string()),
            ("metadata[purpose]", purpose.to_owned()),
        ];
        let find = || async {
            let refunds = self.refunds_of(payment).await?;
            Ok(refunds.into_iter().find(|refund| refund.is_for(purpose)))
        };
        self.make("giving money back", "/v1/refunds", &params, purpose, find).await.map(|_| ())
    }

    /// The refunds of a payment that were not turned down, the newest first.
    async fn refunds_of(&self, payment: &ProviderId) -> Result<Vec<RefundObject>, Broken> {
        let params = vec![("payment_intent", payment.to_string())];
        let mut refunds: Vec<RefundObject> = self.all("listing refunds", "/v1/refunds", params).await?;
        refunds.retain(|refund| !matches!(refund.status.as_deref(), Some("failed" | "canceled")));
        Ok(refunds)
    }

    /// The customer's address is another one now.
    pub(crate) async fn change_customer(&self, customer: &ProviderId, email: &str) -> Result<(), Broken> {
        let request = self.post(&format!("/v1/customers/{customer}")).form(&[("email", email)]);
        call::find::<CustomerObject>("changing a customer", request).await.map(|_| ())
    }

    /// Deletes the customer with what identifies them; subscriptions of theirs end at once. Bills stay.
    pub(crate) async fn forget_customer(&self, customer: &ProviderId) -> Result<(), Broken> {
        let request = self.delete(&format!("/v1/customers/{customer}"));
        call::find::<CustomerObject>("deleting a customer", request).await.map(|_| ())
    }
}

/// Whether this is a payment's id, not a subscription's or a bill's.
fn is_payment(id: &str) -> bool {
    id.starts_with("pi_")
}

fn movement(id: &str, amount: i64, created: i64) -> Result<Movement, Broken> {
    Ok(Movement { id: id.to_owned(), minor: minor(amount)?, at: instant(created)? })
}

/// Stripe's words for a dispute: docs.stripe.com/api/disputes/object, `status`. An inquiry takes no money yet, but whoever
/// asks the bank for it is treated alike until it is closed.
fn standing(status: &str) -> Dispute {
    match status {
        "lost" => Dispute::Lost,
        "won" | "warning_closed" | "prevented" => Dispute::Won,
        _ => Dispute::Open,
    }
}

fn money(amount: i64, currency: &str) -> Result<Money, Broken> {
    let currency = Currency::parse(&currency.to_uppercase());
    let currency =
        currency.ok_or_else(|| Broken::new("reading an amount", "its currency is none of ours"))?;
    Ok(Money { minor: minor(amount)?, currency })
}

fn minor(amount: i64) -> Result<u32, Broken> {
    u32::try_from(amount).map_err(|_| Broken::new("reading an amount", "it is out of range"))
}

fn instant(second: i64) -> Result<Timestamp, Broken> {
    Timestamp::from_second(second).map_err(|_| Broken::new("reading an instant", "it is out of range"))
}
