//! A person, erased: everything that identifies them goes, here and at the payment provider. What bookkeeping must keep
//! (sales records, and what was promised for the money) stays under an id that says nothing.
//!
//! Source: GDPR, article 17, paragraphs 1 and 3 (b); bokføringsloven (the Norwegian Bookkeeping Act), section 13.

use domain::address::{AddressHash, EmailAddress};
use domain::membership::{Closed, MembershipState};

use super::void_passes;
use crate::app::App;
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::store::errand::ErrandKind;
use crate::store::member::Member;
use crate::store::{self, Commit, Write, revocation};

/// What stands where an address stood.
const NOBODY: &str = "erased@erased.invalid";

/// Orders that this member is erased, as they ask for themselves: they are signed out everywhere and told so by mail, all
/// at once with the errand. It is done apart from the request, as often as it takes.
pub(crate) async fn order(app: &App, member: &Member) -> Result<(), Broken> {
    let portal = app.portal().await?;
    let told = mail::in_outbox(app, &portal, &Mail::new("erased", &member.address))?;
    let errand = to_be_done(app, ErrandKind::Erase, &member.id, None)?;
    let now = app.now();
    void_passes(app, &member.id, |member| member.signed_out_at = Some(now), vec![errand, told]).await
}

/// Erases the member of this id, if they are not erased yet.
pub(crate) async fn of_id(app: &App, id: &str) -> Result<(), Broken> {
    match store::member::get(&app.store, id).await? {
        Some(member) => erase(app, &member.address).await.map(|_| ()),
        None => Ok(()),
    }
}

/// Erases whoever has this address, member or not. Whether anything was known of them. A suppression stays, for it keeps
/// them from being written to, and is a hash.
///
/// # Errors
/// [`Broken`] if the table cannot be reached; then it may be half done, and is finished by doing it again.
pub async fn erase(app: &App, address: &EmailAddress) -> Result<bool, Broken> {
    let hash = app.hash(address);
    let mut known = false;
    for audience in store::audience::of(&app.store, &hash).await? {
        app.store.write(store::audience::forget(&hash, &audience)).await?;
        known = true;
    }
    known |= app.store.write(store::waitlist::forget(&hash)).await? == Commit::Done;
    let Some(member) = store::member::of_address(&app.store, &hash).await? else { return Ok(known) };
    for promise in store::promise::of(&app.store, &member.id).await? {
        app.store.write(store::hold::forget(&promise.hold)).await?;
    }
    erase_member(app, member).await?;
    Ok(true)
}

/// The member's row comes last, for while it stands one finds what else there is.
async fn erase_member(app: &App, member: Member) -> Result<(), Broken> {
    for session in store::session::of_member(&app.store, &member.id, app.now()).await? {
        let ended = store::session::end(&member.id, &session.hash);
        app.store.transact(ended.into()).await?;
    }
    for lesson in store::ticks::of(&app.store, &member.id).await?.keys() {
        app.store.write(store::ticks::forget(&member.id, lesson)).await?;
    }
    for entry in store::feedback::of(&app.store, &member.id).await? {
        app.store.write(store::feedback::forget(&entry)).await?;
    }
    app.store.write(store::visit::forget(&member.id)).await?;
    let mut member = member;
    for _ in 0..super::ROUNDS {
        if app.store.transact(writes(app, &member)?).await? == Commit::Done {
            return Ok(());
        }
        match store::member::get(&app.store, &member.id).await? {
            Some(now) => member = now,
            None => return Ok(()),
        }
    }
    Err(super::too_busy())
}

fn writes(app: &App, before: &Member) -> Result<Vec<Write>, Broken> {
    let nobody = EmailAddress::parse(NOBODY).map_err(|error| Broken::new("erasing a member", &error))?;
    let void = before.clone().without_passes(app.now());
    let after = Member {
        address: nobody,
        address_hash: AddressHash::stored("erased".to_owned()),
        customer: String::new(),
        state: MembershipState::Ended,
        closed: Some(before.closed.unwrap_or(Closed::Erased)),
        disputed: None,
        signed_out_at: Some(app.now()),
        ..void
    };
    let mut writes = vec![
        store::member::put(&after)?,
        store::member::leave_address(before),
        revocation::put(&before.id, app.now()),
    ];
    if let Some((customer, subscription)) = before.at_provider() {
        if before.renews() {
            writes.push(to_be_done(app, ErrandKind::End, subscription.as_str(), None)?);
        }
        writes.push(to_be_done(app, ErrandKind::Forget, customer.as_str(), None)?);
    }
    Ok(writes)
}
