//! What is to be played: which launch, how many people, and how often they do what.

use std::path::PathBuf;

use domain::slug::Slug;

use crate::dice::Share;

/// What `terskel rehearse` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder with `site.yaml` in it
    #[arg(default_value = "content")]
    content: PathBuf,
    #[command(flatten)]
    plan: Plan,
    /// Draw the funnel into this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// A launch to play.
#[derive(Clone, Debug, clap::Args)]
pub struct Plan {
    /// The launch's id in `launches.yaml`; without it the next to open, else the first
    #[arg(long, value_parser = launch_id)]
    pub launch: Option<Slug>,
    /// How many people wait for the opening
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub people: u32,
    /// How many hear of it elsewhere and come to the sales page; without it half as many as wait
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub strangers: Option<u32>,
    /// The share of calls, webhooks and mails that go wrong, 0 to 1
    #[arg(long, default_value = "0")]
    pub faults: Share,
    /// The same seed plays the same people
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How often people do what.
    #[command(flatten)]
    pub rates: Rates,
}

/// How many of those who could do something do it: shares, 0 to 1.
///
/// A warm list can reach 40 %, a sales page 2 %: those are the figures that launches of this kind are planned with.
/// The defaults make the first of them by 0.6 × 0.8 × 0.85, and the second as it stands. Nobody can promise a number,
/// so each can be chosen.
#[derive(Clone, Debug, clap::Args)]
pub struct Rates {
    /// Of those who wait: how many come when it opens
    #[arg(long, default_value = "0.6")]
    pub visit: Share,
    /// Of those: how many hold a seat
    #[arg(long, default_value = "0.8")]
    pub order: Share,
    /// Of those: how many pay in time
    #[arg(long, default_value = "0.85")]
    pub pay: Share,
    /// Of strangers: how many hold a seat
    #[arg(long, default_value = "0.02")]
    pub strangers_order: Share,
    /// Of those who pay: how many close the page before they are led back
    #[arg(long, default_value = "0.2")]
    pub leave_the_tab: Share,
    /// Of those who do not pay: how many give their seat back
    #[arg(long, default_value = "0.4")]
    pub give_up: Share,
    /// Of those who do not pay in time: how many pay later, from a page that stayed open
    #[arg(long, default_value = "0.2")]
    pub pay_late: Share,
}

fn launch_id(text: &str) -> Result<Slug, String> {
    Slug::parse(text).map_err(|error| error.to_string())
}

impl Args {
    /// The folder, what is to be played, and the file for the funnel.
    pub(super) fn into_parts(self) -> (PathBuf, Plan, Option<PathBuf>) {
        (self.content, self.plan, self.svg)
    }
}

impl Plan {
    /// How many hear of it elsewhere.
    pub(super) fn strangers(&self) -> u32 {
        self.strangers.unwrap_or(self.people / 2)
    }
}

impl Default for Plan {
    fn default() -> Self {
        let (launch, strangers, faults) = (None, None, Share::NONE);
        Self { launch, people: 200, strangers, faults, seed: 1, rates: Rates::default() }
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            visit: Share::percent(60),
            order: Share::percent(80),
            pay: Share::percent(85),
            strangers_order: Share::percent(2),
            leave_the_tab: Share::percent(20),
            give_up: Share::percent(40),
            pay_late: Share::percent(20),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command, FromArgMatches as _};

    use super::*;

    #[test]
    fn what_is_not_said_on_the_command_line_is_the_default() {
        let matches = Plan::augment_args(Command::new("rehearse")).get_matches_from(["rehearse"]);
        let plan = Plan::from_arg_matches(&matches).unwrap();
        assert_eq!(format!("{plan:?}"), format!("{:?}", Plan::default()));
    }
}
