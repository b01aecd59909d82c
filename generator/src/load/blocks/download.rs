//! `download`: a file to take home, with its kind and size.

use themes::context::Download;

use super::files::{self, Found};
use crate::diagnostics::Diagnostic;
use crate::load::markdown::{Reader, Rewriter};
use crate::load::yaml::{Fields, Node};

/// Its fields, read.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<Download> {
    let title: Option<String> = fields.read("title");
    let node = fields.required("file")?;
    let found = files::find(node, page)?;
    let bytes = size(node, &found, page.reader)?;
    let kind = found.path.rsplit('.').next().unwrap_or_default().to_uppercase();
    Some(Download { title: title?, href: found.href, kind, bytes })
}

/// As it is published: images are stripped before.
fn size(node: Node<'_>, found: &Found, reader: Reader<'_>) -> Option<u64> {
    let size = match reader.images.stripped(&found.href) {
        Some(image) => image.map(|bytes| bytes.len() as u64),
        None => reader.folder.size(&found.path),
    };
    size.map_err(|_| {
        let unread = Diagnostic::error(node.place(), format!("`{}` cannot be read", found.path));
        node.note(unread.help("look whether you may open it"));
    })
    .ok()
}
