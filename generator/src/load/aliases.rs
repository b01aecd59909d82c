//! The field `aliases`: addresses at which a page stood before, and from which its readers are led on.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use domain::calendar::ReleaseMonth;
use domain::level::LevelId;

use super::pages::is_taken;
use super::targets::{Side, Targets};
use super::yaml::{Fields, Node};
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::output::content_type;
use crate::site::Alias;

/// An alias as its file has it.
#[derive(Clone, Debug)]
pub(super) struct AliasEntry {
    address: String,
    place: Place,
}

/// Where Terskel lets pages of the portal stand though the first part of the address is its own.
const SHARED: [&str; 2] = ["/artikler/", "/nivaer/"];

/// Longer ones are not let through the gate.
const LONGEST: usize = 512;

/// The aliases of a page on this side of the gate; one that cannot be an address is noted.
pub(super) fn read(fields: &mut Fields<'_>, side: Side) -> Vec<AliasEntry> {
    let nodes = fields.optional("aliases").and_then(Node::items).unwrap_or_default();
    let alias = |node: Node<'_>| {
        let address = node.parse(|written| address(written, side).map(|()| written.to_owned()))?;
        Some(AliasEntry { address, place: node.place() })
    };
    nodes.into_iter().filter_map(alias).collect()
}

/// Every alias of the portal and the address it leads to; pages come as path in the content folder with their aliases.
/// One that is taken already is noted.
pub(super) fn gather<'a>(
    pages: impl Iterator<Item = (Cow<'a, str>, &'a [AliasEntry])>,
    targets: &Targets,
    problems: &Problems,
) -> Vec<Alias> {
    let mut first: HashMap<&str, &Place> = HashMap::new();
    let mut aliases = Vec::new();
    for (path, entry) in
        pages.flat_map(|(path, entries)| entries.iter().map(move |entry| (path.clone(), entry)))
    {
        if let Some(owner) = targets.owner(&entry.address) {
            let message = format!("the alias `{}` is the address of `{owner}`", entry.address);
            problems
                .add(Diagnostic::error(entry.place.clone(), message).help("remove it, or rename that page"));
        } else if let Some(other) = first.insert(&entry.address, &entry.place) {
            problems.add(twice(entry, other));
        } else if let Some(to) = targets.built_address(&path) {
            aliases.push(Alias { from: entry.address.clone(), to });
        }
    }
    aliases
}

fn twice(entry: &AliasEntry, other: &Place) -> Diagnostic {
    let message = format!("the alias `{}` stands twice", entry.address);
    let twice = Diagnostic::error(entry.place.clone(), message).help("remove one of the two");
    match (&entry.place, other) {
        (Place::Text(source, _), Place::Text(other, span)) if Arc::ptr_eq(source, other) => {
            twice.also(span.clone(), "here already")
        }
        (_, Place::Text(other, span)) => {
            let line = other.text()[..span.start].lines().count().max(1);
            twice.note(format!("the other stands in {}:{line}", other.path().display()))
        }
        (_, Place::Path(path)) => twice.note(format!("the other stands in {}", path.display())),
    }
}

/// # Errors
/// With the remedy, if nothing of the portal could stand there.
fn address(written: &str, side: Side) -> Result<(), String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
    let parts = || written.split('/').skip(1);
    if !written.starts_with('/')
        || !(written.ends_with('/') || content_type::of(written).starts_with("text/html"))
    {
        return Err(format!(
            "`{written}` is no old address; write it from the root, as in `/gammel-side/` or `/gammel.html`"
        ));
    }
    if written == "/" || written.ends_with("/index.html") {
        return Err(format!(
            "`{written}` cannot lead elsewhere; write a folder's address, as in `/gammel-side/`"
        ));
    }
    if written.len() > LONGEST
        || !written.chars().all(plain)
        || written.contains("//")
        || parts().any(|part| part == "." || part == "..")
    {
        return Err(format!(
            "`{written}` cannot stand in an address; write letters a-z, digits, dots and hyphens"
        ));
    }
    match side {
        Side::Gated if gated_place(written).is_none() => Err(format!(
            "`{written}` lies before the gate and would tell of the lesson; write it as in `/medlem/1-start/2026-08/gammelt-navn/`"
        )),
        Side::Public if written.starts_with("/medlem/") => {
            Err(format!("`{written}` lies behind the gate, where only members would be led on; remove it"))
        }
        Side::Public if is_reserved(written) => {
            Err(format!("`{written}` is an address that Terskel uses itself; remove it"))
        }
        Side::Public | Side::Gated => Ok(()),
    }
}

fn is_reserved(address: &str) -> bool {
    let is_below = |shared: &str| address.len() > shared.len() && address.starts_with(shared);
    address.starts_with("/_") || is_taken(address) && !SHARED.into_iter().any(is_below)
}

/// The level and month whose readers the gate lets through to an address of a page behind it.
fn gated_place(address: &str) -> Option<(LevelId, ReleaseMonth)> {
    let mut parts = address.strip_prefix("/medlem/")?.split('/');
    let (level, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (number, name) = level.split_once('-')?;
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    if number.starts_with('0') || name.is_empty() || !name.bytes().all(plain) || rest.is_empty() {
        return None;
    }
    let level = LevelId::new(number.parse().ok()?).ok()?;
    Some((level, ReleaseMonth::parse(month).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_before_the_gate_or_behind_it_stays_on_its_side() {
        for good in ["/blogg/2019/pust/", "/gammel.html", "/artikler/pust/", "/nivaer/1-gammel/", "/soker/"] {
            assert_eq!(address(good, Side::Public), Ok(()));
        }
        for bad in [
            "om",
            "/om",
            "/",
            "/a/index.html",
            "/a//b/",
            "/a/../b/",
            "/å/",
            "/api/x/",
            "/artikler/",
            "/_x/",
            "/medlem/1-a/2026-08/x/",
            "/assets/x/",
        ] {
            assert!(address(bad, Side::Public).is_err(), "{bad}");
        }
        assert_eq!(address("/medlem/1-ro/2026-08/pust/", Side::Gated), Ok(()));
        for bad in [
            "/pust/",
            "/medlem/pust/",
            "/medlem/1-ro/2026-13/x/",
            "/medlem/0-ro/2026-08/x/",
            "/medlem/1-ro/2026-08/",
            "/medlem/1-Ro/2026-08/x/",
        ] {
            assert!(address(bad, Side::Gated).is_err(), "{bad}");
        }
    }
}
