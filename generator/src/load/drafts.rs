//! `draft: true` in front matter: what is not built, unless somebody looks at drafts; then its title says what it is.

use domain::lang::Lang;

use super::source::Folder;
use super::yaml::Fields;

/// What the field `draft` says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    is_one: bool,
    /// In which language drafts are shown as such, if they are shown.
    shown: Option<Lang>,
}

impl Draft {
    /// Of a file in `folder`.
    pub(super) fn read(fields: &mut Fields<'_>, folder: &Folder) -> Self {
        Self { is_one: fields.read_optional("draft").unwrap_or(false), shown: folder.shows_drafts() }
    }

    /// Whether it is not built.
    #[must_use]
    pub(super) fn is_hidden(self) -> bool {
        self.is_one && self.shown.is_none()
    }

    /// The title as readers see it.
    #[must_use]
    pub(super) fn titled(self, title: String) -> String {
        match self.shown.filter(|_| self.is_one) {
            None => title,
            Some(Lang::Nb | Lang::Nn) => format!("Utkast: {title}"),
            Some(Lang::En) => format!("Draft: {title}"),
        }
    }
}
