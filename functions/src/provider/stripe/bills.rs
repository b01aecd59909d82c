//! Bills that were paid, and the payments that paid them.

use domain::membership::FOR_GOOD;
use serde::Deserialize;

use super::amounts::{instant, money};
use super::list::Entry;
use super::{Stripe, call};
use crate::failure::Broken;
use crate::provider::{Bill, ProviderId};

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

impl Entry for InvoicePaymentObject {
    fn id(&self) -> &str {
        &self.id
    }
}

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
}

/// Whether this is a payment's id, not a subscription's or a bill's.
fn is_payment(id: &str) -> bool {
    id.starts_with("pi_")
}
