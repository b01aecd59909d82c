//! Calls of the API: keys, errors, lists, and what is answered again.

use super::*;

#[tokio::test]
async fn a_repeated_call_gets_the_same_answer_and_a_changed_one_an_error() {
    let bench = Bench::new().await;
    let call =
        |email| bench.call("/v1/customers", &[("email", email)]).header("Idempotency-Key", "h1-customer");
    let first = ok(call("a@example.no")).await;
    let again = call("a@example.no").send().await.unwrap();
    assert_eq!(again.headers()["idempotent-replayed"], "true");
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    let other = call("b@example.no").send().await.unwrap();
    assert_eq!(other.status(), 400);
    assert_eq!(other.json::<Value>().await.unwrap()["error"]["type"], "idempotency_error");
}

#[tokio::test]
async fn a_refused_call_may_be_mended_under_its_key() {
    let bench = Bench::new().await;
    let call =
        |form: &[(&str, &str)]| bench.call("/v1/customers", form).header("Idempotency-Key", "k").send();
    assert_eq!(call(&[("mail", "a@example.no")]).await.unwrap().status(), 400);
    assert_eq!(call(&[("email", "a@example.no")]).await.unwrap().status(), 200);
}

#[tokio::test]
async fn without_the_key_nothing_is_answered_and_the_key_sent_is_not_repeated() {
    let bench = Bench::new().await;
    for request in [
        bench.client.get(bench.url("/v1/customers/cus_1")),
        bench.client.get(bench.url("/v1/prices/p")).bearer_auth("sk_wrong"),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert!(!answer.text().await.unwrap().contains("sk_wrong"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let bench = Bench::new().await;
    let objects =
        ["customers/cus_1", "prices/p", "checkout/sessions/cs_1", "subscriptions/sub_1", "refunds/re_1"];
    for path in objects {
        let error = bench.get(&format!("/v1/{path}")).await;
        assert_eq!(error["error"]["type"], "invalid_request_error", "{path}");
    }
    assert_eq!(bench.pay("cs_1").await.status(), 404);
    assert_eq!(bench.client.post(bench.url("/events/evt_1/resend")).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn in_trouble_a_call_that_was_not_answered_is_done_once() {
    let bench = Bench::new().await;
    let create = || {
        let form = [("email", "kari@example.no")];
        bench.call("/v1/customers", &form).header("Idempotency-Key", "one").send()
    };
    bench.desk.desk.trouble().begin(Share::ALL, 3);
    let mut bad = 0;
    for _ in 0..30 {
        let answer = create().await.unwrap();
        bad += usize::from(!answer.status().is_success() || answer.json::<Value>().await.is_err());
    }
    assert!(bad >= 20, "{bad}");
    bench.desk.desk.trouble().end();
    assert!(create().await.unwrap().headers().contains_key("idempotent-replayed"));
    assert_eq!(bench.desk.desk.shelf().look(|kept| kept.books.customers.len()), 1);
}

#[tokio::test]
async fn a_call_that_worked_and_was_answered_500_is_answered_so_under_its_key_from_then_on() {
    let bench = Bench::new().await;
    let plan = [("path", "/v1/customers"), ("method", "POST"), ("fate", "done-unanswered")];
    bench.press("/desk/calls", &plan).await;
    let call =
        || bench.call("/v1/customers", &[("email", "a@example.no")]).header("Idempotency-Key", "k").send();
    let first = call().await.unwrap();
    assert_eq!(
        (first.status(), first.headers().contains_key("idempotent-replayed")),
        (500.try_into().unwrap(), false)
    );
    let body = first.text().await.unwrap();
    let again = call().await.unwrap();
    assert_eq!(
        (again.status(), &again.headers()["idempotent-replayed"]),
        (500.try_into().unwrap(), &"true".parse().unwrap())
    );
    assert_eq!(again.text().await.unwrap(), body);
    assert_eq!(bench.get("/v1/customers").await["data"].as_array().unwrap().len(), 1, "it was done once");
    bench.wait(DAY + 1);
    assert_eq!(call().await.unwrap().status(), 200, "after a day the key is forgotten");
}

#[tokio::test]
async fn calls_fail_as_they_are_told_and_as_often() {
    let bench = Bench::new().await;
    let plan = async |fate: &str| {
        let plan = [("path", "/v1/customers/*"), ("method", "GET"), ("fate", fate), ("times", "2")];
        bench.press("/desk/calls", &plan).await;
    };
    let path = format!("/v1/customers/{}", bench.customer().await);
    let ask = async || bench.client.get(bench.url(&path)).bearer_auth("sk_test_desk").send().await.unwrap();
    for (fate, status) in [("not-done", 500), ("refused", 429), ("slow", 200)] {
        plan(fate).await;
        for _ in 0..2 {
            assert_eq!(ask().await.status(), status, "{fate}");
        }
        assert_eq!(ask().await.status(), 200, "{fate} is over");
    }
    plan("half-answered").await;
    assert!(ask().await.json::<Value>().await.is_err());
    assert_eq!(bench.status_of("/desk/calls", &[("path", "/v1/x"), ("fate", "bored")]).await, 400);
}

#[tokio::test]
async fn a_key_whose_call_is_under_way_is_refused() {
    let bench = Bench::new().await;
    bench.press("/desk/calls", &[("path", "/v1/customers"), ("fate", "slow")]).await;
    let call =
        || bench.call("/v1/customers", &[("email", "a@example.no")]).header("Idempotency-Key", "k").send();
    let (first, second) = tokio::join!(call(), call());
    let mut statuses = [first.unwrap().status().as_u16(), second.unwrap().status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn what_was_refused_while_it_was_done_is_refused_again_under_its_key() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    bench.post("/v1/refunds", &[("payment_intent", &member.intent)]).await;
    for replayed in [false, true] {
        let call =
            bench.call("/v1/refunds", &[("payment_intent", &member.intent)]).header("Idempotency-Key", "k");
        let answer = call.send().await.unwrap();
        assert_eq!(
            (answer.status(), answer.headers().contains_key("idempotent-replayed")),
            (400.try_into().unwrap(), replayed)
        );
    }
}

#[tokio::test]
async fn a_list_is_paged_from_the_newest_on() {
    let bench = Bench::new().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.insert(0, bench.customer().await);
    }
    let page = async |query: &str| {
        let page = bench.get(&format!("/v1/customers?{query}")).await;
        let found: Vec<String> =
            page["data"].as_array().unwrap().iter().map(|one| text(&one["id"])).collect();
        (found, page["has_more"] == true)
    };
    assert_eq!(page("").await, (ids.clone(), false));
    assert_eq!(page("limit=2").await, (ids[..2].to_vec(), true));
    assert_eq!(page(&format!("limit=2&starting_after={}", ids[1])).await, (ids[2..4].to_vec(), true));
    assert_eq!(page(&format!("limit=2&starting_after={}", ids[3])).await, (ids[4..].to_vec(), false));
    assert_eq!(page(&format!("limit=2&ending_before={}", ids[3])).await, (ids[1..3].to_vec(), true));
    assert_eq!(page(&format!("created[gt]={START}")).await, (vec![], false));
    for query in ["limit=0", "limit=101", "limit=x", "starting_after=cus_none", "limitt=1"] {
        assert!(bench.get(&format!("/v1/customers?{query}")).await["error"]["param"].is_string(), "{query}");
    }
}

#[tokio::test]
async fn ids_are_put_out_as_objects_where_that_is_asked_for() {
    let bench = Bench::new().await;
    let member = bench.member().await;
    let path = format!("/v1/subscriptions/{}", member.subscription);
    let expanded = bench.get(&format!("{path}?expand[]=latest_invoice.payments&expand[]=customer")).await;
    let invoice = &expanded["latest_invoice"];
    assert_eq!(invoice["payments"]["data"][0]["payment"]["payment_intent"], member.intent.as_str());
    assert_eq!(expanded["customer"]["id"], member.customer.as_str());
    let listed = bench.get("/v1/subscriptions?expand[]=data.latest_invoice").await;
    assert_eq!(listed["data"][0]["latest_invoice"]["id"], invoice["id"]);
    for wrong in ["status", "nothing", "a.b.c.d.e"] {
        let error = bench.get(&format!("{path}?expand[]={wrong}")).await["error"].take();
        assert_eq!(error["param"], "expand", "{wrong}");
    }
}

#[tokio::test]
async fn a_product_has_the_id_that_it_was_given_once() {
    let bench = Bench::new().await;
    let form = [("id", "terskel-level-1"), ("name", "Nivå 1"), ("metadata[level]", "1")];
    let product = bench.post("/v1/products", &form).await;
    assert_eq!(bench.get("/v1/products/terskel-level-1").await, product);
    assert_eq!(bench.error("/v1/products", &form).await["code"], "resource_already_exists");
    let renamed = bench.post("/v1/products/terskel-level-1", &[("name", "Nivå én")]).await;
    assert_eq!((&renamed["name"], &renamed["metadata"]["level"]), (&"Nivå én".into(), &"1".into()));
    assert_eq!(bench.get("/v1/products").await["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_lookup_key_leads_to_one_active_price() {
    let bench = Bench::new().await;
    bench.post("/v1/products", &[("id", "p"), ("name", "Nivå 1")]).await;
    let form = [
        ("product", "p"),
        ("currency", "nok"),
        ("unit_amount", "24900"),
        ("recurring[interval]", "month"),
        ("lookup_key", "august-all"),
    ];
    let first = bench.post("/v1/prices", &form).await;
    assert_eq!(bench.error("/v1/prices", &form).await["param"], "lookup_key");
    let second = bench.post("/v1/prices", &[&form[..], &[("transfer_lookup_key", "true")]].concat()).await;
    let found = bench.get("/v1/prices?lookup_keys[]=august-all&active=true").await;
    assert_eq!(found["data"], serde_json::json!([second]));
    let path = format!("/v1/prices/{}", text(&first["id"]));
    assert_eq!(bench.get(&path).await["lookup_key"], Value::Null);
    assert_eq!(bench.post(&path, &[("active", "false")]).await["active"], false);
    assert_eq!(bench.error(&path, &[("unit_amount", "1")]).await["code"], "parameter_unknown");
    let customer = bench.customer().await;
    let session = [
        ("mode", "subscription"),
        ("customer", &customer),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price]", &text(&first["id"])),
        ("success_url", SUCCESS),
    ];
    assert_eq!(bench.error("/v1/checkout/sessions", &session).await["param"], "line_items[0][price]");
}

#[tokio::test]
async fn a_customer_changes_by_what_is_said_and_not_by_what_is_not() {
    let bench = Bench::new().await;
    let path = format!("/v1/customers/{}", bench.customer().await);
    let form = [("name", "Kari"), ("preferred_locales[0]", "nb"), ("metadata[hold]", "h1")];
    bench.post(&path, &form).await;
    let changed =
        bench.post(&path, &[("email", "ny@example.no"), ("name", ""), ("metadata[member]", "")]).await;
    assert_eq!((&changed["email"], &changed["name"]), (&"ny@example.no".into(), &Value::Null));
    assert_eq!(changed["preferred_locales"], serde_json::json!(["nb"]));
    assert_eq!(changed["metadata"], serde_json::json!({ "hold": "h1" }));
    assert_eq!(bench.error(&path, &[("email", "kari")]).await["code"], "email_invalid");
}

#[tokio::test]
async fn sessions_subscriptions_and_invoices_are_found_by_whose_they_are() {
    let bench = Bench::new().await;
    let (kari, _) = (bench.member().await, bench.member().await);
    let queries = [
        format!("checkout/sessions?customer={}", kari.customer),
        format!("checkout/sessions?subscription={}", kari.subscription),
        format!("subscriptions?customer={}&status=all", kari.customer),
        format!("invoices?customer={}&status=paid", kari.customer),
        format!("invoices?subscription={}", kari.subscription),
        format!("invoice_payments?payment[type]=payment_intent&payment[payment_intent]={}", kari.intent),
        format!("charges?payment_intent={}", kari.intent),
    ];
    for query in queries {
        let found = bench.get(&format!("/v1/{query}")).await;
        assert_eq!(found["data"].as_array().unwrap().len(), 1, "{query}: {found}");
    }
}
