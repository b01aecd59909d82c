//! The gate's store at the edge: facts that the gate decides by, carried there from the table.
//!
//! Other functions write what has happened to the table, each within the transaction that makes it so. `access`
//! alone writes the gate's store, and only here: it compares what must be there with what is, and changes the
//! difference. So it may run at any time, any number of times, and repairs what an earlier run left undone.
//!
//! Each call to that store is paid for, also one that only looks. So the table remembers what was carried
//! (`store/carried.rs`), and while that is what must be there, the store is left alone, but for one look a day: somebody
//! else may have changed it. What the row says must be true, whoever is late or dies:
//!
//! * A run reads the store, then writes its name into the row, which takes back what the row said, then changes the
//!   store under the version that it read. Its name goes into the store too, so that the version changes in any case.
//!   Last it writes what it carried into the row, if its name still stands there.
//! * So where the row says something, nobody has begun after that run, and who began before it read an older version:
//!   nobody can change the store without taking the row back first.
//! * Who dies leaves a row that says nothing, and the next run looks. To write the row only afterwards would not do:
//!   had a run carried a fact and died, and were the fact then as before, the row from before would hide it.
//! * The row is read before the facts, and a run reads its facts when it has written its name. So a fact that somebody
//!   found carried is not undone by a run that has not heard of it.
//!
//! `tests.rs` tries every order in which runs can get into each other's way.

mod facts;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::failure::Broken;
use crate::random;
use crate::store::carried::{self, Carried};
use store::GateStore;

/// How often it begins again when another run came first.
const ROUNDS: u32 = 5;

/// For so long the store is taken to hold what was carried there.
const TRUSTED: SignedDuration = SignedDuration::from_hours(24);

/// Under which key the store has the name of the run that changed it last. The gate does not look at it.
const RUN: &str = "carried";

/// Makes the gate's store hold what it must hold now.
///
/// # Errors
/// [`Broken`] if the table, the portal or the store cannot be read, or if others keep writing.
pub async fn carry(app: &App) -> Result<(), Broken> {
    let Some(store) = &app.gate_store else { return Ok(()) };
    for attempt in 0..ROUNDS {
        if is_carried(app, store).await? || has_carried(app, store).await? {
            return Ok(());
        }
        random::pause(Duration::from_millis(50 << attempt)).await?;
    }
    Err(Broken::new("carrying facts to the gate's store", "other writes to it kept coming first"))
}

/// Whether the store holds already what it must hold, as far as the table remembers. Where the portal cannot be read, one
/// must look.
async fn is_carried(app: &App, store: &GateStore) -> Result<bool, Broken> {
    let Some(carried) = carried::get(&app.store).await?.filter(|carried| is_fresh(carried.at, app.now()))
    else {
        return Ok(false);
    };
    let mut facts = facts::of_passes(app).await?;
    let Ok(pages) = facts::of_pages(app).await else { return Ok(false) };
    facts.extend(pages);
    Ok(store.digest(&facts)? == carried.digest)
}

/// Whether the store was compared within a day. Not if that is still to come: then a clock was moved back.
fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    at <= now && now < at + TRUSTED
}

/// Compares and carries, and remembers it. Whether nobody came first.
///
/// Who may read must not depend on how pages look: where the portal cannot be read, revocations are carried all the
/// same, and what was held of the pages stays. Then it fails, and nothing is remembered.
async fn has_carried(app: &App, store: &GateStore) -> Result<bool, Broken> {
    let (run, at) = (random::id()?, app.now());
    let held = store.read().await?;
    carried::begin(&app.store, &run).await?;
    let mut wanted = facts::of_passes(app).await?;
    let pages = facts::of_pages(app).await;
    wanted.extend(match &pages {
        Ok(pages) => pages.clone(),
        Err(_) => held.entries.clone().into_iter().filter(|(key, _)| facts::is_of_pages(key)).collect(),
    });
    let digest = store.digest(&wanted)?;
    wanted.insert(RUN.to_owned(), run.clone());
    if !store.change(held, &wanted).await? {
        return Ok(false);
    }
    pages?;
    carried::finish(&app.store, &run, &Carried { digest, at }).await?;
    Ok(true)
}
