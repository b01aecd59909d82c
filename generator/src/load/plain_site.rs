//! A portal with `members: false`: a plain public site, with nothing for sale and nothing behind the gate.

use super::pages::{PageFile, Sections};
use super::site::Settings;
use super::source::Folder;
use crate::diagnostics::{Diagnostic, Place, Problems};

const HELP: &str = "remove it, or the line `members: false` in `site.yaml`";

/// Notes what only a portal with members can have, if this one has none.
pub(super) fn refuse_what_is_for_members(
    folder: &Folder,
    settings: &Settings,
    pages: &[PageFile],
    problems: &Problems,
) {
    if !settings.texts.is_plain {
        return;
    }
    if folder.has("launches.yaml") {
        refuse(problems, folder.place("launches.yaml"), "a portal without members has no launches");
    }
    for level in folder.folders_in("levels/") {
        refuse(problems, folder.place(level), "a portal without members has no levels");
    }
    for page in pages.iter().filter(|page| page.sections != Sections::Plain) {
        let message = "landing and sales page are for a portal with members";
        let page = Diagnostic::error(Place::top_of(&page.text.source), message);
        problems.add(page.help("leave out `template:` and the sections that belong to it"));
    }
}

fn refuse(problems: &Problems, place: Place, message: &str) {
    problems.add(Diagnostic::error(place, message).help(HELP));
}
