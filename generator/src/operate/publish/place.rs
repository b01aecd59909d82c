//! Putting a release in place, by its plan, under the right to publish.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use functions::clock::Clock;
use functions::store::publication::{Placed, Publication, UnderWay};
use functions::store::snapshot::Pointer;
use functions::store::{Store, snapshot};

use super::bucket::{Bucket, blob, each, record};
use super::lease::{Lease, unreachable};
use super::plan::{Plan, Round, Standing};
use super::release::{Blobs, Release};
use super::{Done, Patience};
use crate::failure::Failure;
use crate::operate::stage::Stage;
use crate::progress::Progress;

/// Everything that publishing reaches.
pub(super) struct Site<'a> {
    pub stage: &'a Stage,
    pub bucket: Bucket,
    pub store: Store,
    pub clock: Clock,
    pub patience: Patience,
}

/// What may lie where files are put, as far as is known.
pub(super) struct Known {
    maybe: Vec<Option<Release>>,
    unknown: BTreeSet<String>,
}

/// A release on its way, and what it is called.
pub(super) struct Target {
    pub id: String,
    pub release: Release,
    pub rollback: bool,
}

/// How many versions beside the current one functions are to accept forms of.
const MOST_ACCEPTED: usize = 3;

impl Known {
    pub(super) fn standing(&self) -> Standing<'_> {
        let maybe = self.maybe.iter().map(Option::as_ref).collect();
        Standing { maybe, unknown: self.unknown.clone() }
    }
}

impl Site<'_> {
    /// What may lie there. With `whole`, or where a record is gone, whatever does lie there counts as unknown.
    pub(super) async fn known(&self, publication: &Publication, whole: bool) -> Result<Known, Failure> {
        let mut known = Known { maybe: Vec::new(), unknown: publication.lingering.iter().cloned().collect() };
        let under_way = publication.under_way.iter().map(|under_way| &under_way.id);
        let current = publication.current.iter().map(|placed| &placed.id);
        let ids: BTreeSet<&String> = under_way.chain(current).collect();
        for id in &ids {
            known.maybe.extend(self.bucket.release(id).await?.map(Some));
        }
        let all_are_known = known.maybe.len() == ids.len();
        if publication.current.is_none() {
            known.maybe.push(None);
        }
        if whole || publication.current.is_none() || !all_are_known {
            for side in ["public/", "private/"] {
                known.unknown.extend(self.bucket.list(side).await?.into_keys());
            }
            known.maybe.push(None);
        }
        Ok(known)
    }

    /// Stores what is missing of the release, and its record. Nobody sees any of it yet.
    pub(super) async fn store(&self, target: &Target, mut blobs: Blobs) -> Result<usize, Failure> {
        let there = self.bucket.list(super::bucket::BLOBS).await?;
        let missing = missing(&target.release, &there);
        let count = missing.len();
        let mut progress = Progress::of(count);
        let uploads = missing.into_iter().map(|hash| (blob(&hash), blobs.remove(&hash).unwrap_or_default()));
        let upload = |(key, bytes): (String, Vec<u8>)| {
            let bucket = self.bucket.clone();
            async move { bucket.put(&key, bytes).await }
        };
        each(uploads, upload, || progress.step()).await?;
        self.bucket.put(&record(&target.id), target.release.json()?).await?;
        Ok(count)
    }

    /// Puts the release in place, whatever was there or half there, and settles what is published.
    pub(super) async fn put_in_place(
        &self,
        lease: &Lease,
        mut publication: Publication,
        target: &Target,
        known: &Known,
    ) -> Result<Done, Failure> {
        let plan = Plan::of(&target.release, &known.standing());
        let was_whole = publication.under_way.is_empty();
        let begun = UnderWay { id: target.id.clone(), rollback: target.rollback };
        if publication.under_way.last() != Some(&begun) {
            publication.under_way.push(begun);
        }
        lease.keep(&publication).await?;
        let steps = Steps { site: self, lease, target };
        steps.follow(&plan, was_whole).await?;
        settle(&mut publication, target, &plan, self.clock.now());
        lease.keep(&publication).await?;
        let (new, all) = (plan.new.len(), plan.puts().count());
        Ok(Done { new, replaced: all - new, removed: plan.removals().count(), ..Done::default() })
    }
}

/// What of the release is not stored yet, by hash. A blob of another size was cut short.
pub(super) fn missing(
    release: &Release,
    there: &std::collections::BTreeMap<String, u64>,
) -> BTreeSet<String> {
    let missing = release.blobs().filter(|wanted| there.get(&blob(&wanted.sha256)) != Some(&wanted.size));
    missing.map(|blob| blob.sha256.clone()).collect()
}

