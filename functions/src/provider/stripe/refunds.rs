//! Money that goes back: refunds, and disputes.

use domain::money::Money;
use domain::reversal::Dispute;
use jiff::Timestamp;
use serde::Deserialize;

use super::Stripe;
use super::amounts::{instant, minor};
use super::list::Entry;
use crate::failure::Broken;
use crate::provider::{Movement, PaymentState, ProviderId};

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

impl Entry for RefundObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for DisputeObject {
    fn id(&self) -> &str {
        &self.id
    }
}

impl RefundObject {
    fn is_for(&self, purpose: &str) -> bool {
        self.metadata.as_ref().and_then(|metadata| metadata.purpose.as_deref()) == Some(purpose)
    }
}

impl Stripe {
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

    /// The payments of which money went back, or may, by refunds and disputes since `since`.
    pub(crate) async fn reversed_since(&self, since: Timestamp) -> Result<Vec<ProviderId>, Broken> {
        let since = || vec![("created[gte]", since.as_second().to_string())];
        let refunds: Vec<RefundObject> = self.all("listing refunds", "/v1/refunds", since()).await?;
        let disputes: Vec<DisputeObject> = self.all("listing disputes", "/v1/disputes", since()).await?;
        let refunded = refunds.into_iter().filter_map(|refund| refund.payment_intent);
        let payments = refunded.chain(disputes.into_iter().filter_map(|dispute| dispute.payment_intent));
        Ok(payments.filter_map(|payment| ProviderId::parse(&payment)).collect())
    }
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
