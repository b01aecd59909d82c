//! `POST /api/waitlist/join`: somebody asks to be told when the portal opens.

use domain::limit::WAITLIST_MAILS;
use domain::token::LINK_LASTS;
use http::StatusCode;
use themes::context::FormPage;

use crate::app::{App, Outcome};
use crate::fingerprint;
use crate::http::incoming::{Incoming, must_tick};
use crate::http::{Request, reply};
use crate::letter::Letter;
use crate::limits;
use crate::store::link::LinkKind;
use crate::store::waitlist::{self, Consent};

const LETTER: Letter = Letter {
    kind: LinkKind::Confirm,
    key: "waitlist-confirm",
    path: "/api/waitlist/confirm",
    lasts: LINK_LASTS,
};

/// Writes a pending entry and the mail with its confirmation link.
///
/// The answer is the same whether or not the address is on the list; a confirmed entry stays as it is.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    if incoming.is_trapped() {
        return Ok(reply::see_other("/api/waitlist/sent"));
    }
    let consent_missing = must_tick(&incoming, "consent", "error-consent-missing");
    let address = match (incoming.email(), consent_missing) {
        (Ok(address), None) => address,
        (email, consent) => {
            return again(app, &incoming, email.err().into_iter().chain(consent).collect()).await;
        }
    };
    if !limits::may_mail(app, &incoming, WAITLIST_MAILS, &address).await? {
        return Ok(reply::see_other("/api/waitlist/sent"));
    }
    let (portal, now) = (app.portal().await?, app.now());
    let [link, outbox] = LETTER.to(app, &portal, &address)?;
    let consent = Consent {
        text_version: fingerprint::of(&portal.word("consent-waitlist")?),
        source: incoming.page(),
        campaign: incoming.campaign(),
        at: now,
    };
    let writes = vec![waitlist::join(&address, &app.hash(&address), &consent), link, outbox];
    // Refused for who is on the list already: nothing changes, and nothing is told.
    app.store.transact(writes).await?;
    Ok(reply::see_other("/api/waitlist/sent"))
}

async fn again(app: &App, incoming: &Incoming, errors: Vec<themes::context::FieldError>) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("waitlist-page-title")?;
    let form = incoming.form_with(errors);
    let html = portal.render("waitlist.html", &FormPage { page: &page, launch: None, form })?;
    Ok(reply::page(StatusCode::UNPROCESSABLE_ENTITY, html))
}
