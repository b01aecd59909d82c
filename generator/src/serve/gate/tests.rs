//! The gate against its table of test vectors, and what the table cannot say.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use serde_json::{Map, Value};
use sha2::Sha256;

use super::*;

mod engine;
mod rule;
mod syntax;

const SOURCE: &str = include_str!("../../../../infra/gate.js");
const VECTORS: &str = include_str!("../../../../infra/gate-vectors.json");

/// The file of vectors; its `about` explains the form.
struct Vectors(Value);

impl Vectors {
    fn read() -> Self {
        Self(serde_json::from_str(VECTORS).unwrap())
    }

    fn all(&self) -> impl Iterator<Item = (&String, &Value)> {
        let groups = self.0["groups"].as_object().unwrap().iter();
        groups.flat_map(|(group, vectors)| {
            vectors.as_array().unwrap().iter().map(move |vector| (group, vector))
        })
    }

    fn now(&self, vector: &Value) -> Timestamp {
        let second = vector.get("now").unwrap_or(&self.0["now"]).as_i64().unwrap();
        Timestamp::from_second(second).unwrap()
    }

    fn store(&self, vector: &Value) -> GateStore {
        let texts = laid_over(&self.0["store"], vector.get("store"));
        texts.into_iter().filter_map(|(key, text)| Some((key, text.as_str()?.to_owned()))).collect()
    }

    fn request(&self, vector: &Value) -> GateRequest {
        let request = &vector["request"];
        let cookies = request["cookies"].as_array().into_iter().flatten();
        GateRequest {
            method: request["method"].as_str().unwrap_or("GET").to_owned(),
            path: long_text(&request["uri"]),
            query: request["querystring"].as_str().unwrap_or_default().to_owned(),
            cookies: cookies.map(|pair| (long_text(&pair[0]), self.cookie(&pair[1]))).collect(),
        }
    }

    fn cookie(&self, value: &Value) -> String {
        if value.is_string() || value.get("repeat").is_some() { long_text(value) } else { self.pass(value) }
    }

    fn pass(&self, told: &Value) -> String {
        let kid = told["kid"].as_str().unwrap_or("k1");
        let key = self.0["keys"][told["key"].as_str().unwrap_or(kid)].as_str().unwrap();
        let payload = told["payload"].as_str().map_or_else(|| self.claims(told), str::to_owned);
        let version = told["version"].as_str().unwrap_or("v1");
        let forge = &told["forge"];
        let part = |name: &str, honest: &str| forge[name].as_str().unwrap_or(honest).to_owned();
        let payload = URL_SAFE_NO_PAD.encode(payload);
        let signature = sign(key, &format!("{version}.{kid}.{payload}"));
        let payload = match &forge["payload"] {
            Value::Null => payload,
            other => URL_SAFE_NO_PAD.encode(other.to_string()),
        };
        let (version, kid) = (part("version", version), part("kid", kid));
        let mut pass = format!("{version}.{kid}.{payload}.{}", part("hmac", &signature));
        let cut = told["cut"].as_u64().unwrap_or_default();
        pass.truncate(pass.len() - usize::try_from(cut).unwrap());
        pass + told["add"].as_str().unwrap_or_default()
    }

    fn claims(&self, told: &Value) -> String {
        let mut claims = laid_over(&self.0["claims"], told.get("claims"));
        for value in claims.values_mut().filter(|value| value.get("repeat").is_some()) {
            *value = Value::String(long_text(value));
        }
        Value::Object(claims).to_string()
    }

    fn decide(&self, gate: &Gate, vector: &Value) -> Decision {
        let (request, store, now) = (self.request(vector), self.store(vector), self.now(vector));
        match vector.get("down") {
            None => gate.decide(&request, &store, now).unwrap(),
            Some(keys) => cut_off_from(keys.as_str().unwrap()).decide(&request, &store, now).unwrap(),
        }
    }
}

/// The gate at a store that does not answer for keys that begin with `keys`.
fn cut_off_from(keys: &str) -> Gate {
    let (import, down) = ("import cf from 'cloudfront';", "throw new Error('down');");
    let read = format!(
        "const read = (key) => {{ if (key.startsWith('{keys}')) {{ {down} }} return terskel.read(key); }};"
    );
    let methods = "exists: async (key) => read(key) !== undefined, get: async (key) => read(key)";
    assert!(SOURCE.contains(import));
    let cut_off = format!("{read} const cf = {{ kvs: () => ({{ {methods} }}) }};");
    Gate::new(&SOURCE.replace(import, &cut_off)).unwrap()
}

fn laid_over(base: &Value, over: Option<&Value>) -> Map<String, Value> {
    let mut fields = base.as_object().unwrap().clone();
    fields.extend(over.and_then(Value::as_object).cloned().unwrap_or_default());
    fields
}

fn long_text(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value["repeat"]
            .as_str()
            .unwrap()
            .repeat(usize::try_from(value["times"].as_u64().unwrap()).unwrap()),
    }
}

