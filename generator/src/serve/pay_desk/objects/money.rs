//! Payments, charges, refunds and disputes.

use serde_json::{Value, json};

use super::{no_address, with_nulls};
use crate::serve::pay_desk::books::{
    Books, Charge, ChargeStatus, Dispute, DisputeStatus, Intent, IntentStatus, Refund,
};

/// What is null for a payment of ours.
#[rustfmt::skip]
const INTENT_NULLS: &[&str] = &[
    "application", "application_fee_amount", "automatic_payment_methods", "cancellation_reason",
    "customer_account", "description", "excluded_payment_method_types", "next_action", "on_behalf_of",
    "payment_method_configuration_details", "processing", "receipt_email", "review",
    "setup_future_usage", "shipping", "source", "statement_descriptor", "statement_descriptor_suffix",
    "transfer_data", "transfer_group",
];

/// What is null for a charge of ours.
#[rustfmt::skip]
const CHARGE_NULLS: &[&str] = &[
    "application", "application_fee", "application_fee_amount", "description", "failure_balance_transaction",
    "on_behalf_of", "receipt_email", "receipt_number", "review", "shipping", "source", "source_transfer",
    "statement_descriptor", "statement_descriptor_suffix", "transfer_data", "transfer_group",
];

/// A payment as it stands.
pub(crate) fn intent(_: &Books, intent: &Intent) -> Value {
    let id = &intent.id;
    let is_declined = intent.status == IntentStatus::RequiresPaymentMethod && intent.latest_charge.is_some();
    let told = json!({
        "id": id,
        "object": "payment_intent",
        "amount": intent.amount,
        "amount_capturable": 0,
        "amount_details": { "tip": {} },
        "amount_received": if intent.status == IntentStatus::Succeeded { intent.amount } else { 0 },
        "canceled_at": intent.canceled_at,
        "capture_method": "automatic_async",
        "client_secret": format!("{id}_secret_0"),
        "confirmation_method": "automatic",
        "created": intent.created,
        "currency": intent.currency,
        "customer": intent.customer,
        "last_payment_error": is_declined.then(|| json!({
            "type": "card_error",
            "charge": intent.latest_charge,
            "code": "card_declined",
            "decline_code": "generic_decline",
            "message": DECLINED,
        })),
        "latest_charge": intent.latest_charge,
        "livemode": false,
        "managed_payments": { "enabled": false },
        "metadata": intent.metadata,
        // A card that was declined is put away.
        "payment_method": intent.card.as_ref().filter(|_| !is_declined),
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": intent.status.word(),
    });
    with_nulls(told, INTENT_NULLS)
}

const DECLINED: &str = "Your card was declined.";

/// A charge as it stands.
pub(crate) fn charge(books: &Books, charge: &Charge) -> Value {
    let (has_failed, has_come) =
        (charge.status == ChargeStatus::Failed, charge.status == ChargeStatus::Succeeded);
    let told = json!({
        "id": charge.id,
        "object": "charge",
        "amount": charge.amount,
        "amount_captured": if has_come { charge.amount } else { 0 },
        "amount_refunded": charge.refunded,
        "balance_transaction": has_come.then(|| charge.id.replace("ch_", "txn_")),
        "billing_details": billing_details(charge),
        "calculated_statement_descriptor": "TERSKEL",
        "captured": has_come,
        "created": charge.created,
        "currency": charge.currency,
        "customer": charge.customer,
        "disputed": charge.dispute.is_some(),
        "failure_code": has_failed.then_some("card_declined"),
        "failure_message": has_failed.then_some(DECLINED),
        "fraud_details": {},
        "livemode": false,
        "metadata": charge.metadata,
        "outcome": outcome(charge),
        "paid": has_come,
        "payment_intent": charge.intent,
        "payment_method": charge.card,
        "payment_method_details": { "card": card(charge), "type": "card" },
        "receipt_url": has_come.then(|| books.page(&format!("/receipts/{}", charge.id))),
        "refunded": has_come && charge.refunded == charge.amount,
        "status": charge.status.word(),
    });
    with_nulls(told, CHARGE_NULLS)
}

