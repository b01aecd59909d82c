//! Importing addresses into an audience.
//!
//! Each address is one update that can be made again without harm, so an import that was interrupted is simply run
//! once more. Some are under way at once: a table far away answers in milliseconds, and takes thousands in a second.

use domain::address::EmailAddress;
use domain::audience::Basis;
use domain::slug::Slug;
use tokio::task::JoinSet;

use crate::app::App;
use crate::failure::Broken;
use crate::random;
use crate::store::{Updated, Write, audience};

/// What addresses are imported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To know them again: a keyed hash is kept, and no address.
    Matching,
    /// To write to them as well: the address is kept too, sealed.
    Mailing,
}

/// What is said of the addresses that are imported.
#[derive(Clone, Debug)]
pub struct Import {
    /// The audience they belong to.
    pub audience: Slug,
    /// Why they do.
    pub basis: Basis,
    /// What for.
    pub purpose: Purpose,
}

/// How many updates are under way at once.
const AT_ONCE: usize = 32;

/// Puts `addresses` into the audience; once more changes nothing. How many of them were there already.
/// After each, `done` is called.
///
/// What an earlier import said stays: one for matching does not take away that an address may be written to.
///
/// # Errors
/// [`Broken`] if the table cannot be written, or there is no key to seal addresses with. Some are imported then.
pub async fn import(
    app: &App,
    import: &Import,
    addresses: &[EmailAddress],
    mut done: impl FnMut(),
) -> Result<usize, Broken> {
    let mut stood_there = 0;
    let writes = addresses.iter().map(|address| write(app, import, address));
    update_all(app, writes, |updated| {
        done();
        if let Updated::Done(before) = updated {
            stood_there += usize::from(audience::stood_there(&before));
        }
    })
    .await?;
    Ok(stood_there)
}

fn write(app: &App, import: &Import, address: &EmailAddress) -> Result<Write, Broken> {
    let Import { audience, basis, purpose } = import;
    let (hash, now) = (app.hash(address), app.now());
    Ok(match purpose {
        Purpose::Matching => audience::import(&hash, audience, basis, now),
        Purpose::Mailing => {
            let nonce = random::bytes()?;
            audience::import_to_mail(app.address_key()?, (address, &hash), audience, basis, nonce, now)
        }
    })
}

/// Forgets that these may be written to as members of `audience`; they still are. How many had been.
///
/// # Errors
/// [`Broken`] if the table cannot be written.
pub async fn stop_mailing(app: &App, audience: &Slug, addresses: &[EmailAddress]) -> Result<usize, Broken> {
    let mut stopped = 0;
    let writes = addresses.iter().map(|address| Ok(audience::stop_mailing(&app.hash(address), audience)));
    update_all(app, writes, |updated| stopped += usize::from(matches!(updated, Updated::Done(_)))).await?;
    Ok(stopped)
}

/// Everybody who may be written to as one of `audience`, those imported first at the front: for measurements and tests.
///
/// # Errors
/// [`Broken`] if the table cannot be read, or an address does not open.
pub async fn mailable(app: &App, audience: &Slug) -> Result<Vec<EmailAddress>, Broken> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let (hashes, next) = audience::page(&app.store, audience, after).await?;
        for hash in hashes {
            found.extend(audience::address(&app.store, app.address_key()?, &hash, audience).await?);
        }
        if next.is_none() {
            return Ok(found);
        }
        after = next;
    }
}

/// Makes every one of `updates`, in any order; if one fails, those not begun are not made.
async fn update_all(
    app: &App,
    updates: impl Iterator<Item = Result<Write, Broken>>,
    mut each: impl FnMut(Updated),
) -> Result<(), Broken> {
    let mut under_way = JoinSet::new();
    for update in updates {
        if under_way.len() == AT_ONCE
            && let Some(updated) = under_way.join_next().await
        {
            each(updated.map_err(|error| Broken::new("importing", &error))??);
        }
        let (store, update) = (app.store.clone(), update?);
        under_way.spawn(async move { store.update_patiently(&update).await });
    }
    while let Some(updated) = under_way.join_next().await {
        each(updated.map_err(|error| Broken::new("importing", &error))??);
    }
    Ok(())
}
