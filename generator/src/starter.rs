//! A small portal to begin with: what `terskel new` puts into a folder.
//!
//! Pure: it is given the day and gives back texts. What must be filled in before anything can be sold says so, and the
//! values that `check --for-publishing` refuses are among it.

use domain::address::EmailAddress;
use domain::lang::Lang;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::load::names::slugged;

/// What a portal begins with.
#[derive(Clone, Debug)]
pub(crate) struct Beginning {
    /// Its name, in one line.
    pub name: String,
    /// The language of its texts.
    pub lang: Lang,
    /// The seller's address; without one, an example that cannot be published.
    pub email: Option<EmailAddress>,
    /// The day on which it begins: its first lesson is of this month, and its launch opens some weeks later.
    pub today: Date,
}

/// From the beginning until the first launch opens, and how long it is open.
const UNTIL_OPENING: i64 = 42;
const OPEN_FOR: i64 = 14;

macro_rules! starter {
    ($lang:literal: $($file:literal => $path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../starter/", $lang, "/", $file)))),*]
    };
}

/// Both written forms have the same addresses.
macro_rules! norwegian_starter {
    ($lang:literal) => {
        starter!($lang:
            "site.yaml" => "site.yaml",
            "launches.yaml" => "launches.yaml",
            "index.md" => "pages/index.md",
            "sales.md" => "pages/bli-medlem.md",
            "terms.md" => "pages/vilkar.md",
            "withdrawal.md" => "pages/angrerett.md",
            "privacy.md" => "pages/personvern.md",
            "article.md" => "articles/slik-bruker-du-portalen.md",
            "level.md" => "levels/1-start/index.md",
            "lesson.md" => "levels/1-start/{month}/01-forste-leksjon.md",
        )
    };
}

const NB: [(&str, &str); 10] = norwegian_starter!("nb");
const NN: [(&str, &str); 10] = norwegian_starter!("nn");
const EN: [(&str, &str); 10] = starter!("en":
    "site.yaml" => "site.yaml",
    "launches.yaml" => "launches.yaml",
    "index.md" => "pages/index.md",
    "sales.md" => "pages/join.md",
    "terms.md" => "pages/terms.md",
    "withdrawal.md" => "pages/withdrawal.md",
    "privacy.md" => "pages/privacy.md",
    "article.md" => "articles/how-to-use-the-portal.md",
    "level.md" => "levels/1-start/index.md",
    "lesson.md" => "levels/1-start/{month}/01-first-lesson.md",
);

/// The files of the portal by their paths in its content folder.
#[must_use]
pub(crate) fn files(beginning: &Beginning) -> Vec<(String, String)> {
    let files = match beginning.lang {
        Lang::Nb => NB,
        Lang::Nn => NN,
        Lang::En => EN,
    };
    let gaps = gaps(beginning);
    let fill = |text: &str| gaps.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(gap, value));
    files.iter().map(|(path, text)| (fill(path), fill(text))).collect()
}

fn gaps(beginning: &Beginning) -> [(&'static str, String); 7] {
    let Beginning { name, lang, email, today } = beginning;
    let slug = Some(slugged(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "portal".to_owned());
    let hello = if *lang == Lang::En { "hello" } else { "hei" };
    let example = || format!("{hello}@{slug}.example");
    let email = email.as_ref().map_or_else(example, |email| email.as_str().to_owned());
    let day = |span: Span| today.checked_add(span).unwrap_or(*today);
    let (opens, closes) = (day(UNTIL_OPENING.days()), day((UNTIL_OPENING + OPEN_FOR).days()));
    [
        ("{slug}", slug),
        ("{email}", quoted(&email)),
        ("{opens}", format!("{opens}T09:00")),
        ("{closes}", format!("{closes}T21:00")),
        ("{today}", today.to_string()),
        ("{month}", today.strftime("%Y-%m").to_string()),
        // Last, so that a name with braces in it stays as it is.
        ("{name}", quoted(name)),
    ]
}

/// As a value of YAML, whatever signs are in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
