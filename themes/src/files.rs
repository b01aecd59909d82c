//! The files of a theme: the default one is compiled in, a portal may bring its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::lang::Lang;
use serde::{Deserialize, Serialize};

use crate::nearest::nearest;
use crate::wording;

/// Templates and wording as text; what a portal snapshot carries of a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeFiles {
    /// The wording's language.
    pub lang: Lang,
    /// The source of each template by its name, as `base.html`.
    pub templates: BTreeMap<String, String>,
    /// The wording, in Fluent's format.
    pub wording: String,
}

/// A file that pages ask for, such as the style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its plain name, without a fingerprint.
    pub name: Cow<'static, str>,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
}

/// A key that the wording does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown wording key `{key}`")]
pub struct UnknownWord {
    /// The key.
    pub key: String,
    /// The key that was probably meant.
    pub suggestion: Option<String>,
}

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../default/templates/", $name)))),*]
    };
}

macro_rules! assets {
    ($($name:literal),* $(,)?) => {
        [$(Asset {
            name: Cow::Borrowed($name),
            bytes: Cow::Borrowed(include_bytes!(concat!("../default/assets/", $name))),
        }),*]
    };
}

/// The files that the default theme's pages ask for.
#[must_use]
pub fn assets() -> Vec<Asset> {
    assets![
        "style.css",
        "public.css",
        "member.css",
        "code.css",
        "video.css",
        "launch.js",
        "search.js",
        "ticks.js",
        "icon.svg"
    ]
    .into()
}

impl ThemeFiles {
    /// The default theme in `lang`.
    #[must_use]
    pub fn default_theme(lang: Lang) -> Self {
        let wording = match lang {
            Lang::Nb => include_str!("../default/i18n/nb.ftl"),
            Lang::Nn => include_str!("../default/i18n/nn.ftl"),
            Lang::En => include_str!("../default/i18n/en.ftl"),
        };
        let templates = default_templates().map(|(name, source)| (name.to_owned(), source.to_owned()));
        Self { lang, templates: templates.into(), wording: wording.to_owned() }
    }

    /// The keys that something is said under, in the order of the wording.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        wording::keys(&self.wording)
    }

    /// Whether a template names the wording key `key`, or has it put together, as far as that can be seen in its text.
    #[must_use]
    pub fn asks_for(&self, key: &str) -> bool {
        let literal = format!("\"{key}\"");
        self.templates.values().any(|source| source.contains(&literal))
    }

    /// Says what `words`, in Fluent's format, say, from now on; what was said since the default theme stays as it is.
    pub fn override_words(&mut self, words: &str) {
        let default = Self::default_theme(self.lang).wording;
        let since = self.wording.strip_prefix(&default).unwrap_or_default().to_owned();
        self.wording = format!("{default}\n{words}\n{since}");
    }

    /// Says `text` under `key` from now on.
    ///
    /// # Errors
    /// [`UnknownWord`] if nothing was said under `key` before: a misspelt key would change nothing.
    pub fn override_word(&mut self, key: &str, text: &str) -> Result<(), UnknownWord> {
        if !wording::keys(&self.wording).any(|known| known == key) {
            let suggestion = nearest(key, wording::keys(&self.wording)).map(str::to_owned);
            return Err(UnknownWord { key: key.to_owned(), suggestion });
        }
        let entry = format!("\n{key} ={}\n", indented(text));
        self.wording.push_str(&entry);
        Ok(())
    }
}

/// `text` as the value of a Fluent message: each line indented, and no line mistaken for syntax.
fn indented(text: &str) -> String {
    if text.trim().is_empty() {
        return " {\"\"}".to_owned();
    }
    let line = |line: &str| match line.trim_start().chars().next() {
        Some(first @ ('.' | '[' | '*' | '}')) => format!("\n    {{\"{first}\"}}{}", &line.trim_start()[1..]),
        _ => format!("\n    {}", line.trim_start()),
    };
    text.trim().lines().map(line).collect()
}

fn default_templates() -> [(&'static str, &'static str); 49] {
    templates![
        "account.html",
        "article.html",
        "articles.html",
        "ask-offer.html",
        "base.html",
        "blocks/audio.html",
        "blocks/callout.html",
        "blocks/countdown.html",
        "blocks/download.html",
        "blocks/event.html",
        "blocks/offers.html",
        "blocks/questions.html",
        "blocks/quote.html",
        "blocks/seats.html",
        "blocks/video.html",
        "blocks/waitlist.html",
        "cancel.html",
        "erase.html",
        "ended.html",
        "feed.xml",
        "feedback.html",
        "forms.html",
        "home.html",
        "landing.html",
        "lesson.html",
        "level.html",
        "levels.html",
        "locked.html",
        "mail.html",
        "mail.txt",
        "month.html",
        "moved.html",
        "not-found.html",
        "notice.html",
        "offers.html",
        "orders.html",
        "page.html",
        "parts.html",
        "receipt.html",
        "review.html",
        "sales.html",
        "search.html",
        "sessions.html",
        "sign-in-sent.html",
        "sign-in.html",
        "tasks.html",
        "waitlist.html",
        "withdraw-confirm.html",
        "withdraw.html",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::theme::Theme;

    fn word(files: &ThemeFiles, key: &str) -> String {
        let theme = Theme::new(files, &samples::site(Lang::Nb), samples::zone()).unwrap();
        theme.word(key, &BTreeMap::new()).unwrap()
    }

    #[test]
    fn a_portal_may_say_it_in_its_own_words() {
        let mut files = ThemeFiles::default_theme(Lang::Nb);
        files.override_word("waitlist-submit", "Hold av en stol til meg hos { $title }").unwrap();
        assert_eq!(word(&files, "waitlist-submit"), "Hold av en stol til meg hos Tydelig");
    }

    #[test]
    fn words_over_several_lines_stay_words() {
        let mut files = ThemeFiles::default_theme(Lang::Nb);
        for text in ["Én linje\n.to = linjer", "*Kort*\n[lenge]", "a\n\nb = c"] {
            files.override_word("waitlist-submit", text).unwrap();
            assert_eq!(word(&files, "waitlist-submit"), text);
        }
        files.override_word("waitlist-submit", " ").unwrap();
        assert_eq!(word(&files, "waitlist-submit"), "");
    }

    #[test]
    fn a_misspelt_key_is_refused_with_the_one_that_was_meant() {
        let mut files = ThemeFiles::default_theme(Lang::En);
        let error = files.override_word("waitlist-sumbit", "x").unwrap_err();
        assert_eq!(error.suggestion.unwrap(), "waitlist-submit");
    }

    #[test]
    fn the_files_survive_the_journey_through_a_snapshot() {
        let files = ThemeFiles::default_theme(Lang::Nn);
        let json = serde_json::to_string(&files).unwrap();
        assert_eq!(serde_json::from_str::<ThemeFiles>(&json).unwrap(), files);
    }
}
