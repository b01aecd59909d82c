//! `member#<id>` / `member`: who has, or had, a membership; `member-of#<address hash>` / `member`: whose address.
//!
//! `version` grows by one with every change, and every change is made only to the version that was read.
//! A member stands in the index `due` under `member`, at the instant of joining, so that all can be listed. About 800
//! bytes; two units within a transaction, and one more for the index when they join; one to read.

use domain::address::{AddressHash, EmailAddress};
use domain::level::LevelSet;
use domain::membership::{Closed, GRACE_DAYS, Membership, MembershipState};
use domain::quote::Quote;
use jiff::{SignedDuration, Timestamp};

use super::item::{Row, to_json};
use super::revocation::has_come;
use super::session::Session;
use super::{Cursor, Store, Write};
use crate::failure::Broken;
use crate::provider::ProviderId;

/// The name of members in the index.
const LISTED: &str = "member";

/// A member with the membership they pay for.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub id: String,
    /// 0 for one that is not stored yet.
    pub version: u64,
    pub address: EmailAddress,
    pub address_hash: AddressHash,
    /// From 1; founders are counted apart.
    pub number: u32,
    pub quote: Quote,
    pub levels: LevelSet,
    pub state: MembershipState,
    pub paid_until: Timestamp,
    pub joined_at: Timestamp,
    /// What pays: the provider's subscription; or the payment, where it was paid once. Of somebody whom the creator added,
    /// an id of ours.
    pub subscription: String,
    /// Whose it is at the provider; empty for somebody whom the creator added.
    pub customer: String,
    /// Whether they expressly asked for a start before the right of withdrawal is over.
    pub immediate_start: bool,
    /// For how many days a payment that failed is waited for: as the portal said when the provider last told of it.
    pub grace_days: u8,
    /// Why the membership was ended here, if it was.
    pub closed: Option<Closed>,
    /// The payment that the bank asks back, if it does.
    pub disputed: Option<String>,
    /// When the creator withdrew the access, if so.
    pub revoked_at: Option<Timestamp>,
    /// Sessions that began up to this instant are over.
    pub signed_out_at: Option<Timestamp>,
    /// Passes that were issued up to this instant are void.
    pub passes_void_at: Option<Timestamp>,
}

impl Member {
    /// What decides what the membership opens.
    pub(crate) fn membership(&self) -> Membership {
        Membership {
            state: self.state,
            paid_until: self.paid_until,
            levels: self.levels.clone(),
            joined_at: self.joined_at,
            grace_days: self.grace_days,
            revoked: self.revoked_at.is_some(),
            disputed: self.disputed.is_some(),
        }
    }

    /// When they are charged again, if they are.
    pub(crate) fn next_charge(&self, now: Timestamp) -> Option<Timestamp> {
        let is_charged = self.state == MembershipState::Active && self.renews() && now < self.paid_until;
        is_charged.then_some(self.paid_until)
    }

    /// What the provider knows them by, if they pay by it.
    pub(crate) fn at_provider(&self) -> Option<(ProviderId, ProviderId)> {
        Some((ProviderId::parse(&self.customer)?, ProviderId::parse(&self.subscription)?))
    }

    /// Whether they pay again and again, and so can end that.
    pub(crate) fn renews(&self) -> bool {
        self.at_provider().is_some() && !self.membership().is_for_good()
    }

    /// Whether a session of this member goes on: they did not sign out everywhere since it began.
    pub(crate) fn keeps(&self, session: &Session, now: Timestamp) -> bool {
        let signed_out = self.signed_out_at.filter(|at| has_come(*at, now));
        signed_out.is_none_or(|signed_out| signed_out < session.began)
    }

    /// Up to which instant of issuing passes are void.
    pub(crate) fn passes_void_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.passes_void_at.filter(|at| has_come(*at, now))
    }

    /// With every pass void that is out at `now`, those included that are being signed just now from what was read
    /// before. Passes given since the last time were issued ahead of the clock, so this time is after that one.
    pub(crate) fn without_passes(self, now: Timestamp) -> Self {
        let until = now + UNDER_WAY;
        let next = |void| until.max(void + SignedDuration::from_secs(1));
        Self { passes_void_at: Some(self.passes_void_at(now).map_or(until, next)), ..self }
    }
}

/// Longer than it takes to read a member and sign a pass, or than clocks differ.
const UNDER_WAY: SignedDuration = SignedDuration::from_secs(5);

