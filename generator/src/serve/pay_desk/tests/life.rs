//! Subscriptions as time goes by: renewed, not paid, cancelled.

use super::*;

const MONTH: i64 = 31 * DAY;

fn seconds(times: &[&str]) -> Vec<i64> {
    times.iter().map(|time| time.parse::<Timestamp>().unwrap().as_second()).collect()
}

#[tokio::test]
async fn a_leap_over_months_renews_each_at_its_own_instant_in_order() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.leap(95 * DAY).await;
    let renewals = ["2027-02-28T12:00:00Z", "2027-03-31T12:00:00Z", "2027-04-30T12:00:00Z"];
    let events = bench.get("/events.json").await;
    let events = events.as_array().unwrap();
    let paid: Vec<i64> = events
        .iter()
        .filter(|event| event["type"] == "invoice.paid")
        .map(|event| event["created"].as_i64().unwrap())
        .collect();
    assert_eq!(paid[1..], seconds(&renewals));
    assert!(events.is_sorted_by_key(|event| event["created"].as_i64().unwrap()));
    let item = bench.subscription(&member).await["items"]["data"][0].take();
    assert_eq!(item["current_period_start"], seconds(&renewals)[2]);
    assert_eq!(item["current_period_end"], seconds(&["2027-05-31T12:00:00Z"])[0]);
}

#[tokio::test]
async fn a_renewal_is_told_from_its_notice_to_the_period_that_moved() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.leap(28 * DAY).await;
    let expected = [
        "invoice.upcoming",
        "invoice.created",
        "payment_intent.succeeded",
        "charge.succeeded",
        "invoice.paid",
        "customer.subscription.updated",
    ];
    assert_eq!(bench.kinds(5).await, expected);
    let events = bench.get("/events.json").await;
    let object = |index: usize| &events[index]["event"]["data"]["object"];
    assert_eq!(object(5).get("id"), None, "an invoice that is to come has no id");
    assert_eq!(object(5)["parent"]["subscription_details"]["subscription"], member.subscription.as_str());
    assert_eq!((&object(6)["status"], &object(9)["status"]), (&"draft".into(), &"paid".into()));
    assert_eq!(object(9)["billing_reason"], "subscription_cycle");
    assert_eq!(object(9)["period_start"], START, "the period before");
    assert_eq!(object(9)["lines"]["data"][0]["period"]["start"], START + 28 * DAY);
    assert_eq!(object(5)["lines"]["data"][0]["period"], object(9)["lines"]["data"][0]["period"]);
    assert_eq!(object(9)["status_transitions"]["paid_at"], START + 28 * DAY);
    assert_eq!(object(10)["latest_invoice"], object(9)["id"]);
}

#[tokio::test]
async fn a_renewal_that_is_declined_is_asked_for_again_three_times_and_then_it_is_over() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.card(&member, "no").await;
    bench.leap(28 * DAY).await;
    let late = bench.subscription(&member).await;
    assert_eq!((&late["status"], &late["ended_at"]), (&"past_due".into(), &Value::Null));
    assert_eq!(late["items"]["data"][0]["current_period_start"], START + 28 * DAY);
    let invoice = text(&late["latest_invoice"]);
    for (attempts, wait) in [(1, 3), (2, 5), (3, 7)] {
        let open = bench.get(&format!("/v1/invoices/{invoice}")).await;
        let now = bench.second.load(Ordering::Relaxed);
        assert_eq!(
            (&open["attempt_count"], &open["next_payment_attempt"]),
            (&attempts.into(), &(now + wait * DAY).into())
        );
        assert_eq!((&open["status"], &open["amount_remaining"]), (&"open".into(), &24900.into()));
        bench.leap(wait * DAY).await;
    }
    let over = bench.subscription(&member).await;
    assert_eq!((&over["status"], &over["ended_at"]), (&"canceled".into(), &(START + 43 * DAY).into()));
    assert_eq!(over["cancellation_details"]["reason"], "payment_failed");
    let kinds = bench.kinds(7).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "invoice.payment_failed").count(), 4);
    assert_eq!(kinds.iter().filter(|kind| *kind == "customer.subscription.updated").count(), 1);
    assert_eq!(kinds.last().unwrap(), "customer.subscription.deleted");
    bench.leap(12 * MONTH).await;
    assert_eq!(bench.kinds(7).await.len(), kinds.len(), "nothing happens to what is over");
}

#[tokio::test]
async fn a_working_card_pays_at_once_what_is_owed() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.card(&member, "no").await;
    bench.leap(29 * DAY).await;
    let before = bench.kinds(0).await.len();
    bench.card(&member, "yes").await;
    let paid =
        ["payment_intent.succeeded", "charge.succeeded", "invoice.paid", "customer.subscription.updated"];
    assert_eq!(bench.kinds(before).await, paid);
    assert_eq!(bench.subscription(&member).await["status"], "active");
    bench.leap(10 * DAY).await;
    assert_eq!(bench.kinds(before).await.len(), 4, "it is not asked for again");
}

