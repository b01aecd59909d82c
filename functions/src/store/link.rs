//! `<kind>#<token hash>` / `link`: a one-time link that was mailed.
//!
//! The kind leads the key: `confirm`, `leave`, `prove`, `sign-in`, `withdraw`. About 300 bytes; one unit to write,
//! one to read, two more to consume within a transaction.

use domain::address::{AddressHash, EmailAddress};
use domain::token::{Token, TokenHash};
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// What a link is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// Confirms a waitlist entry.
    Confirm,
    /// Ends a waitlist entry.
    Leave,
    /// Proves an address to the browser that opens it.
    Prove,
    /// Signs a member in, once.
    SignIn,
    /// Shows a member what withdrawing means, and does it.
    Withdraw,
}

/// What stands behind a link.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub kind: LinkKind,
    /// Where it was mailed; a lasting link to leave keeps none.
    pub address: Option<EmailAddress>,
    pub address_hash: AddressHash,
    /// Where to go afterwards, for a sign-in.
    pub next: Option<String>,
    /// The browser that may type the code in the same mail instead.
    pub code_for: Option<TokenHash>,
    /// From when it is no longer good; never, if absent.
    pub expires: Option<Timestamp>,
}

impl Link {
    /// A link that never expires, and knows an address by its hash alone.
    pub(crate) fn lasting(kind: LinkKind, address: &AddressHash) -> Self {
        let address_hash = address.clone();
        Self { kind, address: None, address_hash, next: None, code_for: None, expires: None }
    }
}

impl LinkKind {
    /// Whether opening it must know the address itself; the others make do with the hash.
    pub(crate) fn needs_address(self) -> bool {
        matches!(self, Self::Confirm | Self::Prove)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Leave => "leave",
            Self::Prove => "prove",
            Self::SignIn => "sign-in",
            Self::Withdraw => "withdraw",
        }
    }

    fn pk(self, token: &TokenHash) -> String {
        format!("{}#{token}", self.word())
    }
}

/// Keeps `link` under the hash of `token`.
pub(crate) fn put(token: &Token, link: &Link) -> Write {
    let row = Row::new(link.kind.pk(&token.hash()), "link")
        .maybe_text("email", link.address.as_ref().map(EmailAddress::as_str))
        .text("address", link.address_hash.to_string())
        .maybe_text("next", link.next.as_deref())
        .maybe_text("code_for", link.code_for.as_ref().map(ToString::to_string).as_deref());
    let Some(expires) = link.expires else { return Write::put(row) };
    Write::put(row.instant("expires", expires).instant("ttl", expires))
}

/// The link behind `token`, if it is still good at `now`.
pub(crate) async fn get(
    store: &Store,
    kind: LinkKind,
    token: &Token,
    now: Timestamp,
) -> Result<Option<Link>, Broken> {
    let Some(row) = store.get(&kind.pk(&token.hash()), "link").await? else { return Ok(None) };
    let expires = row.read_instant("expires").ok();
    if expires.is_some_and(|expires| expires <= now) {
        return Ok(None);
    }
    let address = row.maybe_read_text("email").and_then(|text| EmailAddress::parse(text).ok());
    let address_hash = AddressHash::stored(row.read_text("address")?.to_owned());
    Ok(Some(Link {
        kind,
        address,
        address_hash,
        next: row.maybe_read_text("next").map(str::to_owned),
        code_for: row.maybe_read_text("code_for").map(|text| TokenHash::stored(text.to_owned())),
        expires,
    }))
}

/// Uses up the link behind `token`: holds only for the first that tries.
pub(crate) fn consume(kind: LinkKind, token: &Token) -> Write {
    forget(kind, &token.hash()).when("attribute_exists(pk)")
}

/// The link is over, used or not.
pub(crate) fn forget(kind: LinkKind, token: &TokenHash) -> Write {
    Write::delete(kind.pk(token), "link")
}
