//! A portal's worth of content, and every page rendered with it; shared by the gallery and the unit tests.
#![allow(clippy::unwrap_used, reason = "a sample's own constants; within tests clippy allows it anyway")]

mod account;
mod blocks;
mod gated;
mod mails;
mod public;

use std::collections::BTreeMap;

use domain::address::EmailAddress;
use domain::lang::Lang;
use domain::launch::Phase;
use domain::level::LevelSet;
use domain::money::{Currency, Interval, Money};
use domain::portal::{Mva, Seller};
use domain::quote::Quote;
use domain::slug::Slug;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use themes::context::{FieldError, Form, LaterPrice, LaunchView, LevelCard, Link, Logo, Look, Page, Site};
use themes::files::ThemeFiles;
use themes::theme::Theme;

/// One rendered page or mail.
pub(crate) struct Shot {
    /// Its file's name: `landing-open.html`.
    pub name: String,
    pub template: &'static str,
    pub text: String,
    /// What the template was given beside `site`.
    #[cfg(test)]
    pub context: serde_json::Value,
}

/// Renders pages one after the other.
pub(crate) struct Camera {
    theme: Theme,
    shots: Vec<Shot>,
}

impl Camera {
    fn shoot(&mut self, name: &str, template: &'static str, context: &impl Serialize) {
        let text = self.theme.render(template, context).map_err(|error| error.to_string()).unwrap();
        let ending = template.rsplit('.').next().unwrap();
        self.shots.push(Shot {
            name: format!("{name}.{ending}"),
            template,
            text,
            #[cfg(test)]
            context: serde_json::to_value(context).unwrap(),
        });
    }
}

/// Every template, in every phase and state that makes a difference.
pub(crate) fn every_page(lang: Lang) -> Vec<Shot> {
    let theme = Theme::new(&ThemeFiles::default_theme(lang), &site(lang), zone()).unwrap();
    let mut camera = Camera { theme, shots: Vec::new() };
    public::shoot(&mut camera);
    gated::shoot(&mut camera);
    blocks::shoot(&mut camera);
    account::shoot(&mut camera);
    mails::shoot(&mut camera);
    camera.shots
}

const PHASES: [Phase; 5] = [Phase::Waitlist, Phase::Open, Phase::AllHeld, Phase::SoldOut, Phase::Closed];

/// The key of every notice that the functions show.
#[cfg(test)]
pub(crate) fn notices() -> impl Iterator<Item = &'static str> {
    gated::NOTICES.iter().map(|(key, _)| *key).chain(["not-found"])
}

/// What the words of some notice mention.
#[cfg(test)]
pub(crate) fn notice_args() -> std::collections::BTreeMap<String, String> {
    gated::notice_args()
}

pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn site(lang: Lang) -> Site {
    let assets = [
        ("style.css", "style.css"),
        ("public.css", "public.css"),
        ("member.css", "member.css"),
        ("code.css", "code.css"),
        ("video.css", "video.css"),
        ("icon.svg", "icon.svg"),
        ("launch.js", "launch.js"),
        ("search.js", "search.js"),
        ("ticks.js", "ticks.js"),
    ];
    Site {
        title: "Tydelig".to_owned(),
        tagline: "Snakk rolig og tydelig når andre hører på".to_owned(),
        lang,
        prefix: String::new(),
        url: "https://tydelig.example".to_owned(),
        seller: Seller {
            name: "Tydelig Eksempel AS".to_owned(),
            organisation_number: "999 999 999".to_owned(),
            address: "Eksempelveien 1, 0150 Oslo".to_owned(),
            email: EmailAddress::parse("hei@tydelig.example").unwrap(),
        },
        mva: Mva::Rate(25),
        sample: true,
        menu: links(&[
            ("Slik fungerer det", "/slik-fungerer-portalen/"),
            ("Nivåene", "/nivaer/"),
            ("Artikler", "/artikler/"),
            ("Bli medlem", "/bli-medlem/"),
        ]),
        footer: links(&[
            ("Kjøpsvilkår", "/vilkar/"),
            ("Angrerett", "/angrerett/"),
            ("Personvern", "/personvern/"),
            ("Tilgjengelighet", "/tilgjengelighet/"),
            ("Om Tydelig", "/om/"),
        ]),
        sales_href: "/bli-medlem/".to_owned(),
        terms_href: Some("/vilkar/".to_owned()),
        privacy_href: Some("/personvern/".to_owned()),
        withdrawal_href: Some("/angrerett/".to_owned()),
        search: true,
        members: true,
        feed_href: Some("/artikler/feed.atom".to_owned()),
        look: Look { logo: (lang == Lang::En).then(logo), ..Look::default() },
        integrity: BTreeMap::new(),
        assets: assets.map(|(name, href)| (name.to_owned(), href.to_owned())).into(),
        data: std::collections::BTreeMap::new(),
    }
}

