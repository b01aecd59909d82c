//! The built portal in memory, and what a visitor sees while it cannot be built.

use std::path::PathBuf;
use std::sync::Arc;

use functions::app::App;
use functions::store::snapshot;
use jiff::civil::Date;
use tokio::sync::{RwLock, watch};

use crate::failure::Failure;
use crate::load::load;
use crate::output::Output;
use crate::render::render;

/// The portal as it was last built.
#[derive(Clone)]
pub(super) struct Stage {
    content: PathBuf,
    /// The day that the sample's dates follow, if they do.
    today: Option<Date>,
    built: Arc<RwLock<Built>>,
    builds: watch::Sender<u64>,
}

#[derive(Clone)]
struct Built {
    output: Arc<Output>,
    mistakes: Option<String>,
}

impl Stage {
    /// Puts `output` on stage and gives its snapshot to the functions.
    pub(super) async fn open(
        content: PathBuf,
        today: Option<Date>,
        output: Output,
        app: &App,
    ) -> Result<Self, Failure> {
        publish(app, &output).await?;
        let built = Arc::new(RwLock::new(Built { output: Arc::new(output), mistakes: None }));
        Ok(Self { content, today, built, builds: watch::Sender::new(1) })
    }

    /// Builds again. What was built before stays if that fails, and the mistakes are shown.
    pub(super) async fn rebuild(&self, app: &App) {
        let outcome = match self.build() {
            Ok(output) => publish(app, &output).await.map(|()| output),
            Err(failure) => Err(failure),
        };
        let mut built = self.built.write().await;
        match outcome {
            Ok(output) => *built = Built { output: Arc::new(output), mistakes: None },
            Err(failure) => built.mistakes = Some(tell(&failure)),
        }
        self.builds.send_modify(|number| *number += 1);
    }

    fn build(&self) -> Result<Output, Failure> {
        render(&load(&self.content, self.today)?)
    }

    /// The portal as it was last built without a mistake.
    pub(super) async fn output(&self) -> Arc<Output> {
        Arc::clone(&self.built.read().await.output)
    }

    /// What must be put right before the next build.
    pub(super) async fn mistakes(&self) -> Option<String> {
        self.built.read().await.mistakes.clone()
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

async fn publish(app: &App, output: &Output) -> Result<(), Failure> {
    let published = snapshot::publish(&app.store, &output.snapshot).await;
    published.map_err(|error| Failure::broken("could not publish the snapshot", error))?;
    app.reread_portal().await;
    Ok(())
}
