//! Notes every call to the table that is made on a test's thread, and for what.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// A call to the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Call {
    /// As `DynamoDB` names it.
    pub operation: String,
    /// How many requests it took: one, and one more each time it had to be asked again.
    pub round_trips: u32,
    /// What it cost, in request units; nothing if it was refused.
    pub units: f64,
}

/// Something that was done, with its calls in their order: a request, `errands`, `mails`, `gate` or `snapshot`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    /// A request is called as in the tables of ARCHITECTURE.md: `GET /api/offers`.
    pub name: String,
    pub calls: Vec<Call>,
}

/// Notes what is done on this thread.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<Vec<Work>>>);

impl Meter {
    /// Listens until the guard is dropped.
    pub(crate) fn listening() -> (Self, DefaultGuard) {
        let meter = Self::default();
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(meter.clone()));
        (meter, guard)
    }

    /// What was done since it was last asked.
    pub(crate) fn take(&self) -> Vec<Work> {
        std::mem::take(&mut self.0.lock().expect("a meter"))
    }

    /// The calls of the one thing of this name that was done since it was last asked.
    pub(crate) fn calls_of(&self, name: &str) -> Vec<Call> {
        let done = self.take();
        let mut found = done.iter().filter(|work| work.name == name);
        let (first, more) = (found.next(), found.next());
        assert!(more.is_none(), "`{name}` was done twice: {done:?}");
        first.unwrap_or_else(|| panic!("`{name}` was not done: {done:?}")).calls.clone()
    }
}

impl<S: tracing::Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Meter {
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let name = match span.metadata().name() {
            "request" => {
                let told = Told::by(|told| span.record(told));
                format!("{} {}", told.0["method"], told.0["path"])
            }
            known @ ("errands" | "mails" | "gate" | "snapshot") => known.to_owned(),
            _ => return,
        };
        let span = context.span(id).expect("a span");
        span.extensions_mut().insert(Work { name, calls: Vec::new() });
    }

    fn on_event(&self, event: &tracing::Event<'_>, context: Context<'_, S>) {
        let target = event.metadata().target();
        if !["functions::store", "functions::store::meter"].contains(&target) {
            return;
        }
        let told = Told::by(|told| event.record(told));
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(work) = span.extensions_mut().get_mut::<Work>() {
                work.note(&told);
                return;
            }
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let work = context.span(&id).and_then(|span| span.extensions_mut().remove::<Work>());
        self.0.lock().expect("a meter").extend(work);
    }
}

impl Work {
    /// Either a request went out, or what a call cost was read from its answer.
    fn note(&mut self, told: &Told) {
        if let Some(units) = told.0.get("units") {
            let call = self.calls.last_mut().expect("a call whose cost is told");
            call.units += units.parse::<f64>().expect("a number");
        } else if told.0["is_again"] == "true" {
            self.calls.last_mut().expect("a call that is asked again").round_trips += 1;
        } else {
            self.calls.push(Call { operation: told.0["operation"].clone(), round_trips: 1, units: 0.0 });
        }
    }
}

/// The fields of a span or an event, as text.
struct Told(BTreeMap<&'static str, String>);

impl Told {
    fn by(record: impl FnOnce(&mut Self)) -> Self {
        let mut told = Self(BTreeMap::new());
        record(&mut told);
        told
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}
