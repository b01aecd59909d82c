//! Pages at old addresses that lead on to where the page stands now.
//!
//! Neither the bucket nor the gate can answer 301 for an address of the content, so each is a small page that a browser
//! leaves at once, and that search engines read as moved for good. It lies on the same side of the gate as the old address.

use std::sync::Arc;

use themes::context::{Moved, Page};

use super::Plan;
use crate::failure::Failure;
use crate::output::PRIVATE_ADDRESS;

/// Adds them all.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    if plan.press().site.aliases.is_empty() {
        return Ok(());
    }
    let title = plan.press().word("moved-title")?;
    let site = Arc::clone(&plan.press().site);
    for alias in &site.aliases {
        let is_gated = alias.from.starts_with(PRIVATE_ADDRESS);
        let page = Page {
            title: title.clone(),
            path: alias.to.clone(),
            noindex: is_gated,
            for_members: is_gated,
            ..Page::default()
        };
        let slot = plan.slot.clone();
        let make = move || slot.press().render("moved.html", &Moved { page: &page });
        plan.output.plan_alias(&alias.from, make);
    }
    Ok(())
}
