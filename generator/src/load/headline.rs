//! `image:` in the front matter: the image at the top of a page or an article.

use themes::context::Headline;

use super::images::Images;
use super::shown_image::{Sizes, spoken};
use super::targets::{Side, TargetKind, Targets};
use super::yaml::{Fields, FromNode as _};
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::images::Format;

/// The image as the front matter names it.
#[derive(Debug)]
pub(super) struct HeadlineEntry {
    file: String,
    alt: String,
    place: Place,
}

/// What the field `image` says.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<HeadlineEntry> {
    let mut inner = fields.optional("image")?.fields();
    let (file, alt) = (inner.required("file"), inner.read("alt"));
    inner.finish();
    let file = file?;
    Some(HeadlineEntry { file: String::from_node(file)?, alt: alt?, place: file.place() })
}

impl HeadlineEntry {
    /// The image as templates show it, for the public text in the file `from`; what is wrong becomes a problem.
    pub(super) fn shown(
        &self,
        from: &str,
        targets: &Targets,
        images: &Images,
        problems: &Problems,
    ) -> Option<Headline> {
        let target = match targets.find(from, &self.file) {
            Ok(target) if target.kind == TargetKind::Unread => return None,
            Ok(target) => target,
            Err(dead) => return self.refuse(dead.message, &dead.help, problems),
        };
        if target.side == Side::Gated {
            let message = format!("`{}` lies behind the gate", self.file);
            return self.refuse(message, "put a copy beside this file", problems);
        }
        let sizes = Sizes::of(&target.href, images);
        if sizes.is_none() && Format::by_name(&target.href).is_none() {
            let message = format!("`{}` cannot stand at the top", self.file);
            return self.refuse(message, "name a JPEG, PNG, WebP or GIF", problems);
        }
        let Sizes { src, srcset, width, height } = sizes?;
        Some(Headline { src, srcset, width, height, alt: spoken(&self.alt).to_owned() })
    }

    fn refuse<T>(&self, message: String, help: &str, problems: &Problems) -> Option<T> {
        problems.add(Diagnostic::error(self.place.clone(), message).help(help));
        None
    }
}
