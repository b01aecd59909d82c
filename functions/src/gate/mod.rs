//! The gate's store at the edge: facts that the gate decides by, carried there from the table.
//!
//! Other functions write what has happened to the table, each within the transaction that makes it so. `access`
//! alone writes the gate's store, and only here: it compares what must be there with what is, and changes the
//! difference. So it may run at any time, any number of times, and repairs what an earlier run left undone.

mod facts;
pub(crate) mod store;

use std::time::Duration;

use crate::app::App;
use crate::failure::Broken;
use crate::random;

/// How often it begins again when another run came first.
const ROUNDS: u32 = 5;

/// Makes the gate's store hold what it must hold now.
///
/// What is held is read before the facts: whoever wrote in between has changed the store's version, and then this
/// run, whose facts may be older, begins again.
///
/// Who may read must not depend on how pages look: where the portal cannot be read, revocations are carried all the
/// same, and what was held of the pages stays.
///
/// # Errors
/// [`Broken`] if the table, the portal or the store cannot be read, or if others keep writing.
pub async fn carry(app: &App) -> Result<(), Broken> {
    let Some(store) = &app.gate_store else { return Ok(()) };
    for attempt in 0..ROUNDS {
        let held = store.read().await?;
        let mut wanted = facts::of_passes(app).await?;
        let pages = facts::of_pages(app).await;
        wanted.extend(match &pages {
            Ok(pages) => pages.clone(),
            Err(_) => held.entries.clone().into_iter().filter(|(key, _)| facts::is_of_pages(key)).collect(),
        });
        if store.change(held, &wanted).await? {
            return pages.map(|_| ());
        }
        random::pause(Duration::from_millis(50 << attempt)).await?;
    }
    Err(Broken::new("carrying facts to the gate's store", "other writes to it kept coming first"))
}
