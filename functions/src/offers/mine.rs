//! `GET /api/offers/mine`: the sales page with the offers of whose address this browser has proven. Never cached.

use domain::buyer::Buyer;
use domain::launch::Phase;
use domain::quote::{Quote, quotes};
use http::StatusCode;
use themes::context::Proven;

use super::standing::{self, Standing, for_everybody, of_launch};
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::visitor;

/// The page; without a proven address, the static sales page, where the link is asked for.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let portal = app.portal().await?;
    let Some(proof) = visitor::proof(app, &incoming).await? else {
        return Ok(reply::see_other(&portal.snapshot.site.sales_href));
    };
    let (buyer, _) = visitor::buyer(app, &proof.address_hash).await?;
    let standing = for_buyer(app, &portal, &buyer).await?;
    let is_shown = |kept: &&Quote| standing.as_ref().is_none_or(|standing| !standing.quotes.contains(kept));
    let proven = Proven {
        email: proof.address.as_str(),
        version: &portal.version,
        kept: buyer.kept.as_ref().filter(is_shown),
    };
    let html = standing::page(&portal, standing.as_ref(), Some(proven))?;
    Ok(reply::page(StatusCode::OK, html))
}

/// The first launch that sells something to this buyer and is not sold out; else the leading one. For somebody who may
/// buy before the others it is open already.
async fn for_buyer<'a>(app: &App, portal: &'a Loaded, buyer: &Buyer) -> Result<Option<Standing<'a>>, Broken> {
    let launches = &portal.portal().launches;
    let theirs = quotes(launches, buyer, app.now());
    for launch in launches.iter().filter(|launch| launch.sells(app.now())) {
        let quotes: Vec<Quote> = theirs.iter().filter(|quote| quote.launch == launch.id).cloned().collect();
        if quotes.is_empty() {
            continue;
        }
        let mut standing = of_launch(app, launch, quotes).await?;
        standing.phase = Phase::of(standing.counter.seats.room(launch.seats));
        if standing.phase != Phase::SoldOut {
            return Ok(Some(standing));
        }
    }
    let leading = for_everybody(app, portal).await?;
    // What everybody is shown the prices of may not be for this one to buy.
    Ok(leading.map(|standing| match standing.phase {
        Phase::Open | Phase::AllHeld => Standing { quotes: Vec::new(), ..standing },
        _ => standing,
    }))
}
