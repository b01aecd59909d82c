//! `site.yaml`: the portal as a whole.

use domain::address::EmailAddress;
use domain::lang::Lang;
use domain::money::Currency;
use domain::portal::{Mva, Seller, ZoneName};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::look::{self, LookSettings};
use super::markdown::TextSettings;
use super::sample_values;
use super::source::Folder;
use super::yaml::{Document, Fields, FromNode, Node};
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::failure::Failure;

/// Longer, and a member who does not pay reads a second month for nothing.
const MOST_GRACE_DAYS: u8 = 30;

/// What `site.yaml` says; what could not be read is absent, and the problem noted.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub title: Option<String>,
    pub tagline: Option<String>,
    pub lang: Option<Lang>,
    /// Every language that the portal is in, its own included.
    pub languages: Vec<Lang>,
    pub url: Option<String>,
    pub zone: Option<ZoneName>,
    pub currency: Option<Currency>,
    pub mva: Option<Mva>,
    /// For how many days a failed payment is waited for; the usual ones, if it says nothing.
    pub grace_days: Option<u8>,
    /// Set in the sample portal: the day as on which it shows itself.
    pub sample: Option<Date>,
    /// Whether pages can be searched.
    pub search: bool,
    pub seller: Option<Seller>,
    pub menu: Vec<MenuEntry>,
    pub footer: Vec<MenuEntry>,
    pub wording: Vec<Word>,
    pub look: LookSettings,
    pub texts: TextSettings,
    /// What must not be published.
    pub sample_values: Vec<Diagnostic>,
}

/// A link in the menu or the footer, as written.
#[derive(Clone, Debug)]
pub(super) struct MenuEntry {
    pub title: String,
    /// A path in the content folder, or `articles`, `levels`.
    pub page: String,
    pub place: Place,
}

/// A text of the theme, replaced.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub key: String,
    pub text: String,
    /// Where the key stands.
    pub place: Place,
    pub text_place: Place,
}

impl Settings {
    /// The portal's zone, or UTC if it could not be read.
    #[must_use]
    pub(super) fn time_zone(&self) -> TimeZone {
        self.zone.as_ref().map_or(TimeZone::UTC, ZoneName::zone)
    }
}

/// Reads `site.yaml`.
///
/// # Errors
/// If the file cannot be read from disk.
pub(super) fn load(folder: &Folder, problems: &Problems) -> Result<Settings, Failure> {
    if !folder.has("site.yaml") {
        let help = "it names the portal, its language, its seller and its menu";
        problems.add(missing(folder, "site.yaml", help));
        return Ok(Settings::default());
    }
    let Some(source) = folder.text("site.yaml", problems)? else { return Ok(Settings::default()) };
    let document = Document::read(&source, 0..source.text().len(), problems);
    let Some(root) = document.as_ref().map(Document::root) else { return Ok(Settings::default()) };
    Ok(Settings { sample_values: sample_values::in_settings(root), ..settings(root.fields()) })
}

/// That there is no file `name`, which ends in `.yaml`.
pub(super) fn missing(folder: &Folder, name: &str, help: &str) -> Diagnostic {
    let missing = Diagnostic::error(folder.place(name), format!("there is no `{name}`"));
    let short = name.replace(".yaml", ".yml");
    if folder.has(&short) {
        missing.help(format!("rename `{short}` to `{name}`"))
    } else {
        missing.help(help)
    }
}

fn settings(mut fields: Fields<'_>) -> Settings {
    let (title, tagline, lang) =
        (fields.read("title"), fields.read("tagline"), fields.parse("lang", Lang::parse));
    let members = fields.read_optional("members").unwrap_or(true);
    let settings = Settings {
        title,
        tagline,
        lang,
        languages: languages(&mut fields, lang),
        url: fields.parse("url", address),
        zone: fields.parse("time_zone", ZoneName::parse),
        currency: if_it_sells(&mut fields, members, "currency", currency, Currency::Nok),
        mva: if_it_sells(&mut fields, members, "mva", mva, Mva::None),
        grace_days: fields.optional("grace_days").and_then(|node| node.parse(grace_days)),
        sample: fields.optional("sample").and_then(sample),
        search: fields.read_optional("search").unwrap_or(false),
        seller: fields.required("seller").and_then(|node| seller(node, members)),
        menu: fields.read("menu").unwrap_or_default(),
        footer: fields.read("footer").unwrap_or_default(),
        look: fields.optional("look").map(look::read).unwrap_or_default(),
        texts: TextSettings {
            highlight: fields.read_optional("highlight").unwrap_or(false),
            raw_html: fields.read_optional("raw_html").unwrap_or(false),
            is_plain: !members,
        },
        wording: fields.optional("wording").map(wording).unwrap_or_default(),
        sample_values: Vec::new(),
    };
    fields.finish();
    settings
}