fn sign(key: &str, body: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap().chain_update(body);
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

fn is_expected(decision: &Decision, expect: &Value) -> bool {
    match decision {
        Decision::Forward { uri } => expect.get("uri").is_some_and(|file| {
            *uri == expect["under"].as_str().unwrap_or_default().to_owned() + &long_text(file)
        }),
        Decision::Answer { status, .. } => {
            expect["status"] == *status
                && expect.get("location").is_none_or(|to| header(decision, "location") == to.as_str())
        }
    }
}

fn header<'a>(decision: &'a Decision, wanted: &str) -> Option<&'a str> {
    let Decision::Answer { headers, .. } = decision else { return None };
    headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

fn gate() -> Gate {
    Gate::new(SOURCE).unwrap()
}

fn get(path: &str, cookies: &[(&str, &str)]) -> GateRequest {
    let cookies = cookies.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    GateRequest { method: "GET".into(), path: path.into(), query: String::new(), cookies: cookies.collect() }
}

#[test]
fn every_vector_is_decided_as_the_table_says() {
    let (vectors, gate) = (Vectors::read(), gate());
    let mistake = |(group, vector): (&String, &Value)| {
        let decision = vectors.decide(&gate, vector);
        let is_wrong = !is_expected(&decision, &vector["expect"]);
        is_wrong.then(|| format!("{group}: {}: {decision:?}", vector["name"]))
    };
    assert_eq!(vectors.all().filter_map(mistake).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(vectors.all().count() > 400);
}

#[test]
fn what_depends_on_the_visitor_or_the_hour_is_not_kept_by_anybody() {
    let (vectors, gate) = (Vectors::read(), gate());
    for (_, vector) in vectors.all() {
        let decision = vectors.decide(&gate, vector);
        let caching = header(&decision, "cache-control");
        match decision {
            Decision::Forward { .. } => assert_eq!(caching, None),
            Decision::Answer { status: 301, .. } => assert_eq!(caching, Some("max-age=3600")),
            Decision::Answer { .. } => assert_eq!(caching, Some("no-store"), "{}", vector["name"]),
        }
    }
}

#[test]
fn no_redirect_leads_elsewhere_or_breaks_its_header() {
    let (vectors, gate) = (Vectors::read(), gate());
    for (_, vector) in vectors.all() {
        let decision = vectors.decide(&gate, vector);
        let Some(location) = header(&decision, "location") else { continue };
        assert!(location.starts_with('/') && !location.starts_with("//"), "{location}");
        assert!(location.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'), "{location}");
    }
}

#[test]
fn a_pass_that_the_functions_sign_opens_the_gate() {
    use domain::calendar::{MonthRange, ReleaseMonth};
    use domain::level::LevelId;
    use domain::pass::{Claims, PassKey};
    use domain::slug::Slug;

    let month = ReleaseMonth::parse("2026-08").unwrap();
    let levels = [(LevelId::new(1).unwrap(), MonthRange(month, month))].into();
    let key = PassKey::new(Slug::parse("k7").unwrap(), [7; 32]);
    let now: Timestamp = "2026-08-17T09:00:00Z".parse().unwrap();
    let pass = key.sign(&Claims::new("m1".to_owned(), now, &jiff::tz::TimeZone::UTC, levels));
    let store = GateStore::from([("key:k7".to_owned(), key.reveal())]);
    let request = get("/medlem/1-ro/2026-08/pusten/", &[("__Host-pass", &pass)]);
    let uri = "/private/medlem/1-ro/2026-08/pusten/index.html".to_owned();
    assert_eq!(gate().decide(&request, &store, now), Ok(Decision::Forward { uri }));
}

#[test]
fn no_changed_character_of_a_pass_opens_anything() {
    let (vectors, gate) = (Vectors::read(), gate());
    let pass = vectors.pass(&Value::Object(Map::new()));
    for position in 0..pass.len() {
        let other = if pass.as_bytes()[position] == b'A' { "B" } else { "A" };
        let changed = format!("{}{other}{}", &pass[..position], &pass[position + 1..]);
        let request = get("/medlem/", &[("__Host-pass", &changed)]);
        let decision =
            gate.decide(&request, &vectors.store(&Value::Null), vectors.now(&Value::Null)).unwrap();
        assert_eq!(header(&decision, "location"), Some("/api/access/locked?next=%2Fmedlem%2F"), "{changed}");
    }
}

#[test]
fn the_gate_answers_in_words() {
    let store = GateStore::new();
    let answer = |request: &GateRequest| gate().decide(request, &store, Timestamp::UNIX_EPOCH).unwrap();
    let Decision::Answer { status: 400, headers, body } = answer(&get("/%", &[])) else { panic!() };
    assert_eq!(body, "Adressen er ikke gyldig. This address is not valid.\n");
    assert!(headers.contains(&("content-type".to_owned(), "text/plain; charset=utf-8".to_owned())));
    let post = GateRequest { method: "POST".to_owned(), ..get("/", &[]) };
    assert_eq!(header(&answer(&post), "allow"), Some("GET, HEAD"));
}

#[test]
fn many_threads_may_ask_one_gate() {
    let (vectors, gate) = (Vectors::read(), gate());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (_, vector) in vectors.all().take(20) {
                    assert!(is_expected(&vectors.decide(&gate, vector), &vector["expect"]));
                }
            });
        }
    });
}
