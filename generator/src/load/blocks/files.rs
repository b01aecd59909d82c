//! Files that blocks name: each is there, on the right side of the gate, and of a kind that fits.

use crate::diagnostics::Diagnostic;
use crate::load::markdown::{Rewriter, scheme};
use crate::load::shown_image::Sizes;
use crate::load::targets::{Side, TargetKind};
use crate::load::yaml::{FromNode as _, Node};
use crate::output::content_type;
use themes::context::MediaFile;

/// A file of the portal.
pub(super) struct Found {
    /// Its address.
    pub href: String,
    /// Its path in the content folder.
    pub path: String,
}

/// Kinds of files by their endings, and what is called so.
pub(super) struct Wanted {
    pub what: &'static str,
    pub endings: &'static [&'static str],
}

impl Wanted {
    fn fits(&self, path: &str) -> bool {
        path.rsplit_once('.')
            .is_some_and(|(_, ending)| self.endings.contains(&ending.to_lowercase().as_str()))
    }
}

/// The file that `node` names; what is wrong with it becomes a problem.
pub(super) fn find(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<Found> {
    let reader = page.reader;
    let link = String::from_node(node)?;
    let refuse = |message: String, help: &str| {
        node.note(Diagnostic::error(node.place(), message).help(help));
        None
    };
    if scheme(&link).is_some() || link.starts_with("//") {
        let message = "a file from elsewhere would tell strangers who reads this";
        return refuse(message.to_owned(), "put the file beside this one");
    }
    let target = match reader.targets.find(reader.path, &link) {
        Ok(target) => target,
        Err(dead) => return refuse(dead.message, &dead.help),
    };
    match (target.kind, target.side) {
        (TargetKind::Unread, _) => None,
        (TargetKind::File, Side::Gated) if reader.side == Side::Public => {
            refuse(format!("`{link}` lies behind the gate"), "put a copy beside this file")
        }
        (TargetKind::File, _) => {
            page.traces.note_file(&target.href);
            let path = reader.targets.owner(&target.href).unwrap_or_default().to_owned();
            Some(Found { href: target.href, path })
        }
        _ => refuse(format!("`{link}` is a page, not a file"), "name a file that lies beside this one"),
    }
}

/// The same, if its kind is the one that is wanted.
pub(super) fn find_kind(node: Node<'_>, wanted: &Wanted, page: &mut Rewriter<'_>) -> Option<Found> {
    let found = find(node, page)?;
    if wanted.fits(&found.path) {
        return Some(found);
    }
    let message = format!("`{}` is no {}", node.written().unwrap_or_default(), wanted.what);
    let help = format!("name one that ends in `.{}`", wanted.endings.join("`, `."));
    node.note(Diagnostic::error(node.place(), message).help(help));
    None
}

/// A film or a sound.
pub(super) fn media(node: Node<'_>, wanted: &Wanted, page: &mut Rewriter<'_>) -> Option<MediaFile> {
    let Found { href, path } = find_kind(node, wanted, page)?;
    let kind = content_type::of(&path).to_owned();
    Some(MediaFile { href, kind })
}

/// The address of the image that `node` names, in the size that all can show, and its width and height.
pub(super) fn image(node: Node<'_>, page: &mut Rewriter<'_>) -> Option<Sizes> {
    let found = find(node, page)?;
    let sizes = Sizes::of(&found.href, page.reader.images);
    if sizes.is_none() {
        let message = format!("`{}` is no image that can be shown", node.written().unwrap_or_default());
        node.note(Diagnostic::error(node.place(), message).help("name a JPEG, PNG, WebP or GIF"));
    }
    sizes
}
