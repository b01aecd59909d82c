//! What a write to the table sets off, done for many requests at once.
//!
//! At AWS the table's stream brings many writes together. Here each answer waits until it has been done, so that its
//! reader finds the mail; but whoever comes while it is under way shares the next time with all who wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use functions::app::App;
use functions::failure::Broken;
use functions::sweep::follow_up;
use tokio::sync::Mutex;

/// Clones share what was asked and done.
#[derive(Clone, Debug, Default)]
pub(super) struct Aftermath {
    asked: Arc<AtomicU64>,
    /// How many of those are done.
    done: Arc<Mutex<u64>>,
}

impl Aftermath {
    /// Returns when it has been done at least once since this was called.
    ///
    /// # Errors
    /// As [`follow_up`], for the one who did it; the others try in their turn.
    pub(super) async fn see_to(&self, app: &App) -> Result<(), Broken> {
        let mine = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut done = self.done.lock().await;
        if *done >= mine {
            return Ok(());
        }
        let asked = self.asked.load(Ordering::SeqCst);
        follow_up(app).await?;
        *done = asked;
        Ok(())
    }
}
