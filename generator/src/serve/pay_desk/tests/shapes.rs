//! Every object that the desk can make, held against the shapes of the provider's own: the same fields, no more and
//! no fewer, of types that fit.
//!
//! `shapes.json` is distilled from the provider's fixtures. A fixture is one example, so `shapes_wider.json` says what
//! else a field may be, what only comes when it is asked for, and what the fixtures have that the API has no more.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Types, with `|` between them, by kind of object and path of field.
type Shapes = BTreeMap<String, BTreeMap<String, String>>;

const SHAPES: &str = include_str!("../shapes.json");
const WIDER: &str = include_str!("../shapes_wider.json");

/// What else is allowed. Where it is by one name, that is `<kind>.<path>`.
#[derive(serde::Deserialize)]
struct Wider {
    known_where_the_fixture_shows_null: Shapes,
    /// Paths by kind.
    null_where_the_fixture_shows_an_example: BTreeMap<String, BTreeSet<String>>,
    /// Fields that the fixtures have and the desk has not, and why.
    left_out: BTreeMap<String, String>,
    /// Fields that the fixtures do not show: their type, and why they are there.
    added: BTreeMap<String, (String, String)>,
}

struct Check {
    shapes: Shapes,
    wider: Wider,
    wrong: BTreeSet<String>,
    seen: BTreeMap<String, u32>,
}

impl Check {
    fn new() -> Self {
        let (shapes, wider) = (serde_json::from_str(SHAPES).unwrap(), serde_json::from_str(WIDER).unwrap());
        Self { shapes, wider, wrong: BTreeSet::new(), seen: BTreeMap::new() }
    }

    /// Looks at an answer: an object, or a list of them.
    fn look(&mut self, answer: &Value) {
        if answer["object"] == "list" {
            answer["data"].as_array().unwrap().iter().for_each(|element| self.look(element));
            return;
        }
        let kind = text(&answer["object"]);
        let kind = if answer["deleted"] == true { format!("deleted_{kind}") } else { kind };
        if kind == "event" {
            self.look(&answer["data"]["object"]);
        }
        *self.seen.entry(kind.clone()).or_default() += 1;
        self.object(&kind, "", answer);
    }

    /// Compares the fields of an object that stands at `path` in one of `kind`.
    fn object(&mut self, kind: &str, path: &str, object: &Value) {
        let begins = if path.is_empty() { String::new() } else { format!("{path}.") };
        let fields = object.as_object().unwrap();
        for name in self.names(kind, &begins) {
            if !fields.contains_key(&name)
                && !self.wider.left_out.contains_key(&format!("{kind}.{begins}{name}"))
            {
                self.wrong.insert(format!("{kind} has no {begins}{name}"));
            }
        }
        for (name, field) in fields {
            self.field(kind, &format!("{begins}{name}"), field);
        }
    }

    fn field(&mut self, kind: &str, path: &str, field: &Value) {
        let Some(types) = self.types(kind, path) else {
            self.wrong.insert(format!("{kind} has {path}, which the provider has not"));
            return;
        };
        let own = type_of(field);
        if !types.split('|').any(|known| known == own) {
            self.wrong.insert(format!("{kind}'s {path} is {own}, and should be {types}"));
        }
        match field {
            Value::Object(_) if is_free(kind, path) => {}
            Value::Object(_) => self.object(kind, path, field),
            Value::Array(elements) => {
                for element in elements {
                    self.field(kind, &format!("{path}[]"), element);
                }
            }
            _ => {}
        }
    }

    /// The names of the fields that stand right under this path.
    fn names(&self, kind: &str, begins: &str) -> BTreeSet<String> {
        let paths = self.shapes[kind].keys().filter_map(|path| path.strip_prefix(begins));
        paths.filter(|rest| !rest.contains(['.', '['])).map(str::to_owned).collect()
    }

