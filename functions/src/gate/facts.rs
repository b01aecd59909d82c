//! What the gate's store must hold, by key: `key:<kid>`, `revoked:<member>`, `full:<launch>`, `edge`.

use std::collections::BTreeMap;

use domain::launch::Phase;
use domain::pass::PassKeys;
use domain::timeline::Edge;

use crate::app::App;
use crate::failure::Broken;
use crate::store::{revocation, seats};

/// Keys of the store with their texts.
pub(super) type Facts = BTreeMap<String, String>;

/// The store takes no more bytes under one key.
const LONGEST_VALUE: usize = 1024;

/// What decides who may read: the keys that sign passes, and which passes are void.
pub(super) async fn of_passes(app: &App) -> Result<Facts, Broken> {
    let keys = app.settings.pass_keys.iter().flat_map(PassKeys::all);
    let mut facts: Facts = keys.map(|key| (format!("key:{}", key.kid), key.reveal())).collect();
    for revoked in revocation::current(&app.store, app.now()).await? {
        facts.insert(format!("revoked:{}", revoked.member), revoked.at.as_second().to_string());
    }
    Ok(facts)
}

/// What decides how public pages look: the launches without a free seat, and the stages of all.
pub(super) async fn of_pages(app: &App) -> Result<Facts, Broken> {
    let portal = app.portal_now().await?;
    let launches = &portal.portal().launches;
    let mut facts = Facts::new();
    for launch in launches {
        let seats = seats::get(&app.store, &launch.id).await?.seats;
        let phase = Phase::of(seats.room(launch.seats));
        if phase != Phase::Open {
            facts.insert(format!("full:{}", launch.id), phase.word().to_owned());
        }
    }
    let edge = Edge::new(portal.snapshot.pages_with_variants.clone(), launches, app.now());
    facts.insert("edge".to_owned(), as_fits(edge)?);
    Ok(facts)
}

/// Whether [`of_pages`] tells what stands under this key.
pub(super) fn is_of_pages(key: &str) -> bool {
    key == "edge" || key.starts_with("full:")
}

/// As JSON, with as many of the stages to come as the store takes; the others are carried when some are over.
fn as_fits(mut edge: Edge) -> Result<String, Broken> {
    loop {
        let json = serde_json::to_string(&edge)
            .map_err(|error| Broken::new("carrying facts to the gate's store", &error))?;
        if json.len() <= LONGEST_VALUE || edge.timeline.len() <= 1 {
            return Ok(json);
        }
        edge.timeline.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_stages_the_next_are_told() {
        let timeline = (0..100).map(|number| (number, format!("round-{number}.waitlist"))).collect();
        let json = as_fits(Edge { pages: vec!["/".to_owned()], timeline }).unwrap_or_default();
        assert!((900..=LONGEST_VALUE).contains(&json.len()), "{}", json.len());
        assert!(json.contains("[0,\"round-0.waitlist\"],[1,\"round-1.waitlist\"]"), "{json}");
    }
}
