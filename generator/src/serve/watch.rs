//! Building again when a file changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use functions::app::App;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use super::stage::Stage;
use crate::failure::Failure;
use crate::load::Sources;

/// Editors write a file in several steps; what comes within this time is one change.
const SETTLES: Duration = Duration::from_millis(30);

/// Watches the content folder and that of the theme, and rebuilds for as long as the returned watcher lives.
pub(super) fn watch(sources: &Sources, stage: Stage, app: App) -> Result<RecommendedWatcher, Failure> {
    let (sender, mut told) = mpsc::unbounded_channel();
    let of_theme = sender.downgrade();
    let mut content = watcher(&sources.content, move |event| tell(&sender, event))?;
    listen(&mut content, &sources.content, RecursiveMode::Recursive)?;
    let mut theme = ThemeWatcher::of(sources, of_theme)?;
    tokio::spawn(async move {
        while let Some(first) = told.recv().await {
            let mut changed = BTreeSet::from([first]);
            tokio::time::sleep(SETTLES).await;
            while let Ok(path) = told.try_recv() {
                changed.insert(path);
            }
            theme.follow();
            stage.follow(&app, &changed).await;
        }
    });
    Ok(content)
}

/// Tells of each path that the event is about; where some may have been missed, of the root, so that all is built again.
fn tell(changed: &mpsc::UnboundedSender<PathBuf>, event: Event) {
    let missed = event.need_rescan().then(|| PathBuf::from("/"));
    for path in event.paths.into_iter().chain(missed) {
        // Nobody listens any more once `serve` ends.
        let _ = changed.send(path);
    }
}

/// Watches a theme's folder, which may come and go: the folder above it says so.
struct ThemeWatcher {
    folder: PathBuf,
    watcher: RecommendedWatcher,
}

impl ThemeWatcher {
    fn of(sources: &Sources, changed: mpsc::WeakUnboundedSender<PathBuf>) -> Result<Self, Failure> {
        let folder = sources.whole_theme_place()?;
        let within = folder.clone();
        let mut watcher = watcher(&folder, move |event| {
            if event.paths.iter().any(|path| path.starts_with(&within)) {
                changed.upgrade().iter().for_each(|changed| tell(changed, event.clone()));
            }
        })?;
        listen(&mut watcher, folder.parent().unwrap_or(&folder), RecursiveMode::NonRecursive)?;
        let mut theme = Self { folder, watcher };
        theme.follow();
        Ok(theme)
    }

    /// Watches what lies in the folder, if it is there by now.
    fn follow(&mut self) {
        if self.folder.is_dir() {
            // A folder that goes this very moment is told of by the next build.
            let _ = self.watcher.watch(&self.folder, RecursiveMode::Recursive);
        }
    }
}

/// Tells of each change in what it will listen to; `path` is what a failure is told of.
fn watcher(path: &Path, tell: impl Fn(Event) + Send + 'static) -> Result<RecommendedWatcher, Failure> {
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            tell(event);
        }
    });
    watcher.map_err(|error| failure(path, error))
}

fn listen(watcher: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> Result<(), Failure> {
    watcher.watch(path, mode).map_err(|error| failure(path, error))
}

fn failure(path: &Path, error: notify::Error) -> Failure {
    Failure::broken(format!("could not watch `{}`", path.display()), error)
}