    /// What a field may be; nothing, if there is none of this name.
    fn types(&self, kind: &str, path: &str) -> Option<String> {
        let of = |shapes: &Shapes| shapes.get(kind).and_then(|shape| shape.get(path)).cloned();
        let added = || self.wider.added.get(&format!("{kind}.{path}")).map(|(types, _)| types.clone());
        let shown = of(&self.shapes).or_else(added)?;
        let known = of(&self.wider.known_where_the_fixture_shows_null).unwrap_or_default();
        let nulls = self.wider.null_where_the_fixture_shows_an_example.get(kind);
        let null = if nulls.is_some_and(|nulls| nulls.contains(path)) { "null" } else { "" };
        Some(format!("{shown}|{known}|{null}"))
    }
}

/// What an event is about is looked at by itself, and names in metadata are ours.
fn is_free(kind: &str, path: &str) -> bool {
    path.ends_with("metadata") || (kind == "event" && path == "data.object")
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Makes everything that the desk can make, in every state.
async fn everything(bench: &Bench) -> Member {
    let (member, lost, deleted) = (bench.member().await, bench.member().await, bench.member().await);
    bench.post("/v1/refunds", &[("payment_intent", &member.intent), ("amount", "900")]).await;
    bench.press(&format!("/desk/payments/{}/dispute", lost.intent), &[]).await;
    bench.card(&lost, "no").await;
    bench.press(&format!("/desk/customers/{}/delete", deleted.customer), &[]).await;
    for query in ["?card=declines", "?slowly=yes", "?card=works"] {
        bench.client.post(bench.url(&format!("/pay/{}{query}", bench.session().await))).send().await.unwrap();
    }
    let one_time = [
        ("mode", "payment"),
        ("line_items[0][price_data][recurring][interval]", ""),
        ("subscription_data[metadata][hold]", ""),
        ("custom_text[submit][message]", "Du godtar vilkårene"),
    ];
    let one_time: Value = bench.session_with(&one_time).await.json().await.unwrap();
    bench.pay(&text(&one_time["id"])).await;
    bench.session().await;
    bench.leap(45 * DAY).await;
    bench
        .post(&format!("/v1/subscriptions/{}", member.subscription), &[("cancel_at_period_end", "true")])
        .await;
    member
}

/// What the API answers about each kind, beside what events hold.
const LISTS: &[&str] = &[
    "customers",
    "products",
    "prices",
    "checkout/sessions",
    "subscriptions?status=all",
    "invoices",
    "invoice_payments",
    "payment_intents",
    "charges",
    "refunds",
    "disputes",
    "billing_portal/configurations",
    "webhook_endpoints",
    "events",
];

#[tokio::test]
async fn every_object_has_the_fields_of_the_providers_own_and_no_others() {
    let bench = Bench::new().await;
    let mut check = Check::new();
    let member = everything(&bench).await;
    let features = [("features[subscription_cancel][enabled]", "true"), ("metadata[portal]", "p")];
    let configuration = bench.post("/v1/billing_portal/configurations", &features).await;
    let visit = [("customer", member.customer.as_str()), ("configuration", &text(&configuration["id"]))];
    check.look(&bench.post("/v1/billing_portal/sessions", &visit).await);
    let endpoint = [("url", "https://a.example/"), ("enabled_events[]", "*"), ("description", "a")];
    check.look(&bench.post("/v1/webhook_endpoints", &endpoint).await);
    for list in LISTS {
        let and = if list.contains('?') { "&" } else { "?" };
        check.look(&bench.get(&format!("/v1/{list}{and}limit=100")).await);
    }
    for event in bench.get("/events.json").await.as_array().unwrap() {
        check.look(&event["event"]);
    }
    let deleted = bench.get("/desk/books.json").await["customers"].take();
    deleted.as_array().unwrap().iter().for_each(|customer| check.look(customer));
    let wrong: Vec<String> = check.wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let own = ["line_item", "subscription_item"];
    let unseen: Vec<&String> = check
        .shapes
        .keys()
        .filter(|kind| !check.seen.contains_key(*kind) && !own.contains(&kind.as_str()))
        .collect();
    assert!(unseen.is_empty(), "the desk made none of these: {unseen:?}");
}
