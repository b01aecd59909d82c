//! Four calls of Stripe's API, through a thin client on `reqwest`: what `../measure` weighs against `async-stripe`.
//!
//! Not the portal's client, which also repeats calls and reads errors; the same libraries and the same calls.
//! The argument is the stub's URL. Prints a line for each answer, then waits until its input ends, so that
//! whoever started it can look at it.

use std::error::Error;
use std::io::{Read as _, stdin};
use std::time::Duration;

use reqwest::{Client, RequestBuilder, redirect};
use serde::Deserialize;

const API_VERSION: &str = "2026-06-24.dahlia";
const KEY: &str = "sk_test_weight";

#[derive(Deserialize)]
struct Customer {
    id: String,
}

#[derive(Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    payment_status: String,
    subscription: Option<Expandable>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expandable {
    Object(Subscription),
    Id(String),
}

#[derive(Deserialize)]
struct Subscription {
    id: String,
    status: String,
    items: Items,
}

#[derive(Deserialize)]
struct Items {
    data: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    current_period_end: i64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = std::env::args().nth(1).ok_or("the stub's URL is missing")?;
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "a second TLS provider")?;
    let client = Client::builder().timeout(Duration::from_secs(20)).redirect(redirect::Policy::none());
    let client = client.build()?;

    let form = [("email", "kari@example.com"), ("metadata[member]", "m_1")];
    let request = client.post(format!("{base}/v1/customers")).header("Idempotency-Key", "h_1-customer");
    let customer: Customer = answer(request.form(&form)).await?;
    println!("{}", customer.id);

    let form = [
        ("mode", "subscription"),
        ("customer", &customer.id),
        ("client_reference_id", "m_1"),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "nok"),
        ("line_items[0][price_data][unit_amount]", "19900"),
        ("line_items[0][price_data][tax_behavior]", "inclusive"),
        ("line_items[0][price_data][recurring][interval]", "month"),
        ("line_items[0][price_data][product_data][name]", "Founder"),
        ("metadata[hold]", "h_1"),
        ("subscription_data[metadata][hold]", "h_1"),
        ("expires_at", "1790002400"),
        ("success_url", "https://example.com/thanks"),
        ("cancel_url", "https://example.com/back"),
    ];
    let request =
        client.post(format!("{base}/v1/checkout/sessions")).header("Idempotency-Key", "h_1-session");
    let session: Session = answer(request.form(&form)).await?;
    println!("{} {}", session.id, session.url.unwrap_or_default());

    let path = format!("/v1/checkout/sessions/{}?expand[]=subscription", session.id);
    let session: Session = answer(client.get(format!("{base}{path}"))).await?;
    let subscription = match session.subscription {
        Some(Expandable::Object(subscription)) => subscription.id,
        Some(Expandable::Id(id)) => return Err(format!("`{id}` was not expanded").into()),
        None => return Err("the session has no subscription".into()),
    };
    println!("{} {subscription}", session.payment_status);

    let request = client.get(format!("{base}/v1/subscriptions/{subscription}"));
    let subscription: Subscription = answer(request).await?;
    let end = subscription.items.data.iter().map(|item| item.current_period_end).max().unwrap_or_default();
    println!("{} {end}", subscription.status);

    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

async fn answer<T: for<'a> Deserialize<'a>>(request: RequestBuilder) -> Result<T, reqwest::Error> {
    let request = request.bearer_auth(KEY).header("Stripe-Version", API_VERSION);
    request.send().await?.error_for_status()?.json().await
}
