//! Where a launch stands for somebody, and the sales page that says so.

use domain::launch::{Launch, Phase};
use domain::quote::Quote;
use domain::timeline::leading;
use themes::context::{Form, Live, Page, Proven, Sales};
use themes::launch_view::{launch_view, public_quotes};

use crate::app::App;
use crate::failure::Broken;
use crate::portal::Loaded;
use crate::store::seats::{self, Counter};

/// Where a launch stands for somebody.
pub(super) struct Standing<'a> {
    pub launch: &'a Launch,
    pub phase: Phase,
    pub counter: Counter,
    /// What they may buy in it.
    pub quotes: Vec<Quote>,
}

/// Where the leading launch stands for everybody; none when nothing is planned. One read.
pub(super) async fn for_everybody<'a>(app: &App, portal: &'a Loaded) -> Result<Option<Standing<'a>>, Broken> {
    let Some(launch) = leading(&portal.portal().launches, app.now()) else { return Ok(None) };
    of_launch(app, launch, public_quotes(launch)).await.map(Some)
}

/// Where `launch` stands for somebody with these quotes.
pub(super) async fn of_launch<'a>(
    app: &App,
    launch: &'a Launch,
    quotes: Vec<Quote>,
) -> Result<Standing<'a>, Broken> {
    let counter = seats::get(&app.store, &launch.id).await?;
    let phase = launch.phase(app.now(), counter.seats.room(launch.seats));
    Ok(Standing { launch, phase, counter, quotes })
}

impl Standing<'_> {
    /// What the page says of the seats as they are now.
    pub(super) fn live(&self) -> Live {
        let held_until = self.counter.held_until.filter(|_| self.phase == Phase::AllHeld);
        Live { seats_left: self.counter.seats.left(self.launch.seats), held_until }
    }
}

/// The sales page as it stands for somebody.
pub(super) fn page(
    portal: &Loaded,
    standing: Option<&Standing<'_>>,
    proven: Option<Proven<'_>>,
) -> Result<String, Broken> {
    let sales = portal.snapshot.sales.as_ref();
    let sales = sales.ok_or_else(|| Broken::new("showing the sales page", "the portal has none"))?;
    let view = |standing: &Standing<'_>| {
        launch_view(portal.portal(), standing.launch, standing.phase, standing.quotes.clone())
    };
    let launch = standing.map(view);
    let page = Page { noindex: true, path: String::new(), ..sales.page.clone() };
    let context = Sales {
        page: &page,
        sections: &sales.sections,
        body: &sales.body,
        levels: &portal.snapshot.levels,
        launch: launch.as_ref(),
        phase: standing.map_or(Phase::Closed, |standing| standing.phase),
        live: standing.map(Standing::live),
        proven,
        form: Form::default(),
    };
    portal.render("sales.html", &context)
}
