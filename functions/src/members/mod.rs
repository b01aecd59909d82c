//! What happens to a member's access: changed by the provider, withdrawn, given back, signed out everywhere.
//!
//! Whatever ends access is written together with a revocation, which `access` carries to the gate's store: passes
//! that are out are void within seconds.

pub mod add;
pub mod erase;
pub mod export;
pub mod feedback;
pub mod list;
pub mod readdress;

use domain::address::EmailAddress;
use domain::membership::{Closed, MembershipState};
use domain::pass::PASS_LASTS;
use domain::return_path::ACCOUNT;
use jiff::Timestamp;

use crate::app::App;
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::provider::Subscription;
use crate::store::errand::ErrandKind;
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
    void_passes_of(app, id, |_| true, change, more).await
}

/// Likewise, if the member is one of `whom` still: somebody else may have done it, or have ended the membership.
pub(crate) async fn void_passes_of(
    app: &App,
    id: &str,
    whom: impl Fn(&Member) -> bool,
    change: impl Fn(&mut Member),
    more: Vec<Write>,
) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        let before = store::member::get(&app.store, id).await?.filter(|member| whom(member));
        let Some(before) = before else { return Ok(()) };
        let mut after = before.without_passes(app.now());
        change(&mut after);
        let writes = closed(&after)?.into_iter().chain(more.clone()).collect();
        if app.store.transact(writes).await? == Commit::Done {
            return Ok(());
        }
    }
    Err(too_busy())
}

/// Ends the membership of this member that is paid for by `subscription`, for good, and writes what `more` makes of the
/// member, all at once; the subscription is ended in turn. The member as they stood before; none if it is not theirs any
/// more, or was ended so before.
pub(crate) async fn close(
    app: &App,
    id: &str,
    subscription: &str,
    reason: Closed,
    more: impl Fn(&Member) -> Result<Vec<Write>, Broken>,
) -> Result<Option<Member>, Broken> {
    for _ in 0..ROUNDS {
        let Some(before) = store::member::get(&app.store, id).await? else { return Ok(None) };
        if before.subscription != subscription || before.closed.is_some() {
            return Ok(None);
        }
        let (state, closed_for) = (MembershipState::Ended, Some(reason));
        let void = before.clone().without_passes(app.now());
        let after = Member { state, closed: closed_for, disputed: None, ..void };
        let end =
            before.renews().then(|| to_be_done(app, ErrandKind::End, subscription, None)).transpose()?;
        let writes = closed(&after)?.into_iter().chain(end).chain(more(&before)?).collect();
        if app.store.transact(writes).await? == Commit::Done {
            return Ok(Some(before));
        }
    }
    Err(too_busy())
}

fn too_busy() -> Broken {
    Broken::busy("changing a member", "other writes to the same rows kept coming first")
}

/// The membership as the provider tells it now, with what its member is told, and the bill that was paid meanwhile.
pub(crate) async fn follow(app: &App, before: Member, now: &Subscription) -> Result<Vec<Write>, Broken> {
    let portal = app.portal().await?;
    let (was, paid_before) = (before.state, before.paid_until);
    let before = Member { grace_days: portal.portal().grace_days, ..before };
    let mail = told(&before, was, now).map(|(key, date)| {
        let href = Some(app.link(ACCOUNT));
        mail::in_outbox(app, &portal, &Mail { href, date, ..Mail::new(key, &before.address) })
    });
    let bill = (now.paid_until > paid_before && before.renews())
        .then(|| to_be_done(app, ErrandKind::Book, &now.id, None));
    let mut writes: Vec<Write> = mail.into_iter().chain(bill).collect::<Result<_, _>>()?;
    writes.extend(change(before, now.state, now.paid_until, app.now())?);
    Ok(writes)
}

/// The mail that a change of state is told by, and the day in it.
fn told(
    before: &Member,
    was: MembershipState,
    now: &Subscription,
) -> Option<(&'static str, Option<Timestamp>)> {
    use MembershipState::{Active, Ended, Ending, PastDue};
    let after = Member { state: now.state, paid_until: now.paid_until, ..before.clone() };
    match (was, now.state) {
        (Active, PastDue) => Some(("payment-failed", Some(after.membership().opens_until()))),
        (Active | PastDue, Ending) => Some(("cancelled", Some(now.paid_until))),
        (Ending, Active) => Some(("taken-up", Some(now.paid_until))),
        (PastDue, Ended) => Some(("ended-unpaid", None)),
        _ => None,
    }
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
