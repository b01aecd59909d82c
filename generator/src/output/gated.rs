//! What only members may read, in a wrapping that only the private part of the output opens.

/// Something from behind the gate.
///
/// It can be turned into something else from behind the gate, and it can be put into the output with
/// [`Output::add_gated`](super::Output::add_gated), under a level and a month. There is no other way out,
/// so a lesson's text cannot reach a public page.
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
}

impl<T: AsRef<[u8]>> Gated<T> {
    /// As bytes, still wrapped.
    #[must_use]
    pub fn to_bytes(&self) -> Gated<Vec<u8>> {
        Gated(self.0.as_ref().to_vec())
    }
}
