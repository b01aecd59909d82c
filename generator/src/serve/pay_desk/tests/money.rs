//! One-time purchases, refunds and disputes.

use super::*;

/// A session for one payment of 500 kr.
async fn one_time(bench: &Bench) -> String {
    let customer = bench.customer().await;
    let form = [
        ("mode", "payment"),
        ("customer", customer.as_str()),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "nok"),
        ("line_items[0][price_data][unit_amount]", "50000"),
        ("line_items[0][price_data][product_data][name]", "Kurs"),
        ("payment_intent_data[metadata][hold]", "h2"),
        ("custom_text[submit][message]", "Du godtar <vilkårene>"),
        ("success_url", SUCCESS),
    ];
    text(&bench.post("/v1/checkout/sessions", &form).await["id"])
}

#[tokio::test]
async fn a_one_time_purchase_has_a_payment_and_neither_subscription_nor_invoice() {
    let bench = Bench::new().await;
    let session = one_time(&bench).await;
    let page = bench.page(&format!("/pay/{session}")).await;
    assert!(page.contains("500,00 NOK</td>") && page.contains("Du godtar &lt;vilkårene&gt;"), "{page}");
    assert_eq!(bench.pay(&session).await.status(), 303);
    let path = format!("/v1/checkout/sessions/{session}?expand[]=payment_intent.latest_charge");
    let paid = bench.get(&path).await;
    assert_eq!(
        (&paid["mode"], &paid["subscription"], &paid["invoice"]),
        (&"payment".into(), &Value::Null, &Value::Null)
    );
    let intent = &paid["payment_intent"];
    assert_eq!((&intent["amount_received"], &intent["metadata"]["hold"]), (&50000.into(), &"h2".into()));
    assert_eq!(intent["latest_charge"]["amount"], 50000);
    let found = bench.get(&format!("/v1/checkout/sessions?payment_intent={}", text(&intent["id"]))).await;
    assert_eq!(found["data"][0]["id"], session.as_str());
    let told = ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"];
    assert_eq!(bench.kinds(0).await, told);
    bench.leap(400 * DAY).await;
    assert_eq!(bench.kinds(0).await.len(), 3, "nothing comes again");
}

#[tokio::test]
async fn prices_and_modes_must_fit() {
    let bench = Bench::new().await;
    let one_time = ("line_items[0][price_data][recurring][interval]", "");
    assert!(bench.refused(&[one_time]).await.starts_with("line_items: You must provide"));
    let own = ("subscription_data[metadata][hold]", "");
    let recurring = bench.refused(&[("mode", "payment"), own]).await;
    assert!(recurring.starts_with("line_items: You specified `payment` mode"), "{recurring}");
    let refused = bench.refused(&[("payment_intent_data[metadata][a]", "1")]).await;
    assert!(refused.starts_with("payment_intent_data: "), "{refused}");
    let long = "x".repeat(1201);
    assert!(bench.refused(&[("custom_text[submit][message]", &long)]).await.contains("1200"));
    assert!(bench.refused(&[("locale", "nn")]).await.starts_with("locale: "));
}

#[tokio::test]
async fn a_declined_card_leaves_the_buyer_on_the_page_to_try_again() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    let declined =
        bench.client.post(bench.url(&format!("/pay/{session}?card=declines"))).send().await.unwrap();
    assert_eq!(declined.status(), 402);
    let page = declined.text().await.unwrap();
    assert!(page.contains("Kortet ble avvist") && page.contains(&format!("action=\"/pay/{session}\"")));
    assert_eq!(bench.kinds(0).await, ["payment_intent.payment_failed", "charge.failed"]);
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["status"], "open");
    assert_eq!(bench.pay(&session).await.status(), 303);
    let charges = bench.get("/v1/charges").await;
    let status = |index: usize| &charges["data"][index]["status"];
    assert_eq!((status(0), status(1)), (&"succeeded".into(), &"failed".into()));
    assert_eq!(charges["data"][0]["payment_intent"], charges["data"][1]["payment_intent"]);
}

