//! `terskel payments`: what is sold set up at the payment provider, and what got lost on the way put right.
//!
//! With the pay desk of a `serve` that runs; or, with `--real-payments` or for a stage, with the provider itself.

use functions::app::App;
use functions::failure::Broken;
use functions::reconcile::{Care, Report, reconcile};
use functions::settings::Secret;
use functions::setup::{Earnest, SetUp, SetUpOutcome, SetUpReport, WEBHOOK, set_up, shop};
use tokio::net::TcpStream;

use super::data::{DataFolder, with_paying_app, with_stage};
use super::sheet::columns;
use super::stage::Stage;
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::serve::backstage::Data;
use crate::serve::real_payments::{Account, KEY, Payments, WEBHOOK_SECRETS, refused};
use crate::talk::print;

/// What `terskel payments` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// See to it that everything stands at the payment provider that selling needs: a product and a price for each offer,
    /// the page for cards and receipts, and where events are sent. Safe to repeat
    Sync(SyncArgs),
    /// Look for what no webhook brought word of, and put it right. Safe to repeat
    Reconcile(ReconcileArgs),
}

#[derive(Debug, clap::Args)]
struct SyncArgs {
    /// Tell what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Where events are sent; with real payments the portal's own address, if nothing is said
    #[arg(long, value_name = "URL", conflicts_with = "no_webhooks")]
    webhooks: Option<String>,
    /// Leave alone where events are sent, as when they are forwarded to this machine
    #[arg(long)]
    no_webhooks: bool,
    #[command(flatten)]
    whose: Whose,
}

#[derive(Debug, clap::Args)]
struct ReconcileArgs {
    /// Also compare every subscription with its member, as happens by itself every night
    #[arg(long)]
    everything: bool,
    #[command(flatten)]
    whose: Whose,
}

/// With whom to speak, and about which data.
#[derive(Debug, clap::Args)]
struct Whose {
    /// Speak with Stripe instead of the pay desk of `serve`. The key is taken from `TERSKEL_PAYMENTS_KEY`
    #[arg(long, group = "real")]
    real_payments: bool,
    /// The key is a live one: what is made with it is for sale, and the buyers' money is real
    #[arg(long, requires = "real")]
    live: bool,
    #[command(flatten)]
    data: DataFolder,
}

/// The secrets that the stage's webhooks may be signed with.
const WEBHOOK_PARAMETER: &str = "webhook-secrets";

/// How many of them stay good; the provider keeps an old one for a day at most.
const MOST_SECRETS: usize = 3;

/// Does it, and tells on stdout what was found and done.
///
/// # Errors
/// [`Failure::Refused`] if there are no data, no pay desk that is open, or no key; [`Failure::Broken`] if the data or the
/// provider cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    match args.command {
        Command::Sync(args) => sync(args),
        Command::Reconcile(args) => look(args),
    }
}

fn sync(args: SyncArgs) -> Result<(), Failure> {
    let SyncArgs { dry_run, webhooks, no_webhooks, whose } = args;
    let whose = whose.looked_up()?;
    let (real, live) = (whose.is_real(), whose.live);
    let webhooks = webhooks.map(|url| if real { public(url) } else { Ok(url) }).transpose()?;
    let earnest = if dry_run { Earnest::DryRun } else { Earnest::Real };
    let report = with(&whose, async |app| {
        let shop = shop(app).await.map_err(not_set_up)?;
        if live && shop.is_sample {
            let message = "this is the sample portal, whose seller does not exist";
            return Err(refused("site.yaml", message, "see what `terskel check --for-publishing` finds"));
        }
        let own =
            if whose.stage.is_some() { format!("{}{WEBHOOK}", app.public_url()) } else { shop.webhooks };
        let webhooks = webhooks.or_else(|| real.then_some(own)).filter(|_| !no_webhooks);
        set_up(app, webhooks.as_deref(), earnest).await.map_err(not_set_up)
    })?;
    if let Some((stage, _)) = &whose.stage {
        return tell_stage(stage, &report);
    }
    print(set_up_told(&report, &secret_told(&report)));
    Ok(())
}

/// The secret of an endpoint that was just made goes straight to where the functions read it.
fn tell_stage(stage: &Stage, report: &SetUpReport) -> Result<(), Failure> {
    let Some(secret) = &report.webhook_secret else {
        print(set_up_told(report, ""));
        return Ok(());
    };
    let name = stage.parameter(WEBHOOK_PARAMETER);
    print(set_up_told(report, &format!("webhook secret: kept as `{name}`\n")));
    keep_webhook_secret(stage, secret).map_err(|failure| {
        let action = "could not keep the webhook's secret, which the provider tells only once; remove the webhook \
                      endpoint that was just made at Stripe, and run this again";
        Failure::broken(action, failure.to_string())
    })?;
    stage.start_anew("payments", "reads its webhook secrets anew")
}

