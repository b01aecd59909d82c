//! Who the browser's reader has shown to be: a proven address with its audiences, or a member signed in.

use domain::address::AddressHash;
use domain::buyer::{Buyer, kept_until};
use domain::token::PROOF_LASTS;

use crate::app::App;
use crate::failure::Broken;
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::random;
use crate::store;
use crate::store::Write;
use crate::store::member::Member;
use crate::store::proof::{self, Proof};
use crate::store::session::{self, Session};
use crate::store::waitlist;

/// The address that this browser has proven, if it has.
pub(crate) async fn proof(app: &App, incoming: &Incoming) -> Result<Option<Proof>, Broken> {
    match incoming.cookies.token(CookieName::Proof) {
        Some(token) => proof::get(&app.store, &token, app.now()).await,
        None => Ok(None),
    }
}

/// What is known of whose address this is, and the member they are or were.
pub(crate) async fn buyer(app: &App, hash: &AddressHash) -> Result<(Buyer, Option<Member>), Broken> {
    let member = store::member::of_address(&app.store, hash).await?;
    // A promise ends with a purchase that was taken back.
    let keeps = |member: &&Member| {
        member.closed.is_none() && kept_until(&member.quote, &member.membership(), app.now()).is_some()
    };
    let kept = member.as_ref().filter(keeps).map(|member| member.quote.clone());
    let waiting = waitlist::waiting(&app.store, hash).await?;
    let imported = store::audience::of(&app.store, hash).await?;
    Ok((Buyer { imported, waiting_since: waiting.map(|entry| entry.since), kept }, member))
}

/// What must be written so that the browser has proven the address, and the cookie that says so.
pub(crate) fn prove(app: &App, proof: &Proof) -> Result<(Write, String), Broken> {
    let token = random::token()?;
    let cookie = cookies::set(CookieName::Proof, &token.reveal(), PROOF_LASTS, app.settings.secure_cookies);
    Ok((proof::put(&token, proof, app.now()), cookie))
}

/// The member whose session the request brings.
pub(crate) async fn member(app: &App, incoming: &Incoming) -> Result<Option<Member>, Broken> {
    Ok(signed_in(app, incoming).await?.map(|(_, member)| member))
}

/// The session that the request brings, and whose it is.
pub(crate) async fn signed_in(app: &App, incoming: &Incoming) -> Result<Option<(Session, Member)>, Broken> {
    let Some(token) = incoming.cookies.token(CookieName::Session) else { return Ok(None) };
    let Some(session) = session::get(&app.store, &token, app.now()).await? else { return Ok(None) };
    let member = store::member::get(&app.store, &session.member).await?;
    Ok(member.filter(|member| member.keeps(&session, app.now())).map(|member| (session, member)))
}
