//! Building again when a file changes.

use std::path::Path;
use std::time::Duration;

use functions::app::App;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use super::stage::Stage;
use crate::failure::Failure;

/// Editors write a file in several steps; what comes within this time is one change.
const SETTLES: Duration = Duration::from_millis(120);

/// Watches `content` and rebuilds for as long as the returned watcher lives.
pub(super) fn watch(content: &Path, stage: Stage, app: App) -> Result<RecommendedWatcher, Failure> {
    let (sender, mut changes) = mpsc::unbounded_channel();
    let failed = |error| Failure::broken(format!("could not watch `{}`", content.display()), error);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_change = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if is_change {
            // Nobody listens any more once `serve` ends.
            let _ = sender.send(());
        }
    })
    .map_err(failed)?;
    watcher.watch(content, RecursiveMode::Recursive).map_err(failed)?;
    tokio::spawn(async move {
        while changes.recv().await.is_some() {
            tokio::time::sleep(SETTLES).await;
            while changes.try_recv().is_ok() {}
            stage.rebuild(&app).await;
        }
    });
    Ok(watcher)
}
