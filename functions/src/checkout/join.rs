//! A buyer becomes a member, or one again.

use domain::hold::{HoldState, paid, seat_step};
use domain::return_path::SIGN_IN;
use themes::context;

use crate::app::App;
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::portal::Loaded;
use crate::provider::{Session, Subscription};
use crate::store::errand::ErrandKind;
use crate::store::hold::Hold;
use crate::store::member::Member;
use crate::store::promise::Promise;
use crate::store::{self, Commit, Write};

/// What is written when `hold` was paid by `session`: the hold's end, the seat, the member, the mails.
///
/// Who already pays by another subscription keeps that membership; the second payment is given back, and reported to the
/// seller. So is a payment for access that was withdrawn. A payment that came after its seat
/// was released is counted apart.
pub(super) async fn join(app: &App, hold: &Hold, session: Option<&Session>) -> Result<Vec<Write>, Broken> {
    let payment = session.and_then(|session| Some((session.id.as_str(), session.subscription.as_ref()?)));
    let (session, subscription) =
        payment.ok_or_else(|| Broken::new("settling a hold", "paid without a subscription"))?;
    let portal = app.portal().await?;
    let before = store::member::of_address(&app.store, &hold.address_hash).await?;
    let too_many = before.as_ref().filter(|member| is_too_many(app, member, subscription));
    let state = paid(hold.state, too_many.is_some());
    let mut writes = if let Some(member) = too_many {
        paid_twice(app, &portal, member, subscription)?
    } else {
        let number = number(app, hold, before.as_ref()).await?;
        let member = member(app, &portal, hold, subscription, before.as_ref(), number);
        joined(app, &portal, hold, &member)?
    };
    if state == HoldState::TakenLate {
        tracing::warn!(hold = hold.id, "a payment came after its seat was released; it is honoured");
        writes.push(report(app, &portal, "report-late")?);
    }
    writes.extend(go_on(hold, state, Some(session)));
    Ok(writes)
}

/// The hold goes on to `state`, paid for by `session`, if by any: with its seat, and with the address's mark if it was
/// the live one.
pub(super) fn go_on(hold: &Hold, state: HoldState, session: Option<&str>) -> Vec<Write> {
    let step = seat_step(hold.state, state).filter(|_| hold.takes_seat);
    let seat = step.map(|step| store::seats::after(&hold.quote.launch, step));
    let mark = (hold.state == HoldState::Open).then(|| store::hold::end_live(hold));
    [store::hold::settle(hold, state, session)].into_iter().chain(seat).chain(mark).collect()
}

/// Whether this is a payment too many: by another subscription than the one that is paid for, or for access that the
/// creator has withdrawn.
fn is_too_many(app: &App, member: &Member, subscription: &Subscription) -> bool {
    member.subscription != subscription.id && member.membership().keeps_from_another(app.now()).is_some()
}

fn joined(app: &App, portal: &Loaded, hold: &Hold, member: &Member) -> Result<Vec<Write>, Broken> {
    let order = hold.order.as_ref();
    let promise = Promise {
        member: member.id.clone(),
        hold: hold.id.clone(),
        at: order.map_or(app.now(), |order| order.at),
        number: member.number,
        quote: member.quote.clone(),
        terms_version: order.map(|order| order.terms_version.clone()).unwrap_or_default(),
        immediate_start: member.immediate_start,
    };
    Ok(vec![
        store::member::put(member)?,
        store::member::put_address(member),
        store::subscription::put(&member.subscription, &member.id),
        store::promise::put(&promise)?,
        to_be_done(app, ErrandKind::Book, &member.subscription, None)?,
        confirmation(app, portal, member, &promise)?,
    ])
}

/// The payment is given back, and what it began is ended.
fn paid_twice(
    app: &App,
    portal: &Loaded,
    member: &Member,
    subscription: &Subscription,
) -> Result<Vec<Write>, Broken> {
    tracing::warn!(
        member = member.id,
        subscription = subscription.id,
        "paid twice; one payment is given back"
    );
    let to_buyer = Mail::new("paid-twice", &member.address);
    Ok(vec![
        store::subscription::put(&subscription.id, &member.id),
        to_be_done(app, ErrandKind::End, &subscription.id, None)?,
        to_be_done(app, ErrandKind::GiveBack, &subscription.id, None)?,
        mail::in_outbox(app, portal, &to_buyer)?,
        report(app, portal, "report-twice")?,
    ])
}

/// The buyer's number: the one from before, among the same kind; the one this hold has drawn; or a new one.
async fn number(app: &App, hold: &Hold, before: Option<&Member>) -> Result<u32, Broken> {
    let same_kind = before.filter(|before| before.quote.founding == hold.quote.founding);
    if let Some(number) = same_kind.map(|before| before.number).or(hold.number) {
        return Ok(number);
    }
    let drawn = store::counter::draw(&app.store, hold.quote.founding).await?;
    if app.store.write(store::hold::keep_number(hold, drawn)).await? == Commit::Done {
        return Ok(drawn);
    }
    // Another request for the same hold drew first, and its number counts.
    let kept = store::hold::get(&app.store, &hold.id).await?.and_then(|hold| hold.number);
    kept.ok_or_else(|| Broken::new("numbering a member", "the hold keeps no number"))
}

/// The member as the payment makes them.
fn member(
    app: &App,
    portal: &Loaded,
    hold: &Hold,
    subscription: &Subscription,
    before: Option<&Member>,
    number: u32,
) -> Member {
    Member {
        id: before.map_or(&hold.member, |before| &before.id).clone(),
        version: before.map_or(0, |before| before.version),
        address: hold.address.clone(),
        address_hash: hold.address_hash.clone(),
        number,
        quote: hold.quote.clone(),
        levels: hold.quote.levels.clone(),
        state: subscription.state,
        paid_until: subscription.paid_until,
        joined_at: app.now(),
        subscription: subscription.id.clone(),
        customer: subscription.customer.clone(),
        immediate_start: hold.order.as_ref().is_some_and(|order| order.immediate_start),
        grace_days: portal.portal().grace_days,
        closed: None,
        disputed: None,
        revoked_at: before.and_then(|before| before.revoked_at),
        signed_out_at: before.and_then(|before| before.signed_out_at),
        passes_void_at: before.and_then(|before| before.passes_void_at),
    }
}

fn confirmation(app: &App, portal: &Loaded, member: &Member, promise: &Promise) -> Result<Write, Broken> {
    let order = context::Order {
        quote: &member.quote,
        number: member.number,
        paid_at: app.now(),
        next_charge: member.next_charge(app.now()),
        terms_version: &promise.terms_version,
        immediate_start: promise.immediate_start,
    };
    let href = Some(app.link(SIGN_IN));
    mail::in_outbox(app, portal, &Mail { href, order: Some(order), ..Mail::new("order", &member.address) })
}

/// A mail to the seller about something that they should know of.
fn report(app: &App, portal: &Loaded, key: &str) -> Result<Write, Broken> {
    let href = Some(app.link("/"));
    let to = &portal.portal().seller.email;
    mail::in_outbox(app, portal, &Mail { href, ..Mail::new(key, to) })
}
