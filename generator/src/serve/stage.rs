//! The built portal in memory, and what a visitor sees while it cannot be built.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use functions::app::App;
use functions::gate;
use functions::store::snapshot;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use themes::snapshot::Snapshot;
use tokio::sync::{Mutex, RwLock, watch};

use crate::failure::Failure;
use crate::load::{Reading, Sources, time_zone};
use crate::output::Output;
use crate::render::Rendering;

/// The portal as it was last built.
#[derive(Clone)]
pub(super) struct Stage {
    sources: Sources,
    /// The day that the sample's dates follow, if they do.
    today: Option<Date>,
    built: Arc<RwLock<Built>>,
    builds: watch::Sender<u64>,
    /// Held while it is built.
    kept: Arc<Mutex<Option<Kept>>>,
}

/// What was built last, if it had no mistake, so that it can follow what changes.
struct Kept {
    reading: Reading,
    rendering: Rendering,
    /// What the functions were given.
    published: Option<Arc<Snapshot>>,
}

impl Kept {
    /// After the functions were given what they need of it, unless they have it.
    async fn given_to(mut self, app: &App) -> Result<Self, Failure> {
        let snapshot = &self.rendering.output.snapshot;
        if self.published.as_ref().is_none_or(|published| published != snapshot) {
            publish(app, snapshot).await?;
            self.published = Some(Arc::clone(snapshot));
        }
        Ok(self)
    }
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
        let (built, builds, kept) = (Arc::default(), watch::Sender::new(0), Arc::default());
        let stage = Self { sources, today, built, builds, kept };
        stage.rebuild(app).await;
        stage
    }

    /// Builds again. What was built before stays if that fails, and the mistakes are shown.
    pub(super) async fn rebuild(&self, app: &App) {
        let mut kept = self.kept.lock().await;
        *kept = None;
        self.show(app, self.build(app.clock.now()), &mut kept).await;
    }

    /// The same, where no other files changed than these: what does not depend on them stays.
    pub(super) async fn follow(&self, app: &App, changed: &BTreeSet<PathBuf>) {
        let mut kept = self.kept.lock().await;
        let followed = kept.take().and_then(|before| self.followed(before, changed));
        let outcome = followed.map_or_else(|| self.build(app.clock.now()), Ok);
        self.show(app, outcome, &mut kept).await;
    }

    fn build(&self, now: Timestamp) -> Result<Kept, Failure> {
        let reading = Reading::of(self.sources.clone(), now, self.today)?;
        Ok(Kept { rendering: Rendering::of(&reading.site)?, reading, published: None })
    }

    /// What was built before, with what stands in these files now; nothing if that takes a whole build.
    fn followed(&self, mut before: Kept, changed: &BTreeSet<PathBuf>) -> Option<Kept> {
        let root = self.sources.content.canonicalize().ok()?;
        let within = |path: &'_ PathBuf| {
            let within = path.strip_prefix(&root).or_else(|_| path.strip_prefix(&self.sources.content));
            within.ok().map(Path::to_owned)
        };
        let changed = changed.iter().map(within).collect::<Option<Vec<PathBuf>>>()?;
        if !before.reading.again(changed.iter().map(PathBuf::as_path)) {
            return None;
        }
        before.rendering.follow(&before.reading.site).ok()?;
        Some(before)
    }

    /// Lets visitors see it, and the functions have what they need of it.
    async fn show(&self, app: &App, outcome: Result<Kept, Failure>, kept: &mut Option<Kept>) {
        let outcome = match outcome {
            Ok(built) => built.given_to(app).await,
            Err(failure) => Err(failure),
        };
        let mut shown = self.built.write().await;
        match outcome {
            Ok(built) => {
                let output = Some(Arc::new(built.rendering.output.clone()));
                *shown = Built { output, mistakes: None };
                *kept = Some(built);
            }
            Err(failure) => shown.mistakes = Some(tell(&failure)),
        }
        self.builds.send_modify(|number| *number += 1);
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
async fn publish(app: &App, snapshot: &Snapshot) -> Result<(), Failure> {
    let mut snapshot = snapshot.clone();
    app.public_url().clone_into(&mut snapshot.site.url);
    let published = snapshot::publish(&app.acting_as("operator").store, &snapshot).await;
    published.map_err(|error| Failure::broken("could not publish the snapshot", error))?;
    app.reread_portal().await;
    gate::carry(&app.acting_as("access"))
        .await
        .map_err(|error| Failure::broken("could not tell the gate", error))
}
