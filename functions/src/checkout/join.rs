//! A buyer becomes a member, or one again.

use domain::hold::HoldState;
use domain::membership::MembershipState;
use domain::return_path::SIGN_IN;
use themes::context;

use super::round::Round;
use crate::app::App;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::portal::Loaded;
use crate::provider::{Session, Subscription};
use crate::store::hold::Hold;
use crate::store::member::Member;
use crate::store::outbox::Waiting;
use crate::store::{self, Commit, Write};

/// What is written when `hold` was paid by `session`: the hold's end in `state`, `seat`, the member, the mails.
///
/// Who already pays by another subscription keeps that membership; the second payment is reported to the
/// seller, who must give it back.
pub(super) async fn join(
    app: &App,
    hold: &Hold,
    state: HoldState,
    session: Option<&Session>,
    seat: Vec<Write>,
) -> Result<Round, Broken> {
    let paid = session.and_then(|session| Some((session.id.as_str(), session.subscription.as_ref()?)));
    let (session, subscription) =
        paid.ok_or_else(|| Broken::new("settling a hold", "paid without a subscription"))?;
    let portal = app.portal().await?;
    let before = store::member::of_address(&app.store, &hold.address_hash).await?;
    let settled = store::hold::settle(hold, state, Some(session));
    let mut round = match before {
        Some(member) if pays_already(&member, subscription) => {
            paid_twice(app, &portal, &member, subscription)?
        }
        before => {
            let number = number(app, hold, before.as_ref()).await?;
            let member = member(app, hold, subscription, before.as_ref(), number);
            joined(app, &portal, &member)?
        }
    };
    if state == HoldState::TakenLate {
        round.mails.push(report(app, &portal, "report-late")?);
    }
    let mails = round.mails.iter().map(|mail| store::outbox::put(mail, app.now()));
    let writes = std::iter::once(settled).chain(seat).chain(round.writes).chain(mails).collect();
    Ok(Round { writes, mails: round.mails })
}

fn pays_already(member: &Member, subscription: &Subscription) -> bool {
    member.state != MembershipState::Ended && member.subscription != subscription.id
}

fn joined(app: &App, portal: &Loaded, member: &Member) -> Result<Round, Broken> {
    let writes = vec![
        store::member::put(member)?,
        store::member::put_address(member),
        store::subscription::put(&member.subscription, &member.id),
    ];
    Ok(Round { writes, mails: vec![confirmation(app, portal, member)?] })
}

fn paid_twice(
    app: &App,
    portal: &Loaded,
    member: &Member,
    subscription: &Subscription,
) -> Result<Round, Broken> {
    tracing::warn!(
        member = member.id,
        subscription = subscription.id,
        "paid twice; one payment must be given back"
    );
    let to_buyer =
        Mail { key: "paid-twice", to: &member.address, href: None, order: None, unsubscribe: None };
    let mails = vec![mail::compose(portal, &to_buyer)?, report(app, portal, "report-twice")?];
    Ok(Round { writes: vec![store::subscription::put(&subscription.id, &member.id)], mails })
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
        levels: hold.levels.clone(),
        state: subscription.state,
        paid_until: subscription.paid_until,
        joined_at: app.now(),
        subscription: subscription.id.clone(),
        customer: subscription.customer.clone(),
    }
}

fn confirmation(app: &App, portal: &Loaded, member: &Member) -> Result<Waiting, Broken> {
    let order = context::Order {
        quote: &member.quote,
        number: member.number,
        paid_at: app.now(),
        next_charge: member.paid_until,
    };
    let href = Some(app.link(SIGN_IN));
    mail::compose(
        portal,
        &Mail { key: "order", to: &member.address, href, order: Some(order), unsubscribe: None },
    )
}

/// A mail to the seller about something that only they can put right.
fn report(app: &App, portal: &Loaded, key: &str) -> Result<Waiting, Broken> {
    let href = Some(app.link("/"));
    let to = &portal.portal().seller.email;
    mail::compose(portal, &Mail { key, to, href, order: None, unsubscribe: None })
}
