//! What the gate's store must hold, by key: `key:<kid>`, `revoked:<member>`, `sold-out:<launch>`, `edge`.

use std::collections::BTreeMap;

use domain::pass::PassKeys;
use domain::timeline::Edge;

use crate::app::App;
use crate::failure::Broken;
use crate::store::{revocation, seats};

/// The store takes no more text under one key.
const LONGEST_VALUE: usize = 1024;

/// The facts as they are now.
pub(super) async fn wanted(app: &App) -> Result<BTreeMap<String, String>, Broken> {
    let (portal, now) = (app.portal().await?, app.now());
    let mut facts = BTreeMap::new();
    for key in app.settings.pass_keys.iter().flat_map(PassKeys::all) {
        facts.insert(format!("key:{}", key.kid), key.reveal());
    }
    for revoked in revocation::current(&app.store, now).await? {
        facts.insert(format!("revoked:{}", revoked.member), revoked.at.as_second().to_string());
    }
    let launches = &portal.portal().launches;
    for launch in launches {
        if seats::get(&app.store, &launch.id).await?.sold_out(launch.seats) {
            facts.insert(format!("sold-out:{}", launch.id), "1".to_owned());
        }
    }
    let edge = Edge::new(portal.snapshot.pages_with_variants.clone(), launches, now);
    let edge = serde_json::to_string(&edge)
        .map_err(|error| Broken::new("carrying facts to the gate's store", &error))?;
    facts.insert("edge".to_owned(), edge);
    match facts.iter().find(|(_, value)| value.len() > LONGEST_VALUE) {
        Some((key, _)) => {
            let cause = format!("`{}` is longer than {LONGEST_VALUE} bytes", kind(key));
            Err(Broken::new("carrying facts to the gate's store", &cause))
        }
        None => Ok(facts),
    }
}

/// `revoked` of `revoked:<member>`: a log line names no member.
fn kind(key: &str) -> &str {
    key.split(':').next().unwrap_or(key)
}
