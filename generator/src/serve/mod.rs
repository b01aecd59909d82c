//! `terskel serve`: the whole portal on this machine.
//!
//! Static pages from memory behind the gate, the functions under `/api/`, an embedded `DynamoDB`, a mailbox, a
//! pay desk on an origin of its own, and a clock that can be moved. The end-to-end tests drive this same server.
//! It is not for the open internet: whoever reaches it can be any persona.

mod aftermath;
pub mod backstage;
mod bar;
mod by_itself;
mod door;
mod edge_store;
pub mod gate;
mod headers;
mod house;
mod kept_file;
pub(crate) mod mailbox;
pub(crate) mod pay_desk;
mod ports;
pub mod real_payments;
mod running;
pub(crate) mod secrets;
mod stage;
pub(crate) mod stand_in;
pub mod trouble;
mod watch;

use std::path::PathBuf;

use jiff::civil::DateTime;

use crate::failure::Failure;
use crate::load::Sources;
use crate::talk::say_line;
use backstage::Data;
use real_payments::{Account, Payments, WEBHOOK_SECRETS};
pub use running::{Running, start, start_through};

/// What `terskel serve` is asked for.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub struct Args {
    #[command(flatten)]
    sources: Sources,
    /// The port; if it is taken, the next free one
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Stand at this local time, as in 2026-08-17T09:00
    #[arg(long, value_parser = local_time, conflicts_with = "real_payments")]
    now: Option<DateTime>,
    /// Show drafts too, marked in their titles; a build never has them
    #[arg(long)]
    drafts: bool,
    /// Begin with no data and keep none
    #[arg(long)]
    fresh: bool,
    /// Answer as the deployed portal does, with no bar above pages
    #[arg(long)]
    bare: bool,
    /// Let a test account at Stripe take the payments, and open no pay desk. Its key is taken from
    /// `TERSKEL_PAYMENTS_KEY`, the secret of its webhooks from `TERSKEL_WEBHOOK_SECRETS`
    #[arg(long)]
    real_payments: bool,
    /// Open the portal in a browser
    #[arg(long)]
    open: bool,
}

/// How the portal is to be served.
#[derive(Debug)]
pub struct Options {
    /// The folder with `site.yaml` in it, and the theme's.
    pub sources: Sources,
    /// Where members, mails and payments are kept.
    pub data: Data,
    /// The port; the next free one if it is taken, any free one if 0.
    pub port: u16,
    /// The local time in the portal's zone to stand at. Without it the time is the system's, and the sample
    /// portal's dates follow the day.
    pub now: Option<DateTime>,
    /// Whether something happens by itself: a build when a file changes, and a sweep every few seconds. Tests and
    /// rehearsals do both where they want them.
    pub by_itself: bool,
    /// The origin that the pay desk sends its webhooks to, if not to the portal's: a test may lose them on the way.
    pub webhooks: Option<String>,
    /// Who takes the payments.
    pub payments: Payments,
    /// Whether pages are answered as the deployed portal does, without the bar.
    pub bare: bool,
}

fn local_time(text: &str) -> Result<DateTime, &'static str> {
    text.parse().map_err(|_| "write it as in 2026-08-17T09:00")
}

/// Serves until the process is told to end.
///
/// # Errors
/// [`Failure::Refused`] if there is no such folder or no such time, or no key for real payments; [`Failure::Broken`] if a
/// port or the data cannot be had.
pub fn run(args: Args) -> Result<(), Failure> {
    let payments = if args.real_payments { Payments::Real(account()?) } else { Payments::PayDesk };
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| Failure::broken("could not start", error))?;
    runtime.block_on(async {
        let data = if args.fresh { Data::Fresh } else { Data::Kept(PathBuf::from(".terskel")) };
        let options = Options {
            sources: Sources { drafts: args.drafts, ..args.sources },
            data,
            port: args.port,
            now: args.now,
            by_itself: true,
            webhooks: None,
            payments,
            bare: args.bare,
        };
        let running = start(options).await?;
        tell(&running, args.port);
        if args.open {
            open::that_detached(running.url())
                .map_err(|error| Failure::broken("could not open a browser", error))?;
        }
        let told = tokio::signal::ctrl_c().await;
        told.map_err(|error| Failure::broken("could not wait for the end", error))?;
        running.stop().await;
        Ok(())
    })
}

/// The account that takes the payments; said what follows if it can tell nothing.
fn account() -> Result<Account, Failure> {
    let account = Account::of_environment()?.for_trying_out()?;
    if account.webhook_secrets.is_empty() {
        say_line(format_args!("no secret is in `{WEBHOOK_SECRETS}`: no webhook is believed"));
        say_line(
            "  help: forward them with `stripe listen`; or find by hand what happened, with `terskel payments reconcile`",
        );
    }
    Ok(account)
}

/// Where everything stands.
fn tell(running: &Running, wanted: u16) {
    if wanted != 0 && running.port() != wanted {
        say_line(format_args!("port {wanted} is taken; using {}", running.port()));
    }
    say_line(running.url());
    say_line(format_args!("  mailbox   {}/_terskel/mail", running.url()));
    match running.pay_desk() {
        Some(desk) => say_line(format_args!("  pay desk  {}", desk.url())),
        None => say_line(format_args!("  payments  {}", running.pay_desk_url())),
    }
}
