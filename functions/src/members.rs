//! What happens to a member's access: changed by the provider, withdrawn, given back, signed out everywhere.
//!
//! Whatever ends access is written together with a revocation, which `access` carries to the gate's store: passes
//! that are out are void within seconds.

use domain::address::EmailAddress;
use domain::membership::MembershipState;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store::member::Member;
use crate::store::{self, Write, revocation};

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

/// Does it to the member of this address. Whether there is one.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn act(app: &App, deed: Deed, address: &EmailAddress) -> Result<bool, Broken> {
    let Some(member) = store::member::of_address(&app.store, &app.hash(address)).await? else {
        return Ok(false);
    };
    let (id, now) = (member.id.as_str(), app.now());
    let writes = match deed {
        Deed::Revoke => vec![store::member::revoke(id, now), revocation::put(id, now)],
        Deed::Restore => vec![store::member::restore(id)],
        Deed::SignOut => sign_out(id, now).into(),
    };
    app.store.transact(writes).await?;
    Ok(true)
}

/// Every session of this member is over.
pub(crate) fn sign_out(id: &str, now: Timestamp) -> [Write; 2] {
    [store::member::sign_out(id, now), revocation::put(id, now)]
}

/// Every pass of this member is void; sessions go on.
pub(crate) fn void_passes(id: &str, now: Timestamp) -> [Write; 2] {
    [store::member::void_passes(id, now), revocation::put(id, now)]
}

/// The membership is now in `state`, and paid until then. Where that ends its access, passes that are out are void.
pub(crate) fn change(
    before: Member,
    state: MembershipState,
    paid_until: Timestamp,
    now: Timestamp,
) -> Result<Vec<Write>, Broken> {
    let opened = now < before.membership().opens_until();
    let mut after = Member { state, paid_until, ..before };
    if !opened || now < after.membership().opens_until() {
        return Ok(vec![store::member::put(&after)?]);
    }
    after.passes_void_at = Some(now);
    Ok(vec![store::member::put(&after)?, revocation::put(&after.id, now)])
}
