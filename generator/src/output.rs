//! A built portal: every file by its place in the output folder, and how to make it.
//!
//! `public/` is for everybody, `private/` lies behind the gate; `snapshot.json` is for the functions, `headers.json` for
//! the deployment. The types of places keep the sides apart: see [`Gated`] and [`PublicPath`].
//!
//! A page is made when it is asked for, and not kept: a portal's pages never lie in memory together.

mod bundle;
mod content;
pub mod content_type;
mod gated;
pub mod headers;
mod paths;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use domain::portal::Level;
use serde::Serialize;
use themes::snapshot::Snapshot;

use crate::failure::Failure;
use crate::parallel;
use bundle::Bundle;
pub use content::Content;
pub use gated::{Gated, LessonSource};
pub use headers::Reach;
pub use paths::{OutputPath, PublicPath};
pub(crate) use paths::{PRIVATE, PRIVATE_ADDRESS};

/// A built portal. Its parts are shared, so that a copy costs nothing.
#[derive(Clone, Debug)]
pub struct Output {
    files: Arc<BTreeMap<OutputPath, Content>>,
    bundles: Vec<Arc<Bundle>>,
    /// What the functions need of the portal.
    pub snapshot: Arc<Snapshot>,
    /// The origins whose players stand in its pages, as `https://player.vimeo.com`.
    pub videos: BTreeSet<String>,
}