#[tokio::test]
async fn what_is_cancelled_at_its_end_ends_there_unless_it_is_undone() {
    let bench = Bench::new().await;
    let (stays, goes) = (bench.member().await, bench.member().await);
    let update = async |member: &Member, cancels: &str| {
        let path = format!("/v1/subscriptions/{}", member.subscription);
        bench.post(&path, &[("cancel_at_period_end", cancels)]).await
    };
    let ending = update(&goes, "true").await;
    assert_eq!(
        (&ending["cancel_at_period_end"], &ending["cancel_at"], &ending["canceled_at"]),
        (&true.into(), &(START + 28 * DAY).into(), &START.into())
    );
    update(&stays, "true").await;
    let kept = update(&stays, "false").await;
    assert_eq!((&kept["cancel_at_period_end"], &kept["cancel_at"]), (&false.into(), &Value::Null));
    bench.leap(MONTH).await;
    let over = bench.subscription(&goes).await;
    assert_eq!((&over["status"], &over["ended_at"]), (&"canceled".into(), &(START + 28 * DAY).into()));
    assert_eq!(bench.subscription(&stays).await["status"], "active");
    let kinds = bench.kinds(0).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "customer.subscription.deleted").count(), 1);
    assert_eq!(kinds.iter().filter(|kind| *kind == "customer.subscription.updated").count(), 4);
}

#[tokio::test]
async fn saying_the_same_again_is_no_news() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = format!("/v1/subscriptions/{}", member.subscription);
    for _ in 0..2 {
        bench.post(&path, &[("cancel_at_period_end", "true"), ("metadata[a]", "1")]).await;
    }
    assert_eq!(bench.kinds(5).await, ["customer.subscription.updated"]);
    assert_eq!(
        bench.post(&path, &[("metadata[a]", "")]).await["metadata"],
        serde_json::json!({ "hold": "h1" })
    );
}

#[tokio::test]
async fn one_that_has_ended_can_neither_be_ended_again_nor_go_on() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = bench.url(&format!("/v1/subscriptions/{}", member.subscription));
    let delete = async || bench.client.delete(&path).bearer_auth("sk_test_desk").send().await.unwrap();
    let ended: Value = delete().await.json().await.unwrap();
    assert_eq!((&ended["status"], &ended["ended_at"]), (&"canceled".into(), &START.into()));
    assert_eq!(delete().await.status(), 404);
    let path = format!("/v1/subscriptions/{}", member.subscription);
    let refused = bench.error(&path, &[("cancel_at_period_end", "false")]).await;
    assert!(text(&refused["message"]).starts_with("A canceled subscription can only"), "{refused}");
    assert_eq!(bench.post(&path, &[("metadata[a]", "1")]).await["metadata"]["a"], "1");
}

#[tokio::test]
async fn a_deleted_customer_has_nothing_any_more_and_is_answered_as_such() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = format!("/v1/customers/{}", member.customer);
    let request = bench.client.delete(bench.url(&path)).bearer_auth("sk_test_desk");
    let expected = serde_json::json!({ "id": member.customer, "object": "customer", "deleted": true });
    assert_eq!(ok(request).await, expected);
    assert_eq!(bench.get(&path).await, expected);
    assert_eq!(bench.subscription(&member).await["status"], "canceled");
    assert_eq!(bench.kinds(5).await, ["customer.subscription.deleted", "customer.deleted"]);
    assert_eq!(bench.error(&path, &[("name", "Kari")]).await["code"], "resource_missing");
}

#[tokio::test]
async fn a_payment_that_takes_days_is_complete_and_unpaid_until_it_arrives_or_fails() {
    let bench = Bench::new().await;
    for (works, paid, status, told) in [
        ("yes", "paid", "active", "checkout.session.async_payment_succeeded"),
        ("no", "unpaid", "incomplete_expired", "checkout.session.async_payment_failed"),
    ] {
        let session = bench.session().await;
        bench.press(&format!("/pay/{session}?slowly=yes"), &[]).await;
        let path = format!("/v1/checkout/sessions/{session}?expand[]=subscription&expand[]=invoice");
        let under_way = bench.get(&path).await;
        assert_eq!(
            (&under_way["status"], &under_way["payment_status"]),
            (&"complete".into(), &"unpaid".into())
        );
        assert_eq!(under_way["subscription"]["status"], "incomplete");
        let customer = text(&under_way["customer"]);
        bench.press(&format!("/desk/customers/{customer}/card"), &[("works", works)]).await;
        let before = bench.kinds(0).await.len();
        bench.leap(3 * DAY).await;
        let ended = bench.get(&path).await;
        assert_eq!(
            (&ended["payment_status"], &ended["subscription"]["status"]),
            (&paid.into(), &status.into())
        );
        assert!(bench.kinds(before).await.contains(&told.to_owned()));
    }
}

#[tokio::test]
async fn a_payment_that_takes_days_ends_at_a_click() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    bench.press(&format!("/pay/{session}?slowly=yes"), &[]).await;
    let intent = text(&bench.get("/v1/payment_intents").await["data"][0]["id"]);
    let path = format!("/desk/payments/{intent}/arrive");
    bench.press(&path, &[("works", "yes")]).await;
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["payment_status"], "paid");
    assert_eq!(bench.status_of(&path, &[("works", "no")]).await, 400, "it has ended");
}
