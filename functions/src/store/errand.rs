//! `errand#<kind>#<subject>` / `errand`: something that a transaction decided and that must be done at the payment provider, or
//! in more steps than a transaction has.
//!
//! It stands in the index `due` under `errand`. Whoever wrote it does it at once; what fails, or is not come to, is done by
//! the reconciler, and every errand may be done any number of times. It is deleted when it is done, unless it was ordered
//! anew meanwhile. About 300 bytes; two units within a transaction, and two for the index.

use jiff::{SignedDuration, Timestamp};

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;
use crate::present::Present;
use crate::provider::ProviderId;
use crate::random;
use crate::request_id::RequestId;

/// What there is to do, and about what of the provider's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Errand {
    pub kind: ErrandKind,
    /// A subscription, or a payment that was made once; a payment or a customer, for what is about one; a member, for
    /// erasing them.
    pub subject: String,
    /// In minor units, for giving money back: so much of it, and all if absent.
    pub minor: Option<u32>,
    /// Which ordering of it this is.
    order: String,
    /// How often it has failed.
    pub failures: u32,
    /// The request that ordered it.
    pub request: Option<RequestId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrandKind {
    /// Write the sales records of what was paid.
    Book,
    /// See what became of a payment's money, and what follows.
    FollowMoney,
    /// End the subscription at once.
    End,
    /// Give money back.
    GiveBack,
    /// Delete the customer.
    Forget,
    /// Tell the provider the member's address.
    Readdress,
    /// Erase the member.
    Erase,
}

impl ErrandKind {
    const ALL: [Self; 7] = [
        Self::Book,
        Self::FollowMoney,
        Self::End,
        Self::GiveBack,
        Self::Forget,
        Self::Readdress,
        Self::Erase,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::FollowMoney => "follow-money",
            Self::End => "end",
            Self::GiveBack => "give-back",
            Self::Forget => "forget",
            Self::Readdress => "readdress",
            Self::Erase => "erase",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The name of errands in the index.
const DUE: &str = "errand";

/// How long one that failed is left alone at first; each time twice as long, and at most [`LONGEST_WAIT`].
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(3);

impl Errand {
    /// An errand that has not been tried, ordered by what is being done.
    pub(crate) fn new(kind: ErrandKind, subject: &str, minor: Option<u32>) -> Result<Self, Broken> {
        let request = Present::now().request;
        Ok(Self { kind, subject: subject.to_owned(), minor, order: random::id()?, failures: 0, request })
    }

    /// The subject by the provider's id for it.
    pub(crate) fn at_provider(&self) -> Result<ProviderId, Broken> {
        let no_id = || Broken::new("doing an errand", "its subject is no id of the provider's");
        ProviderId::parse(&self.subject).ok_or_else(no_id)
    }

    fn pk(&self) -> String {
        format!("errand#{}#{}", self.kind.word(), self.subject)
    }
}

/// It is to be done, from `now` on.
pub(crate) fn put(errand: &Errand, now: Timestamp) -> Write {
    let row = Row::new(errand.pk(), "errand")
        .text("order", &errand.order)
        .maybe_number("minor", errand.minor)
        .number("failures", 0)
        .maybe_text("request", errand.request.as_ref().map(RequestId::as_str))
        .text("due", DUE)
        .instant("due_at", now);
    Write::put(row)
}

/// It is done, unless it was ordered anew.
pub(crate) fn done(errand: &Errand) -> Write {
    Write::delete(errand.pk(), "errand").when("#order = :order").text(":order", &errand.order)
}

/// It failed at `now`, and is left alone for a while.
pub(crate) fn failed(errand: &Errand, now: Timestamp) -> Write {
    let wait = FIRST_WAIT.saturating_mul(1 << errand.failures.min(10)).min(LONGEST_WAIT);
    Write::update(errand.pk(), "errand", "SET #due_at = :later, #failures = :failures")
        .when("#order = :order")
        .text(":order", &errand.order)
        .number(":failures", errand.failures + 1)
        .instant(":later", now + wait)
}

/// What there is to do at `now`, the longest waiting first; up to a hundred.
pub(crate) async fn due(store: &Store, now: Timestamp) -> Result<Vec<Errand>, Broken> {
    let mut due = Vec::new();
    for key in store.due(DUE, now).await? {
        let pk = key.parse("pk", |pk| Some(pk.to_owned()))?;
        let row = store.get(&pk, "errand").await?;
        due.extend(row.map(|row| read(&row)).transpose()?);
    }
    Ok(due)
}

fn read(row: &Row) -> Result<Errand, Broken> {
    let named = |pk: &str| {
        let (kind, subject) = pk.strip_prefix("errand#")?.split_once('#')?;
        Some((ErrandKind::parse(kind)?, subject.to_owned()))
    };
    let (kind, subject) = row.parse("pk", named)?;
    Ok(Errand {
        kind,
        subject,
        minor: row.maybe_read_number("minor"),
        order: row.parse("order", |order| Some(order.to_owned()))?,
        failures: row.read_number("failures")?,
        request: row.maybe_read_text("request").and_then(RequestId::parse),
    })
}
