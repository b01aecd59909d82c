//! `hold#<id>` / `hold`: a seat kept for a buyer; `hold-of#<address hash>` / `<launch>`: their one live hold.
//!
//! An open hold stands in the index `due` under `hold`, at the instant when it may be released; a released one whose
//! payment was started stands there a day longer, under `hold-released`. About 900 bytes; a hold is one transaction of six units, its end another.

use domain::address::{AddressHash, EmailAddress};
use domain::hold::{HoldState, expires, serves};
use domain::quote::Quote;
use jiff::{SignedDuration, Timestamp};

use super::item::{Row, to_json};
use super::{Store, Write};
use crate::failure::Broken;

/// A seat kept for a buyer while they pay.
#[derive(Clone, Debug)]
pub(crate) struct Hold {
    pub id: String,
    pub state: HoldState,
    pub quote: Quote,
    pub address: EmailAddress,
    pub address_hash: AddressHash,
    /// Whose membership this becomes: a member's already, or a fresh id.
    pub member: String,
    /// Whether it counts as one of the launch's seats; not for a founder who comes back to a price of theirs.
    pub takes_seat: bool,
    /// What it is called at the provider, fixed so that a retry sends the same.
    pub product: String,
    /// The member's number, once it was drawn.
    pub number: Option<u32>,
    pub held_at: Timestamp,
    /// The provider's checkout session, once the payment was started.
    pub session: Option<String>,
    /// What the buyer agreed to, once they ordered.
    pub order: Option<Order>,
}

impl Hold {
    /// Whether the buyer can still pay for it.
    pub(crate) fn serves(&self, now: Timestamp) -> bool {
        serves(self.state, self.held_at, self.session.is_some(), now)
    }
}

/// What the buyer agreed to before the payment was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// The fingerprint of the terms' words.
    pub terms_version: String,
    /// Whether they expressly asked for an immediate start.
    pub immediate_start: bool,
    pub at: Timestamp,
}

/// The name of open holds in the index of what is due.
pub(crate) const DUE: &str = "hold";

/// What stands under `seat` of a hold that takes none.
const NO_SEAT: &str = "none";

/// The name of released holds whose session may have been paid all the same.
const RELEASED: &str = "hold-released";

/// How long after its time a released hold is asked about once more. Sessions have ended long before, and webhooks are
/// tried for days; this is for a payment that every word of was lost.
const ASKED_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// How long a hold is kept that is over: longer than a payment can be late. Then its address is forgotten with it.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long a hold that could not be settled is left alone.
const POSTPONED: SignedDuration = SignedDuration::from_mins(5);

fn pk(id: &str) -> String {
    format!("hold#{id}")
}

fn live_pk(address: &AddressHash) -> String {
    format!("hold-of#{address}")
}

/// A new hold and its mark as the address's one live hold in this launch.
pub(crate) fn put(hold: &Hold) -> Result<[Write; 2], Broken> {
    let row = Row::new(pk(&hold.id), "hold")
        .text("state", hold.state.word())
        .text("quote", to_json(&hold.quote)?)
        .text("email", hold.address.as_str())
        .text("address", hold.address_hash.to_string())
        .text("member", &hold.member)
        .maybe_text("seat", (!hold.takes_seat).then_some(NO_SEAT))
        .text("product", &hold.product)
        .instant("held_at", hold.held_at)
        .text("due", DUE)
        .instant("due_at", expires(hold.held_at));
    let live = Row::new(live_pk(&hold.address_hash), hold.quote.launch.as_str()).text("hold", &hold.id);
    Ok([Write::put_new(row), Write::put_new(live)])
}

/// The hold of this id.
pub(crate) async fn get(store: &Store, id: &str) -> Result<Option<Hold>, Broken> {
    let Some(row) = store.get(&pk(id), "hold").await? else { return Ok(None) };
    read(id, &row).map(Some)
}

fn read(id: &str, row: &Row) -> Result<Hold, Broken> {
    Ok(Hold {
        id: id.to_owned(),
        state: row.parse("state", HoldState::parse)?,
        quote: row.json("quote")?,
        address: row.parse("email", |text| EmailAddress::parse(text).ok())?,
        address_hash: AddressHash::stored(row.read_text("address")?.to_owned()),
        member: row.read_text("member")?.to_owned(),
        takes_seat: row.maybe_read_text("seat") != Some(NO_SEAT),
        product: row.read_text("product")?.to_owned(),
        number: row.maybe_read_number("number"),
        held_at: row.read_instant("held_at")?,
        session: row.maybe_read_text("session").map(str::to_owned),
        order: order_of(row),
    })
}

fn order_of(row: &Row) -> Option<Order> {
    let terms_version = row.maybe_read_text("terms")?.to_owned();
    let (immediate_start, at) = (row.read_flag("immediate_start"), row.read_instant("ordered_at").ok()?);
    Some(Order { terms_version, immediate_start, at })
}

