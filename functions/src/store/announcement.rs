//! `announcement#<launch>#<occasion>` / `to#<address hash>`: that somebody is being written to, claimed before the mail is
//! handed over; / `of#<audience>`: how far the whole audience has come.
//!
//! A claim is written once and for all, so nobody is written to twice. One whose outcome is not known stays as it is: it
//! is not sent again by itself, but listed, and the provider's events settle it. About 200 bytes; one unit to claim.

use std::collections::BTreeMap;

use domain::address::AddressHash;
use domain::announcement::{Occasion, Plan};
use domain::audience::Audience;
use domain::slug::Slug;
use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Commit, Store, Write};
use crate::failure::Broken;

/// What is announced: one occasion of one launch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Topic {
    pub launch: Slug,
    pub occasion: Occasion,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ClaimState {
    /// The mail may have been handed over, or not.
    Claimed,
    /// The provider took it.
    Sent,
    /// The provider would not have it, for what is wrong with this one mail.
    Refused,
    /// It came back, or was complained about.
    Returned,
}

/// One claim.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub address: AddressHash,
    /// In which audience they were found.
    pub audience: String,
    pub state: ClaimState,
    pub at: Timestamp,
}

/// How long claims are kept: longer than a launch is spoken of.
const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);

/// A claim younger than this may belong to a mail that is being handed over just now.
pub(crate) const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);

/// How long one who walks through an audience has it alone, if they fall silent.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

impl ClaimState {
    const ALL: [Self; 4] = [Self::Claimed, Self::Sent, Self::Refused, Self::Returned];

    /// The word for it in the table and on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Returned => "returned",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl Topic {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self { launch: plan.launch.id.clone(), occasion: plan.occasion }
    }
}

fn pk(topic: &Topic) -> String {
    format!("announcement#{}#{}", topic.launch, topic.occasion.word())
}

fn to(address: &AddressHash) -> String {
    format!("to#{address}")
}

fn of(audience: &Audience) -> String {
    format!("of#{audience}")
}

/// The right to write to `address`, found in `audience`, if nobody had it before.
pub(crate) fn claim(topic: &Topic, address: &AddressHash, audience: &Audience, now: Timestamp) -> Write {
    let row = Row::new(pk(topic), &to(address))
        .text("state", ClaimState::Claimed.word())
        .text("audience", audience.name())
        .instant("at", now)
        .instant("ttl", now + KEPT);
    Write::put_new(row)
}

/// The mail was surely not handed over: a later run may claim anew.
pub(crate) fn give_back(topic: &Topic, address: &AddressHash) -> Write {
    Write::delete(pk(topic), &to(address))
        .when("#state = :claimed")
        .text(":claimed", ClaimState::Claimed.word())
}

/// What became of a mail. One that came back stays so, whatever is told afterwards.
pub(crate) fn settle(topic: &Topic, address: &AddressHash, state: ClaimState) -> Write {
    Write::update(pk(topic), &to(address), "SET #state = :state")
        .when("attribute_exists(pk) AND #state <> :returned")
        .text(":state", state.word())
        .text(":returned", ClaimState::Returned.word())
}

/// Every claim of this topic, by address.
pub(crate) async fn claims(store: &Store, topic: &Topic) -> Result<BTreeMap<String, Claim>, Broken> {
    let rows = store.query_from(&pk(topic), "to#").await?;
    let read = |row: &Row| -> Result<(String, Claim), Broken> {
        let hash = row.parse("sk", |sk| sk.strip_prefix("to#").map(str::to_owned))?;
        let (state, at) = (row.parse("state", ClaimState::parse)?, row.read_instant("at")?);
        let audience = row.read_text("audience")?.to_owned();
        Ok((hash.clone(), Claim { address: AddressHash::stored(hash), audience, state, at }))
    };
    rows.iter().map(read).collect()
}

/// Takes the audience for one walk through it, or goes on with one's own; not while another walks. Whether it was had.
pub(crate) async fn take(
    store: &Store,
    topic: &Topic,
    audience: &Audience,
    walker: &str,
    now: Timestamp,
) -> Result<bool, Broken> {
    let take = Write::update(pk(topic), &of(audience), "SET #until = :until, #walker = :walker, #ttl = :ttl")
        .when("attribute_not_exists(#until) OR #until <= :now OR #walker = :walker")
        .text(":walker", walker)
        .instant(":now", now)
        .instant(":until", now + LEASE)
        .instant(":ttl", now + KEPT);
    Ok(store.write(take).await? == Commit::Done)
}

/// The walk is over: let go, and done with if nobody was left behind.
pub(crate) fn let_go(topic: &Topic, audience: &Audience, walker: &str, done: bool, now: Timestamp) -> Write {
    let expression = if done { "SET #done = :now REMOVE #until, #walker" } else { "REMOVE #until, #walker" };
    let write = Write::update(pk(topic), &of(audience), expression);
    let write = write.when("#walker = :walker").text(":walker", walker);
    if done { write.instant(":now", now) } else { write }
}

/// Whether the whole audience has been written to.
pub(crate) async fn is_done(store: &Store, topic: &Topic, audience: &Audience) -> Result<bool, Broken> {
    let row = store.get(&pk(topic), &of(audience)).await?;
    Ok(row.is_some_and(|row| row.read_instant("done").is_ok()))
}
