//! Notices: pages of one message, perhaps with a button; and refusals, which are notices with a status.

use std::collections::BTreeMap;

use domain::address::EmailAddress;
use domain::return_path::{MY_OFFERS, SIGN_IN};
use http::StatusCode;
use themes::context::{Button, Form, KeyedLink, Notice, Tone};

use crate::app::{App, Outcome};
use crate::failure::{Broken, Refusal};
use crate::function::Function;
use crate::http::Response;
use crate::http::reply;

/// A notice that all is well, with a link onwards.
pub(crate) async fn good(app: &App, key: &str, link: (&str, &str)) -> Outcome {
    Ok(linked(app, StatusCode::OK, key, Tone::Good, link).await?)
}

/// A page with one button, which posts `hidden`, a token, to `action`. What it does has not happened yet.
pub(crate) async fn button(app: &App, key: &str, action: &str, hidden: Vec<(&str, &str)>) -> Outcome {
    let told = Told { button: Some(Button { action, hidden }), ..Told::new(key, Tone::Plain) };
    let page = show(app, StatusCode::OK, told).await?;
    Ok(reply::without_referrer(page))
}

/// A notice that something is not yet as it should be, with where to try again.
pub(crate) async fn plain(app: &App, key: &str, link: (&str, &str)) -> Outcome {
    Ok(linked(app, StatusCode::OK, key, Tone::Plain, link).await?)
}

/// Likewise, with what its words mention.
pub(crate) async fn plain_about(
    app: &App,
    key: &str,
    args: BTreeMap<String, String>,
    (link, href): (&str, &str),
) -> Outcome {
    let link = Some(KeyedLink { key: link, href });
    Ok(show(app, StatusCode::OK, Told { args, link, ..Told::new(key, Tone::Plain) }).await?)
}

/// Why a request was refused, and where to go on.
pub(crate) async fn refusal(app: &App, function: Function, refusal: Refusal) -> Result<Response, Broken> {
    let site = &app.portal().await?.snapshot.site;
    let (sales, contact) = (site.sales_href.clone(), contact(&site.seller.email));
    let link = match refusal {
        Refusal::NOT_OPEN | Refusal::CLOSED | Refusal::SOLD_OUT => ("link-waitlist", "/"),
        // Leads on to the static page where the address is not proven.
        Refusal::SEATS_HELD | Refusal::HOLD_EXPIRED => ("link-try-again", MY_OFFERS),
        Refusal::ACCESS_REVOKED => ("link-contact", contact.as_str()),
        Refusal::LINK_EXPIRED if function == Function::Access => ("link-sign-in", SIGN_IN),
        Refusal::LINK_EXPIRED if function == Function::Offers => ("link-sales", sales.as_str()),
        Refusal::ALREADY_MEMBER | Refusal::CODE_EXPIRED => ("link-sign-in", SIGN_IN),
        Refusal::BUSY if function == Function::Checkout => ("link-try-again", "/api/offers"),
        _ => ("link-home", "/"),
    };
    let (key, href) = link;
    let notice = Told { link: Some(KeyedLink { key, href }), ..Told::new(refusal.key, Tone::Problem) };
    let waitlist = (refusal == Refusal::SEATS_HELD).then(Form::default);
    show(app, refusal.status, Told { waitlist, ..notice }).await
}

/// That somebody cannot go on here, with where to go instead.
pub(crate) async fn problem(app: &App, key: &str, link: (&str, &str)) -> Outcome {
    Ok(linked(app, StatusCode::FORBIDDEN, key, Tone::Problem, link).await?)
}

/// Where the seller's mail program opens.
fn contact(seller: &EmailAddress) -> String {
    format!("mailto:{}", seller.as_str())
}

/// The same as JSON, for scripts.
pub(crate) async fn refusal_json(app: &App, refusal: Refusal) -> Result<Response, Broken> {
    let portal = app.portal().await?;
    let message = portal.word(&format!("{}-lead", refusal.key))?;
    Ok(reply::json(refusal.status, &serde_json::json!({ "error": refusal.key, "message": message })))
}

/// That something of ours failed.
pub(crate) async fn broken(app: &App) -> Result<Response, Broken> {
    linked(app, StatusCode::INTERNAL_SERVER_ERROR, "broken", Tone::Problem, ("link-home", "/")).await
}

async fn linked(
    app: &App,
    status: StatusCode,
    key: &str,
    tone: Tone,
    (link, href): (&str, &str),
) -> Result<Response, Broken> {
    show(app, status, Told { link: Some(KeyedLink { key: link, href }), ..Told::new(key, tone) }).await
}

/// What a notice tells, and the ways on from it.
struct Told<'a> {
    key: &'a str,
    args: BTreeMap<String, String>,
    tone: Tone,
    link: Option<KeyedLink<'a>>,
    button: Option<Button<'a>>,
    waitlist: Option<Form>,
}

impl<'a> Told<'a> {
    /// Words alone.
    fn new(key: &'a str, tone: Tone) -> Self {
        Self { key, args: BTreeMap::new(), tone, link: None, button: None, waitlist: None }
    }
}

async fn show(app: &App, status: StatusCode, told: Told<'_>) -> Result<Response, Broken> {
    let Told { key, args, tone, link, button, waitlist } = told;
    let portal = app.portal().await?;
    let page = portal.page(&format!("{key}-title"))?;
    let notice = Notice { page: &page, key, args, tone, link, button, waitlist };
    Ok(reply::page(status, portal.render("notice.html", &notice)?))
}