fn billing_details(charge: &Charge) -> Value {
    json!({ "address": no_address(), "email": charge.payer, "name": null, "phone": null, "tax_id": null })
}

fn outcome(charge: &Charge) -> Value {
    let (network, seller, kind) = match charge.status {
        ChargeStatus::Failed => {
            ("declined_by_network", "The bank did not return any further details.", "issuer_declined")
        }
        ChargeStatus::Pending | ChargeStatus::Succeeded => {
            ("approved_by_network", "Payment complete.", "authorized")
        }
    };
    let told = json!({
        "network_status": network,
        "reason": (charge.status == ChargeStatus::Failed).then_some("generic_decline"),
        "seller_message": seller,
        "type": kind,
    });
    with_nulls(told, &["advice_code", "network_advice_code", "network_decline_code"])
}

fn card(charge: &Charge) -> Value {
    let told = json!({
        "amount_authorized": charge.amount,
        "brand": "visa",
        "checks": { "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass" },
        "country": "NO",
        "exp_month": 12,
        "exp_year": 2099,
        "extended_authorization": { "status": "disabled" },
        "fingerprint": "terskel",
        "funding": "debit",
        "incremental_authorization": { "status": "unavailable" },
        "last4": if charge.status == ChargeStatus::Failed { "0002" } else { "4242" },
        "multicapture": { "status": "unavailable" },
        "network": "visa",
        "network_token": { "used": false },
        "overcapture": { "maximum_amount_capturable": charge.amount, "status": "unavailable" },
        "regulated_status": "unregulated",
    });
    let nulls = [
        "authorization_code",
        "installments",
        "mandate",
        "network_transaction_id",
        "three_d_secure",
        "transaction_link_id",
        "wallet",
    ];
    with_nulls(told, &nulls)
}

/// A refund: the desk's arrive at once.
pub(crate) fn refund(books: &Books, refund: &Refund) -> Value {
    let charge = books.charges.get(&refund.charge);
    let told = json!({
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "balance_transaction": refund.id.replace("re_", "txn_"),
        "charge": refund.charge,
        "created": refund.created,
        "currency": refund.currency,
        "customer": charge.map(|charge| &charge.customer),
        "destination_details": { "card": { "type": "refund" }, "type": "card" },
        "metadata": refund.metadata,
        "payment_intent": refund.intent,
        "payment_method": charge.map(|charge| &charge.card),
        "reason": refund.reason,
        "status": "succeeded",
    });
    with_nulls(told, &["customer_account", "receipt_number", "source_transfer_reversal", "transfer_reversal"])
}

/// What a seller may say in a dispute; nothing is ever said at this desk.
#[rustfmt::skip]
const EVIDENCE: &[&str] = &[
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation",
    "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt", "refund_policy",
    "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation",
    "shipping_address", "shipping_carrier", "shipping_date", "shipping_documentation",
    "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
];

/// How long a seller has to answer, in seconds. Source: docs.stripe.com/disputes/responding: 7 to 21 days.
const ANSWERED_WITHIN: i64 = 21 * 24 * 60 * 60;

/// A dispute as it stands.
pub(crate) fn dispute(_: &Books, dispute: &Dispute) -> Value {
    json!({
        "id": dispute.id,
        "object": "dispute",
        "amount": dispute.amount,
        "balance_transactions": [],
        "charge": dispute.charge,
        "created": dispute.created,
        "currency": dispute.currency,
        "enhanced_eligibility_types": [],
        "evidence": with_nulls(json!({ "enhanced_evidence": {} }), EVIDENCE),
        "evidence_details": {
            "due_by": (dispute.status == DisputeStatus::NeedsResponse)
                .then_some(dispute.created + ANSWERED_WITHIN),
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
        },
        "is_charge_refundable": false,
        "livemode": false,
        "metadata": dispute.metadata,
        "payment_intent": dispute.intent,
        "payment_method_details": {
            "card": { "brand": "visa", "case_type": "chargeback", "network": "visa", "network_reason_code": "10.4" },
            "type": "card",
        },
        "reason": dispute.reason,
        "status": dispute.status.word(),
    })
}
