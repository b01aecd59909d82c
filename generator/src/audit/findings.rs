//! Leaks told to people: one for each stretch of a lesson or file, with every place where it is public.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::confirm::Leak;
use super::extract::Closed;
use super::public::PublicFile;
use super::search::Secret;
use super::secrets::{Owner, Secrets, What};
use super::words::{RUN, Words};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};

/// So many findings are told; what comes after is counted.
const MOST_FINDINGS: usize = 20;

/// So many places of one finding are named.
const MOST_PLACES: usize = 4;

/// So many words of a leak are quoted.
const QUOTED: usize = 12;

/// Where to look for what stands in the functions' data.
const DATA: &str =
    "`snapshot.json` is made of `site.yaml`, `launches.yaml`, the levels, the sales page and the terms";

/// A stretch of an owner's words, and where it is public.
struct Finding {
    owner: usize,
    passage: usize,
    words: Range<usize>,
    places: Vec<String>,
}

/// What was found, as diagnostics.
pub(super) fn tell(secrets: &Secrets<'_>, public: &[PublicFile<'_>], leaks: Vec<Leak>) -> Diagnostics {
    let whole = whole(public)
        .into_iter()
        .map(|((owner, secret), places)| tell_whole(secrets.owners[owner], secret, &places));
    let stretches = stretches(secrets, leaks);
    let stretches = stretches.iter().map(|finding| tell_stretch(secrets, finding));
    let found = Diagnostics::from(whole.chain(stretches).collect::<Vec<_>>());
    let closed = public
        .iter()
        .flat_map(|file| file.seen.closed.iter().map(|(why, trail)| tell_closed(file.path, *why, trail)));
    capped(found).and(closed)
}

/// The first ones, the last of which says how many more there are.
fn capped(found: Diagnostics) -> Diagnostics {
    let hidden = found.iter().count().saturating_sub(MOST_FINDINGS);
    let more = match hidden {
        0 => return found,
        1 => "1 more leak is not shown here".to_owned(),
        hidden => format!("{hidden} more leaks are not shown here"),
    };
    let mut first: Vec<Diagnostic> = found.into_iter().take(MOST_FINDINGS).collect();
    let last = first.pop().map(|last| last.note(more));
    Diagnostics::default().and(first.into_iter().chain(last))
}

