//! The offers of a launch, as `launches.yaml` writes them.

use std::collections::BTreeSet;

use domain::audience::Audience;
use domain::launch::Offer;
use domain::level::{LevelId, LevelSet};
use domain::money::{Currency, Interval, Money, PriceError};
use domain::portal::AudienceGroup;
use domain::slug::Slug;
use jiff::Timestamp;

use super::local_time::{self, LocalTime};
use super::site::Settings;
use super::yaml::Node;
use crate::diagnostics::{Diagnostic, nearest};

/// What must be known to read launches.
pub(super) struct Surroundings<'a> {
    pub settings: &'a Settings,
    pub levels: &'a [LevelId],
    pub audiences: &'a [AudienceGroup],
}

/// An offer as written, before its dates are moved; what it leaves out is as in its launch.
pub(super) struct WrittenOffer<'d> {
    pub id: (Node<'d>, Slug),
    pub title: String,
    pub audience: Audience,
    pub opens: Option<(Node<'d>, LocalTime)>,
    pub levels: Option<LevelSet>,
    pub price: Money,
    pub interval: Interval,
    pub founding: bool,
}

impl WrittenOffer<'_> {
    /// The offer, opening then and selling these levels unless it says otherwise.
    pub(super) fn offer(&self, opens: Timestamp, levels: &LevelSet) -> Offer {
        Offer {
            id: self.id.1.clone(),
            title: self.title.clone(),
            audience: self.audience.clone(),
            opens,
            levels: self.levels.as_ref().unwrap_or(levels).clone(),
            price: self.price,
            interval: self.interval,
            founding: self.founding,
        }
    }
}

/// Every offer of a launch; none if one of them does not read.
pub(super) fn offers<'d>(node: Node<'d>, around: &Surroundings<'_>) -> Option<Vec<WrittenOffer<'d>>> {
    let nodes = node.items()?;
    if nodes.is_empty() {
        node.refuse("a launch without offers sells nothing; write at least one");
        return None;
    }
    let offers: Vec<Option<WrittenOffer<'d>>> = nodes.into_iter().map(|node| offer(node, around)).collect();
    refuse_duplicates(offers.iter().flatten().map(|offer| &offer.id), "offers of this launch");
    offers.into_iter().collect()
}

/// Tells of every id that stands twice.
pub(super) fn refuse_duplicates<'a, 'd: 'a>(ids: impl Iterator<Item = &'a (Node<'d>, Slug)>, what: &str) {
    let mut seen: Vec<&(Node<'_>, Slug)> = Vec::new();
    for id in ids {
        if let Some(first) = seen.iter().find(|first| first.1 == id.1) {
            let duplicate = Diagnostic::error(id.0.place(), format!("two {what} have the id `{}`", id.1));
            id.0.note(duplicate.also(first.0.span(), "the first one").help("give one of them another id"));
        }
        seen.push(id);
    }
}

fn offer<'d>(node: Node<'d>, around: &Surroundings<'_>) -> Option<WrittenOffer<'d>> {
    let mut fields = node.fields();
    let id = fields.required("id").and_then(|node| Some((node, node.parse(Slug::parse)?)));
    let title = fields.read("title");
    let audience = fields.required("audience").and_then(|node| named_audience(node, around.audiences));
    let opens = fields.optional("opens").and_then(|node| Some((node, time(node, around)?)));
    let levels = fields.optional("levels").and_then(|node| level_set(node, around.levels));
    let currency = around.settings.currency.unwrap_or(Currency::Nok);
    let price = fields.parse("price", |text| price(text, currency));
    let interval = fields.parse("interval", |word| {
        Interval::parse(word)
            .ok_or_else(|| format!("unknown interval `{word}`; write `month`, `year` or `once`"))
    });
    let founding = fields.read("founding");
    fields.finish();
    let (id, title, audience, price) = (id?, title?, audience?, price?);
    Some(WrittenOffer { id, title, audience, opens, levels, price, interval: interval?, founding: founding? })
}

/// A local time in the portal's zone.
pub(super) fn time(node: Node<'_>, around: &Surroundings<'_>) -> Option<LocalTime> {
    node.parse(|text| local_time::parse(text, around.settings.zone.as_ref()))
}

fn price(text: &str, currency: Currency) -> Result<Money, String> {
    Money::parse_price(text, currency).map_err(|error| match error {
        PriceError::OutOfRange(_) => format!("{error}; what costs nothing needs no offer"),
        PriceError::NotANumber(_) => error.to_string(),
    })
}

/// The levels that a launch or an offer names.
pub(super) fn level_set(node: Node<'_>, known: &[LevelId]) -> Option<LevelSet> {
    match node.written().as_deref() {
        Some("all") => return Some(LevelSet::All),
        Some(other) => {
            node.refuse(format!("`{other}` names no levels; write `all` or a list as in `[1, 2]`"));
            return None;
        }
        None => {}
    }
    let levels: Vec<Option<LevelId>> = node.items()?.into_iter().map(|item| level(item, known)).collect();
    if levels.is_empty() {
        node.refuse("a launch without levels sells nothing; write `all` or a list as in `[1, 2]`");
        return None;
    }
    levels.into_iter().collect::<Option<BTreeSet<LevelId>>>().map(LevelSet::Only)
}

fn level(node: Node<'_>, known: &[LevelId]) -> Option<LevelId> {
    node.parse(|text| {
        let level = text.parse().ok().and_then(|number| LevelId::new(number).ok());
        let list = known.iter().map(|level| format!("`{level}`")).collect::<Vec<_>>().join(", ");
        let unknown = || format!("there is no level `{text}`; the levels are {list}");
        level.filter(|level| known.contains(level)).ok_or_else(unknown)
    })
}

fn named_audience(node: Node<'_>, known: &[AudienceGroup]) -> Option<Audience> {
    let audience = node.parse(Audience::parse)?;
    let names = || known.iter().map(|group| group.id.as_str()).chain(["everyone", "waitlist"]);
    if names().any(|name| name == audience.name()) {
        return Some(audience);
    }
    let unknown = Diagnostic::error(node.place(), format!("unknown audience `{audience}`"));
    let list = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let unknown = unknown.help(format!("the audiences are {list}; others are named under `audiences:`"));
    node.note(unknown.did_you_mean(nearest(audience.name(), names())));
    None
}