/// What is published once the target is in place.
fn settle(publication: &mut Publication, target: &Target, plan: &Plan, now: jiff::Timestamp) {
    if publication.current.as_ref().is_none_or(|current| current.id != target.id) {
        let placed = Placed { id: target.id.clone(), at: now };
        publication.previous = publication.current.replace(placed);
    }
    publication.under_way.clear();
    publication.lingering.clone_from(&plan.lingering);
}

struct Steps<'a> {
    site: &'a Site<'a>,
    lease: &'a Lease,
    target: &'a Target,
}

impl Steps<'_> {
    async fn follow(&self, plan: &Plan, was_whole: bool) -> Result<(), Failure> {
        let mut progress = Progress::of(plan.puts().count() + plan.removals().count());
        let (mut invalidation, mut pointed) = (None, (!was_whole).then(Instant::now));
        for round in &plan.rounds {
            match round {
                Round::Put(paths) => self.put(paths, &mut progress).await?,
                Round::Point => pointed = self.point(was_whole).await?.or(pointed),
                Round::Invalidate(paths) => invalidation = Some(self.invalidate(paths).await?),
                Round::Remove(paths) => {
                    self.wait(invalidation.take(), pointed).await?;
                    self.remove(paths, &mut progress).await?;
                }
            }
        }
        Ok(())
    }

    async fn put(&self, paths: &[String], progress: &mut Progress) -> Result<(), Failure> {
        let files = paths.iter().filter_map(|path| Some((path, self.target.release.files.get(path)?)));
        let place = |(path, file): (&String, &super::release::File)| {
            let (bucket, path, file) = (self.site.bucket.clone(), path.clone(), file.clone());
            async move { bucket.place(&path, &file).await }
        };
        each(files, place, || progress.step()).await
    }

    async fn remove(&self, paths: &[String], progress: &mut Progress) -> Result<(), Failure> {
        let remove = |path: &String| {
            let (bucket, path) = (self.site.bucket.clone(), path.clone());
            async move { bucket.remove(&path).await }
        };
        each(paths, remove, || progress.step()).await
    }

    /// Gives the functions the release's snapshot, unless they have it. When that was.
    async fn point(&self, was_whole: bool) -> Result<Option<Instant>, Failure> {
        let (site, release) = (self.site, &self.target.release);
        let now = snapshot::pointer(&site.store).await.map_err(unreachable)?;
        if now.as_ref().is_some_and(|now| now.current == release.version) {
            return Ok(None);
        }
        let json = site.bucket.bytes(&blob(&release.snapshot.sha256)).await?;
        let json =
            json.ok_or_else(|| Failure::broken("could not publish the snapshot", "it is not in the bucket"))?;
        snapshot::keep(&site.store, &json).await.map_err(unreachable)?;
        self.lease.point(&release.version, &self.accepted(now, was_whole)).await?;
        Ok(Some(Instant::now()))
    }

    /// The versions that forms on pages in place may be of: the one until now, and those before it if not every page was
    /// of that.
    fn accepted(&self, now: Option<Pointer>, was_whole: bool) -> Vec<String> {
        let Some(now) = now else { return Vec::new() };
        let before = if was_whole { Vec::new() } else { now.previous };
        let versions = std::iter::once(now.current).chain(before);
        versions.filter(|version| *version != self.target.release.version).take(MOST_ACCEPTED).collect()
    }

    async fn invalidate(&self, paths: &[String]) -> Result<String, Failure> {
        let (stage, paths) = (self.site.stage.clone(), paths.to_vec());
        blocking(move || stage.invalidate(&paths)).await
    }

    /// Until no page that names what is removed is kept anywhere: the CDN has forgotten them, and each function has reread
    /// its snapshot.
    async fn wait(&self, invalidation: Option<String>, pointed: Option<Instant>) -> Result<(), Failure> {
        let (begun, patience) = (Instant::now(), &self.site.patience);
        if let Some(id) = invalidation {
            while !self.is_invalidated(&id).await? {
                if begun.elapsed() > patience.to_forget {
                    let why = "it takes unusually long; publish again in a while, which goes on from here";
                    return Err(Failure::broken(
                        "could not wait until CloudFront has forgotten the old pages",
                        why,
                    ));
                }
                tokio::time::sleep(patience.between).await;
            }
        }
        let left = pointed.map_or(Duration::ZERO, |at| patience.to_reread.saturating_sub(at.elapsed()));
        tokio::time::sleep(left).await;
        Ok(())
    }

    async fn is_invalidated(&self, id: &str) -> Result<bool, Failure> {
        let (stage, id) = (self.site.stage.clone(), id.to_owned());
        blocking(move || stage.is_invalidated(&id)).await
    }
}

/// `work`, which waits for a process, beside the renewals.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Failure::broken("could not go on", error))?
}