/// What was seen as a whole, with its places.
fn whole(public: &[PublicFile<'_>]) -> BTreeMap<(usize, Secret), Vec<String>> {
    let mut whole: BTreeMap<(usize, Secret), Vec<String>> = BTreeMap::new();
    for (secret, owner, trail) in public.iter().flat_map(|file| &file.seen.owned) {
        note_place(whole.entry((*owner, *secret)).or_default(), trail);
    }
    whole
}

/// Leaks that touch put together; of a file, all of them, for its text may have been read in several ways.
fn stretches(secrets: &Secrets<'_>, mut leaks: Vec<Leak>) -> Vec<Finding> {
    leaks.sort_by_key(|leak| (leak.owner, leak.passage, leak.words.start));
    let mut findings: Vec<Finding> = Vec::new();
    for leak in leaks {
        let is_file = secrets.owners[leak.owner].lesson().is_none();
        let joins = |finding: &Finding| {
            let same_passage = finding.passage == leak.passage && leak.words.start <= finding.words.end + RUN;
            finding.owner == leak.owner && (is_file || same_passage)
        };
        if let Some(finding) = findings.last_mut().filter(|finding| joins(finding)) {
            finding.join(&leak);
        } else {
            let Leak { owner, passage, words, trail } = leak;
            findings.push(Finding { owner, passage, words, places: vec![shown(&trail)] });
        }
    }
    findings
}

impl Finding {
    fn join(&mut self, leak: &Leak) {
        if self.passage == leak.passage {
            self.words.end = self.words.end.max(leak.words.end);
        }
        note_place(&mut self.places, &leak.trail);
    }
}

fn note_place(places: &mut Vec<String>, trail: &[String]) {
    let place = shown(trail);
    if !places.contains(&place) {
        places.push(place);
    }
}

/// `public/bok.epub`, in `kapittel.xhtml`.
fn shown(trail: &[String]) -> String {
    let names: Vec<String> = trail.iter().map(|name| format!("`{name}`")).collect();
    names.join(" in ")
}

/// The other places, if there are any; and what one is made of that creators do not write.
fn with_places(diagnostic: Diagnostic, places: &[String]) -> Diagnostic {
    let is_data = places.iter().any(|place| place.starts_with("`snapshot.json`"));
    let diagnostic = if is_data { diagnostic.note(DATA) } else { diagnostic };
    let others = places.get(1..).unwrap_or_default();
    if others.is_empty() {
        return diagnostic;
    }
    let named = others.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join(", ");
    let more = match others.len().saturating_sub(MOST_PLACES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    diagnostic.note(format!("also in {named}{more}"))
}

fn tell_stretch(secrets: &Secrets<'_>, finding: &Finding) -> Diagnostic {
    let owner = secrets.owners[finding.owner];
    let passages = owner.passages();
    let passage = passages.get(finding.passage).map_or("", String::as_str);
    let words = Words::of(passage);
    let quoted = finding.words.start..finding.words.end.min(finding.words.start + QUOTED);
    let dots = if quoted.end < finding.words.end { " …" } else { "" };
    let quote = passage[words.span(quoted.clone())].split_whitespace().collect::<Vec<_>>().join(" ");
    let what = if owner.lesson().is_some() { "lesson" } else { "file" };
    let count = finding.words.len();
    let first = finding.places.first().map_or("", String::as_str);
    let message = format!("{count} words of this {what} are public in {first}");
    let place = place_of(owner, &words.hashes[quoted]);
    let told = Diagnostic::error(place, message).note(format!("they are `{quote}{dots}`"));
    let told = with_places(told, &finding.places);
    told.help(match what {
        "lesson" => "take them out there, or put the line under `allow_public` in the lesson",
        _ => "take them out there or out of the file, or put the line under `allow_public` in a lesson that offers it",
    })
}

/// Where the words stand in what the owner's file says, or as many of the first ones as stand there in a row.
fn place_of(owner: Owner<'_>, wanted: &[u64]) -> Place {
    let Some(source) = owner.source() else { return place_of_owner(owner) };
    let words = Words::of(source.text());
    for length in (1..=wanted.len()).rev() {
        let at = words.hashes.windows(length).position(|window| window == &wanted[..length]);
        if let Some(at) = at {
            return Place::Text(source, words.span(at..at + length));
        }
    }
    place_of_owner(owner)
}

/// A lesson's title, or a file as such.
fn place_of_owner(owner: Owner<'_>) -> Place {
    match owner {
        Owner::Lesson(lesson, auditor) => {
            let source = lesson.source.for_audit(auditor);
            Place::Text(Arc::clone(&source.text), source.title.clone())
        }
        Owner::File(_, file, _) => Place::Path(file.path.clone()),
    }
}

fn tell_whole(owner: Owner<'_>, secret: Secret, places: &[String]) -> Diagnostic {
    let first = places.first().map_or("", String::as_str);
    let place = place_of_owner(owner);
    let (message, help) = match (secret, owner.lesson()) {
        (Secret::Phrase(What::Title), _) => (
            format!("{first} names this lesson, which is not teased"),
            "take the title out there, set `tease: true`, or put the title under `allow_public`",
        ),
        (Secret::Phrase(What::Summary), _) => (
            format!("{first} has the summary of this lesson, which is not teased"),
            "take it out there, set `tease: true`, or put the summary under `allow_public`",
        ),
        (Secret::Address, Some(_)) => (
            format!("{first} has the address of this lesson, which is not teased"),
            "lead to the level's page instead, or set `tease: true`",
        ),
        (Secret::Address, None) => (
            format!("{first} has the address of this file, which no teased lesson offers"),
            "lead to the level's page instead",
        ),
        (Secret::File, _) => {
            (format!("{first} is this file from behind the gate"), "remove the one or the other")
        }
    };
    with_places(Diagnostic::error(place, message), places).help(help)
}

fn tell_closed(path: &str, why: Closed, trail: &[String]) -> Diagnostic {
    let name = shown(trail);
    let (message, remedy) = match why {
        Closed::Encrypted => ("is encrypted", "publish it without a password"),
        Closed::Unknown => {
            ("is packed in a way that Terskel does not know, or broken", "publish it in another form")
        }
        Closed::TooLarge => ("holds too much", "publish it in parts"),
        Closed::TooDeep => ("is packed too deep", "publish what is in it"),
    };
    let help = format!("{remedy}, or see for yourself that nothing gated is in it");
    let message = format!("{name} {message}, so it was not looked through for leaks");
    Diagnostic::warning(Place::Path(Path::new(path).to_owned()), message).help(help)
}
