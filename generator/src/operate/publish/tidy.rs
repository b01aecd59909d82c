//! What no release needs any more is removed; those in place and before it stay.

use std::collections::BTreeSet;

use functions::store::publication::Publication;
use functions::store::snapshot;

use super::bucket::{BLOBS, RELEASES, blob, each, record};
use super::lease::unreachable;
use super::place::Site;
use super::release::Release;
use crate::failure::Failure;

impl Site<'_> {
    /// Removes records and blobs of releases that are neither in place nor the one before. Their snapshots vanish in a day,
    /// so that a function that is just reading one is not interrupted. Safe to repeat, and to interrupt.
    pub(super) async fn tidy(&self, publication: &Publication) -> Result<(), Failure> {
        let ids = publication.current.iter().chain(&publication.previous).map(|placed| &placed.id);
        let mut kept: Vec<Release> = Vec::new();
        for id in ids.clone() {
            // Without a record nobody can say what it needs.
            let Some(release) = self.bucket.release(id).await? else { return Ok(()) };
            kept.push(release);
        }
        let records: BTreeSet<String> = ids.map(|id| record(id)).collect();
        let versions: BTreeSet<&str> = kept.iter().map(|release| release.version.as_str()).collect();
        for key in self.bucket.list(RELEASES).await?.into_keys().filter(|key| !records.contains(key)) {
            self.forget(&key, &versions).await?;
        }
        let needed: BTreeSet<String> =
            kept.iter().flat_map(Release::blobs).map(|kept| blob(&kept.sha256)).collect();
        let blobs = self.bucket.list(BLOBS).await?.into_keys().filter(|key| !needed.contains(key));
        let remove = |key: String| {
            let bucket = self.bucket.clone();
            async move { bucket.remove(&key).await }
        };
        each(blobs, remove, || {}).await
    }

    async fn forget(&self, key: &str, versions: &BTreeSet<&str>) -> Result<(), Failure> {
        let id = key.trim_start_matches(RELEASES).trim_end_matches(".json");
        if let Ok(Some(release)) = self.bucket.release(id).await
            && !versions.contains(release.version.as_str())
        {
            let outdated = snapshot::outdate(&self.store, &release.version, self.clock.now()).await;
            outdated.map_err(unreachable)?;
        }
        self.bucket.remove(key).await
    }
}
