//! Events: told, not taken, held back, told again.

use super::*;

#[tokio::test]
async fn an_event_can_be_sent_again_newly_signed() {
    let mut bench = Bench::new().await;
    bench.pay(&bench.session().await).await;
    let first = bench.webhook().await;
    for _ in 0..4 {
        bench.webhook().await;
    }
    bench.wait(3600);
    let resend = format!("/events/{}/resend", text(&first["id"]));
    assert!(bench.page("/events").await.contains(&resend));
    assert_eq!(bench.client.post(bench.url(&resend)).send().await.unwrap().status(), 303);
    assert_eq!(bench.webhook().await, first);
    let deliveries = bench.get("/events.json").await[0]["deliveries"].take();
    assert_eq!(
        deliveries.as_array().unwrap().iter().map(|delivery| &delivery["status"]).collect::<Vec<_>>(),
        [200, 200]
    );
}

#[tokio::test]
async fn a_portal_that_does_not_answer_does_not_stop_a_payment() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let second = Arc::new(AtomicI64::new(START));
    let options = options(format!("http://{closed}/"), &second, None);
    let desk = start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).unwrap();
    let bench = Bench { desk, second, ..Bench::new().await };
    assert_eq!(bench.pay(&bench.session().await).await.status(), 303);
    let delivery = bench.get("/events.json").await[0]["deliveries"][0].take();
    assert_eq!(delivery["status"], Value::Null);
    assert!(text(&delivery["error"]).contains("error sending request"), "{delivery}");
}

#[tokio::test]
async fn what_was_not_taken_is_told_again_after_a_while() {
    let mut bench = Bench::new().await;
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let options = options(format!("http://{deaf}/"), &bench.second, None);
    bench.desk = start(TcpListener::bind("127.0.0.1:0").await.unwrap(), options).unwrap();
    let session = bench.session().await;
    bench.pay(&session).await;
    let attempts = async |bench: &Bench| -> Vec<usize> {
        let events: Vec<Value> =
            bench.client.get(bench.url("/events.json")).send().await.unwrap().json().await.unwrap();
        events.iter().map(|event| event["deliveries"].as_array().unwrap().len()).collect()
    };
    bench.wait(299);
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [1; 5]);
    bench.wait(1);
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [2; 5]);
    bench.wait(4 * 24 * 3600);
    bench.desk.deliver_due().await;
    bench.desk.deliver_due().await;
    assert_eq!(attempts(&bench).await, [3; 5], "after three days it is given up");
}

#[tokio::test]
async fn in_trouble_every_webhook_comes_late_or_twice_or_not_at_all() {
    let bench = Bench::new().await;
    let mut sessions = Vec::new();
    for _ in 0..20 {
        sessions.push(bench.session().await);
    }
    bench.desk.desk.trouble().begin(Share::ALL, 1);
    for session in &sessions {
        bench.pay(session).await;
    }
    let at_once = bench.webhooks.len();
    bench.wait(4 * 24 * 3600);
    bench.desk.deliver_due().await;
    let in_the_end = bench.webhooks.len();
    assert!(at_once > 0 && at_once < 100, "{at_once} come at once, and again later");
    assert!(in_the_end > at_once && in_the_end < 100 + at_once, "{in_the_end} of 100 came at all or twice");
    let sales = bench.desk.sales();
    assert!(sales.len() == 20 && sales.iter().all(|sale| sale.payment.is_some() && sale.hold == "h1"));
}

/// The kinds that came, in order.
fn told(bench: &mut Bench) -> Vec<String> {
    let mut told = Vec::new();
    while let Ok((_, body)) = bench.webhooks.try_recv() {
        told.push(text(&serde_json::from_slice::<Value>(&body).unwrap()["type"]));
    }
    told
}

const BOUGHT: [&str; 5] = [
    "checkout.session.completed",
    "customer.subscription.created",
    "invoice.paid",
    "payment_intent.succeeded",
    "charge.succeeded",
];

