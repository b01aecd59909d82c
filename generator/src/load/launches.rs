//! `launches.yaml`: who may buy, when and at what price.

use domain::audience::Audience;
use domain::launch::{Launch, Offer};
use domain::level::{LevelId, LevelSet};
use domain::portal::AudienceGroup;
use domain::slug::Slug;
use jiff::civil::Date;

use super::launch_times::{Calendar, Time, Window, WrittenMails, opening};
use super::offers::{Surroundings, WrittenOffer, level_set, offers, refuse_duplicates, time};
use super::sample::DateShift;
use super::site::{Settings, missing};
use super::source::Folder;
use super::yaml::{Document, Fields, Node};
use crate::diagnostics::{Diagnostic, Problems};
use crate::failure::Failure;

/// What `launches.yaml` says.
#[derive(Clone, Debug, Default)]
pub(super) struct Launches {
    pub audiences: Vec<AudienceGroup>,
    pub rounds: Vec<Launch>,
    /// How far the sample's dates are moved; not at all in other portals.
    pub shift: DateShift,
}

/// A launch as written, before its dates are moved.
struct Written<'d> {
    node: Node<'d>,
    id: Option<(Node<'d>, Slug)>,
    name: Option<String>,
    opens: Option<Time<'d>>,
    closes: Option<Time<'d>>,
    seats: Option<u32>,
    keeps_price: Option<(Node<'d>, u16)>,
    mails: WrittenMails<'d>,
    levels: Option<LevelSet>,
    offers: Option<Vec<WrittenOffer<'d>>>,
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
    if settings.texts.is_plain {
        return Ok(Launches::default());
    }
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
    let time = |node: Node<'d>| Some((node, time(node, around)?));
    let keeps_price = fields.optional("keeps_price_if_back_within");
    let written = Written {
        node,
        id: fields.required("id").and_then(|node| Some((node, node.parse(Slug::parse)?))),
        name: fields.read("name"),
        opens: fields.required("opens").and_then(time),
        closes: fields.required("closes").and_then(time),
        seats: fields.read_optional("seats"),
        keeps_price: keeps_price.and_then(|node| Some((node, node.parse(days)?))),
        mails: fields.optional("mails").map(|node| WrittenMails::read(node, around)).unwrap_or_default(),
        levels: fields.required("levels").and_then(|node| level_set(node, around.levels)),
        offers: fields.required("offers").and_then(|node| offers(node, around)),
    };
    fields.finish();
    written
}

/// As in `30 days`, from 1 to 366.
fn days(text: &str) -> Result<u16, String> {
    let number =
        text.strip_suffix(" days").or(text.strip_suffix(" day")).and_then(|number| number.parse().ok());
    let number = number.filter(|days| (1..=366).contains(days));
    number.ok_or_else(|| format!("`{text}` is not a number of days from 1 to 366; write it as in `30 days`"))
}

fn launch(written: &Written<'_>, shift: DateShift, settings: &Settings) -> Option<Launch> {
    let zone = settings.time_zone();
    let calendar = Calendar { shift, zone: &zone };
    let window = Window { opens: written.opens?, closes: written.closes? };
    let ((opens_node, opens), (closes_node, closes)) = (window.opens, window.closes);
    if closes.civil <= opens.civil {
        let when = if closes.civil == opens.civil { "as" } else { "before" };
        let backwards = Diagnostic::error(closes_node.place(), format!("the launch closes {when} it opens"));
        let backwards = backwards.also(opens_node.span(), "it opens here");
        written.node.note(backwards.help("write a later time after `closes:`"));
        return None;
    }
    let mails = written.mails.instants(&window, &calendar);
    Some(Launch {
        id: written.id.as_ref()?.1.clone(),
        name: written.name.clone()?,
        opens: calendar.instant(opens)?,
        closes: calendar.instant(closes)?,
        seats: written.seats,
        keeps_price_if_back_within: kept(written),
        mails: mails?,
        offers: offers_of(written, &window, &calendar)?,
    })
}

fn offers_of(written: &Written<'_>, window: &Window<'_>, calendar: &Calendar<'_>) -> Option<Vec<Offer>> {
    let levels = written.levels.as_ref()?;
    let offer = |offer: &WrittenOffer<'_>| Some(offer.offer(opening(offer, window, calendar)?, levels));
    let offers: Vec<Option<Offer>> = written.offers.as_ref()?.iter().map(offer).collect();
    offers.into_iter().collect()
}

/// For how many days a founder's price is kept.
fn kept(written: &Written<'_>) -> Option<u16> {
    let (node, days) = written.keeps_price?;
    if written.offers.iter().flatten().all(|offer| !offer.founding) {
        node.refuse("no offer of this launch is founding; leave the line out, or make one `founding: true`");
    }
    Some(days)
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
