//! Limits: for mails that anybody can ask for, for guessing codes, and for holds.

use domain::address::{AddressHash, EmailAddress};
use domain::limit::{
    CODES_FOR_ADDRESS, CODES_FROM_NETWORK, HOLDS_FOR_ADDRESS, HOLDS_FROM_NETWORK, Limit, MailLimits,
};
use jiff::Timestamp;

use crate::app::App;
use crate::failure::{Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::store;

/// Whether one more mail of a kind may go to `address`, as this request asks. Whoever asks too often for an address is
/// answered as always, and an earlier mail serves; whoever asks too often for many is told so.
///
/// What is counted does not depend on whether the address is known. Addresses that lead to one mailbox are counted as
/// one: its owner is one person, whatever a stranger puts behind a `+`.
pub(crate) async fn may_mail(
    app: &App,
    incoming: &Incoming,
    limits: MailLimits,
    address: &EmailAddress,
) -> Result<bool, Failure> {
    from_network(app, incoming, limits.from_network).await?;
    let mailbox = app.hash(&address.mailbox());
    Ok(store::limit::count(&app.store, limits.to_address, mailbox, app.now()).await?)
}

/// Refuses a request from a network that has tried too many codes.
pub(crate) async fn on_codes(app: &App, incoming: &Incoming) -> Result<(), Failure> {
    from_network(app, incoming, CODES_FROM_NETWORK).await
}

/// Refuses a code for an address that too many were tried for, by whomever.
pub(crate) async fn on_codes_for(app: &App, address: &AddressHash) -> Result<(), Failure> {
    let may = store::limit::count(&app.store, CODES_FOR_ADDRESS, address, app.now()).await?;
    if may { Ok(()) } else { Err(Refusal::CODE_EXPIRED.into()) }
}

/// Refuses one more hold for a mailbox, or from a network, that has had many: each hold keeps a seat from others.
pub(crate) async fn on_holds(app: &App, incoming: &Incoming, address: &EmailAddress) -> Result<(), Failure> {
    from_network(app, incoming, HOLDS_FROM_NETWORK).await?;
    let mailbox = app.hash(&address.mailbox());
    let may = store::limit::count(&app.store, HOLDS_FOR_ADDRESS, mailbox, app.now()).await?;
    if may { Ok(()) } else { Err(Refusal::TOO_MANY.into()) }
}

/// In how many seconds every limit by network opens again.
pub(crate) fn opens_again(now: Timestamp) -> i64 {
    (CODES_FROM_NETWORK.resets(now).as_second() - now.as_second()).max(1)
}

/// The limits by address and by attempts hold even where the viewer's network is not known; that is a fault of the
/// deployment and is logged.
async fn from_network(app: &App, incoming: &Incoming, limit: Limit) -> Result<(), Failure> {
    let Some(viewer) = incoming.viewer else {
        tracing::error!("no `cloudfront-viewer-address` header; networks are not limited");
        return Ok(());
    };
    for (network, times) in app.settings.hash_key.networks(viewer) {
        if !store::limit::count(&app.store, limit.times(times), network, app.now()).await? {
            return Err(Refusal::TOO_MANY.into());
        }
    }
    Ok(())
}
