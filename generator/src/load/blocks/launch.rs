//! `offers`, `waitlist`, `countdown` and `seats`: what they show comes from the launch alone, so they have no fields.

use std::ops::Range;

use crate::body::{Block, LaunchPart};
use crate::load::markdown::{Rewriter, Stands};
use crate::load::targets::Side;

/// The block, where it may stand.
pub(super) fn read(
    part: LaunchPart,
    name: &str,
    fence: &Range<usize>,
    has_fields: bool,
    page: &Rewriter<'_>,
) -> Option<Block> {
    let (message, help) = match (page.reader.side, page.reader.stands) {
        _ if has_fields => (
            format!("the block `{name}` has no fields"),
            "leave nothing between the two fences; what it shows comes from `launches.yaml`",
        ),
        _ if page.reader.settings.is_plain => (
            format!("the block `{name}` is for a portal with members"),
            "remove it, or the line `members: false` in `site.yaml`",
        ),
        (Side::Gated, _) => (
            format!("the block `{name}` cannot stand behind the gate"),
            "members are in already; put it on a public page",
        ),
        (Side::Public, Stands::OnSalesPage) => (
            format!("the block `{name}` cannot stand on the sales page"),
            "the page shows offers, times, seats and form itself",
        ),
        (Side::Public, Stands::Alone) => return Some(Block::Launch(part)),
    };
    page.reader.problems.add(page.error(fence, message).help(help));
    None
}
