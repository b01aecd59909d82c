//! `quote`: what somebody said.

use themes::context::QuoteBlock;

use crate::load::markdown::Rewriter;
use crate::load::yaml::Fields;

/// Its fields, read.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<QuoteBlock> {
    let text = fields.required("text").and_then(|node| page.prose(node));
    let (by, role) = (fields.read_optional("by"), fields.read_optional("role"));
    Some(QuoteBlock { text: text?, by, role })
}
