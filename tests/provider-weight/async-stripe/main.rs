//! The same four calls as `../thin`, through `async-stripe`: what `../measure` weighs.
//!
//! The argument is the stub's URL. Prints a line for each answer, then waits until its input ends, so that
//! whoever started it can look at it.

use std::collections::HashMap;
use std::error::Error;
use std::io::{Read as _, stdin};
use std::time::Duration;

use stripe::{ClientBuilder, IdempotencyKey, RequestStrategy, StripeRequest as _};
use stripe_billing::subscription::RetrieveSubscription;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionLineItemsPriceDataRecurring,
    CreateCheckoutSessionLineItemsPriceDataRecurringInterval as Interval,
    CreateCheckoutSessionLineItemsPriceDataTaxBehavior as TaxBehavior, CreateCheckoutSessionSubscriptionData,
    ProductData, RetrieveCheckoutSession,
};
use stripe_core::customer::CreateCustomer;
use stripe_shared::CheckoutSessionMode;
use stripe_types::{Currency, Expandable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = std::env::args().nth(1).ok_or("the stub's URL is missing")?;
    let client = ClientBuilder::new("sk_test_weight").url(base).timeout(Duration::from_secs(20)).build()?;

    let request = CreateCustomer::new().email("kari@example.com").metadata(metadata("member", "m_1"));
    let customer = request.customize().request_strategy(once("h_1-customer")?).send(&client).await?;
    println!("{}", customer.id);

    let mut price = CreateCheckoutSessionLineItemsPriceData::new(Currency::NOK);
    price.unit_amount = Some(19900);
    price.tax_behavior = Some(TaxBehavior::Inclusive);
    price.recurring = Some(CreateCheckoutSessionLineItemsPriceDataRecurring::new(Interval::Month));
    price.product_data = Some(ProductData::new("Founder"));
    let mut line = CreateCheckoutSessionLineItems::new();
    line.quantity = Some(1);
    line.price_data = Some(price);
    let mut subscription = CreateCheckoutSessionSubscriptionData::new();
    subscription.metadata = Some(metadata("hold", "h_1"));
    let request = CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Subscription)
        .customer(customer.id.to_string())
        .client_reference_id("m_1")
        .line_items([line])
        .metadata(metadata("hold", "h_1"))
        .subscription_data(subscription)
        .expires_at(1_790_002_400)
        .success_url("https://example.com/thanks")
        .cancel_url("https://example.com/back");
    let session = request.customize().request_strategy(once("h_1-session")?).send(&client).await?;
    println!("{} {}", session.id, session.url.unwrap_or_default());

    let request = RetrieveCheckoutSession::new(session.id).expand(["subscription".to_owned()]);
    let session = request.send(&client).await?;
    let subscription = match session.subscription {
        Some(Expandable::Object(subscription)) => subscription.id,
        Some(Expandable::Id(id)) => return Err(format!("`{id}` was not expanded").into()),
        None => return Err("the session has no subscription".into()),
    };
    println!("{} {subscription}", session.payment_status);

    let subscription = RetrieveSubscription::new(subscription).send(&client).await?;
    let end = subscription.items.data.iter().map(|item| item.current_period_end).max().unwrap_or_default();
    println!("{} {end}", subscription.status);

    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn metadata(name: &str, value: &str) -> HashMap<String, String> {
    HashMap::from([(name.to_owned(), value.to_owned())])
}

fn once(key: &str) -> Result<RequestStrategy, Box<dyn Error>> {
    Ok(RequestStrategy::Idempotent(IdempotencyKey::new(key)?))
}
