//! Which variant of the landing and sales page stands at an instant.
//!
//! The generator builds one variant for each stage; the gate at the edge picks one by the clock and
//! the room that is left. Both follow the timeline made here, so a launch opens at its second without a build.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::launch::{Launch, Phase};
use crate::slug::Slug;

/// The pages as they are while one launch stands in one phase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Variant {
    /// The launch the pages speak of; none when nothing is planned any more.
    pub launch: Option<Slug>,
    /// Where it stands.
    pub phase: Phase,
}

/// From this instant on, until the next stage's, these are the pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its first instant; the first stage has none and began always.
    pub from: Option<Timestamp>,
    /// The pages, were there seats enough.
    pub variant: Variant,
}

impl Variant {
    /// Its folder in the output and its name in the gate's timeline: `august.open`, `closed`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.launch {
            Some(launch) => format!("{launch}.{}", self.phase.word()),
            None => self.phase.word().to_owned(),
        }
    }
}

/// The stages of these launches, in order of time; where two overlap, the one that opened first leads.
///
/// Before a launch opens its pages are the waitlist's; after the last has closed they are closed.
#[must_use]
pub fn stages(launches: &[Launch]) -> Vec<Stage> {
    let mut stages = Vec::new();
    let mut from = None;
    for launch in in_order(launches) {
        let mut push = |from, phase| {
            stages.push(Stage { from, variant: Variant { launch: Some(launch.id.clone()), phase } });
        };
        if from.is_none_or(|from| from < launch.opens) {
            push(from, Phase::Waitlist);
        }
        if from.is_none_or(|from| from < launch.closes) {
            push(from.max(Some(launch.opens)), Phase::Open);
            from = Some(launch.closes);
        }
    }
    stages.push(Stage { from, variant: Variant { launch: None, phase: Phase::Closed } });
    stages
}

/// What the gate needs to pick the variant of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The addresses that have variants, as `/`.
    pub pages: Vec<String>,
    /// From which second on (since 1970) which variant stands; in order, the first from 0.
    pub timeline: Vec<(i64, String)>,
}

impl Edge {
    /// The pages `pages` along the stages of these launches that are not over at `now`: the gate's store takes
    /// little text under a key, and what is over is of no use to it.
    #[must_use]
    pub fn new(pages: Vec<String>, launches: &[Launch], now: Timestamp) -> Self {
        let stages = stages(launches);
        let has_begun = |stage: &Stage| stage.from.is_none_or(|from| from <= now);
        let current = stages.iter().rposition(has_begun).unwrap_or_default();
        let entry = |stage: &Stage| (stage.from.map_or(0, Timestamp::as_second), stage.variant.name());
        let mut timeline: Vec<(i64, String)> = stages.iter().skip(current).map(entry).collect();
        if let Some(first) = timeline.first_mut() {
            first.0 = 0;
        }
        Self { pages, timeline }
    }
}

/// Every variant that must be built: the stages', and for each launch with seats those of full ones.
#[must_use]
pub fn variants(launches: &[Launch]) -> Vec<Variant> {
    let mut variants: Vec<Variant> = stages(launches).into_iter().map(|stage| stage.variant).collect();
    for launch in launches.iter().filter(|launch| launch.seats.is_some()) {
        let full = [Phase::AllHeld, Phase::SoldOut];
        variants.extend(full.map(|phase| Variant { launch: Some(launch.id.clone()), phase }));
    }
    variants
}

/// The launch that the pages speak of at `now`: the one running, or else the next to open.
#[must_use]
pub fn leading(launches: &[Launch], now: Timestamp) -> Option<&Launch> {
    in_order(launches).into_iter().find(|launch| now < launch.closes)
}

fn in_order(launches: &[Launch]) -> Vec<&Launch> {
    let mut ordered: Vec<&Launch> = launches.iter().collect();
    ordered.sort_by_key(|launch| (launch.opens, launch.closes));
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::{at, launch};
    use crate::seats::Room;
    use proptest::prelude::*;

    fn variant_at(stages: &[Stage], now: Timestamp) -> String {
        let current = stages.iter().rfind(|stage| stage.from.is_none_or(|from| from <= now));
        current.map(|stage| stage.variant.name()).unwrap_or_default()
    }

    #[test]
    fn two_rounds_with_quiet_months_between() {
        let november = Launch { opens: at(5000), closes: at(6000), ..launch("november") };
        let stages = stages(&[november, launch("august")]);
        let expected = [
            (0, "august.waitlist"),
            (1000, "august.open"),
            (2000, "november.waitlist"),
            (5000, "november.open"),
            (6000, "closed"),
        ];
        for (second, name) in expected {
            assert_eq!(variant_at(&stages, at(second)), name, "{second}");
        }
        assert_eq!(stages.len(), expected.len());
    }

    #[test]
    fn the_gate_is_told_what_stands_and_what_comes() {
        let november = Launch { opens: at(5000), closes: at(6000), ..launch("november") };
        let edge = Edge::new(vec!["/".to_owned()], &[november, launch("august")], at(2500));
        let named = |second: i64, name: &str| (second, name.to_owned());
        assert_eq!(
            edge.timeline,
            [named(0, "november.waitlist"), named(5000, "november.open"), named(6000, "closed")]
        );
    }

    #[test]
    fn without_launches_there_is_nothing_to_buy() {
        assert_eq!(variant_at(&stages(&[]), at(0)), "closed");
    }

    proptest! {
        #[test]
        fn the_page_agrees_with_the_launch(windows in prop::collection::vec((0_i64..100, 1_i64..50), 0..5), now in 0_i64..200) {
            let named = |(index, &(opens, length)): (usize, &(i64, i64))| Launch {
                opens: at(opens), closes: at(opens + length), ..launch(&format!("l{index}"))
            };
            let launches: Vec<Launch> = windows.iter().enumerate().map(named).collect();
            let stages = stages(&launches);
            let leader = leading(&launches, at(now));
            let expected = leader.map(|launch| format!("{}.{}", launch.id, launch.phase(at(now), Room::Free).word()));
            prop_assert_eq!(variant_at(&stages, at(now)), expected.unwrap_or("closed".to_owned()));
            prop_assert!(stages.windows(2).all(|pair| pair[0].from < pair[1].from));
        }
    }
}
