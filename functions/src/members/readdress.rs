//! A member's address becomes another one. Everything of theirs stays: number, price, sessions.

use domain::address::EmailAddress;
use domain::return_path::SIGN_IN;

use crate::app::App;
use crate::errand::to_be_done;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::store::errand::ErrandKind;
use crate::store::member::Member;
use crate::store::{self, Commit};

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readdressed {
    /// The member has the new address.
    Done,
    /// Nobody has the old one.
    Nobody,
    /// Somebody else has the new one.
    Taken,
}

/// Gives the member of address `old` the address `new`. Both are told.
///
/// # Errors
/// [`Broken`] if the table cannot be reached. The provider is told in turn.
pub async fn change_address(
    app: &App,
    old: &EmailAddress,
    new: &EmailAddress,
) -> Result<Readdressed, Broken> {
    let portal = app.portal_now().await?;
    for _ in 0..super::ROUNDS {
        let Some(before) = store::member::of_address(&app.store, &app.hash(old)).await? else {
            return Ok(Readdressed::Nobody);
        };
        let hash = app.hash(new);
        if hash == before.address_hash {
            return Ok(Readdressed::Done);
        }
        if store::member::is_anybody(&app.store, &hash).await? {
            return Ok(Readdressed::Taken);
        }
        let after = Member { address: new.clone(), address_hash: hash, ..before.clone() };
        let mut writes = vec![
            store::member::put(&after)?,
            store::member::put_address(&after),
            store::member::leave_address(&before),
        ];
        if before.at_provider().is_some() {
            writes.push(to_be_done(app, ErrandKind::Readdress, &before.subscription, None)?);
        }
        for address in [old, new] {
            let told = Mail { href: Some(app.link(SIGN_IN)), ..Mail::new("address-changed", address) };
            writes.push(mail::in_outbox(app, &portal, &told)?);
        }
        if app.store.transact(writes).await? == Commit::Done {
            return Ok(Readdressed::Done);
        }
    }
    Err(super::too_busy())
}
