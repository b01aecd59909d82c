//! A built portal, in memory: every file by its place in the output folder.
//!
//! `public/` is for everybody, `private/` lies behind the gate; `snapshot.json` is for the functions, `headers.json` for
//! the deployment. The types of places keep the sides apart: see [`Gated`] and [`PublicPath`].

pub mod content_type;
mod gated;
pub mod headers;
mod paths;

use std::collections::BTreeMap;

use domain::calendar::ReleaseMonth;
use domain::portal::Level;
use serde::Serialize;
use themes::snapshot::Snapshot;

use crate::failure::Failure;
pub use gated::{Gated, LessonSource};
pub use paths::{OutputPath, PublicPath};

/// A built portal.
#[derive(Debug)]
pub struct Output {
    files: BTreeMap<OutputPath, Vec<u8>>,
    /// What the functions need of the portal.
    pub snapshot: Snapshot,
}

impl Output {
    /// An output without pages.
    ///
    /// # Errors
    /// Never in practice: it is plain data.
    pub fn new(snapshot: Snapshot) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        files.insert(OutputPath::data("snapshot.json"), json(&snapshot)?);
        files.insert(OutputPath::data("headers.json"), json(&headers::rules(headers::PAYMENTS_ORIGINS))?);
        Ok(Self { files, snapshot })
    }

    /// Adds something for everybody.
    pub fn add_public(&mut self, path: PublicPath, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Adds something of a level's month, behind the gate. `rest` follows the month in the address; where it
    /// ends with a slash, or is empty, it is a page.
    pub fn add_gated(&mut self, level: &Level, month: ReleaseMonth, rest: &str, content: Gated<Vec<u8>>) {
        self.files.insert(OutputPath::gated(level, month, rest), content.0);
    }

    /// Adds the members' signpost, behind the gate.
    pub fn add_member_home(&mut self, content: Gated<Vec<u8>>) {
        self.files.insert(OutputPath::member_home(), content.0);
    }

    /// Every file, by path.
    pub fn files(&self) -> impl Iterator<Item = (&OutputPath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// The file at `path` in the output folder, as `public/om/index.html`.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
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
