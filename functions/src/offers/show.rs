//! `GET /api/offers`: the sales page with this visitor's own offers; as JSON, the live facts for scripts.

use std::collections::BTreeSet;

use domain::audience::Audience;
use domain::launch::{Launch, Phase};
use domain::quote::{Quote, quotes};
use domain::seats::Seats;
use domain::timeline::leading;
use http::StatusCode;
use serde_json::json;
use themes::context::{Form, Page, Proven, Sales};
use themes::launch_view::launch_view;

use crate::app::{App, Outcome};
use crate::failure::{Broken, Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, reply};
use crate::portal::Loaded;
use crate::store::proof::Proof;
use crate::store::seats;
use crate::visitor;

/// What stands open to this visitor.
struct Standing<'a> {
    launch: &'a Launch,
    phase: Phase,
    seats: Seats,
    quotes: Vec<Quote>,
}

/// The page for a proven address; without one, the static sales page, where the link is asked for.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (portal, proof) = (app.portal().await?, visitor::proof(app, &incoming).await?);
    let audiences = match &proof {
        Some(proof) => visitor::audiences(app, proof).await?,
        None => BTreeSet::new(),
    };
    let standing = standing(app, &portal, &audiences).await?;
    match proof {
        _ if incoming.wants_json => Ok(facts(&standing)),
        Some(proof) => Ok(page(&portal, &standing, &proof)?),
        None => Ok(reply::see_other(&portal.snapshot.site.sales_href)),
    }
}

/// The first running launch that has something for this visitor and is not sold out; else the leading one.
async fn standing<'a>(
    app: &App,
    portal: &'a Loaded,
    audiences: &BTreeSet<Audience>,
) -> Result<Standing<'a>, Failure> {
    let launches = &portal.portal().launches;
    for launch in launches.iter().filter(|launch| launch.is_running(app.now())) {
        let standing = of_launch(app, launch, audiences).await?;
        if standing.phase == Phase::Open && !standing.quotes.is_empty() {
            return Ok(standing);
        }
    }
    let launch = leading(launches, app.now()).ok_or(Refusal::CLOSED)?;
    Ok(of_launch(app, launch, audiences).await?)
}

async fn of_launch<'a>(
    app: &App,
    launch: &'a Launch,
    audiences: &BTreeSet<Audience>,
) -> Result<Standing<'a>, Broken> {
    let seats = seats::get(&app.store, &launch.id).await?;
    let phase = launch.phase(app.now(), seats.sold_out(launch.seats));
    Ok(Standing { launch, phase, seats, quotes: quotes(std::slice::from_ref(launch), audiences, app.now()) })
}

fn facts(standing: &Standing<'_>) -> Response {
    let facts = json!({
        "launch": standing.launch.id,
        "phase": standing.phase,
        "seats_left": standing.seats.left(standing.launch.seats),
        "offers": standing.quotes,
    });
    reply::json(StatusCode::OK, &facts)
}

fn page(portal: &Loaded, standing: &Standing<'_>, proof: &Proof) -> Result<Response, Broken> {
    let sales = portal.snapshot.sales.as_ref();
    let sales = sales.ok_or_else(|| Broken::new("showing the sales page", "the portal has none"))?;
    let launch = launch_view(portal.portal(), standing.launch, standing.phase, standing.quotes.clone());
    let page = Page { noindex: true, path: String::new(), ..sales.page.clone() };
    let proven = Proven {
        email: proof.address.as_str(),
        seats_left: standing.seats.left(standing.launch.seats),
        version: &portal.version,
    };
    let context = Sales {
        page: &page,
        sections: &sales.sections,
        body: &sales.body,
        levels: &portal.snapshot.levels,
        launch: Some(&launch),
        phase: standing.phase,
        proven: Some(proven),
        form: Form::default(),
    };
    Ok(reply::page(StatusCode::OK, portal.render("sales.html", &context)?))
}
