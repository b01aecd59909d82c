//! `POST /api/checkout/hold`: a seat is kept for a buyer whose address is proven.
//!
//! What the page showed is what is charged, or the buyer is asked again: the form brings the snapshot's version
//! and the price it showed. A version that is current or the one before it is honoured; otherwise today's price
//! is quoted, and the review page says that it has changed.

use domain::hold::HoldState;
use domain::launch::Launch;
use domain::portal::Portal;
use domain::quote::{Quote, QuoteRefusal, quote};

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::store::hold::Hold;
use crate::store::proof::Proof;
use crate::store::{self, Commit};
use crate::{random, visitor};

/// Holds a seat, or leads to the hold that the address already has in this launch.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let portal = app.portal().await?;
    let Some(proof) = visitor::proof(app, &incoming).await? else {
        return Ok(reply::see_other(&portal.snapshot.site.sales_href));
    };
    let quote = asked_for(app, &incoming, &proof).await?;
    let launch = running(app, portal.portal(), &quote)?;
    let member = store::member::of_address(&app.store, &proof.address_hash).await?;
    super::may_buy(member.as_ref(), app.now())?;
    let hold = Hold {
        id: random::id()?,
        state: HoldState::Open,
        levels: launch.levels.clone(),
        product: format!("{} – {}", portal.portal().title, quote.title),
        quote,
        address: proof.address,
        address_hash: proof.address_hash,
        member: member.map_or_else(random::id, |member| Ok(member.id))?,
        number: None,
        held_at: app.now(),
        session: None,
    };
    let shown = incoming.field("minor");
    let before = keep(app, &hold, launch.seats).await?;
    Ok(to_review(before.as_ref().unwrap_or(&hold), shown))
}

/// The quote that the form asks for, in the version of the portal that the form came from.
async fn asked_for(app: &App, incoming: &Incoming, proof: &Proof) -> Result<Quote, Failure> {
    let portal = app.portal().await?;
    let version = portal.portal_of(incoming.field("version")).unwrap_or(portal.portal());
    let (launch, offer) = (incoming.slug("launch")?, incoming.slug("offer")?);
    let audiences = visitor::audiences(app, proof).await?;
    quote(&version.launches, &launch, &offer, &audiences, app.now()).map_err(|refusal| {
        let refusal = match refusal {
            QuoteRefusal::Unknown => Refusal::NOT_FOUND,
            QuoteRefusal::NotOpen => Refusal::NOT_OPEN,
            QuoteRefusal::Closed => Refusal::CLOSED,
        };
        refusal.into()
    })
}

/// The quote's launch as it is published now. A form may come from the version before; a launch that was taken
/// back or closed since then is closed all the same.
fn running<'a>(app: &App, portal: &'a Portal, quote: &Quote) -> Result<&'a Launch, Refusal> {
    portal.launch(&quote.launch).filter(|launch| launch.is_running(app.now())).ok_or(Refusal::CLOSED)
}

/// Keeps the hold; or, where the address has a live one that serves, leaves it at that one.
async fn keep(app: &App, hold: &Hold, limit: Option<u32>) -> Result<Option<Hold>, Failure> {
    for _ in 0..3 {
        if let Some(before) = usable_before(app, hold).await? {
            return Ok(Some(before));
        }
        let [row, live] = store::hold::put(hold)?;
        match app.store.transact(vec![live, row, store::seats::hold(&hold.quote.launch, limit)]).await? {
            Commit::Done => return Ok(None),
            // Another request of the same buyer came first: its hold is found above.
            Commit::Refused(writes) if writes.contains(&0) => {}
            Commit::Refused(_) => return Err(full(app, hold, limit).await?.into()),
        }
    }
    Err(Broken::new("holding a seat", "the buyer's earlier hold neither ends nor serves").into())
}

/// The live hold that the address has in this launch, if it is for the same offer and can still be paid. One
/// that cannot serve is ended first, as giving up would.
async fn usable_before(app: &App, hold: &Hold) -> Result<Option<Hold>, Failure> {
    let launch = hold.quote.launch.as_str();
    let Some(before) = store::hold::live(&app.store, &hold.address_hash, launch).await? else {
        return Ok(None);
    };
    if before.quote == hold.quote && before.serves(app.now()) {
        return Ok(Some(before));
    }
    match super::settle::end(app, &before.id).await? {
        // It was paid after all, and just now made the buyer a member.
        Some(_) => Err(Refusal::ALREADY_MEMBER.into()),
        None => Ok(None),
    }
}

/// Whether every seat is taken for good, or some are only held.
async fn full(app: &App, hold: &Hold, limit: Option<u32>) -> Result<Refusal, Broken> {
    let seats = store::seats::get(&app.store, &hold.quote.launch).await?;
    Ok(if seats.sold_out(limit) { Refusal::SOLD_OUT } else { Refusal::SEATS_HELD })
}

fn to_review(hold: &Hold, shown: &str) -> Response {
    let changed = if shown == hold.quote.price.minor.to_string() { "" } else { "&changed=1" };
    reply::see_other(&format!("/api/checkout/review?hold={}{changed}", hold.id))
}