/// The address's live hold in the launch of this id.
pub(crate) async fn live(store: &Store, address: &AddressHash, launch: &str) -> Result<Option<Hold>, Broken> {
    let Some(row) = store.get(&live_pk(address), launch).await? else { return Ok(None) };
    get(store, row.read_text("hold")?).await
}

/// Keeps what the buyer agreed to, while the hold is open.
pub(crate) fn order(hold: &Hold, order: &Order) -> Write {
    Write::update(
        pk(&hold.id),
        "hold",
        "SET #terms = :terms, #immediate_start = :immediate, #ordered_at = :at",
    )
    .when("#state = :open")
    .text(":open", HoldState::Open.word())
    .text(":terms", &order.terms_version)
    .flag(":immediate", order.immediate_start)
    .instant(":at", order.at)
}

/// Keeps which checkout session pays for the hold, while it is open.
pub(crate) fn start_payment(hold: &Hold, session: &str) -> Write {
    Write::update(pk(&hold.id), "hold", "SET #session = :session")
        .when("#state = :open AND (attribute_not_exists(#session) OR #session = :session)")
        .text(":open", HoldState::Open.word())
        .text(":session", session)
}

/// The hold goes on to `state`, if it still stands as it was read; paid for by `session`, if by any.
pub(crate) fn settle(hold: &Hold, state: HoldState, session: Option<&str>) -> Write {
    let update = |expression| Write::update(pk(&hold.id), "hold", expression);
    let write = match session {
        Some(session) => update("SET #state = :next, #session = :paid, #ttl = :ttl REMOVE #due, #due_at")
            .text(":paid", session),
        None if state == HoldState::Released && hold.session.is_some() => {
            update("SET #state = :next, #ttl = :ttl, #due = :released, #due_at = :again")
                .text(":released", RELEASED)
                .instant(":again", expires(hold.held_at) + ASKED_AGAIN_AFTER)
        }
        None => update("SET #state = :next, #ttl = :ttl REMOVE #due, #due_at"),
    };
    let write = write.instant(":ttl", expires(hold.held_at) + KEPT);
    let write = write.text(":was", hold.state.word()).text(":next", state.word());
    match &hold.session {
        Some(read) => write.when("#state = :was AND #session = :read").text(":read", read),
        None => write.when("#state = :was AND attribute_not_exists(#session)"),
    }
}

/// Keeps the number drawn for the buyer, if none is kept yet.
pub(crate) fn keep_number(hold: &Hold, number: u32) -> Write {
    Write::update(pk(&hold.id), "hold", "SET #number = :number")
        .when("attribute_exists(pk) AND attribute_not_exists(#number)")
        .number(":number", number)
}

/// Asks for an open hold again later, so that one that cannot be settled does not stand before the others.
pub(crate) fn postpone(id: &str, now: Timestamp) -> Write {
    Write::update(pk(id), "hold", "SET #due_at = :later")
        .when("attribute_exists(#due)")
        .instant(":later", now + POSTPONED)
}

/// Forgets the hold of this id.
pub(crate) fn forget(id: &str) -> Write {
    Write::delete(pk(id), "hold")
}

/// Asks no more about a released hold.
pub(crate) fn leave_alone(id: &str) -> Write {
    Write::update(pk(id), "hold", "REMOVE #due, #due_at").when("#due = :released").text(":released", RELEASED)
}

/// The address has no live hold in this launch any more.
pub(crate) fn end_live(hold: &Hold) -> Write {
    Write::delete(live_pk(&hold.address_hash), hold.quote.launch.as_str())
        .when("#hold = :id")
        .text(":id", &hold.id)
}

/// The ids of open holds that may be released at `now`.
pub(crate) async fn due(store: &Store, now: Timestamp) -> Result<Vec<String>, Broken> {
    ids(store, DUE, now).await
}

/// How many holds ended more than `late` before `now`, and are open all the same. One that could not be settled is put
/// off again and again, so the index alone does not tell: what stands in it until [`POSTPONED`] from now is read.
pub(crate) async fn unsettled(store: &Store, late: SignedDuration, now: Timestamp) -> Result<usize, Broken> {
    let (mut count, mut after) = (0, None);
    loop {
        let (rows, next) = store.page_of_due(DUE, now + POSTPONED, after).await?;
        for id in in_index(&rows)? {
            let hold = get(store, &id).await?.filter(|hold| hold.state == HoldState::Open);
            count += usize::from(hold.is_some_and(|hold| expires(hold.held_at) + late < now));
        }
        if next.is_none() {
            return Ok(count);
        }
        after = next;
    }
}

/// The ids of released holds that must be asked about once more.
pub(crate) async fn released(store: &Store, now: Timestamp) -> Result<Vec<String>, Broken> {
    ids(store, RELEASED, now).await
}

async fn ids(store: &Store, kind: &str, now: Timestamp) -> Result<Vec<String>, Broken> {
    in_index(&store.due(kind, now).await?)
}

fn in_index(rows: &[Row]) -> Result<Vec<String>, Broken> {
    rows.iter().map(|row| row.parse("pk", |pk| pk.strip_prefix("hold#").map(str::to_owned))).collect()
}
