//! The gate's store at the edge: facts that the gate decides by, carried there from the table.
//!
//! Other functions write what has happened to the table, each within the transaction that makes it so. `access`
//! alone writes the gate's store, and only here: it compares what must be there with what is, and changes the
//! difference. So it may run at any time, any number of times, and repairs what an earlier run left undone.

mod facts;
pub(crate) mod store;

use crate::app::App;
use crate::failure::Broken;
use store::Held;

/// How often it begins again when another run came first.
const ROUNDS: usize = 5;

/// Makes the gate's store hold what it must hold now.
///
/// What is held is read before the facts: whoever wrote in between has changed the store's version, and then this
/// run, whose facts may be older, begins again.
///
/// # Errors
/// [`Broken`] if the table or the store cannot be reached, or if others keep writing.
pub async fn carry(app: &App) -> Result<(), Broken> {
    let Some(store) = &app.gate_store else { return Ok(()) };
    for _ in 0..ROUNDS {
        let held: Held = store.read().await?;
        let wanted = facts::wanted(app).await?;
        if store.change(held, &wanted).await? {
            return Ok(());
        }
    }
    Err(Broken::new("carrying facts to the gate's store", "other writes to it kept coming first"))
}
