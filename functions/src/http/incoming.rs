//! A request, parsed: bounded, UTF-8, from our own origin, with its fields and cookies.

use std::collections::BTreeMap;
use std::net::IpAddr;

use domain::address::EmailAddress;
use domain::return_path::ReturnPath;
use domain::slug::Slug;
use domain::token::Token;
use http::{HeaderMap, HeaderName, Method, header};
use themes::context::{FieldError, Form};

use super::Request;
use super::cookies::Cookies;
use super::viewer;
use crate::app::App;
use crate::failure::Refusal;

/// The largest form of ours is far below this.
const MOST_FORM_BYTES: usize = 16 * 1024;

/// What an endpoint needs of a request.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub cookies: Cookies,
    /// Where the viewer is, if the CDN says so.
    pub viewer: Option<IpAddr>,
    /// What the browser calls itself.
    pub agent: String,
    /// What led to the page that the form stands on: `utm_campaign` in that page's address, which browsers send along
    /// to their own origin.
    campaign: Option<Slug>,
    query: BTreeMap<String, String>,
    form: BTreeMap<String, String>,
}

impl Incoming {
    /// The request, if a browser on our own pages can have sent it.
    pub(crate) fn read(app: &App, request: &Request) -> Result<Self, Refusal> {
        let headers = request.headers();
        if request.method() == Method::POST {
            check_origin(app, headers)?;
            check_kind(request)?;
        }
        Self::read_from_anywhere(app, request)
    }

    /// The request, wherever it comes from: for one-click unsubscribing, which mail providers post.
    pub(crate) fn read_from_anywhere(app: &App, request: &Request) -> Result<Self, Refusal> {
        let headers = request.headers();
        let body: &[u8] = request.body();
        if body.len() > MOST_FORM_BYTES {
            return Err(Refusal::TOO_LARGE);
        }
        let body = std::str::from_utf8(body).map_err(|_| Refusal::NOT_UTF8)?;
        Ok(Self {
            cookies: Cookies::read(headers, app.settings.secure_cookies),
            viewer: viewer::read(headers),
            agent: text_of(headers, &header::USER_AGENT).to_owned(),
            campaign: campaign(text_of(headers, &header::REFERER)),
            query: fields(request.uri().query().unwrap_or_default())?,
            form: if is_form(headers) { fields(body)? } else { BTreeMap::new() },
        })
    }

    /// A field of the form; empty if absent.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.form.get(name).map_or("", |value| value.trim())
    }

    /// Every field of the form by its name, as it was sent.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A parameter of the query; empty if absent.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// A token in a query parameter or, when its button was pressed, in a field.
    pub(crate) fn token(&self) -> Result<Token, Refusal> {
        let text = if self.field("token").is_empty() { self.parameter("token") } else { self.field("token") };
        Token::parse(text).map_err(|_| Refusal::LINK_EXPIRED)
    }

    /// A field that only our own pages fill in.
    pub(crate) fn slug(&self, name: &str) -> Result<Slug, Refusal> {
        Slug::parse(self.field(name)).map_err(|_| Refusal::NOT_FOUND)
    }

    /// Where to go afterwards, on this origin.
    pub(crate) fn next(&self) -> ReturnPath {
        let wish = if self.field("next").is_empty() { self.parameter("next") } else { self.field("next") };
        ReturnPath::parse(wish)
    }

    /// The address in the field `email`, or what is wrong with it.
    pub(crate) fn email(&self) -> Result<EmailAddress, FieldError> {
        use domain::address::AddressError as E;
        EmailAddress::parse(self.field("email")).map_err(|error| {
            let key = match error {
                E::Missing => "error-email-missing",
                E::NoAt => "error-email-no-at",
                E::ManyAts => "error-email-many-ats",
                E::NoDomain if self.field("email").trim_end().ends_with('@') => "error-email-ends",
                E::NoDomain => "error-email-no-domain",
                E::BadCharacter => "error-email-bad-character",
                E::Invisible => "error-email-invisible",
                E::TooLong => "error-email-too-long",
            };
            let domain = self.field("email").rsplit('@').next().unwrap_or_default().to_owned();
            FieldError {
                field: "email".to_owned(),
                key: key.to_owned(),
                args: [("domain".to_owned(), domain)].into(),
            }
        })
    }

    /// The path of the page that the form stood on, as the page itself says; the root if it says nonsense.
    pub(crate) fn page(&self) -> String {
        let source = self.field("source").split(['?', '#']).next().unwrap_or_default();
        let path = ReturnPath::parse(source);
        if path.as_str() == source { source.to_owned() } else { "/".to_owned() }
    }

    /// What led to the page that the form stands on; a form that is shown again brings it along.
    pub(crate) fn campaign(&self) -> Option<Slug> {
        self.campaign.clone().or_else(|| Slug::parse(self.field("campaign")).ok())
    }

    /// Whether the field is filled in that no reader sees.
    pub(crate) fn is_trapped(&self) -> bool {
        !self.field("website").is_empty()
    }

    /// The form as it was typed, with these mistakes, to show again.
    pub(crate) fn form_with(&self, errors: Vec<FieldError>) -> Form {
        let campaign = self.campaign().map(|campaign| ("campaign".to_owned(), campaign.into()));
        Form { values: self.form.clone().into_iter().chain(campaign).collect(), errors }
    }
}

