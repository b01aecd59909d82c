//! The portal snapshot in memory, reread at most every ten seconds.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::portal::Portal;
use domain::quote::Quote;
use serde::Serialize;
use themes::context::Page;
use themes::numbers::money;
use themes::snapshot::Snapshot;
use themes::theme::Theme;
use tokio::sync::Mutex;
use tracing::{Instrument as _, debug_span};

use crate::failure::Broken;
use crate::fingerprint;
use crate::store::Store;
use crate::store::snapshot::{self, Pointer};

/// How old the portal in memory may be.
const FRESH: Duration = Duration::from_secs(10);

/// A portal ready for use: the current snapshot with its theme, and the previous one for forms that
/// were sent out before the last publish.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub version: String,
    pub snapshot: Snapshot,
    previous: Vec<(String, Portal)>,
    theme: Theme,
}

/// The place where the portal is kept between requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct PortalCache(Arc<Mutex<Option<Kept>>>);

#[derive(Debug)]
struct Kept {
    read_at: Instant,
    pointer: Pointer,
    loaded: Arc<Loaded>,
}

impl PortalCache {
    /// The portal as it was published at most ten seconds ago.
    pub(crate) async fn get(&self, store: &Store) -> Result<Arc<Loaded>, Broken> {
        self.no_older_than(FRESH, store).await
    }

    /// The portal as it is published now.
    pub(crate) async fn get_now(&self, store: &Store) -> Result<Arc<Loaded>, Broken> {
        self.no_older_than(Duration::ZERO, store).await
    }

    async fn no_older_than(&self, age: Duration, store: &Store) -> Result<Arc<Loaded>, Broken> {
        let mut kept = self.0.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.read_at.elapsed() < age) {
            return Ok(Arc::clone(&kept.loaded));
        }
        let read = match read(store, kept.as_ref()).instrument(debug_span!("snapshot")).await {
            Ok(read) => read,
            Err(error) => return last_good(kept.as_ref(), error),
        };
        let loaded = Arc::clone(&read.loaded);
        *kept = Some(read);
        Ok(loaded)
    }

    pub(crate) async fn forget(&self) {
        *self.0.lock().await = None;
    }
}

/// The portal as it is published now; what was kept, if that is it still.
async fn read(store: &Store, kept: Option<&Kept>) -> Result<Kept, Broken> {
    let pointer = snapshot::pointer(store).await?;
    let pointer = pointer.ok_or_else(|| Broken::new("reading the portal", "nothing was published yet"))?;
    let unchanged = kept.filter(|kept| kept.pointer == pointer).map(|kept| Arc::clone(&kept.loaded));
    let loaded = match unchanged {
        Some(loaded) => loaded,
        None => Arc::new(Loaded::read(store, &pointer).await?),
    };
    Ok(Kept { read_at: Instant::now(), pointer, loaded })
}

/// An older portal serves better than none.
fn last_good(kept: Option<&Kept>, error: Broken) -> Result<Arc<Loaded>, Broken> {
    let Some(kept) = kept else { return Err(error) };
    tracing::error!(%error, "the portal could not be read again; the last one serves");
    Ok(Arc::clone(&kept.loaded))
}

/// The portal of a version that forms may still come from. One that does not read, as after a change of its
/// shape, is done without.
async fn previous(store: &Store, version: &str) -> Option<(String, Portal)> {
    match snapshot::get(store, version).await {
        Ok(snapshot) => Some((version.to_owned(), snapshot.portal)),
        Err(error) => {
            tracing::warn!(%error, "the previous portal does not read");
            None
        }
    }
}

impl Loaded {
    async fn read(store: &Store, pointer: &Pointer) -> Result<Self, Broken> {
        let snapshot = snapshot::get(store, &pointer.current).await?;
        let mut before = Vec::new();
        for version in &pointer.previous {
            before.extend(previous(store, version).await);
        }
        let zone = snapshot.portal.time_zone.zone();
        let theme = Theme::new(&snapshot.theme, &snapshot.site, zone)
            .map_err(|error| Broken::new("reading the theme", &error))?;
        Ok(Self { version: pointer.current.clone(), snapshot, previous: before, theme })
    }

    pub(crate) fn portal(&self) -> &Portal {
        &self.snapshot.portal
    }

    /// The portal as it was in `version`, if that is the current or a previous one.
    pub(crate) fn portal_of(&self, version: &str) -> Option<&Portal> {
        if version == self.version {
            return Some(self.portal());
        }
        self.previous.iter().find(|(previous, _)| previous == version).map(|(_, portal)| portal)
    }

    /// A page or mail of the theme.
    pub(crate) fn render(&self, template: &str, context: &impl Serialize) -> Result<String, Broken> {
        self.theme.render(template, context).map_err(|error| Broken::new("rendering a page", &error))
    }

    /// The words of `key`.
    pub(crate) fn word(&self, key: &str) -> Result<String, Broken> {
        self.word_with(key, &BTreeMap::new())
    }

    /// The words of `key`, with what they mention.
    pub(crate) fn word_with(&self, key: &str, args: &BTreeMap<String, String>) -> Result<String, Broken> {
        self.theme.word(key, args).map_err(|error| Broken::new("finding words", &error))
    }

    /// The fingerprint of the terms that stand now.
    pub(crate) fn terms_version(&self) -> String {
        fingerprint::of(self.snapshot.terms.as_deref().unwrap_or_default())
    }

    /// The words of `key`, which mention what the quote costs: `$price` and `$interval`.
    pub(crate) fn price_words(&self, key: &str, quote: &Quote) -> Result<String, Broken> {
        self.word_with(key, &self.price_args(quote))
    }

    /// What words about a price mention: `$price` and `$interval`.
    pub(crate) fn price_args(&self, quote: &Quote) -> BTreeMap<String, String> {
        let (price, interval) = (money(quote.price, self.portal().lang), quote.interval.word().to_owned());
        [("price".to_owned(), price), ("interval".to_owned(), interval)].into()
    }

    /// The head of an answered page, which no search engine keeps. Its title is the words of `key`.
    pub(crate) fn page(&self, key: &str) -> Result<Page, Broken> {
        let title = self.word(key)?;
        Ok(Page { title, noindex: true, ..Page::default() })
    }
}
