//! `terskel rehearse`: a launch played from the waitlist to the closing before it is real.
//!
//! The portal is served on fresh data with its clock stopped. People with browsers come over the days of the launch, as
//! many as are asked for, and do through HTTP what people do; pay desk and mailbox fail as often as is asked for. In the
//! end what people remember, what the table says and what the pay desk has written are held against the rules.
//!
//! `play` leads the clock; `person`, `waiting`, `buying` and `doors` are the people; `rules` judges.

mod buying;
mod doors;
mod evidence;
mod funnel;
mod habits;
mod person;
mod plan;
mod play;
mod post;
mod report;
mod rules;
mod table;
mod timetable;
mod waiting;
mod watch;
mod wording;
mod world;

use std::path::Path;

use domain::launch::Launch;
use functions::app::App;
use functions::failure::Broken;
use jiff::Timestamp;

pub use plan::{Args, Plan, Rates};
pub use report::{Part, Report};
pub use rules::Rule;

use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::failure::Failure;
use crate::load;
use crate::serve::stand_in::write_whole;
use crate::site::Site;

/// Plays a launch and prints what happened.
///
/// # Errors
/// [`Failure::Refused`] for content with mistakes or a launch that does not exist; [`Failure::Broken`] if a rule was
/// broken: that is no mistake of the creator's.
#[expect(clippy::print_stdout, reason = "the report is what the command is for")]
pub fn run(args: Args) -> Result<(), Failure> {
    functions::log::to_nowhere();
    let (content, plan, svg) = args.into_parts();
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| Failure::broken("could not start", error))?;
    let rehearsal = runtime.block_on(rehearse(&content, &plan, &functions::sweep::sweep))?;
    print!("{}", rehearsal.table());
    if let Some(file) = svg {
        let written = write_whole(&file, rehearsal.funnel().as_bytes());
        written.map_err(|error| Failure::broken("could not draw the funnel", error))?;
    }
    match rehearsal.report.broken() {
        0 => Ok(()),
        count => {
            let rules = if count == 1 { "a rule was broken" } else { "rules were broken" };
            Err(Failure::broken(rules, format!("{count} of them; see the end of the report")))
        }
    }
}

/// A launch that was played.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// What happened.
    pub report: Report,
    seats: Option<u32>,
}

impl Rehearsal {
    /// The report as text.
    #[must_use]
    pub fn table(&self) -> String {
        table::write(&self.report)
    }

    /// The funnel as a drawing (SVG).
    #[must_use]
    pub fn funnel(&self) -> String {
        funnel::draw(&self.report, self.seats)
    }
}

/// Plays a launch of the portal in `content`, with `sweep` for what must happen by itself.
///
/// # Errors
/// As [`run`], but a broken rule is told in the report.
pub async fn rehearse(
    content: &Path,
    plan: &Plan,
    sweep: &impl AsyncFn(&App) -> Result<(), Broken>,
) -> Result<Rehearsal, Failure> {
    // A lesson with a day of its own may come after the play, so to the people in it none has come.
    let site = load::load(content, Timestamp::UNIX_EPOCH, None)?;
    let launch = launch(content, &site, plan, functions::clock::Clock::default().now())?;
    let evidence = play::play(content, &site, &launch, plan, sweep).await?;
    Ok(Rehearsal { report: Report::of(&evidence, plan), seats: launch.seats })
}

/// The launch that is asked for; else the next to open after `now`; else the first.
fn launch(content: &Path, site: &Site, plan: &Plan, now: Timestamp) -> Result<Launch, Failure> {
    let launches = &site.portal.launches;
    let place = || Place::Path(content.join("launches.yaml"));
    if let Some(id) = &plan.launch {
        return launches.iter().find(|launch| launch.id == *id).cloned().ok_or_else(|| {
            let unknown = Diagnostic::error(place(), format!("there is no launch `{id}`"));
            let names: Vec<&str> = launches.iter().map(|launch| launch.id.as_str()).collect();
            let help = format!(
                "the launches are {}",
                names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            );
            Failure::Refused(unknown.help(help).did_you_mean(nearest(id.as_str(), names)).into())
        });
    }
    let next = launches.iter().filter(|launch| launch.opens > now).min_by_key(|launch| launch.opens);
    let launch = next.or_else(|| launches.iter().min_by_key(|launch| launch.opens)).cloned();
    launch.ok_or_else(|| {
        let none = Diagnostic::error(place(), "there is no launch to rehearse");
        Failure::Refused(none.help("write one under `launches:` first").into())
    })
}
