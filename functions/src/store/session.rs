//! `session#<token hash>` / `session`: a browser that a member signed in with; `session-of#<member>` /
//! `<token hash>`: the same, to be listed.
//!
//! About 200 bytes each; two units each within a transaction, one to read, one to list twenty.

use domain::token::{SESSION_LASTS, Token, TokenHash};
use jiff::Timestamp;

use super::item::Row;
use super::{Store, Write};
use crate::failure::Broken;

/// A browser that a member signed in with.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub hash: TokenHash,
    pub member: String,
    pub began: Timestamp,
    /// What kind of browser on what kind of device, as far as it says.
    pub device: String,
    expires: Timestamp,
}

impl Session {
    /// A session of `member` that begins at `now`, for the browser that gets `token`; it lasts [`SESSION_LASTS`].
    pub(crate) fn new(token: &Token, member: &str, device: String, now: Timestamp) -> Self {
        let (hash, member, expires) = (token.hash(), member.to_owned(), now + SESSION_LASTS);
        Self { hash, member, began: now, device, expires }
    }

    fn row(&self, pk: String, sk: &str) -> Row {
        Row::new(pk, sk)
            .text("member", &self.member)
            .text("device", &self.device)
            .instant("began", self.began)
            .instant("expires", self.expires)
            .instant("ttl", self.expires)
    }

    fn read(hash: TokenHash, row: &Row) -> Result<Self, Broken> {
        Ok(Self {
            hash,
            member: row.read_text("member")?.to_owned(),
            began: row.read_instant("began")?,
            device: row.maybe_read_text("device").unwrap_or_default().to_owned(),
            expires: row.read_instant("expires")?,
        })
    }

    fn lasts(self, now: Timestamp) -> Option<Self> {
        (now < self.expires).then_some(self)
    }
}

fn pk(hash: &TokenHash) -> String {
    format!("session#{hash}")
}

fn list_pk(member: &str) -> String {
    format!("session-of#{member}")
}

/// Keeps a session.
pub(crate) fn put(session: &Session) -> [Write; 2] {
    let own = session.row(pk(&session.hash), "session");
    let listed = session.row(list_pk(&session.member), &session.hash.to_string());
    [Write::put_new(own), Write::put_new(listed)]
}

/// The session whose token this is, if it lasts at `now`.
pub(crate) async fn get(store: &Store, token: &Token, now: Timestamp) -> Result<Option<Session>, Broken> {
    let hash = token.hash();
    let Some(row) = store.get(&pk(&hash), "session").await? else { return Ok(None) };
    // A row of an older form is a session that is over.
    Ok(Session::read(hash, &row).ok().and_then(|session| session.lasts(now)))
}

/// The sessions of a member that last at `now`, the newest first. Some may be over because the member signed out
/// everywhere since.
pub(crate) async fn of_member(store: &Store, member: &str, now: Timestamp) -> Result<Vec<Session>, Broken> {
    let rows = store.query(&list_pk(member)).await?;
    let read = |row: &Row| Session::read(TokenHash::stored(row.read_text("sk")?.to_owned()), row);
    let all = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut lasting: Vec<Session> = all.into_iter().filter_map(|session| session.lasts(now)).collect();
    lasting.sort_by_key(|session| std::cmp::Reverse(session.began));
    Ok(lasting)
}

/// Ends a session of `member`; one that is over already stays so.
pub(crate) fn end(member: &str, hash: &TokenHash) -> [Write; 2] {
    [Write::delete(list_pk(member), &hash.to_string()), Write::delete(pk(hash), "session")]
}
