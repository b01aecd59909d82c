//! A portal's own theme, read again by itself and put on the texts that are there.

use std::sync::Arc;

use crate::diagnostics::Problems;
use crate::load::content::Content;
use crate::load::unused::Unused;
use crate::load::{Edition, Reading, wording};
use crate::site::Site;

impl Reading {
    /// Reads the theme again, if all else can stay as it is. Whether that was so; if not, the portal must be read anew: then
    /// something is to be told of, or was.
    #[must_use]
    pub fn theme_again(&mut self) -> bool {
        let is_told_of = self.site.warnings.lie_within(&self.sources.theme_place());
        let dressed = if is_told_of { None } else { self.dressed() };
        dressed.map(|site| self.site = Arc::new(site)).is_some()
    }

    /// The portal in the theme that lies there now.
    fn dressed(&self) -> Option<Site> {
        let problems = Problems::default();
        let dress = |edition: &Edition, site: &Site| {
            let settings = &edition.content.settings;
            let theme = wording::theme(settings, &problems);
            let bare = Site { theme, own_words: wording::own_words(settings), ..site.clone() };
            super::of(&self.sources, Some(bare), &settings.look, &problems).ok()?
        };
        let (own, others) = self.editions.split_first()?;
        let translations = others.iter().zip(&self.site.translations);
        let translations = translations.map(|(edition, site)| dress(edition, site).map(Arc::new));
        let site = Site { translations: translations.collect::<Option<_>>()?, ..dress(own, &self.site)? };
        let contents: Vec<&Content> = self.editions.iter().map(|edition| &edition.content).collect();
        let unused = Unused::of(&contents);
        let names_the_same = unused.named_by(&self.site.own_theme) == unused.named_by(&site.own_theme);
        (names_the_same && problems.is_empty()).then_some(site)
    }
}