#[tokio::test]
async fn a_wallet_brings_another_address_and_the_customer_stays_ours() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    bench.press(&format!("/pay/{session}?card=wallet"), &[("wallet", "other@example.no")]).await;
    let paid = bench.get(&format!("/v1/checkout/sessions/{session}?expand[]=customer")).await;
    assert_eq!(paid["customer_details"]["email"], "other@example.no");
    assert_eq!(paid["customer"]["email"], "kari@example.no");
}

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_there_was() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let intent = member.intent.as_str();
    let part = bench.post("/v1/refunds", &[("payment_intent", intent), ("amount", "10000")]).await;
    assert_eq!((&part["amount"], &part["status"]), (&10000.into(), &"succeeded".into()));
    assert_eq!(bench.kinds(5).await, ["refund.created", "charge.refunded"]);
    let charge = text(&part["charge"]);
    let after = bench.get(&format!("/v1/charges/{charge}?expand[]=refunds")).await;
    assert_eq!((&after["amount_refunded"], &after["refunded"]), (&10000.into(), &false.into()));
    assert_eq!(after["refunds"]["data"][0], part);
    let more = bench.error("/v1/refunds", &[("charge", &charge), ("amount", "14901")]).await;
    assert_eq!(more["param"], "amount");
    let rest = bench.post("/v1/refunds", &[("charge", &charge), ("reason", "requested_by_customer")]).await;
    assert_eq!(rest["amount"], 14900);
    let none = bench.error("/v1/refunds", &[("payment_intent", intent)]).await;
    assert_eq!(none["code"], "charge_already_refunded");
    let listed = bench.get(&format!("/v1/refunds?payment_intent={intent}&created[gte]={START}")).await;
    assert_eq!(listed["data"], serde_json::json!([rest, part]));
}

#[tokio::test]
async fn a_refund_is_refused_by_what_is_wrong_with_it() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let intent = ("payment_intent", member.intent.as_str());
    let nothing: &[(&str, &str)] = &[];
    let cases = [
        (nothing, "", "One of the following params"),
        (&[("charge", "ch_none")], "charge", "No such charge: 'ch_none'"),
        (&[("payment_intent", "pi_none")], "payment_intent", "No such payment_intent: 'pi_none'"),
        (&[intent, ("amount", "0")], "amount", "Invalid positive integer"),
        (&[intent, ("reason", "bored")], "reason", "Invalid reason"),
        (&[intent, ("ammount", "1")], "ammount", "Received unknown parameter"),
    ];
    for (form, param, message) in cases {
        let error = bench.error("/v1/refunds", form).await;
        assert_eq!(error["param"].as_str().unwrap_or_default(), param, "{error}");
        assert!(text(&error["message"]).starts_with(message), "{error}");
    }
}

#[tokio::test]
async fn the_dashboard_gives_back_what_the_creator_says() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = format!("/desk/payments/{}/refund", member.intent);
    bench.press(&path, &[("amount", "4900")]).await;
    bench.press(&path, &[]).await;
    assert_eq!(bench.status_of(&path, &[]).await, 400);
    let refunds = bench.get("/v1/refunds").await;
    assert_eq!((&refunds["data"][0]["amount"], &refunds["data"][1]["amount"]), (&20000.into(), &4900.into()));
}

#[tokio::test]
async fn a_dispute_is_told_and_closed_and_keeps_the_money_from_being_given_back() {
    let bench = Bench::new().await;
    for (won, status) in [("yes", "won"), ("no", "lost")] {
        let member = bench.member().await;
        let before = bench.kinds(0).await.len();
        bench.press(&format!("/desk/payments/{}/dispute", member.intent), &[]).await;
        let disputes = bench.get(&format!("/v1/disputes?payment_intent={}", member.intent)).await;
        let dispute = &disputes["data"][0];
        assert_eq!((&dispute["status"], &dispute["amount"]), (&"needs_response".into(), &24900.into()));
        let refused = bench.error("/v1/refunds", &[("payment_intent", &member.intent)]).await;
        assert_eq!(refused["code"], "charge_disputed");
        let close = format!("/desk/disputes/{}/close", text(&dispute["id"]));
        bench.press(&close, &[("won", won)]).await;
        assert_eq!(bench.status_of(&close, &[("won", won)]).await, 400);
        let closed = bench.get(&format!("/v1/disputes/{}", text(&dispute["id"]))).await;
        assert_eq!(closed["status"], status);
        assert_eq!(bench.get(&format!("/v1/charges/{}", text(&dispute["charge"]))).await["disputed"], true);
        assert_eq!(bench.kinds(before).await, ["charge.dispute.created", "charge.dispute.closed"]);
    }
}
