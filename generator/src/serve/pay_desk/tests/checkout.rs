//! Checkout sessions: made, paid, ended.

use super::*;

#[tokio::test]
async fn a_payment_begins_a_subscription_and_tells_the_portal_before_the_buyer_returns() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    let answer = bench.pay(&session).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(location(&answer), format!("http://localhost:4242/api/checkout/return?session={session}"));
    let told = bench.webhook().await;
    assert_eq!(
        (told["type"].as_str(), &told["data"]["object"]["id"]),
        (Some("checkout.session.completed"), &session.as_str().into())
    );
    assert_eq!(told["data"]["object"]["metadata"]["hold"], "h1");
    assert_eq!(bench.webhook().await["type"], "customer.subscription.created");
    let invoice = bench.webhook().await;
    assert_eq!(invoice["type"], "invoice.paid");
    let paid = bench.get(&format!("/v1/checkout/sessions/{session}?expand[]=subscription")).await;
    assert_eq!(
        (&paid["status"], &paid["payment_status"], &paid["url"]),
        (&"complete".into(), &"paid".into(), &Value::Null)
    );
    let subscription = &paid["subscription"];
    assert_eq!(
        (&subscription["status"], &subscription["metadata"]["hold"]),
        (&"active".into(), &"h1".into())
    );
    assert_eq!(
        subscription["id"],
        invoice["data"]["object"]["parent"]["subscription_details"]["subscription"]
    );
    let by_itself = bench.get(&format!("/v1/subscriptions/{}", text(&subscription["id"]))).await;
    assert_eq!(&by_itself, subscription);
}

#[tokio::test]
async fn a_period_is_a_calendar_month_or_year_in_utc() {
    let bench = Bench::new().await;
    for (interval, end) in [("month", "2027-02-28T12:00:00Z"), ("year", "2028-01-31T12:00:00Z")] {
        let changes = [("line_items[0][price_data][recurring][interval]", interval)];
        let session = text(&bench.session_with(&changes).await.json::<Value>().await.unwrap()["id"]);
        bench.pay(&session).await;
        let paid = bench.get(&format!("/v1/checkout/sessions/{session}?expand[]=subscription")).await;
        let item = &paid["subscription"]["items"]["data"][0];
        assert_eq!(item["current_period_end"], end.parse::<Timestamp>().unwrap().as_second());
        assert_eq!(item["current_period_start"], START);
    }
}

#[tokio::test]
async fn paying_twice_is_paying_once() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    let (first, second) = (bench.pay(&session).await, bench.pay(&session).await);
    assert_eq!(location(&first), location(&second));
    assert_eq!(bench.get("/events.json").await.as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_session_ends_by_the_clock_and_says_so() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    bench.wait(40 * 60 - 1);
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["status"], "open");
    bench.wait(1);
    let ended = bench.get(&format!("/v1/checkout/sessions/{session}")).await;
    assert_eq!(
        (&ended["status"], &ended["payment_status"], &ended["url"]),
        (&"expired".into(), &"unpaid".into(), &Value::Null)
    );
    let told = bench.webhook().await;
    assert_eq!(
        (&told["type"], &told["data"]["object"]["status"]),
        (&"checkout.session.expired".into(), &"expired".into())
    );
    assert_eq!(bench.pay(&session).await.status(), 409);
}

#[tokio::test]
async fn a_page_left_open_can_pay_after_the_end() {
    let mut bench = Bench::new().await;
    let session = bench.session().await;
    ok(bench.call(&format!("/v1/checkout/sessions/{session}/expire"), &[])).await;
    assert_eq!(bench.webhook().await["type"], "checkout.session.expired");
    assert!(
        bench.page(&format!("/pay/{session}")).await.contains(&format!("action=\"/pay/{session}?late=1\""))
    );
    assert_eq!(bench.pay(&format!("{session}?late=1")).await.status(), 303);
    assert_eq!(bench.webhook().await["type"], "checkout.session.completed");
    assert_eq!(bench.get(&format!("/v1/checkout/sessions/{session}")).await["payment_status"], "paid");
}

#[tokio::test]
async fn only_an_open_session_can_be_ended() {
    let bench = Bench::new().await;
    let session = bench.session().await;
    bench.pay(&session).await;
    let answer = bench.call(&format!("/v1/checkout/sessions/{session}/expire"), &[]).send().await.unwrap();
    assert_eq!(answer.status(), 400);
    let error = answer.json::<Value>().await.unwrap();
    assert!(text(&error["error"]["message"]).contains("has a status of `complete`"), "{error}");
}

#[tokio::test]
async fn a_session_lasts_from_half_an_hour_to_a_day() {
    let bench = Bench::new().await;
    for (minutes, status) in [(29, 400), (30, 200), (24 * 60, 200), (24 * 60 + 1, 400)] {
        let expires = (START + minutes * 60).to_string();
        assert_eq!(bench.session_with(&[("expires_at", &expires)]).await.status(), status, "{minutes}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_refused_by_its_name() {
    let bench = Bench::new().await;
    let cases = [
        (("mode", "setup"), "mode: this pay desk knows the modes `payment` and `subscription`"),
        (("customer", "cus_none"), "customer: No such customer: 'cus_none'"),
        (("sucess_url", "https://a.example"), "sucess_url: Received unknown parameter: sucess_url"),
        (("success_url", ""), "success_url: Missing required param: success_url."),
        (("success_url", "javascript:alert(1)"), "success_url: Not a valid URL"),
        (("cancel_url", "https://a.example/\r\nset-cookie: x"), "cancel_url: Not a valid URL"),
        (("line_items[0][quantity]", "0"), "line_items[0][quantity]: Invalid quantity"),
        (("line_items[0][price]", "price_none"), "line_items[0][price]: No such price: 'price_none'"),
        (
            ("line_items[0][price_data][unit_amount]", "249,-"),
            "line_items[0][price_data][unit_amount]: Invalid integer: 249,-",
        ),
        (
            ("line_items[0][price_data][unit_amount]", "-1"),
            "line_items[0][price_data][unit_amount]: Invalid amount",
        ),
        (
            ("line_items[0][price_data][currency]", "kroner"),
            "line_items[0][price_data][currency]: Invalid currency; write it as `nok`",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(bench.refused(&[change]).await, expected);
    }
}

#[tokio::test]
async fn a_price_can_be_made_once_and_used_by_its_id() {
    let bench = Bench::new().await;
    let form = [
        ("currency", "nok"),
        ("unit_amount", "19900"),
        ("recurring[interval]", "year"),
        ("product_data[name]", "Nivå 1"),
    ];
    let price = ok(bench.call("/v1/prices", &form)).await;
    assert_eq!(bench.get(&format!("/v1/prices/{}", text(&price["id"]))).await, price);
    let session: Value = bench
        .session_with(&[("line_items[0][price]", price["id"].as_str().unwrap())])
        .await
        .json()
        .await
        .unwrap();
    assert_eq!((&session["amount_total"], &session["currency"]), (&19900.into(), &"nok".into()));
}