/// A box that must be ticked.
pub(crate) fn must_tick(incoming: &Incoming, field: &str, key: &str) -> Option<FieldError> {
    let missing = incoming.field(field) != "yes";
    missing.then(|| FieldError { field: field.to_owned(), key: key.to_owned(), args: BTreeMap::new() })
}

/// A form's POST must come from our own pages; browsers send at least one of the two headers with it.
///
/// Pages that hold a token send no referrer, and from those the origin is `null` by the Fetch standard
/// (section 3.2, "serializing a request origin"). Then only the browser's own word, `Sec-Fetch-Site`, counts.
fn check_origin(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = |origin: &str| app.settings.origins.iter().any(|ours| ours == origin);
    let allowed = match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin" | "none"), origin) => {
            origin.is_none_or(|origin| origin == "null" || is_ours(origin))
        }
        (Some(_), _) => false,
        (None, origin) => origin.is_none_or(is_ours),
    };
    if allowed { Ok(()) } else { Err(Refusal::FOREIGN_ORIGIN) }
}

/// A body that is no form of ours would otherwise look like a form with nothing filled in.
fn check_kind(request: &Request) -> Result<(), Refusal> {
    let body: &[u8] = request.body();
    if body.is_empty() || is_form(request.headers()) { Ok(()) } else { Err(Refusal::BAD_REQUEST) }
}

/// Whether a script asks, rather than a reader.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    text_of(headers, &header::ACCEPT).starts_with("application/json")
}

/// Written as a name of ours; one that cannot be tells nothing, or more than it should.
fn campaign(referrer: &str) -> Option<Slug> {
    let query = referrer.split('#').next()?.split_once('?')?.1;
    let fields = fields(query).ok()?;
    Slug::parse(&fields.get("utm_campaign")?.to_lowercase().replace(['_', ' ', '.'], "-")).ok()
}

fn text_of<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whatever charset it names beside its type: such a form is UTF-8 (WHATWG URL, section 5.1).
fn is_form(headers: &HeaderMap) -> bool {
    let kind = text_of(headers, &header::CONTENT_TYPE).split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The first value of each field. Percent-encoded bytes that are not UTF-8 are refused, not replaced.
fn fields(encoded: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(encoded).map_err(|_| Refusal::BAD_REQUEST)?;
    if pairs.iter().any(|(name, value)| name.contains('\u{fffd}') || value.contains('\u{fffd}')) {
        return Err(Refusal::NOT_UTF8);
    }
    Ok(pairs.into_iter().rev().collect())
}
