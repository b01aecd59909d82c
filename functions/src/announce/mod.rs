//! Announcements: those whom a launch has an offer for are told that it opens, that it will close, and that it is over.
//!
//! A mail is claimed by a conditional write before it is handed over. So nobody gets it twice, whoever is killed when;
//! and a claim that nobody finished is listed until the provider's events, or the creator, settle it.

mod events;
mod pace;
mod recipient;
mod tally;
mod walk;

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::address::EmailAddress;
use domain::announcement::{self as rule, NothingToAnnounce, Occasion, Plan};
use domain::audience::Audience;
use domain::slug::Slug;

use crate::app::App;
use crate::failure::Broken;
use crate::store::announcement::{self as store, ClaimState, Topic};

pub(crate) use events::is_told;
pub use events::told;
pub use tally::Tally;
use walk::Walk;

/// Less than a Lambda has; the next waking goes on.
const ROUND: Duration = Duration::from_mins(10);

/// Announces whatever has its time now. May run at any time, any number of times; each audience is walked through by one
/// at a time.
///
/// # Errors
/// [`Broken`] if the portal cannot be read, or if something could not be announced; the others are all the same.
pub async fn due(app: &App) -> Result<(), Broken> {
    let until = Instant::now() + ROUND;
    let portal = app.portal().await?;
    let mut outcome = Ok(());
    for plan in rule::due(&portal.portal().launches, &portal.portal().audiences, app.now()) {
        outcome = announce_once(app, plan, until).await.and(outcome);
    }
    outcome
}

/// Announces what was not announced to the whole audience before.
async fn announce_once(app: &App, plan: Plan, until: Instant) -> Result<(), Broken> {
    if store::is_done(&app.store, &Topic::of(&plan), &plan.audience).await? {
        return Ok(());
    }
    announce(app, plan, until, &mut |_| {}).await.map(|_| ())
}

/// What can be announced by hand now.
///
/// # Errors
/// [`Broken`] if the portal cannot be read; within, why there is nothing.
pub async fn by_hand(
    app: &App,
    launch: &Slug,
    occasion: Option<Occasion>,
    audience: Option<&Audience>,
) -> Result<Result<Vec<Plan>, NothingToAnnounce>, Broken> {
    let portal = app.portal().await?;
    let (launches, groups) = (&portal.portal().launches, &portal.portal().audiences);
    Ok(rule::by_hand(launches, groups, (launch, occasion, audience), app.now()))
}

/// Writes to whoever in the plan's audience was not written to yet, until `until`. `progress` is told how far it has
/// come.
///
/// # Errors
/// [`Broken`] if the table or the portal cannot be read, or a mail cannot be written.
pub async fn announce(
    app: &App,
    plan: Plan,
    until: Instant,
    progress: &mut (dyn FnMut(&Tally) + Send),
) -> Result<Tally, Broken> {
    Arc::new(Walk::begin(app, plan).await?).through(until, progress).await
}

/// How many addresses announcing the plan has still to come to.
///
/// # Errors
/// As [`announce`].
pub async fn to_come(app: &App, plan: Plan) -> Result<usize, Broken> {
    Walk::begin(app, plan).await?.count().await
}

/// What announcing the plan would do now, without doing it.
///
/// # Errors
/// As [`announce`].
pub async fn dry_run(app: &App, plan: Plan) -> Result<Tally, Broken> {
    Walk::begin(app, plan).await?.look_around().await
}

/// The addresses whose mail was claimed, and nobody knows whether it was handed over.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn unknown(app: &App, plan: &Plan) -> Result<Vec<EmailAddress>, Broken> {
    let mut addresses = Vec::new();
    for claim in claimed(app, plan).await? {
        addresses.extend(recipient::address(app, &plan.audience, &claim.address).await?);
    }
    Ok(addresses)
}

/// Lets those be written to again of whom [`unknown`] tells: some may get the mail a second time. How many there are.
///
/// # Errors
/// [`Broken`] if the table cannot be written.
pub async fn forget_unknown(app: &App, plan: &Plan) -> Result<usize, Broken> {
    let claims = claimed(app, plan).await?;
    for claim in &claims {
        app.store.write(store::give_back(&Topic::of(plan), &claim.address)).await?;
    }
    Ok(claims.len())
}

/// The claims of this audience that were not finished within a while.
async fn claimed(app: &App, plan: &Plan) -> Result<Vec<store::Claim>, Broken> {
    let old = app.now() - store::UNDER_WAY;
    let claims = store::claims(&app.store, &Topic::of(plan)).await?.into_values();
    let is_open = |claim: &store::Claim| claim.state == ClaimState::Claimed && claim.at <= old;
    Ok(claims.filter(is_open).filter(|claim| claim.audience == plan.audience.name()).collect())
}