/// Keeps the secret for the stage's functions, before those that were good until now, which stay good.
///
/// # Errors
/// [`Failure::Refused`] if AWS does not let us; [`Failure::Broken`] if it breaks.
pub fn keep_webhook_secret(stage: &Stage, secret: &Secret) -> Result<(), Failure> {
    let before = stage.secrets(&[WEBHOOK_PARAMETER])?.remove(WEBHOOK_PARAMETER);
    let before = before.map(|kept| kept.reveal().to_owned()).unwrap_or_default();
    let before = before.split(',').map(str::trim).filter(|old| old.starts_with("whsec_"));
    let all: Vec<&str> = std::iter::once(secret.reveal()).chain(before).take(MOST_SECRETS).collect();
    stage.keep_secret(WEBHOOK_PARAMETER, &all.join(","))
}

fn not_set_up(error: Broken) -> Failure {
    Failure::broken("could not set up the payments; what was made stays, and it can be done again", error)
}

fn look(args: ReconcileArgs) -> Result<(), Failure> {
    let care = if args.everything { Care::Everything } else { Care::Open };
    let report = with(&args.whose.looked_up()?, async |app| {
        reconcile(app, care).await.map_err(|error| Failure::broken("could not reconcile the payments", error))
    })?;
    print(told(&report, care));
    Ok(())
}

/// The provider cannot reach this machine.
fn public(url: String) -> Result<String, Failure> {
    let near = ["https://localhost", "https://127."].iter().any(|beginning| url.starts_with(beginning));
    if url.starts_with("https://") && !near {
        return Ok(url);
    }
    let help = "write the portal's public address with `https://`; for this machine say `--no-webhooks`, and forward them \
                with `stripe listen`";
    Err(refused("--webhooks", "Stripe sends nothing there", help))
}

impl Whose {
    /// With the stage, if one was named, and the account that its payments go to.
    fn looked_up(self) -> Result<Asked, Failure> {
        let Self { real_payments, live, data } = self;
        let stage = data.stage()?;
        let account = match (&stage, real_payments) {
            (Some(stage), _) => Some(as_said(stage.account()?, live, &stage.parameter("payments-key"))?),
            (None, true) => Some(as_said(Account::of_environment()?, live, KEY)?),
            (None, false) => None,
        };
        Ok(Asked { stage: stage.zip(account.clone()), account, live, data })
    }
}

/// Whose payments, looked up.
struct Asked {
    stage: Option<(Stage, Account)>,
    account: Option<Account>,
    live: bool,
    data: DataFolder,
}

impl Asked {
    fn is_real(&self) -> bool {
        self.account.is_some()
    }
}

fn with<T>(whose: &Asked, work: impl AsyncFnOnce(&App) -> Result<T, Failure>) -> Result<T, Failure> {
    if let Some((stage, account)) = &whose.stage {
        return with_stage(stage, Some(account), work);
    }
    let folder = whose.data.clone().with_data()?;
    let desk = Data::Kept(folder.data.clone()).pay_desk();
    let payments = whose.account.clone().map_or(Payments::PayDesk, Payments::Real);
    with_paying_app(folder, &payments, async |app| {
        if !whose.is_real() && !is_open(desk.as_deref()).await {
            return Err(closed());
        }
        work(app).await
    })
}

/// The account, if its key is of the kind that was spoken of.
fn as_said(account: Account, live: bool, place: &str) -> Result<Account, Failure> {
    match (account.is_live(), live) {
        (true, false) => {
            let help =
                "take a key of a test account; or add `--live`, if what is made is to be sold for real money";
            Err(refused(place, "this is a live key", help))
        }
        (false, true) => Err(refused(
            place,
            "this is no live key",
            "leave out `--live`, or take a key with `_live_` in it",
        )),
        _ => Ok(account),
    }
}

/// Whether somebody answers at the pay desk's address.
async fn is_open(pay_desk: Option<&str>) -> bool {
    let host = pay_desk.and_then(|url| url.strip_prefix("http://"));
    match host {
        Some(host) => TcpStream::connect(host).await.is_ok(),
        None => false,
    }
}

fn closed() -> Failure {
    let closed = Diagnostic::error(Place::Path("pay desk".into()), "no pay desk is open with these data");
    let help = "start `terskel serve` and leave it running; or, for Stripe, add `--real-payments`";
    Failure::Refused(closed.help(help).into())
}

/// A line for each thing, and then what is to be said of the secret.
fn set_up_told(report: &SetUpReport, secret: &str) -> String {
    let line = |thing: &SetUp| [word(&thing.outcome).to_owned(), thing.what.clone()];
    format!("{}{secret}", columns(&report.things.iter().map(line).collect::<Vec<_>>()))
}

