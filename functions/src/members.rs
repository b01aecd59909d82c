//! What happens to a member's access: changed by the provider, withdrawn, given back, signed out everywhere.
//!
//! Whatever ends access is written together with a revocation, which `access` carries to the gate's store: passes
//! that are out are void within seconds.

use domain::address::EmailAddress;
use domain::membership::MembershipState;
use domain::pass::PASS_LASTS;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store::member::Member;
use crate::store::{self, Commit, Write, revocation};

/// What a creator may do to a member's access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Withdraw it, whatever was paid, until it is given back.
    Revoke,
    /// Give it back.
    Restore,
    /// End every session. Whoever reads the member's mail can sign in again.
    SignOut,
}

/// How often it begins again when something else came first.
const ROUNDS: usize = 6;

/// Does it to the member of this address. Whether there is one.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn act(app: &App, deed: Deed, address: &EmailAddress) -> Result<bool, Broken> {
    let Some(member) = store::member::of_address(&app.store, &app.hash(address)).await? else {
        return Ok(false);
    };
    let now = app.now();
    let change = |member: &mut Member| match deed {
        Deed::Revoke => member.revoked_at = Some(now),
        Deed::Restore => member.revoked_at = None,
        Deed::SignOut => member.signed_out_at = Some(now),
    };
    void_passes(app, &member.id, change, Vec::new()).await?;
    Ok(true)
}

/// Ends every session of this member.
pub(crate) async fn sign_out(app: &App, id: &str) -> Result<(), Broken> {
    let now = app.now();
    void_passes(app, id, |member| member.signed_out_at = Some(now), Vec::new()).await
}

/// Voids every pass of this member, changes the member, and writes `more`, which has no conditions, all at once. Whoever
/// has a session gets a new pass without noticing.
pub(crate) async fn void_passes(
    app: &App,
    id: &str,
    change: impl Fn(&mut Member),
    more: Vec<Write>,
) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        let Some(before) = store::member::get(&app.store, id).await? else { return Ok(()) };
        let mut after = before.without_passes(app.now());
        change(&mut after);
        let writes = closed(&after)?.into_iter().chain(more.clone()).collect();
        if app.store.transact(writes).await? == Commit::Done {
            return Ok(());
        }
    }
    Err(Broken::busy("changing a member", "other writes to the same rows kept coming first"))
}

/// The membership is now in `state`, and paid until then. Where its access ends sooner than a pass that is out may, the
/// passes are void; whoever may read on gets one that ends in time.
pub(crate) fn change(
    before: Member,
    state: MembershipState,
    paid_until: Timestamp,
    now: Timestamp,
) -> Result<Vec<Write>, Broken> {
    let until = before.membership().opens_until();
    let after = Member { state, paid_until, ..before };
    let ends = after.membership().opens_until();
    if now < until && ends < until && ends < now + PASS_LASTS {
        return Ok(closed(&after.without_passes(now))?.into());
    }
    Ok(vec![store::member::put(&after)?])
}

/// The member as it now is, whose passes are void.
fn closed(member: &Member) -> Result<[Write; 2], Broken> {
    let at = member.passes_void_at.unwrap_or(Timestamp::MIN);
    Ok([store::member::put(member)?, revocation::put(&member.id, at)])
}
