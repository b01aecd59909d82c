//! The provider's portal for customers.

use super::*;

const FEATURES: &[(&str, &str)] = &[
    ("business_profile[headline]", "Ditt <medlemskap>"),
    ("features[subscription_cancel][enabled]", "true"),
    ("features[subscription_cancel][mode]", "at_period_end"),
    ("features[payment_method_update][enabled]", "true"),
    ("features[invoice_history][enabled]", "true"),
    ("features[customer_update][enabled]", "true"),
    ("features[customer_update][allowed_updates][0]", "email"),
    ("features[subscription_update][enabled]", "false"),
];

/// The path of a visit to a portal where so much is allowed.
async fn visit(bench: &Bench, member: &Member, features: &[(&str, &str)]) -> String {
    let configuration = text(&bench.post("/v1/billing_portal/configurations", features).await["id"]);
    let form = [
        ("customer", member.customer.as_str()),
        ("configuration", &configuration),
        ("return_url", "http://localhost:4242/medlem/"),
        ("locale", "nb"),
    ];
    let session = bench.post("/v1/billing_portal/sessions", &form).await;
    text(&session["url"]).strip_prefix(bench.desk.url()).unwrap().to_owned()
}

#[tokio::test]
async fn the_portal_shows_what_was_bought_and_the_way_back() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let page = bench.page(&visit(&bench, &member, FEATURES).await).await;
    for part in
        ["Ditt &lt;medlemskap&gt;", "TERSKEL-0001", "249,00 NOK", "href=\"http://localhost:4242/medlem/\""]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(bench.page(&format!("/invoices/{}", member.invoice)).await.contains("Grunnleggermedlem"));
}

#[tokio::test]
async fn a_cancellation_at_the_portal_is_an_instant_and_undone_by_taking_it_away() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = visit(&bench, &member, FEATURES).await;
    let form = [("subscription", member.subscription.as_str())];
    bench.press(&format!("{path}/cancel"), &form).await;
    let ending = bench.subscription(&member).await;
    assert_eq!(
        (&ending["cancel_at_period_end"], &ending["cancel_at"]),
        (&false.into(), &(START + 28 * DAY).into())
    );
    bench.press(&format!("{path}/undo"), &form).await;
    assert_eq!(bench.subscription(&member).await["cancel_at"], Value::Null);
    bench.press(&format!("{path}/cancel"), &form).await;
    let api = format!("/v1/subscriptions/{}", member.subscription);
    let still = bench.post(&api, &[("cancel_at_period_end", "false")]).await;
    assert_eq!(still["cancel_at"], START + 28 * DAY, "it was not spelt as the period's end");
    assert_eq!(bench.post(&api, &[("cancel_at", "")]).await["cancel_at"], Value::Null);
}

#[tokio::test]
async fn a_new_card_at_the_portal_works_or_does_not() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = visit(&bench, &member, FEATURES).await;
    bench.press(&format!("{path}/card"), &[("works", "no")]).await;
    bench.leap(28 * DAY).await;
    assert_eq!(bench.subscription(&member).await["status"], "past_due");
    bench.press(&format!("{path}/card"), &[("works", "yes")]).await;
    assert_eq!(bench.subscription(&member).await["status"], "active");
}

#[tokio::test]
async fn the_portal_does_what_its_configuration_allows_and_for_its_own_customer() {
    let bench = Bench::new().await;
    let (kari, ola) = (bench.member().await, bench.member().await);
    let path = visit(&bench, &kari, &[("features[invoice_history][enabled]", "true")]).await;
    let own = [("subscription", kari.subscription.as_str())];
    assert_eq!(bench.status_of(&format!("{path}/cancel"), &own).await, 400);
    assert_eq!(bench.status_of(&format!("{path}/card"), &[("works", "no")]).await, 400);
    assert!(!bench.page(&path).await.contains("<form"));
    let path = visit(&bench, &kari, FEATURES).await;
    let other = [("subscription", ola.subscription.as_str())];
    assert_eq!(bench.status_of(&format!("{path}/cancel"), &other).await, 404);
}

#[tokio::test]
async fn configurations_are_made_changed_and_found_again() {
    let bench = Bench::new().await;
    let made = bench.post("/v1/billing_portal/configurations", FEATURES).await;
    assert_eq!((&made["is_default"], &made["active"]), (&false.into(), &true.into()));
    let path = format!("/v1/billing_portal/configurations/{}", text(&made["id"]));
    let changed = bench.post(&path, &[("active", "false"), ("metadata[portal]", "p1")]).await;
    assert_eq!(bench.get(&path).await, changed);
    assert_eq!(
        bench.get("/v1/billing_portal/configurations?active=true").await["data"],
        serde_json::json!([])
    );
    let refused = bench.error("/v1/billing_portal/configurations", &[]).await;
    assert_eq!(refused["param"], "features");
    let swap = [("features[subscription_update][enabled]", "true")];
    assert_eq!(bench.error("/v1/billing_portal/configurations", &swap).await["param"], swap[0].0);
}
