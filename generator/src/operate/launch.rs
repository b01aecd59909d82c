//! `terskel launch`: announcing a launch by hand, and what became of its mails.

use std::io::Write as _;
use std::time::{Duration, Instant};

use domain::announcement::{NothingToAnnounce, Occasion, Plan, Reason};
use domain::audience::Audience;
use domain::slug::Slug;
use functions::announce::{self, Tally};
use functions::app::App;
use functions::failure::Broken;

use super::data::{DataFolder, with_app};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::talk::say_line;

/// What `terskel launch` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Write to everybody whom the launch has an offer for and who was not written to yet. What has its time is announced
    /// by itself; this does it by hand
    Announce(AnnounceArgs),
    /// List the addresses whose mail may have been handed over, or not
    Unknown(Which),
}

#[derive(Debug, clap::Args)]
struct AnnounceArgs {
    #[command(flatten)]
    which: Which,
    /// Tell what would be done, and send nothing
    #[arg(long)]
    dry_run: bool,
    /// Write to those again too of whom nobody knows whether they got the mail: some may get it twice
    #[arg(long)]
    again_to_unknown: bool,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// The launch's id in `launches.yaml`
    launch: String,
    /// One audience only
    #[arg(long)]
    audience: Option<String>,
    /// What to write: opening, reminder, last-call or closed; what it is the time for, if nothing is said
    #[arg(long, value_parser = occasion)]
    occasion: Option<Occasion>,
    #[command(flatten)]
    data: DataFolder,
}

/// Longer than any list takes.
const A_DAY: Duration = Duration::from_hours(24);

fn occasion(word: &str) -> Result<Occasion, String> {
    let words = || Occasion::ALL.map(Occasion::word).join(", ");
    Occasion::parse(word).ok_or_else(|| format!("write one of {}", words()))
}

/// Does it, and tells on stderr what became of it.
///
/// # Errors
/// [`Failure::Refused`] if there is no such launch, nothing to announce, or mails are not taken now; [`Failure::Broken`]
/// if the data cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    match args.command {
        Command::Announce(args) => announce_by_hand(args),
        Command::Unknown(which) => list_unknown(which),
    }
}

fn announce_by_hand(args: AnnounceArgs) -> Result<(), Failure> {
    let AnnounceArgs { which, dry_run, again_to_unknown } = args;
    on_plans(which, &async |app: &App, plan: &Plan| {
        let title = format!("{} to `{}`", plan.occasion.word(), plan.audience);
        if again_to_unknown && !dry_run {
            announce::forget_unknown(app, plan).await?;
        }
        if dry_run {
            let tally = announce::dry_run(app, plan.clone()).await?;
            say_line(format_args!("{title}: {}", told(&tally, "would be written to")));
            return Ok(true);
        }
        let (mut progress, mut come) = (Progress::of(announce::to_come(app, plan.clone()).await?), 0);
        let mut show = |tally: &Tally| {
            while come < tally.come_to() {
                progress.step();
                come += 1;
            }
        };
        let tally = announce::announce(app, plan.clone(), Instant::now() + A_DAY, &mut show).await?;
        drop(progress);
        say_line(format_args!("{title}: {}", told(&tally, "written to")));
        Ok(!tally.cut_short && !tally.elsewhere)
    })
}

fn list_unknown(which: Which) -> Result<(), Failure> {
    on_plans(which, &async |app: &App, plan: &Plan| {
        for address in announce::unknown(app, plan).await? {
            let line = format!("{}\t{}\t{}\n", address.as_str(), plan.occasion.word(), plan.audience);
            // Nobody reads on, as behind `head`: that is no mistake.
            let _ = std::io::stdout().write_all(line.as_bytes());
        }
        Ok(true)
    })
}

/// Does `work` with each plan that was asked for; whether all of it was done.
fn on_plans(which: Which, work: &impl AsyncFn(&App, &Plan) -> Result<bool, Broken>) -> Result<(), Failure> {
    let launch = parsed("launch", &which.launch, Slug::parse)?;
    let audience = which.audience.as_deref().map(|name| parsed("--audience", name, Audience::parse));
    let audience = audience.transpose()?;
    let broken = |error: Broken| Failure::broken("could not announce", error);
    with_app(which.data.with_data()?, async |app| {
        let plans =
            announce::by_hand(app, &launch, which.occasion, audience.as_ref()).await.map_err(broken)?;
        let mut whole = true;
        for plan in plans.map_err(|nothing| refused(&nothing))? {
            whole &= work(app, &plan).await.map_err(broken)?;
        }
        if whole { Ok(()) } else { Err(cut_short()) }
    })
}

fn parsed<T, E: ToString>(
    what: &str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    parse(text).map_err(|error| Failure::refused(what.as_ref(), error.to_string()))
}

fn refused(nothing: &NothingToAnnounce) -> Failure {
    let help = match nothing {
        NothingToAnnounce::NoLaunch(_) => "write its `id` as in `launches.yaml`",
        NothingToAnnounce::NoOffer { .. } => "name an audience that an offer of the launch is for",
        NothingToAnnounce::NotNow(_) => {
            "a launch is announced while it is open; after it has closed, add `--occasion closed`"
        }
    };
    let refusal = Diagnostic::error(Place::Path("launches.yaml".into()), nothing.to_string());
    Failure::Refused(refusal.help(help).into())
}

fn cut_short() -> Failure {
    let message = "not everybody was come to: mails are not taken now, or somebody else is announcing";
    let refusal = Diagnostic::error(Place::Path("launch".into()), message);
    Failure::Refused(
        refusal.help("see that `serve` runs, or that the stage may send mail, and do it again: nobody is written to twice").into(),
    )
}

/// The tally in words.
fn told(tally: &Tally, sent: &str) -> String {
    let kept = |reason| tally.kept.get(&reason).copied().unwrap_or_default();
    let counts = [
        (tally.before, "before"),
        (kept(Reason::Bought), "have bought"),
        (kept(Reason::Holds), "hold a seat"),
        (kept(Reason::Suppressed), "do not want to be"),
        (kept(Reason::JoinedSince), "joined when it was open"),
        (tally.gone, "are gone"),
        (tally.refused, "refused by the mail provider"),
        (tally.unknown, "unknown"),
    ];
    let counts =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    let sold_out = if tally.sold_out { "; the launch is sold out" } else { "" };
    format!("{} {sent}{}{sold_out}", tally.sent, counts.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_tells_why_somebody_was_left_in_peace() {
        let kept = [(Reason::Bought, 2), (Reason::Suppressed, 1)].into();
        let tally = Tally { sent: 40, before: 3, unknown: 1, kept, ..Tally::default() };
        let expected = "40 written to, 3 before, 2 have bought, 1 do not want to be, 1 unknown";
        assert_eq!(told(&tally, "written to"), expected);
    }
}