impl Output {
    /// An output without pages.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn new(snapshot: Snapshot) -> Result<Self, Failure> {
        Self::with_videos(snapshot, BTreeSet::new())
    }

    /// An output without pages, in which players of these origins will stand.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn with_videos(snapshot: Snapshot, videos: BTreeSet<String>) -> Result<Self, Failure> {
        let (files, bundles, snapshot) = (Arc::default(), Vec::new(), Arc::new(snapshot));
        let data = Arc::clone(&snapshot);
        let mut output = Self { files, bundles, snapshot, videos };
        output.add(OutputPath::data("snapshot.json"), Content::made(move || json(&*data)));
        let rules = json(&headers::rules(output.reach(headers::PAYMENTS_ORIGINS)))?;
        output.add(OutputPath::data("headers.json"), Content::ready(rules));
        Ok(output)
    }

    fn add(&mut self, path: OutputPath, content: Content) {
        Arc::make_mut(&mut self.files).insert(path, content);
    }

    /// Lets the snapshot be what `make` makes by then.
    pub(crate) fn plan_snapshot(
        &mut self,
        make: impl Fn() -> Result<Snapshot, Failure> + Send + Sync + 'static,
    ) {
        self.add(
            OutputPath::data("snapshot.json"),
            Content::made(move || make().and_then(|snapshot| json(&snapshot))),
        );
    }

    /// Its files say something else from now on, and the functions need this.
    pub(crate) fn follow(&mut self, snapshot: Snapshot) {
        self.snapshot = Arc::new(snapshot);
        self.bundles.iter().for_each(|bundle| bundle.forget());
    }

    /// The same, with the files of each folder that are made together.
    ///
    /// # Errors
    /// If they cannot be made.
    pub(crate) fn with_bundles_made(mut self) -> Result<Self, Failure> {
        for bundle in std::mem::take(&mut self.bundles) {
            for (path, bytes) in bundle.all()? {
                self.add(OutputPath::bundled(path), Content::ready(bytes));
            }
        }
        Ok(self)
    }

    /// What its pages reach of the world, with the payments at `payments`.
    #[must_use]
    pub fn reach<'o>(&'o self, payments: &'o str) -> Reach<'o> {
        Reach { payments, videos: &self.videos }
    }

    /// Adds something for everybody.
    pub fn add_public(&mut self, path: PublicPath, content: impl Into<Vec<u8>>) {
        self.add(path.into(), Content::ready(content));
    }

    /// Adds something for everybody that `make` makes, always the same.
    pub fn plan_public<C: Into<Vec<u8>>>(
        &mut self,
        path: PublicPath,
        make: impl Fn() -> Result<C, Failure> + Send + Sync + 'static,
    ) {
        self.add(path.into(), Content::made(move || make().map(Into::into)));
    }

    /// Adds something of a level's month that `make` makes, always the same, behind the gate. `rest` follows the month in
    /// the address; where it ends with a slash, or is empty, it is a page.
    pub fn plan_gated(
        &mut self,
        level: &Level,
        month: ReleaseMonth,
        rest: &str,
        make: impl Fn() -> Result<Gated<Vec<u8>>, Failure> + Send + Sync + 'static,
    ) {
        let path = OutputPath::gated(level, month, rest);
        self.add(path, Content::made(move || make().map(|gated| gated.0)));
    }

    /// Adds files of a level's month, behind the gate: names and contents, in the folder `under`.
    pub fn add_gated_files(
        &mut self,
        level: &Level,
        month: ReleaseMonth,
        under: &str,
        files: Gated<Vec<(String, Vec<u8>)>>,
    ) {
        for (name, content) in files.0 {
            let path = OutputPath::gated(level, month, &format!("{under}{name}"));
            self.add(path, Content::ready(content));
        }
    }

    /// Adds files for everybody in the folder `under`, which ends with a slash, as names and contents: those that `make` makes
    /// together.
    pub fn plan_public_folder(
        &mut self,
        under: PublicPath,
        make: impl Fn() -> Result<Vec<(String, Vec<u8>)>, Failure> + Send + Sync + 'static,
    ) {
        self.bundles.push(Arc::new(Bundle::new(OutputPath::from(under).as_str(), make)));
    }

    /// Adds such files of a level's month, behind the gate.
    pub fn plan_gated_folder(
        &mut self,
        level: &Level,
        month: ReleaseMonth,
        under: &str,
        make: impl Fn() -> Result<Gated<Vec<(String, Vec<u8>)>>, Failure> + Send + Sync + 'static,
    ) {
        let under = OutputPath::gated_folder(level, month, under);
        self.bundles.push(Arc::new(Bundle::new(under, move || make().map(|gated| gated.0))));
    }

    /// Adds the members' search, behind the gate.
    pub fn plan_member_search(
        &mut self,
        make: impl Fn() -> Result<Gated<Vec<u8>>, Failure> + Send + Sync + 'static,
    ) {
        self.add(OutputPath::member_search(), Content::made(move || make().map(|gated| gated.0)));
    }

    /// Adds a page that leads on from an old address.
    pub fn plan_alias(
        &mut self,
        from: &str,
        make: impl Fn() -> Result<String, Failure> + Send + Sync + 'static,
    ) {
        let path = OutputPath::alias(from);
        self.add(path, Content::made(move || make().map(String::into_bytes)));
    }

    /// Every file, by path.
    #[must_use]
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Content)> {
        self.files.iter()
    }

    /// What `look` makes of each file, in their order; each is made on one of the cores, and not kept.
    ///
    /// # Errors
    /// Those of `look`, and if a template or the wording is at fault.
    pub fn each<R: Send>(
        &self,
        look: impl Fn(&str, &[u8]) -> Result<R, Failure> + Sync,
    ) -> Result<Vec<R>, Failure> {
        let files: Vec<_> = self.files().collect();
        parallel::try_map(&files, |(path, content)| look(path.as_str(), &content.bytes()?))
    }

    /// The file at `path` in the output folder, as `public/om/index.html`, if there is one.
    ///
    /// # Errors
    /// If a template or the wording is at fault.
    pub fn file(&self, path: &str) -> Result<Option<Cow<'_, [u8]>>, Failure> {
        if let Some(content) = self.files.get(path) {
            return content.bytes().map(Some);
        }
        let bundled = self.bundles.iter().find_map(|bundle| bundle.file(path).transpose());
        Ok(bundled.transpose()?.map(Cow::Owned))
    }

    /// How many pages there are; a page with variants counts once.
    #[must_use]
    pub fn page_count(&self) -> usize {
        let plain = self.files.keys().filter(|path| path.is_page() && !path.is_variant());
        plain.count() + self.snapshot.pages_with_variants.len()
    }
}

fn json(data: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(data)
        .map_err(|error| Failure::broken("could not write the portal's data as JSON", error))
}
