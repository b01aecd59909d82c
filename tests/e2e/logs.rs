//! Log lines hold no address, token or code, whatever is asked and whatever fails.

use std::fmt::Debug;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::portal::{LESSON, OPEN, Portal};

const KARI: &str = "kari.nordmann@example.no";

/// Everything that our own code logs on this thread, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl<S: tracing::Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let ours =
            ["functions", "generator"].iter().any(|crate_| event.metadata().target().starts_with(crate_));
        if ours {
            let mut text = self.0.lock().expect("a log");
            event.record(&mut Line(&mut text));
            text.push('\n');
        }
    }
}

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").expect("a text");
    }
}

#[tokio::test]
async fn no_log_line_names_a_person_or_holds_a_secret() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(log.clone()));
    let portal = Portal::standing_at(OPEN).await;
    portal.paid(KARI).await;
    let (mut kari, _, code) = portal.asked_to_sign_in(KARI).await;
    let link = portal.mailed_link(KARI, "/api/access/open").await;
    let token = link.split("token=").nth(1).expect("a token").to_owned();
    let button = kari.open(&link).await;
    kari.submit(&button.form("/api/access/open")).await.must_be(200);
    let (session, pass) = (kari.cookies["session"].clone(), kari.cookies["pass"].clone());

    portal.forget().await;
    for path in [&link, LESSON, "/api/access/sessions", "/api/offers/open?token=abc"] {
        kari.get(path).await;
    }
    let fields = [("email", KARI), ("code", &code), ("token", &token)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    for path in ["/api/access/link", "/api/access/code", "/api/access/open"] {
        kari.post(path, &fields).await.must_be(500);
    }
    let text = log.0.lock().expect("a log").clone();
    assert!(text.contains("broken") && text.contains("/api/access/open"), "{text}");
    for secret in [KARI, "kari", &token, &code, &session, &pass] {
        assert!(!text.contains(secret), "the log holds `{secret}`:\n{text}");
    }
}
