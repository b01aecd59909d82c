//! Pages that are the same in several languages, for the links between them.

use std::collections::HashMap;

use domain::lang::Lang;
use serde::Serialize;

/// Every page of a portal in several languages, by its address in any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translations {
    /// The front pages, the one in the portal's own language first.
    fronts: Vec<(Lang, String)>,
    pages: Vec<Vec<(Lang, String)>>,
    /// Where each address stands in `pages`.
    by_address: HashMap<String, usize>,
}

/// A page in one of the portal's languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    pub lang: Lang,
    /// What the language calls itself.
    pub name: &'static str,
    pub href: String,
    /// It is this page in that language, and not the language's front page in its place.
    pub same: bool,
    /// Search engines show this one to readers of other languages.
    pub fallback: bool,
}

impl Translations {
    /// These pages, each in its languages and the portal's own language first; `fronts` are the front pages.
    #[must_use]
    pub fn new(fronts: Vec<(Lang, String)>, pages: impl IntoIterator<Item = Vec<(Lang, String)>>) -> Self {
        let pages: Vec<Vec<(Lang, String)>> = pages.into_iter().collect();
        let addresses = pages.iter().enumerate();
        let by_address = addresses
            .flat_map(|(index, page)| page.iter().map(move |(_, href)| (href.clone(), index)))
            .collect();
        Self { fronts, pages, by_address }
    }

    /// The page at `address` in each of the portal's languages, or the front page of those that lack it.
    /// Nothing, if the portal has one language, or no page there.
    #[must_use]
    pub fn versions(&self, address: &str) -> Vec<Version> {
        let Some(page) = self.page(address) else { return Vec::new() };
        let version = |(front_lang, front): &(Lang, String)| {
            let same = page.iter().find(|(lang, _)| lang == front_lang);
            Version {
                lang: *front_lang,
                name: name(*front_lang),
                href: same.map_or(front, |(_, href)| href).clone(),
                same: same.is_some(),
                fallback: same.is_some() && self.is_own(*front_lang),
            }
        };
        self.fronts.iter().map(version).collect()
    }

    /// The language and address of each version of the page at `address`, if there are several; the one for readers of other
    /// languages comes once more, as `x-default`.
    pub fn alternates(&self, address: &str) -> impl Iterator<Item = (&str, &str)> {
        let page = self.page(address).filter(|page| page.len() > 1).unwrap_or_default();
        let own =
            page.iter().filter(|(lang, _)| self.is_own(*lang)).map(|(_, href)| ("x-default", href.as_str()));
        page.iter().map(|(lang, href)| (lang.tag(), href.as_str())).chain(own)
    }

    fn page(&self, address: &str) -> Option<&[(Lang, String)]> {
        self.by_address.get(address).and_then(|index| self.pages.get(*index)).map(Vec::as_slice)
    }

    fn is_own(&self, lang: Lang) -> bool {
        self.fronts.first().is_some_and(|(own, _)| *own == lang)
    }
}

fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Bokmål",
        Lang::Nn => "Nynorsk",
        Lang::En => "English",
    }
}