#[tokio::test]
async fn webhooks_that_are_held_back_come_in_the_order_that_is_wished() {
    let mut bench = Bench::new().await;
    bench.press("/desk/webhooks", &[("hold", "yes")]).await;
    bench.member().await;
    assert_eq!(told(&mut bench), [""; 0]);
    let waiting = bench.get("/v1/events?delivery_success=false&types[0]=invoice.paid").await;
    assert_eq!(waiting["data"][0]["pending_webhooks"], 1);
    let paid = text(&waiting["data"][0]["id"]);
    let completed = bench.get("/v1/events?type=checkout.session.completed").await;
    let completed = text(&completed["data"][0]["id"]);
    bench.press("/desk/webhooks/deliver", &[("event", &paid), ("event", &completed)]).await;
    assert_eq!(told(&mut bench), ["invoice.paid", "checkout.session.completed"]);
    let taken = bench.get(&format!("/v1/events/{paid}")).await;
    assert_eq!(taken["pending_webhooks"], 0);
    bench.press("/desk/webhooks", &[("hold", "no")]).await;
    bench.press("/desk/webhooks/deliver", &[]).await;
    assert_eq!(told(&mut bench).len(), 3);
    assert_eq!(bench.get("/v1/events?delivery_success=false").await["data"], serde_json::json!([]));
}

#[tokio::test]
async fn webhooks_are_dropped_doubled_and_reordered_at_a_click() {
    let mut bench = Bench::new().await;
    for fate in ["drop", "duplicate", "reorder", "delay"] {
        bench.press("/desk/webhooks", &[("fate", fate)]).await;
    }
    bench.member().await;
    let [_, created, invoice, _, charge] = BOUGHT;
    assert_eq!(told(&mut bench), [created, created, invoice, charge]);
    bench.leap(3600).await;
    assert_eq!(told(&mut bench), ["payment_intent.succeeded"]);
    assert_eq!(bench.status_of("/desk/webhooks", &[("fate", "bored")]).await, 400);
    assert_eq!(bench.status_of("/desk/webhooks/deliver", &[("event", "evt_none")]).await, 404);
}

#[tokio::test]
async fn a_registered_endpoint_is_told_of_what_it_asked_for_alone() {
    let mut bench = Bench::new().await;
    let receiver = bench.desk.desk.receiver().url.clone();
    let form = [
        ("url", receiver.as_str()),
        ("enabled_events[]", "invoice.paid"),
        ("enabled_events[]", "charge.refunded"),
        ("api_version", "2026-06-24.dahlia"),
    ];
    let made = bench.post("/v1/webhook_endpoints", &form).await;
    assert_eq!(made["secret"], "whsec_desk", "what it is sent is signed with this");
    let listed = bench.get("/v1/webhook_endpoints").await;
    assert_eq!((&listed["data"][0]["id"], listed["data"][0].get("secret")), (&made["id"], None));
    bench.member().await;
    assert_eq!(told(&mut bench), ["invoice.paid"]);
    assert_eq!(bench.kinds(0).await, BOUGHT, "the rest happened all the same");
    let path = format!("/v1/webhook_endpoints/{}", text(&made["id"]));
    bench.post(&path, &[("enabled_events[]", "*")]).await;
    bench.member().await;
    assert_eq!(told(&mut bench), BOUGHT);
    let gone = ok(bench.client.delete(bench.url(&path)).bearer_auth("sk_test_desk")).await;
    assert_eq!(gone["deleted"], true);
}

#[tokio::test]
async fn an_event_keeps_what_was_true_when_it_happened() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench
        .post(&format!("/v1/subscriptions/{}", member.subscription), &[("cancel_at_period_end", "true")])
        .await;
    let created = bench.get("/v1/events?type=customer.subscription.created").await;
    assert_eq!(created["data"][0]["data"]["object"]["cancel_at_period_end"], false);
    bench.wait(31 * DAY);
    assert_eq!(
        bench.get("/v1/events?type=customer.subscription.created").await["data"],
        serde_json::json!([])
    );
}
