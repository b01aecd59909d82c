//! What the gate's store must hold: facts that the edge decides by.
//!
//! Other functions write the facts to the table; only `access` carries them to the gate's store.

use std::collections::BTreeMap;

use crate::app::App;
use crate::failure::Broken;
use crate::store::seats;

/// The gate's keys and values as they are now: the signing key by its name, and a flag for each launch that is
/// sold out.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn facts(app: &App) -> Result<BTreeMap<String, String>, Broken> {
    let mut facts = BTreeMap::new();
    if let Some(key) = &app.settings.pass_key {
        facts.insert(format!("key:{}", key.kid), key.reveal());
    }
    for launch in &app.portal().await?.portal().launches {
        if seats::get(&app.store, &launch.id).await?.sold_out(launch.seats) {
            facts.insert(format!("sold-out:{}", launch.id), "1".to_owned());
        }
    }
    Ok(facts)
}
