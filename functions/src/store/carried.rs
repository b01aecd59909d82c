//! `carried#gate` / `carried`: what the gate's store was last made to hold, and which run was the last to begin with it.
//!
//! A run writes its name here before it changes the gate's store, and what it carried when it is done, unless another
//! has begun meanwhile: `gate/mod.rs` says why. Nothing is said of what is held while a run is under way, or after one
//! that never ended. The facts stand here as a digest alone, for the keys that sign passes are among them. About 120
//! bytes; two units for each write, one to read it.

use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

const PK: &str = "carried#gate";
const SK: &str = "carried";

/// What the gate's store holds, unless somebody else has changed it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    /// Stands for the facts and for the store that holds them.
    pub digest: String,
    /// When the store was last compared with the facts.
    pub at: Timestamp,
}

/// What was carried, read consistently; none if nothing was yet, or if a run is or was under way since.
pub(crate) async fn get(store: &Store) -> Result<Option<Carried>, Broken> {
    Ok(store.get(PK, SK).await?.as_ref().and_then(carried))
}

fn carried(row: &Row) -> Option<Carried> {
    Some(Carried { digest: row.maybe_read_text("digest")?.to_owned(), at: row.read_instant("at").ok()? })
}

/// The run of this name begins: what was carried before is not known any more.
pub(crate) async fn begin(store: &Store, run: &str) -> Result<(), Broken> {
    store.write(Write::put(Row::new(PK, SK).text("run", run))).await.map(|_| ())
}

/// The run of this name has carried this. It is not written if another has begun since, who will say it themselves.
pub(crate) async fn finish(store: &Store, run: &str, carried: &Carried) -> Result<(), Broken> {
    let row = Row::new(PK, SK).text("run", run).text("digest", &carried.digest).instant("at", carried.at);
    store.write(Write::put(row).when("#run = :run").text(":run", run)).await.map(|_| ())
}
