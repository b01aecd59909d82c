//! The built portal in memory, and what a visitor sees while it cannot be built.

use std::sync::Arc;

use functions::app::App;
use functions::gate;
use functions::store::snapshot;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use themes::snapshot::Snapshot;
use tokio::sync::{RwLock, watch};

use crate::failure::Failure;
use crate::load::{Sources, load, time_zone};
use crate::output::Output;
use crate::render::render;

/// The portal as it was last built.
#[derive(Clone)]
pub(super) struct Stage {
    sources: Sources,
    /// The day that the sample's dates follow, if they do.
    today: Option<Date>,
    built: Arc<RwLock<Built>>,
    builds: watch::Sender<u64>,
}

/// What the last build came to.
#[derive(Clone, Default)]
pub(super) struct Built {
    /// The portal as it was last built without a mistake; none as long as it never was.
    pub output: Option<Arc<Output>>,
    /// What must be put right before the next build.
    pub mistakes: Option<String>,
}

impl Stage {
    /// Builds for the first time, and gives the snapshot to the functions.
    pub(super) async fn open(sources: Sources, today: Option<Date>, app: &App) -> Self {
        let stage = Self { sources, today, built: Arc::default(), builds: watch::Sender::new(0) };
        stage.rebuild(app).await;
        stage
    }

    /// Builds again. What was built before stays if that fails, and the mistakes are shown.
    pub(super) async fn rebuild(&self, app: &App) {
        let outcome = match self.build(app.clock.now()) {
            Ok(output) => publish(app, &output).await.map(|()| output),
            Err(failure) => Err(failure),
        };
        let mut built = self.built.write().await;
        match outcome {
            Ok(output) => *built = Built { output: Some(Arc::new(output)), mistakes: None },
            Err(failure) => built.mistakes = Some(tell(&failure)),
        }
        self.builds.send_modify(|number| *number += 1);
    }

    fn build(&self, now: Timestamp) -> Result<Output, Failure> {
        render(&Arc::new(load(self.sources.clone(), now, self.today)?))
    }

    /// What the last build came to.
    pub(super) async fn built(&self) -> Built {
        self.built.read().await.clone()
    }

    /// The portal's time zone; as long as it was never built, the one that its files name.
    pub(super) async fn zone(&self) -> TimeZone {
        match self.built().await.output {
            Some(output) => output.snapshot.portal.time_zone.zone(),
            None => time_zone(&self.sources.content).unwrap_or(TimeZone::UTC),
        }
    }

    /// The number of the present build; it can be waited for.
    pub(super) fn builds(&self) -> watch::Receiver<u64> {
        self.builds.subscribe()
    }
}

/// The mistakes as text, on stderr too.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
fn tell(failure: &Failure) -> String {
    let text = match std::error::Error::source(failure) {
        Some(source) => format!("{failure}: {source}"),
        None => failure.to_string(),
    };
    eprintln!("{text}");
    text
}

/// Gives the snapshot to the functions. Mails and pages they answer lead to where the portal is served.
async fn publish(app: &App, output: &Output) -> Result<(), Failure> {
    let mut snapshot = Snapshot::clone(&output.snapshot);
    app.public_url().clone_into(&mut snapshot.site.url);
    let published = snapshot::publish(&app.acting_as("operator").store, &snapshot).await;
    published.map_err(|error| Failure::broken("could not publish the snapshot", error))?;
    app.reread_portal().await;
    gate::carry(&app.acting_as("access"))
        .await
        .map_err(|error| Failure::broken("could not tell the gate", error))
}
