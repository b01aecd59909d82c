//! A theme, ready to render: its templates compiled, its wording parsed, the site put in.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::{Context, Tera};

use crate::calls;
use crate::context::Site;
pub use crate::error::ThemeError;
use crate::escape::escape;
use crate::files::ThemeFiles;
use crate::filters;
use crate::place;
use crate::translations::Translations;
use crate::wording::{self, Wording};

/// Templates and wording of one portal, in one language.
pub struct Theme {
    tera: Tera,
    wording: Arc<Wording>,
    site: Site,
    translations: Arc<OnceLock<Arc<Translations>>>,
}

impl Theme {
    /// The theme of these files for `site`, with its dates in `zone`.
    ///
    /// # Errors
    /// The first [`ThemeError`] in the wording or a template: its syntax, a filter, function or template
    /// that does not exist, or a wording key that nothing is said under.
    pub fn new(files: &ThemeFiles, site: &Site, zone: TimeZone) -> Result<Self, ThemeError> {
        let wording = Arc::new(Wording::parse(files.lang, &files.wording)?);
        check_keys(files, &wording)?;
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        filters::add_filters(&mut tera, files.lang, zone);
        filters::add_words(&mut tera, Arc::clone(&wording), site);
        let translations = Arc::default();
        filters::add_translations(&mut tera, &translations);
        tera.add_raw_templates(&files.templates)
            .map_err(|error| ThemeError::from_tera("templates", &error))?;
        tera.global_context().insert("data", &site.data);
        tera.global_context().insert("site", site);
        Ok(Self { tera, wording, site: site.clone(), translations })
    }

    /// The same for a portal in several languages: its pages lead to their translations.
    #[must_use]
    pub fn translated(self, translations: &Arc<Translations>) -> Self {
        self.translations.get_or_init(|| Arc::clone(translations));
        self
    }

    /// The page that `template` makes of `context`, whose fields it sees beside `site`.
    ///
    /// # Errors
    /// [`ThemeError`] if there is no such template, or if it asks for what is not there.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, ThemeError> {
        let context =
            Context::from_serialize(context).map_err(|error| ThemeError::from_tera(template, &error))?;
        self.tera.render(template, &context).map_err(|error| ThemeError::from_tera(template, &error))
    }

    /// Whether there is a template of this name.
    #[must_use]
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// The names of all templates, in alphabetical order.
    #[must_use]
    pub fn template_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.tera.get_template_names().collect();
        names.sort_unstable();
        names
    }

    /// The words of `key` with what they mention; `$title` and `$seller` need not be given.
    ///
    /// # Errors
    /// [`ThemeError`] for an unknown key, or when something that the words mention is not in `args`.
    pub fn word(&self, key: &str, args: &BTreeMap<String, String>) -> Result<String, ThemeError> {
        let mut all = filters::shared_args(&self.site);
        for (name, text) in args {
            all.set(name.clone(), wording::value(text));
        }
        self.wording.word(key, &all)
    }
}

impl fmt::Debug for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Theme").field("templates", &self.template_names()).finish_non_exhaustive()
    }
}

fn check_keys(files: &ThemeFiles, wording: &Wording) -> Result<(), ThemeError> {
    for (name, source) in &files.templates {
        for call in calls::literal_keys(source) {
            if !wording.has(call.key) {
                let unknown = ThemeError { template: name.clone(), ..wording.unknown(call.key) };
                return Err(unknown.at(place::position(source, call.offset)));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use domain::lang::Lang;
    use serde_json::json;

    fn files(source: &str) -> ThemeFiles {
        let mut files = ThemeFiles::default_theme(Lang::Nb);
        files.templates.insert("own.html".to_owned(), source.to_owned());
        files
    }

    fn theme(source: &str) -> Result<Theme, ThemeError> {
        Theme::new(&files(source), &samples::site(Lang::Nb), samples::zone())
    }

    #[test]
    fn an_unknown_wording_key_is_found_when_the_theme_is_made() {
        let error = theme("<p>\n  {{ t(key=\"skip-lnik\") }}").unwrap_err();
        assert_eq!(error.to_string(), "own.html:2:13: unknown wording key `skip-lnik`");
        assert_eq!(error.help.unwrap(), "did you mean `skip-link`?");
    }

    #[test]
    fn a_key_that_is_put_together_is_found_when_it_is_rendered() {
        let theme = theme("{{ t(key=\"skip-\" ~ rest) }}").unwrap();
        let error = theme.render("own.html", &json!({ "rest": "lonk" })).unwrap_err();
        assert_eq!(error.to_string(), "own.html:1:4: unknown wording key `skip-lonk`");
        assert_eq!(error.help.unwrap(), "did you mean `skip-link`?");
    }

    #[test]
    fn broken_templates_are_shown_where_they_break() {
        let error = theme("<p>\n{% if %}").unwrap_err();
        assert_eq!((error.template.as_str(), error.line), ("own.html", Some(2)));
        let error = theme("<p>{{ 1 | monney }}").unwrap_err();
        assert_eq!(error.to_string(), "own.html:1:11: unknown filter `monney`");
        let error =
            theme("{{ page.nothing }}").unwrap().render("own.html", &json!({ "page": {} })).unwrap_err();
        assert_eq!((error.template.as_str(), error.line), ("own.html", Some(1)));
    }

    #[test]
    fn hostile_values_are_escaped_in_words_and_fields_but_not_in_plain_text() {
        let hostile = json!({ "evil": "<script>\"'&" });
        let theme = theme("{{ evil }} {{ t(key=\"error-email-no-domain\", domain=evil) }}").unwrap();
        let html = theme.render("own.html", &hostile).unwrap();
        assert!(
            !html.contains("<script") && html.matches("&lt;script&gt;&quot;&#39;&amp;").count() == 2,
            "{html}"
        );

        let mut files = files("");
        files.templates.insert("own.txt".to_owned(), "{{ evil }}".to_owned());
        let theme = Theme::new(&files, &samples::site(Lang::Nb), samples::zone()).unwrap();
        assert_eq!(theme.render("own.txt", &hostile).unwrap(), "<script>\"'&");
    }

    #[test]
    fn a_template_sees_what_the_data_files_hold() {
        let mut site = samples::site(Lang::Nb);
        site.data.insert("prices".to_owned(), json!([{ "what": "Ti timer", "price": 900 }]));
        let files = files("{% for row in data.prices %}{{ row.what }}: {{ row.price }}{% endfor %}");
        let theme = Theme::new(&files, &site, samples::zone()).unwrap();
        assert_eq!(theme.render("own.html", &json!({})).unwrap(), "Ti timer: 900");
    }

    #[test]
    fn words_know_the_portal_without_being_told() {
        let theme = theme("").unwrap();
        let consent = theme.word("consent-waitlist", &BTreeMap::new()).unwrap();
        assert!(consent.contains("Tydelig Eksempel AS"), "{consent}");
    }
}