/// A field that only a portal with members must have; the others get `otherwise`, which nothing asks for.
fn if_it_sells<T>(
    fields: &mut Fields<'_>,
    members: bool,
    name: &'static str,
    parse: fn(&str) -> Result<T, String>,
    otherwise: T,
) -> Option<T> {
    if members {
        return fields.parse(name, parse);
    }
    fields.optional(name).map_or(Some(otherwise), |node| node.parse(parse))
}

fn languages(fields: &mut Fields<'_>, own: Option<Lang>) -> Vec<Lang> {
    let Some(node) = fields.optional("languages") else { return own.into_iter().collect() };
    let nodes = node.items().unwrap_or_default();
    let languages: Vec<Lang> = nodes.into_iter().filter_map(|node| node.parse(Lang::parse)).collect();
    if let Some(own) = own.filter(|own| !languages.contains(own)) {
        node.refuse(format!("the portal's own language is missing here; add `{}`", own.tag()));
    }
    languages
}

/// The settings in the language that `folder` is seen in: those of `site.en.yaml`, and else those of the portal's own language.
///
/// # Errors
/// If the file cannot be read from disk.
pub(super) fn translated(folder: &Folder, own: &Settings, problems: &Problems) -> Result<Settings, Failure> {
    let mut settings = Settings { lang: folder.other_language(), wording: Vec::new(), ..own.clone() };
    if !folder.is_translated("site.yaml") {
        return Ok(settings);
    }
    let Some(source) = folder.text("site.yaml", problems)? else { return Ok(settings) };
    let document = Document::read(&source, 0..source.text().len(), problems);
    let Some(root) = document.as_ref().map(Document::root) else { return Ok(settings) };
    let mut fields = root.fields();
    settings.title = fields.read_optional("title").or(settings.title);
    settings.tagline = fields.read_optional("tagline").or(settings.tagline);
    settings.menu = fields.read_optional("menu").unwrap_or(settings.menu);
    settings.footer = fields.read_optional("footer").unwrap_or(settings.footer);
    settings.wording = fields.optional("wording").map(wording).unwrap_or_default();
    fields.finish();
    Ok(settings)
}

fn address(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").filter(|host| !host.is_empty());
    let Some(host) = host else {
        return Err(format!("`{text}` is not an https address; write one as in `https://portal.example`"));
    };
    if text.ends_with('/') {
        return Err(format!("the address ends with a slash; write `{}`", text.trim_end_matches('/')));
    }
    if host.contains(|c: char| c.is_whitespace() || "/?#@".contains(c)) {
        return Err(format!("`{text}` is more than an address; write https and the host alone"));
    }
    Ok(text.to_owned())
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::parse(code)
        .ok_or_else(|| format!("unknown currency `{code}`; write one of `NOK`, `SEK`, `DKK`, `EUR`"))
}

fn mva(word: &str) -> Result<Mva, String> {
    let rate = || word.parse().ok().filter(|rate| (1..=50).contains(rate)).map(Mva::Rate);
    match word {
        "none" => Ok(Mva::None),
        "exempt" => Ok(Mva::Exempt),
        _ => rate().ok_or_else(|| {
            format!("`{word}` is no tax setting; write `none`, `exempt` or a rate as in `25`")
        }),
    }
}

fn grace_days(text: &str) -> Result<u8, String> {
    let days = text.parse().ok().filter(|days| *days <= MOST_GRACE_DAYS);
    days.ok_or_else(|| format!("`{text}` is no number of days; write one from 0 to {MOST_GRACE_DAYS}"))
}

fn sample(node: Node<'_>) -> Option<Date> {
    let mut fields = node.fields();
    let as_of = fields.parse("as_of", day);
    fields.finish();
    as_of
}

/// The day that `text` spells.
///
/// # Errors
/// With the remedy, if it is not one.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a day; write year, month and day, as in `2026-08-17`"))
}

fn wording(node: Node<'_>) -> Vec<Word> {
    let word = |(key, text): (Node<'_>, Node<'_>)| {
        let (place, text_place) = (key.place(), text.place());
        Some(Word { key: key.written()?, text: String::from_node(text)?, place, text_place })
    };
    node.entries().into_iter().filter_map(word).collect()
}

/// Who sells, or who answers for a portal that sells nothing: then number and address may be left out.
fn seller(node: Node<'_>, members: bool) -> Option<Seller> {
    let mut fields = node.fields();
    let name = fields.read("name");
    let mut if_any = |name| {
        if members { fields.read(name) } else { Some(fields.read_optional(name).unwrap_or_default()) }
    };
    let (organisation_number, address) = (if_any("organisation_number"), if_any("address"));
    let email = fields.parse("email", |text| {
        EmailAddress::parse(text).map_err(|error| format!("{error}; write one as in `hei@portal.example`"))
    });
    fields.finish();
    Some(Seller { name: name?, organisation_number: organisation_number?, address: address?, email: email? })
}

impl FromNode for MenuEntry {
    fn from_node(node: Node<'_>) -> Option<Self> {
        let mut fields = node.fields();
        let title = fields.read("title");
        let page = fields.required("page");
        fields.finish();
        let page = page?;
        Some(Self { title: title?, page: String::from_node(page)?, place: page.place() })
    }
}
