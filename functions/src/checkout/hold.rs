//! `POST /api/checkout/hold`: a seat is kept for a buyer whose address is proven.
//!
//! What the page showed is what is charged, or the buyer is asked again: the form brings the snapshot's version
//! and the price it showed. A version that is current or the one before it is honoured; otherwise today's price
//! is quoted, and the review page says that it has changed.

use domain::buyer::Buyer;
use domain::hold::{HoldState, expires};
use domain::launch::Launch;
use domain::portal::Portal;
use domain::quote::{Quote, QuoteRefusal, quote};
use domain::seats::{Room, Seats};

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::portal::Loaded;
use crate::setup::product_name;
use crate::store::hold::Hold;
use crate::store::{self, Commit};
use crate::tally::{self, Count};
use crate::{limits, random, visitor};

/// Holds a seat, or leads to the hold that the address already has in this launch.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let portal = app.portal().await?;
    let Some(proof) = visitor::proof(app, &incoming).await? else {
        return Ok(reply::see_other(&portal.snapshot.site.sales_href));
    };
    let (buyer, member) = visitor::buyer(app, &proof.address_hash).await?;
    let quote = asked_for(app, &portal, &incoming, &buyer)?;
    super::may_buy(member.as_ref(), app.now())?;
    // A founder who comes back to their price had a seat once, and needs no open launch.
    let takes_seat = buyer.kept.as_ref() != Some(&quote);
    let limit = if takes_seat { running(app, portal.portal(), &quote)?.seats } else { None };
    let hold = Hold {
        id: random::id()?,
        state: HoldState::Open,
        takes_seat,
        product: product_name(&portal.portal().title, &quote.title),
        quote,
        address: proof.address,
        address_hash: proof.address_hash,
        member: member.map_or_else(random::id, |member| Ok(member.id))?,
        number: None,
        held_at: app.now(),
        session: None,
        order: None,
    };
    let shown = incoming.field("minor");
    let before = keep(app, &incoming, &hold, limit).await?;
    Ok(to_review(before.as_ref().unwrap_or(&hold), shown))
}

/// The quote that the form asks for, in the version of the portal that the form came from.
fn asked_for(app: &App, portal: &Loaded, incoming: &Incoming, buyer: &Buyer) -> Result<Quote, Refusal> {
    let version = portal.portal_of(incoming.field("version")).unwrap_or(portal.portal());
    let (launch, offer) = (incoming.slug("launch")?, incoming.slug("offer")?);
    quote(&version.launches, &launch, &offer, buyer, app.now()).map_err(|refusal| match refusal {
        QuoteRefusal::Unknown => Refusal::NOT_FOUND,
        QuoteRefusal::NotOpen => Refusal::NOT_OPEN,
        QuoteRefusal::Closed => Refusal::CLOSED,
    })
}

/// The quote's launch as it is published now. A form may come from the version before; a launch that was taken
/// back or closed since then is closed all the same.
fn running<'a>(app: &App, portal: &'a Portal, quote: &Quote) -> Result<&'a Launch, Refusal> {
    portal.launch(&quote.launch).filter(|launch| launch.sells(app.now())).ok_or(Refusal::CLOSED)
}

/// Keeps the hold; or, where the address has a live one that serves, leaves it at that one.
async fn keep(
    app: &App,
    incoming: &Incoming,
    hold: &Hold,
    limit: Option<u32>,
) -> Result<Option<Hold>, Failure> {
    for _ in 0..3 {
        if let Some(before) = usable_before(app, hold).await? {
            return Ok(Some(before));
        }
        if let Some(limit) = limit {
            // Most who come when nothing is left are turned away by a read: nobody waits for what they cannot get.
            let seats = store::seats::get(&app.store, &hold.quote.launch).await?.seats;
            if seats.left(Some(limit)) == Some(0) {
                return Err(full(seats, Some(limit)).into());
            }
        }
        limits::on_holds(app, incoming, &hold.address).await?;
        let [row, live] = store::hold::put(hold)?;
        let seat = store::seats::hold(&hold.quote.launch, limit, expires(hold.held_at));
        let writes = [live, row].into_iter().chain(hold.takes_seat.then_some(seat)).collect();
        match app.store.transact(writes).await? {
            Commit::Done => {
                tally::one(Count::Holds);
                return Ok(None);
            }
            // Another request of the same buyer came first: its hold is found above.
            Commit::Refused(writes) if writes.contains(&0) => {}
            // The last one went to somebody else, as the next reading shows.
            Commit::Refused(_) => {}
        }
    }
    Err(Broken::busy("holding a seat", "others kept coming first").into())
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
fn full(seats: Seats, limit: Option<u32>) -> Refusal {
    if seats.room(limit) == Room::SoldOut { Refusal::SOLD_OUT } else { Refusal::SEATS_HELD }
}

fn to_review(hold: &Hold, shown: &str) -> Response {
    let changed = if shown == hold.quote.price.minor.to_string() { "" } else { "&changed=1" };
    reply::see_other(&format!("/api/checkout/review?hold={}{changed}", hold.id))
}
