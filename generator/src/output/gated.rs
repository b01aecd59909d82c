//! What only members may read, in a wrapping that only the private part of the output and the leak audit open.

use std::ops::Range;
use std::sync::Arc;

use crate::audit::Auditor;
use crate::load::source::Source;

/// Something from behind the gate.
///
/// It can be turned into something else from behind the gate, and it can be put into the output with
/// [`Output::plan_gated`](super::Output::plan_gated), under a level and a month. The audit may look at it, to find it
/// where it should not be; there is no other way out, so a lesson's text cannot reach a public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gated<T>(pub(super) T);

impl<T> Gated<T> {
    /// Wraps it.
    #[must_use]
    pub fn new(content: T) -> Self {
        Self(content)
    }

    /// What `turn` makes of it, still wrapped.
    ///
    /// # Errors
    /// Those of `turn`.
    pub fn try_map<U, E>(&self, turn: impl FnOnce(&T) -> Result<U, E>) -> Result<Gated<U>, E> {
        turn(&self.0).map(Gated)
    }

    /// What `turn` makes of it, still wrapped.
    #[must_use]
    pub fn map<U>(&self, turn: impl FnOnce(&T) -> U) -> Gated<U> {
        Gated(turn(&self.0))
    }

    /// Several of them in one, still wrapped.
    #[must_use]
    pub fn together(all: impl Iterator<Item = Self>) -> Gated<Vec<T>> {
        Gated(all.map(|gated| gated.0).collect())
    }

    /// What the audit compares public files with. Nobody else can make an [`Auditor`].
    pub(crate) fn for_audit(&self, _: Auditor) -> &T {
        &self.0
    }
}

/// A lesson as it was written.
#[derive(Clone, Debug)]
pub struct LessonSource {
    /// Its file.
    pub text: Arc<Source>,
    /// The bytes below its front matter.
    pub body: Range<usize>,
    /// The bytes of its title.
    pub title: Range<usize>,
    /// The lines of it that may be public.
    pub allowed: Vec<String>,
}

impl LessonSource {
    /// The text below the front matter.
    #[must_use]
    pub fn body_text(&self) -> &str {
        self.text.text().get(self.body.clone()).unwrap_or_default()
    }
}

impl<T: AsRef<[u8]>> Gated<T> {
    /// As bytes, still wrapped.
    #[must_use]
    pub fn to_bytes(&self) -> Gated<Vec<u8>> {
        Gated(self.0.as_ref().to_vec())
    }
}
