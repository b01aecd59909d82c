//! Every member, for whoever keeps the portal: with what was promised, and what was sold.

use domain::address::EmailAddress;
use domain::membership::{Closed, MembershipState, Standing};
use domain::quote::Quote;
use domain::sale::Sale;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store;
use crate::store::member::Member;

/// A member, as the creator sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCard {
    /// What sales records name them by.
    pub id: String,
    /// Where they read mail.
    pub address: EmailAddress,
    /// From 1; founders are counted apart.
    pub number: u32,
    /// What they pay.
    pub quote: Quote,
    /// Where the membership stands.
    pub state: MembershipState,
    /// What it is worth now.
    pub standing: Standing,
    /// Since when.
    pub joined_at: Timestamp,
    /// The end of what is paid.
    pub paid_until: Timestamp,
    /// Why it was ended here, if it was.
    pub closed: Option<Closed>,
}

/// What a member was promised, word for word as it stood then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseEntry {
    /// The member's id.
    pub member: String,
    /// Their address now.
    pub address: EmailAddress,
    /// When they ordered.
    pub at: Timestamp,
    /// Their number then.
    pub number: u32,
    /// What was promised, and by which launch.
    pub quote: Quote,
    /// The fingerprint of the terms that they agreed to.
    pub terms_version: String,
    /// Whether they expressly asked for an immediate start.
    pub immediate_start: bool,
}

/// Tells every member to `each`, who joined first at the front.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn list(app: &App, mut each: impl FnMut(MemberCard)) -> Result<(), Broken> {
    let now = app.now();
    for_each(app, |member| each(card(member, now))).await
}

/// The ledger: every promise to every member.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn promises(app: &App) -> Result<Vec<PromiseEntry>, Broken> {
    let mut members = Vec::new();
    for_each(app, |member| members.push(member)).await?;
    let mut ledger = Vec::new();
    for member in members {
        ledger.extend(promises_to(app, &member).await?);
    }
    Ok(ledger)
}

/// The promises to one member.
pub(super) async fn promises_to(app: &App, member: &Member) -> Result<Vec<PromiseEntry>, Broken> {
    let promises = store::promise::of(&app.store, &member.id).await?;
    let entry = |promise: store::promise::Promise| PromiseEntry {
        member: promise.member,
        address: member.address.clone(),
        at: promise.at,
        number: promise.number,
        quote: promise.quote,
        terms_version: promise.terms_version,
        immediate_start: promise.immediate_start,
    };
    Ok(promises.into_iter().map(entry).collect())
}

/// The sales records of one year, in the portal's time zone, with their numbers.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn sales(app: &App, year: i16) -> Result<Vec<(u32, Sale)>, Broken> {
    store::sale::of_year(&app.store, year).await
}

pub(super) fn card(member: Member, now: Timestamp) -> MemberCard {
    MemberCard {
        standing: member.membership().standing(now),
        id: member.id,
        address: member.address,
        number: member.number,
        quote: member.quote,
        state: member.state,
        joined_at: member.joined_at,
        paid_until: member.paid_until,
        closed: member.closed,
    }
}

async fn for_each(app: &App, mut each: impl FnMut(Member)) -> Result<(), Broken> {
    let mut after = None;
    loop {
        let (ids, next) = store::member::page(&app.store, after).await?;
        for id in ids {
            // The index may be a moment behind the table.
            if let Some(member) = store::member::get(&app.store, &id).await? {
                each(member);
            }
        }
        if next.is_none() {
            return Ok(());
        }
        after = next;
    }
}
