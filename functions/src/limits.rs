//! Limits by the hour: for mails that anybody can ask for, and for guessing codes.

use domain::address::EmailAddress;
use domain::limit::{CODES_FROM_NETWORK, Limit, MAILS_FROM_NETWORK, MAILS_TO_ADDRESS};
use jiff::Timestamp;

use crate::app::App;
use crate::failure::{Broken, Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::store;

/// Whether one more mail may go to `address`, as this request asks. Whoever asks too often for an address is answered
/// as always, and an earlier mail serves; whoever asks too often for many is told so.
///
/// What is counted does not depend on whether the address is known.
pub(crate) async fn may_mail(
    app: &App,
    incoming: &Incoming,
    address: &EmailAddress,
) -> Result<bool, Failure> {
    from_network(app, incoming, MAILS_FROM_NETWORK).await?;
    Ok(store::limit::count(&app.store, MAILS_TO_ADDRESS, app.hash(address), app.now()).await?)
}

/// Refuses a request from a network that has tried too many codes.
pub(crate) async fn on_codes(app: &App, incoming: &Incoming) -> Result<(), Failure> {
    from_network(app, incoming, CODES_FROM_NETWORK).await
}

/// In how many seconds every limit opens again.
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
    let network = app.settings.hash_key.network(viewer);
    let counted: Result<bool, Broken> = store::limit::count(&app.store, limit, network, app.now()).await;
    if counted? { Ok(()) } else { Err(Refusal::TOO_MANY.into()) }
}
