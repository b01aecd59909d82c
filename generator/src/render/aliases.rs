//! Pages at old addresses that lead on to where the page stands now, and at `/medlem/`, which leads to where members arrive.
//!
//! Neither the bucket nor the gate can answer 301 for an address of the content, so each is a small page that a browser
//! leaves at once, and that search engines read as moved for good. It lies on the same side of the gate as the old address.

use domain::return_path::{MEMBER_HOME, MEMBER_PAGES};
use themes::context::{Moved, Page};

use super::Plan;
use crate::failure::Failure;
use crate::output::PRIVATE_ADDRESS;
use crate::site::Alias;

/// Adds them all.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    let press = plan.press();
    let home = Alias { from: MEMBER_PAGES.to_owned(), to: MEMBER_HOME.to_owned() };
    let home = press.shared.members.then_some(home);
    let all: Vec<Alias> = press.site.aliases.iter().cloned().chain(home).collect();
    if all.is_empty() {
        return Ok(());
    }
    let title = press.word("moved-title")?;
    for Alias { from, to } in all {
        let is_gated = from.starts_with(PRIVATE_ADDRESS);
        let title = title.clone();
        let page = Page { title, path: to, noindex: is_gated, for_members: is_gated, ..Page::default() };
        let slot = plan.slot.clone();
        let make = move || slot.press().render("moved.html", &Moved { page: &page });
        plan.output.plan_alias(&from, make);
    }
    Ok(())
}
