//! `POST /api/checkout/pay`: the order is placed, and the buyer goes to the provider.

use domain::hold::{HoldState, Payment, may_start_payment};
use domain::lang::Lang;
use http::StatusCode;

use super::{own_hold, review};
use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::fingerprint;
use crate::http::incoming::{Incoming, must_tick};
use crate::http::{Request, reply};
use crate::provider::Session;
use crate::provider::stripe::{CheckoutTexts, SessionId};
use crate::store::Commit;
use crate::store::hold::{self, Hold, Order};

/// Keeps what the buyer agreed to, makes the checkout session and leads there.
///
/// Asked twice, it leads to the same session: the session's parameters and its idempotency key depend on the
/// hold alone.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let hold = own_hold(app, &incoming, incoming.field("hold")).await?;
    if hold.state != HoldState::Open {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let changed = incoming.field("minor") != hold.quote.price.minor.to_string();
    let errors: Vec<_> = must_tick(&incoming, "terms", "error-terms-missing").into_iter().collect();
    if changed || !errors.is_empty() {
        let form = incoming.form_with(errors);
        return Ok(review::show(app, &hold, StatusCode::UNPROCESSABLE_ENTITY, changed, form).await?);
    }
    let session = session(app, &hold, &order(app, &incoming).await?).await?;
    match session.url {
        Some(url) if session.payment == Payment::Pending => Ok(reply::see_other(&url)),
        _ => Ok(reply::see_other(&format!("/api/checkout/success?session={}", session.id))),
    }
}

async fn order(app: &App, incoming: &Incoming) -> Result<Order, Broken> {
    let portal = app.portal().await?;
    let terms_version = fingerprint::of(portal.snapshot.terms.as_deref().unwrap_or_default());
    Ok(Order { terms_version, immediate_start: incoming.field("immediate") == "yes", at: app.now() })
}

/// The session that pays for the hold: the one it has, or a new one.
async fn session(app: &App, hold: &Hold, order: &Order) -> Result<Session, Failure> {
    if let Some(id) = hold.session.as_deref().and_then(SessionId::parse) {
        return Ok(app.payments.session(&id).await?);
    }
    if !may_start_payment(hold.held_at, app.now()) {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    if app.store.write(hold::order(hold, order)).await? != Commit::Done {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let session = app.payments.create_session(hold, &texts(app, hold).await?).await?;
    if app.store.write(hold::start_payment(hold, &session.id)).await? == Commit::Done {
        return Ok(session);
    }
    // The hold ended in between, so nobody may pay for it: the session ends too.
    if let Some(id) = SessionId::parse(&session.id) {
        app.payments.end_session(&id).await?;
    }
    Err(Refusal::HOLD_EXPIRED.into())
}

async fn texts(app: &App, hold: &Hold) -> Result<CheckoutTexts, Broken> {
    let portal = app.portal().await?;
    let locale = match portal.portal().lang {
        Lang::Nb | Lang::Nn => "nb",
        Lang::En => "en",
    };
    Ok(CheckoutTexts {
        product: format!("{} – {}", portal.portal().title, hold.quote.title),
        locale,
        success_url: app.link("/api/checkout/success?session={CHECKOUT_SESSION_ID}"),
        cancel_url: app.link(&format!("/api/checkout/cancelled?hold={}", hold.id)),
    })
}