/// The secret, where there is one, in a line of its own.
fn secret_told(report: &SetUpReport) -> String {
    let secret = report.webhook_secret.as_ref().map(|secret| {
        let secret = secret.reveal();
        format!("webhook secret, told only this once: {secret}\nkeep it safe, and give it to the portal as `{WEBHOOK_SECRETS}`\n")
    });
    secret.unwrap_or_default()
}

fn word(outcome: &SetUpOutcome) -> &'static str {
    match outcome {
        SetUpOutcome::Found => "found",
        SetUpOutcome::Made => "made",
        SetUpOutcome::Mended => "changed",
        SetUpOutcome::Wanted => "would be made",
    }
}

/// What was come upon, and what could not be put right.
fn told(report: &Report, care: Care) -> String {
    let Report { events, errands, compared, repaired, findings } = report;
    let mut lines =
        vec![format!("events that no webhook had brought: {events}"), format!("errands done: {errands}")];
    if care == Care::Everything {
        lines.push(format!("memberships compared: {compared}, of them put right: {repaired}"));
    }
    lines.push(match findings.len() {
        0 => "nothing else to look at".to_owned(),
        count => format!("to be looked at: {count}"),
    });
    lines.extend(findings.iter().map(|finding| format!("  {finding}")));
    format!("{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_told_with_what_became_of_it_and_the_secret_with_what_to_do() {
        let thing = |what: &str, outcome| SetUp { what: what.to_owned(), outcome };
        let things = vec![
            thing("product `Tydelig – Grunnlegger`", SetUpOutcome::Found),
            thing("price 249.00 NOK month (august/alle)", SetUpOutcome::Mended),
            thing("webhooks to `https://tydelig.example/api/payments/webhook`", SetUpOutcome::Made),
        ];
        let report = SetUpReport { things, webhook_secret: Some(Secret::new("whsec_1".to_owned())) };
        let expected = "\
found    product `Tydelig – Grunnlegger`
changed  price 249.00 NOK month (august/alle)
made     webhooks to `https://tydelig.example/api/payments/webhook`
webhook secret, told only this once: whsec_1
keep it safe, and give it to the portal as `TERSKEL_WEBHOOK_SECRETS`
";
        assert_eq!(set_up_told(&report, &secret_told(&report)), expected);
        let wanted = vec![thing("product `x`", SetUpOutcome::Wanted)];
        let report = SetUpReport { things: wanted, webhook_secret: None };
        assert_eq!(set_up_told(&report, &secret_told(&report)), "would be made  product `x`\n");
    }

    #[test]
    fn a_reconciliation_tells_what_it_did_and_what_is_left() {
        let findings = vec!["member m1: the provider knows no `sub_1`".to_owned()];
        let report = Report { events: 2, errands: 1, compared: 12, repaired: 1, findings };
        let expected = "\
events that no webhook had brought: 2
errands done: 1
memberships compared: 12, of them put right: 1
to be looked at: 1
  member m1: the provider knows no `sub_1`
";
        assert_eq!(told(&report, Care::Everything), expected);
        let expected = "\
events that no webhook had brought: 0
errands done: 0
nothing else to look at
";
        assert_eq!(told(&Report::default(), Care::Open), expected);
    }

    #[test]
    fn a_key_must_be_of_the_kind_that_was_spoken_of() {
        let account = |key: &str| Account {
            url: String::new(),
            key: Secret::new(key.to_owned()),
            webhook_secrets: Vec::new(),
        };
        assert!(
            as_said(account("sk_test_1"), false, KEY).is_ok()
                && as_said(account("rk_live_1"), true, KEY).is_ok()
        );
        let expected = "\
error: this is a live key
--> TERSKEL_PAYMENTS_KEY
 = help: take a key of a test account; or add `--live`, if what is made is to be sold for real money

";
        assert_eq!(as_said(account("sk_live_1"), false, KEY).unwrap_err().to_string(), expected);
        let told = as_said(account("sk_test_1"), true, KEY).unwrap_err().to_string();
        assert!(told.contains("this is no live key") && !told.contains("sk_test_1"), "{told}");
    }

    #[test]
    fn the_provider_is_sent_to_no_machine_that_it_cannot_reach() {
        assert!(public("https://tydelig.example/api/payments/webhook".to_owned()).is_ok());
        for near in
            ["http://tydelig.example/", "https://localhost:4000/", "https://127.0.0.1/", "tydelig.example"]
        {
            let told = public(near.to_owned()).unwrap_err().to_string();
            assert!(told.contains("Stripe sends nothing there") && told.contains("stripe listen"), "{told}");
        }
    }
}
