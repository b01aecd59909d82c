//! What one round of settling writes, all at once.

use crate::app::App;
use crate::failure::Broken;
use crate::store::outbox::Waiting;
use crate::store::{Commit, Write};

/// What one round would write, and the mails among it.
#[derive(Default)]
pub(super) struct Round {
    pub writes: Vec<Write>,
    pub mails: Vec<Waiting>,
}

impl Round {
    /// Writes it, if nothing else came first.
    pub(super) async fn commit(self, app: &App) -> Result<bool, Broken> {
        if self.writes.is_empty() {
            return Ok(true);
        }
        Ok(app.store.transact(self.writes).await? == Commit::Done)
    }
}