fn logo() -> Logo {
    Logo { src: "icon.svg".to_owned(), width: 32, height: 32, says_title: false }
}

fn links(pairs: &[(&str, &str)]) -> Vec<Link> {
    pairs.iter().map(|(title, href)| Link { title: (*title).to_owned(), href: (*href).to_owned() }).collect()
}

pub(crate) fn page(title: &str, path: &str) -> Page {
    let description = "Kort fortalt hva siden handler om, i en setning eller to.".to_owned();
    Page { title: title.to_owned(), description, path: path.to_owned(), ..Page::default() }
}

pub(crate) fn answer(title: &str) -> Page {
    Page { title: title.to_owned(), noindex: true, ..Page::default() }
}

pub(crate) fn quote(title: &str, minor: u32, founding: bool) -> Quote {
    Quote {
        launch: Slug::parse("august").unwrap(),
        offer: Slug::parse("alle").unwrap(),
        title: title.to_owned(),
        price: Money { minor, currency: Currency::Nok },
        interval: Interval::Month,
        founding,
        back_within: founding.then_some(30),
        levels: LevelSet::All,
    }
}

pub(crate) fn quote_once() -> Quote {
    Quote { interval: Interval::Once, back_within: None, ..quote("Grunnlegger for godt", 249_000, true) }
}

/// The fingerprint of some terms.
pub(crate) const TERMS: &str = "hD83_kq-Zb1sV0xT";

pub(crate) fn launch(phase: Phase) -> LaunchView {
    LaunchView {
        id: "august".to_owned(),
        name: "Første runde".to_owned(),
        phase,
        opens: at("2026-08-17T07:00:00Z"),
        closes: at("2026-08-31T19:00:00Z"),
        seats: Some(100),
        quotes: vec![quote("Grunnlegger", 24_900, true)],
        has_other_offers: true,
        later: Some(LaterPrice {
            price: Money { minor: 34_900, currency: Currency::Nok },
            interval: "month".to_owned(),
            from: at("2026-11-16T08:00:00Z"),
        }),
    }
}

pub(crate) fn levels() -> Vec<LevelCard> {
    let level = |number: u8, title: &str, teaser: &str, lesson_count| LevelCard {
        number,
        title: title.to_owned(),
        teaser: teaser.to_owned(),
        href: format!("/nivaer/{number}/"),
        lesson_count,
    };
    vec![
        level(1, "Ro i kroppen", "Pust, puls og hender. Lær å roe kroppen før du åpner munnen.", 4),
        level(2, "Budskapet", "Finn den ene setningen de skal huske, og stryk resten.", 4),
        level(3, "Strukturen", "En rekkefølge som holder, fra de første tretti sekundene til slutten.", 4),
        level(4, "Salen", "Blikk, rom og spørsmål du ikke hadde ventet.", 0),
        level(5, "Store scener", "Mikrofon, lys og en sal du ikke ser enden på.", 0),
    ]
}

pub(crate) fn form_with_errors() -> Form {
    let error = |field: &str, key: &str, args: &[(&str, &str)]| FieldError {
        field: field.to_owned(),
        key: key.to_owned(),
        args: args.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
    };
    Form {
        values: BTreeMap::from([("email".to_owned(), "\"><script>kari@example".to_owned())]),
        errors: vec![
            error("email", "error-email-no-domain", &[("domain", "example")]),
            error("consent", "error-consent-missing", &[]),
        ],
    }
}

pub(crate) fn form_without_terms() -> Form {
    let mut form = form_with_errors();
    form.errors.truncate(0);
    form.errors.push(FieldError {
        field: "terms".to_owned(),
        key: "error-terms-missing".to_owned(),
        args: BTreeMap::new(),
    });
    form
}
