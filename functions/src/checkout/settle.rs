//! What follows from a payment: the seat is taken and a member made, or the seat comes free.
//!
//! The webhook, the return page, giving up and the sweeper all end here, in any order and any number of times.
//! Each round reads the hold, asks the provider, and writes everything in one transaction that holds only if
//! the hold still stands as it was read; otherwise it begins again.

use domain::hold::{HoldState, Payment, Settlement, settle as decide};
use domain::level::LevelSet;
use domain::portal::Portal;
use themes::context;

use crate::app::App;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::portal::Loaded;
use crate::provider::stripe::{SessionId, SubscriptionId};
use crate::provider::{Session, Subscription};
use crate::store::hold::Hold;
use crate::store::member::Member;
use crate::store::outbox::Waiting;
use crate::store::{self, Commit, Write};

/// Why it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause<'a> {
    /// The provider sent this event.
    Event(&'a str),
    /// The buyer came back, or the sweeper came by.
    Asked,
}

/// How often it begins again when something else came first.
const ROUNDS: usize = 6;

/// Writes what follows for the hold of this id from what the provider says of `session` now.
pub(crate) async fn settle(
    app: &App,
    hold: &str,
    session: &SessionId,
    cause: Cause<'_>,
) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(()) };
        let session = app.payments.session(session).await?;
        let mut round = round(app, &hold, session.payment, Some(&session)).await?;
        if let Cause::Event(id) = cause {
            round.writes.push(store::event::put_new(id, app.now()));
        }
        if round.commit(app).await? || is_done(app, cause).await? {
            return Ok(());
        }
    }
    Err(Broken::new("settling a hold", "other writes to the same rows kept coming first"))
}

/// Ends the hold: closes its session at the provider, then settles it. The session's id, if it was paid after all.
pub(crate) async fn end(app: &App, hold: &str) -> Result<Option<String>, Broken> {
    for _ in 0..ROUNDS {
        let Some(hold) = store::hold::get(&app.store, hold).await? else { return Ok(None) };
        if hold.state != HoldState::Open {
            let paid = matches!(hold.state, HoldState::Taken | HoldState::TakenLate);
            return Ok(hold.session.filter(|_| paid));
        }
        let session = match hold.session.as_deref().and_then(SessionId::parse) {
            Some(id) => Some(app.payments.end_session(&id).await?),
            None => None,
        };
        let payment = session.as_ref().map_or(Payment::Expired, |session| session.payment);
        if payment == Payment::Pending {
            return Err(Broken::new("ending a hold", "the provider keeps its session open"));
        }
        round(app, &hold, payment, session.as_ref()).await?.commit(app).await?;
    }
    Err(Broken::new("ending a hold", "other writes to the same rows kept coming first"))
}

/// The membership becomes what the provider says of its subscription now.
pub(crate) async fn refresh(app: &App, subscription: &SubscriptionId, event: &str) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        let member = store::subscription::member(&app.store, subscription.as_str()).await?;
        let Some(member) = member else { return Ok(()) };
        let Some(before) = store::member::get(&app.store, &member).await? else { return Ok(()) };
        let now = app.payments.subscription(subscription).await?;
        let mut writes = vec![store::event::put_new(event, app.now())];
        // A member who came back pays by another subscription; the old one's end is no concern of it.
        if before.subscription == now.id {
            writes.push(store::member::put(&Member {
                state: now.state,
                paid_until: now.paid_until,
                ..before
            })?);
        }
        if app.store.transact(writes).await? == Commit::Done || is_done(app, Cause::Event(event)).await? {
            return Ok(());
        }
    }
    Err(Broken::new("refreshing a membership", "other writes to the same rows kept coming first"))
}

/// Whether the event's effect was written by somebody else in between.
async fn is_done(app: &App, cause: Cause<'_>) -> Result<bool, Broken> {
    match cause {
        Cause::Event(id) => store::event::is_done(&app.store, id).await,
        Cause::Asked => Ok(false),
    }
}

/// Settles every hold whose time is over. The provider is asked before a seat is released.
pub(crate) async fn sweep(app: &App) -> Result<(), Broken> {
    for id in store::hold::due(&app.store, app.now()).await? {
        if let Err(error) = end(app, &id).await {
            tracing::error!(%error, "a hold could not be settled");
        }
    }
    Ok(())
}

/// What one round would write, and the mail among it.
#[derive(Default)]
struct Round {
    writes: Vec<Write>,
    mail: Option<Waiting>,
}

impl Round {
    /// Writes it, if nothing else came first, and sends its mail.
    async fn commit(self, app: &App) -> Result<bool, Broken> {
        if self.writes.is_empty() {
            return Ok(true);
        }
        let done = app.store.transact(self.writes).await? == Commit::Done;
        if let Some(mail) = self.mail.filter(|_| done) {
            mail::deliver_now(app, &mail.id).await;
        }
        Ok(done)
    }
}

async fn round(app: &App, hold: &Hold, payment: Payment, session: Option<&Session>) -> Result<Round, Broken> {
    let launch = &hold.quote.launch;
    match decide(hold.state, payment) {
        Settlement::Take => {
            let seat = vec![store::seats::take(launch), store::hold::end_live(hold)];
            join(app, hold, HoldState::Taken, session, seat).await
        }
        Settlement::TakeLate => {
            tracing::warn!(hold = hold.id, "a payment came after its seat was released; it is honoured");
            join(app, hold, HoldState::TakenLate, session, vec![store::seats::take_late(launch)]).await
        }
        Settlement::Release => {
            let released = store::hold::settle(hold, HoldState::Released, None);
            let writes = vec![released, store::seats::release(launch), store::hold::end_live(hold)];
            Ok(Round { writes, mail: None })
        }
        Settlement::Nothing => Ok(Round::default()),
    }
}

/// The buyer becomes a member, or one again.
async fn join(
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
    let given = store::counter::given(&app.store, hold.quote.founding).await?;
    let member = member(app, portal.portal(), hold, subscription, before.as_ref(), given + 1);
    let mail = confirmation(app, &portal, &member)?;
    let mut writes = vec![
        store::hold::settle(hold, state, Some(session)),
        store::member::put(&member)?,
        store::member::put_address(&member),
        store::subscription::put(&subscription.id, &member.id),
        store::outbox::put(&mail, app.now()),
    ];
    if member.number == given + 1 {
        writes.push(store::counter::give_next(given, hold.quote.founding));
    }
    writes.extend(seat);
    Ok(Round { writes, mail: Some(mail) })
}

/// The member as the payment makes them. Who was one before keeps id and, among the same kind, number.
fn member(
    app: &App,
    portal: &Portal,
    hold: &Hold,
    subscription: &Subscription,
    before: Option<&Member>,
    next_number: u32,
) -> Member {
    let levels = portal.launch(&hold.quote.launch).map(|launch| launch.levels.clone());
    let same_kind = before.filter(|before| before.quote.founding == hold.quote.founding);
    Member {
        id: before.map_or(&hold.member, |before| &before.id).clone(),
        version: before.map_or(0, |before| before.version),
        address: hold.address.clone(),
        address_hash: hold.address_hash.clone(),
        number: same_kind.map_or(next_number, |before| before.number),
        quote: hold.quote.clone(),
        levels: levels.unwrap_or(LevelSet::All),
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
    let href = Some(app.link("/logg-inn/"));
    mail::compose(
        portal,
        &Mail { key: "order", to: &member.address, href, order: Some(order), unsubscribe: None },
    )
}
