//! `launches.yaml`: who may buy, when and at what price.

use std::collections::BTreeSet;

use domain::audience::Audience;
use domain::launch::{Launch, Offer};
use domain::level::{LevelId, LevelSet};
use domain::money::{Currency, Interval, Money, PriceError};
use domain::portal::AudienceGroup;
use domain::slug::Slug;
use jiff::civil::Date;

use super::local_time::{self, LocalTime};
use super::sample::DateShift;
use super::site::{Settings, missing};
use super::source::Folder;
use super::yaml::{Document, Fields, Node};
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::failure::Failure;

/// What `launches.yaml` says.
#[derive(Debug, Default)]
pub(super) struct Launches {
    pub audiences: Vec<AudienceGroup>,
    pub rounds: Vec<Launch>,
    /// How far the sample's dates are moved; not at all in other portals.
    pub shift: DateShift,
}

/// What must be known to read launches.
struct Surroundings<'a> {
    settings: &'a Settings,
    levels: &'a [LevelId],
    audiences: &'a [AudienceGroup],
}

/// A launch as written, before its dates are moved.
struct Written<'d> {
    node: Node<'d>,
    id: Option<(Node<'d>, Slug)>,
    name: Option<String>,
    opens: Option<(Node<'d>, LocalTime)>,
    closes: Option<(Node<'d>, LocalTime)>,
    seats: Option<u32>,
    levels: Option<LevelSet>,
    offers: Option<Vec<Offer>>,
}

/// Reads `launches.yaml`; given the day it is `today`, the sample's dates follow it.
///
/// # Errors
/// If the file cannot be read from disk.
pub(super) fn load(
    folder: &Folder,
    settings: &Settings,
    levels: &[LevelId],
    today: Option<Date>,
    problems: &Problems,
) -> Result<Launches, Failure> {
    if !folder.has("launches.yaml") {
        let help = "write one with the line `launches: []` until a launch is planned";
        problems.add(missing(folder, "launches.yaml", help));
        return Ok(Launches::default());
    }
    let Some(source) = folder.text("launches.yaml", problems)? else { return Ok(Launches::default()) };
    let document = Document::read(&source, 0..source.text().len(), problems);
    let fields = document.as_ref().map(|document| document.root().fields());
    Ok(fields.map(|fields| launches(fields, settings, levels, today)).unwrap_or_default())
}

fn launches(
    mut fields: Fields<'_>,
    settings: &Settings,
    levels: &[LevelId],
    today: Option<Date>,
) -> Launches {
    let audiences = fields.optional("audiences").map(audiences).unwrap_or_default();
    let around = Surroundings { settings, levels, audiences: &audiences };
    let nodes = fields.required("launches").and_then(Node::items).unwrap_or_default();
    fields.finish();
    let written: Vec<Written<'_>> = nodes.into_iter().map(|node| write_down(node, &around)).collect();
    refuse_duplicates(written.iter().filter_map(|launch| launch.id.as_ref()), "launches");
    let first_opening =
        written.iter().filter_map(|launch| launch.opens.as_ref()).map(|(_, opens)| opens.civil).min();
    let shift = match (settings.sample, today) {
        (Some(as_of), Some(today)) => DateShift::between(as_of, today, first_opening),
        _ => DateShift::default(),
    };
    let launches: Vec<(Launch, &Written<'_>)> =
        written.iter().filter_map(|written| Some((launch(written, shift, settings)?, written))).collect();
    refuse_clashes(&launches);
    Launches { rounds: launches.into_iter().map(|(launch, _)| launch).collect(), audiences, shift }
}

fn audiences(node: Node<'_>) -> Vec<AudienceGroup> {
    node.entries().into_iter().filter_map(|(key, value)| audience(key, value)).collect()
}

fn audience(key: Node<'_>, value: Node<'_>) -> Option<AudienceGroup> {
    let id = key.parse(|name| match Audience::parse(name) {
        Ok(Audience::Imported(id)) => Ok(id),
        Ok(_) => Err(format!("the audience `{name}` exists in every portal; remove it here")),
        Err(error) => Err(error.to_string()),
    });
    let mut fields = value.fields();
    let (title, description) = (fields.read("title"), fields.read("description"));
    fields.finish();
    Some(AudienceGroup { id: id?, title: title?, description: description? })
}

fn write_down<'d>(node: Node<'d>, around: &Surroundings<'_>) -> Written<'d> {
    let mut fields = node.fields();
    let zone = around.settings.zone.as_ref();
    let time = |node: Node<'d>| Some((node, node.parse(|text| local_time::parse(text, zone))?));
    let written = Written {
        node,
        id: fields.required("id").and_then(|node| Some((node, node.parse(Slug::parse)?))),
        name: fields.read("name"),
        opens: fields.required("opens").and_then(time),
        closes: fields.required("closes").and_then(time),
        seats: fields.read_optional("seats"),
        levels: fields.required("levels").and_then(|node| level_set(node, around.levels)),
        offers: fields.required("offers").and_then(|node| offers(node, around)),
    };
    fields.finish();
    written
}

fn level_set(node: Node<'_>, known: &[LevelId]) -> Option<LevelSet> {
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

fn offers(node: Node<'_>, around: &Surroundings<'_>) -> Option<Vec<Offer>> {
    let nodes = node.items()?;
    if nodes.is_empty() {
        node.refuse("a launch without offers sells nothing; write at least one");
        return None;
    }
    let offers: Vec<Option<(Node<'_>, Offer)>> = nodes.into_iter().map(|node| offer(node, around)).collect();
    let ids: Vec<(Node<'_>, Slug)> =
        offers.iter().flatten().map(|(node, offer)| (*node, offer.id.clone())).collect();
    refuse_duplicates(ids.iter(), "offers of this launch");
    offers.into_iter().map(|offer| offer.map(|(_, offer)| offer)).collect()
}

/// The offer, and where its id stands.
fn offer<'d>(node: Node<'d>, around: &Surroundings<'_>) -> Option<(Node<'d>, Offer)> {
    let mut fields = node.fields();
    let id = fields.required("id").and_then(|node| Some((node, node.parse(Slug::parse)?)));
    let title = fields.read("title");
    let audience = fields.required("audience").and_then(|node| named_audience(node, around.audiences));
    let currency = around.settings.currency.unwrap_or(Currency::Nok);
    let price = fields.parse("price", |text| price(text, currency));
    let interval = fields.parse("interval", |word| {
        Interval::parse(word).ok_or_else(|| format!("unknown interval `{word}`; write `month` or `year`"))
    });
    let founding = fields.read("founding");
    fields.finish();
    let (place, id) = id?;
    let (title, audience, price) = (title?, audience?, price?);
    Some((place, Offer { id, title, audience, price, interval: interval?, founding: founding? }))
}

fn price(text: &str, currency: Currency) -> Result<Money, String> {
    Money::parse_price(text, currency).map_err(|error| match error {
        PriceError::OutOfRange(_) => format!("{error}; what costs nothing needs no offer"),
        PriceError::NotANumber(_) => error.to_string(),
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

fn refuse_duplicates<'a, 'd: 'a>(ids: impl Iterator<Item = &'a (Node<'d>, Slug)>, what: &str) {
    let mut seen: Vec<&(Node<'_>, Slug)> = Vec::new();
    for id in ids {
        if let Some(first) = seen.iter().find(|first| first.1 == id.1) {
            let duplicate = Diagnostic::error(id.0.place(), format!("two {what} have the id `{}`", id.1));
            id.0.note(duplicate.also(first.0.span(), "the first one").help("give one of them another id"));
        }
        seen.push(id);
    }
}

fn launch(written: &Written<'_>, shift: DateShift, settings: &Settings) -> Option<Launch> {
    let zone = settings.time_zone();
    let ((opens_node, opens), (closes_node, closes)) = (written.opens.as_ref()?, written.closes.as_ref()?);
    if closes.civil <= opens.civil {
        let when = if closes.civil == opens.civil { "as" } else { "before" };
        let backwards = Diagnostic::error(closes_node.place(), format!("the launch closes {when} it opens"));
        let backwards = backwards.also(opens_node.span(), "it opens here");
        written.node.note(backwards.help("write a later time after `closes:`"));
        return None;
    }
    Some(Launch {
        id: written.id.as_ref()?.1.clone(),
        name: written.name.clone()?,
        opens: opens.instant(shift, &zone)?,
        closes: closes.instant(shift, &zone)?,
        seats: written.seats,
        levels: written.levels.clone()?,
        offers: written.offers.clone()?,
    })
}

fn refuse_clashes(launches: &[(Launch, &Written<'_>)]) {
    for (index, (later, written)) in launches.iter().enumerate() {
        for (earlier, other) in &launches[..index] {
            let (Some(audience), Some((opens, _)), Some((closes, _))) =
                (later.clash(earlier), &written.opens, &other.closes)
            else {
                continue;
            };
            let (one, two) = (&earlier.id, &later.id);
            let message = format!(
                "the launches `{one}` and `{two}` sell the same level to `{audience}` at the same time"
            );
            let clash = Diagnostic::error(opens.place(), message);
            let clash = clash.also(closes.span(), format!("`{one}` closes here"));
            opens.note(
                clash.help("let one close before the other opens, or give them other levels or audiences"),
            );
        }
    }
}
