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
use crate::output::headers::{HeaderRule, Reach, rules};
use crate::render::Rendering;
use crate::talk::say_line;

/// The portal as it was last built.
#[derive(Clone)]
pub(super) struct Stage {
    sources: Sources,
    /// The day that the sample's dates follow, if they do.
    today: Option<Date>,
    /// Where payments lead.
    payments: Arc<str>,
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
#[derive(Clone)]
pub(super) struct Built {
    /// The portal as it was last built without a mistake; none as long as it never was.
    pub output: Option<Arc<Output>>,
    /// The headers that the portal's addresses are answered with: its pages may show videos that they did not show before.
    pub headers: Arc<[HeaderRule]>,
    /// What must be put right before the next build.
    pub mistakes: Option<String>,
}

impl Stage {
    /// Builds for the first time, and gives the snapshot to the functions.
    pub(super) async fn open(sources: Sources, today: Option<Date>, payments: &str, app: &App) -> Self {
        let (builds, kept) = (watch::Sender::new(0), Arc::default());
        let headers = rules(Reach::payments_alone(payments)).into();
        let built = Arc::new(RwLock::new(Built { output: None, headers, mistakes: None }));
        let stage = Self { sources, today, payments: payments.into(), built, builds, kept };
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
    fn followed(&self, before: Kept, changed: &BTreeSet<PathBuf>) -> Option<Kept> {
        let theme = self.sources.whole_theme_place().ok()?;
        let (of_theme, of_content): (Vec<_>, Vec<_>) =
            changed.iter().map(PathBuf::as_path).partition(|path| path.starts_with(&theme));
        let Kept { mut reading, mut rendering, published } = before;
        if !reading.again(self.within_content(&of_content)?) {
            return None;
        }
        if of_theme.is_empty() {
            rendering.follow(&reading.site).ok()?;
        } else if reading.theme_again() {
            rendering = Rendering::of(&reading.site).ok()?;
        } else {
            return None;
        }
        Some(Kept { reading, rendering, published })
    }

    /// These paths as they are called in the content folder; nothing if one of them lies elsewhere.
    fn within_content<'p>(&self, paths: &[&'p Path]) -> Option<Vec<&'p Path>> {
        let root = self.sources.content.canonicalize().ok()?;
        let within = |path: &&'p Path| {
            path.strip_prefix(&root).or_else(|_| path.strip_prefix(&self.sources.content)).ok()
        };
        paths.iter().map(within).collect()
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
                let output = Arc::new(built.rendering.output.clone());
                let headers = rules(output.reach(&self.payments)).into();
                *shown = Built { output: Some(output), headers, mistakes: None };
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
fn tell(failure: &Failure) -> String {
    let text = match std::error::Error::source(failure) {
        Some(source) => format!("{failure}: {source}"),
        None => failure.to_string(),
    };
    say_line(&text);
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