fn pk(id: &str) -> String {
    format!("member#{id}")
}

fn address_pk(address: &AddressHash) -> String {
    format!("member-of#{address}")
}

/// The member as it now is, in place of the version that was read.
pub(crate) fn put(member: &Member) -> Result<Write, Broken> {
    let row = Row::new(pk(&member.id), "member")
        .number("version", member.version + 1)
        .text("email", member.address.as_str())
        .text("address", member.address_hash.to_string())
        .number("number", member.number)
        .text("quote", to_json(&member.quote)?)
        .text("levels", to_json(&member.levels)?)
        .text("state", member.state.word())
        .instant("paid_until", member.paid_until)
        .instant("joined_at", member.joined_at)
        .text("subscription", &member.subscription)
        .text("customer", &member.customer)
        .flag("immediate_start", member.immediate_start)
        .number("grace_days", member.grace_days)
        .maybe_text("closed", member.closed.map(Closed::word))
        .maybe_text("disputed", member.disputed.as_deref())
        .text("due", LISTED)
        .instant("due_at", member.joined_at)
        .maybe_instant("revoked_at", member.revoked_at)
        .maybe_instant("signed_out_at", member.signed_out_at)
        .maybe_instant("passes_void_at", member.passes_void_at);
    if member.version == 0 {
        return Ok(Write::put_new(row));
    }
    Ok(Write::put(row).when("#version = :read").number(":read", member.version))
}

/// The address is this member's.
pub(crate) fn put_address(member: &Member) -> Write {
    Write::put(Row::new(address_pk(&member.address_hash), "member").text("member", &member.id))
        .when("attribute_not_exists(pk) OR #member = :id")
        .text(":id", &member.id)
}

/// The member of this id.
pub(crate) async fn get(store: &Store, id: &str) -> Result<Option<Member>, Broken> {
    let Some(row) = store.get(&pk(id), "member").await? else { return Ok(None) };
    Ok(Some(Member {
        id: id.to_owned(),
        version: row.read_number("version")?,
        address: row.parse("email", |text| EmailAddress::parse(text).ok())?,
        address_hash: AddressHash::stored(row.read_text("address")?.to_owned()),
        number: row.read_number("number")?,
        quote: row.json("quote")?,
        levels: row.json("levels")?,
        state: row.parse("state", MembershipState::parse)?,
        paid_until: row.read_instant("paid_until")?,
        joined_at: row.read_instant("joined_at")?,
        subscription: row.read_text("subscription")?.to_owned(),
        customer: row.read_text("customer")?.to_owned(),
        immediate_start: row.read_flag("immediate_start"),
        grace_days: row.maybe_read_number("grace_days").unwrap_or(GRACE_DAYS),
        closed: row.maybe_read_text("closed").and_then(Closed::parse),
        disputed: row.maybe_read_text("disputed").map(str::to_owned),
        revoked_at: row.read_instant("revoked_at").ok(),
        signed_out_at: row.read_instant("signed_out_at").ok(),
        passes_void_at: row.read_instant("passes_void_at").ok(),
    }))
}

/// Whether the address is a member's. Reads as much whether it is or not.
pub(crate) async fn is_anybody(store: &Store, address: &AddressHash) -> Result<bool, Broken> {
    Ok(store.get(&address_pk(address), "member").await?.is_some())
}

/// The member whose address this is.
pub(crate) async fn of_address(store: &Store, address: &AddressHash) -> Result<Option<Member>, Broken> {
    let Some(row) = store.get(&address_pk(address), "member").await? else { return Ok(None) };
    get(store, row.read_text("member")?).await
}

/// The address is no longer this member's.
pub(crate) fn leave_address(member: &Member) -> Write {
    Write::delete(address_pk(&member.address_hash), "member").when("#member = :id").text(":id", &member.id)
}

/// The ids of up to a hundred members, who joined first at the front, and where to go on after them.
pub(crate) async fn page(
    store: &Store,
    after: Option<Cursor>,
) -> Result<(Vec<String>, Option<Cursor>), Broken> {
    let (rows, next) = store.page_of_due(LISTED, Timestamp::MAX, after).await?;
    let id = |pk: &str| pk.strip_prefix("member#").map(str::to_owned);
    let ids = rows.iter().map(|row| row.parse("pk", id)).collect::<Result<_, _>>()?;
    Ok((ids, next))
}
