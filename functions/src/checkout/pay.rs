//! `POST /api/checkout/pay`: the order is placed, and the buyer goes to the provider.

use domain::hold::{HoldState, Payment, may_start_payment};
use http::StatusCode;

use super::{may_buy, own_hold, review, success_path, to_receipt};
use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::http::incoming::{Incoming, must_tick};
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::provider::{PayPage, ProviderId, Session};
use crate::store;
use crate::store::Commit;
use crate::store::hold::{self, Hold, Order};

/// Keeps what the buyer agreed to, makes the checkout session and leads there.
///
/// Asked twice, it leads to the same session: the session's parameters and its idempotency key depend on the
/// hold alone.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let hold = own_hold(app, &incoming, incoming.field("hold")).await?;
    if let Some(receipt) = to_receipt(&hold) {
        return Ok(receipt);
    }
    if hold.state != HoldState::Open {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let changed = incoming.field("minor") != hold.quote.price.minor.to_string();
    let errors: Vec<_> = must_tick(&incoming, "terms", "error-terms-missing").into_iter().collect();
    if changed || !errors.is_empty() {
        let form = incoming.form_with(errors);
        return Ok(review::show(app, &hold, StatusCode::UNPROCESSABLE_ENTITY, changed, form).await?);
    }
    // The buyer may have become a member by another payment since the seat was held.
    let member = store::member::of_address(&app.store, &hold.address_hash).await?;
    may_buy(member.as_ref(), app.now())?;
    if app.store.write(hold::order(&hold, &order(app, &incoming).await?)).await? != Commit::Done {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let session = session(app, &hold).await?;
    match (session.payment, session.url) {
        (Payment::Pending, Some(url)) => Ok(reply::see_other(&url)),
        (Payment::Expired, _) => Err(Refusal::HOLD_EXPIRED.into()),
        _ => Ok(reply::see_other(&success_path(&session.id))),
    }
}

async fn order(app: &App, incoming: &Incoming) -> Result<Order, Broken> {
    let terms_version = app.portal().await?.terms_version();
    Ok(Order { terms_version, immediate_start: incoming.field("immediate") == "yes", at: app.now() })
}

/// The session that pays for the hold: the one it has, or a new one.
async fn session(app: &App, hold: &Hold) -> Result<Session, Failure> {
    if let Some(id) = hold.session.as_deref().and_then(ProviderId::parse) {
        return Ok(app.provider()?.session(&id).await?.ok_or(Refusal::HOLD_EXPIRED)?);
    }
    if !may_start_payment(hold.held_at, app.now()) {
        return Err(Refusal::HOLD_EXPIRED.into());
    }
    let portal = app.portal().await?;
    let page = pay_page(app, &portal, hold)?;
    let session = app.provider()?.create_session(hold, &portal.portal().url, &page).await?;
    if app.store.write(hold::start_payment(hold, &session.id)).await? == Commit::Done {
        return Ok(session);
    }
    // The hold ended in between, so nobody may pay for it: the session ends too.
    if let Some(id) = ProviderId::parse(&session.id) {
        app.provider()?.end_session(&id).await?;
    }
    Err(Refusal::HOLD_EXPIRED.into())
}

/// What the buyer reads beside the provider's button repeats what they agreed to here.
fn pay_page(app: &App, portal: &Loaded, hold: &Hold) -> Result<PayPage, Broken> {
    let quote = &hold.quote;
    Ok(PayPage {
        success: app.link(&success_path("{CHECKOUT_SESSION_ID}")),
        cancelled: app.link(&format!("/api/checkout/cancelled?hold={}", hold.id)),
        submit: portal.price_words("checkout-submit", quote)?,
        lang: portal.portal().lang,
    })
}
