//! `terskel publish`: a portal put in place at AWS, and the one before it put back.

mod bucket;
mod lease;
mod place;
pub mod plan;
pub mod release;
#[cfg(test)]
mod tests;
mod tidy;
mod told;

use std::time::Duration;

use functions::clock::Clock;
use functions::store::publication::{self, Publication};

use super::data::runtime;
use super::stage::aws::refused;
use super::stage::{Aws, Names, Stage};
use crate::diagnostics::Colour;
use crate::failure::Failure;
use crate::load::Sources;
use crate::output::Output;
use crate::output::headers::{PAYMENTS_ORIGINS, content_security_policy};
use crate::talk::{print, say};
use crate::{Care, Watch, output_of};
use bucket::{BLOBS, Bucket};
use lease::{Lease, unreachable};
use place::{Known, Site, Target, missing};
use plan::Plan;
use release::{Blobs, Release};

/// What `terskel publish` is asked for.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    names: Names,
    /// Tell what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Put back what was in place before; once more, and it is undone
    #[arg(long, conflicts_with_all = ["content", "theme", "dry_run", "whole"])]
    rollback: bool,
    /// Put every file in its place again and remove whatever else lies there, as after a change by hand
    #[arg(long)]
    whole: bool,
    /// Take over from somebody who was stopped in the middle, before their time is over
    #[arg(long)]
    take_over: bool,
}

/// How somebody publishes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Every file is put in its place again, and whatever else lies there is removed.
    pub whole: bool,
    /// Whoever is publishing is stopped.
    pub take_over: bool,
    /// How long others are waited for.
    pub patience: Patience,
}

/// How long others are waited for.
#[derive(Clone, Debug)]
pub struct Patience {
    /// Until every function has read a new snapshot, before what the old one named is removed.
    pub to_reread: Duration,
    /// Until the CDN has forgotten old pages, at most.
    pub to_forget: Duration,
    /// Between two questions whether it has.
    pub between: Duration,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many files are where there was none.
    pub new: usize,
    /// How many took the place of another.
    pub replaced: usize,
    /// How many are gone.
    pub removed: usize,
    /// Why what is not needed any more could not be removed, if it could not.
    pub untidy: Option<String>,
}

impl Default for Patience {
    /// A function rereads its snapshot every ten seconds, and what it answered then may be kept for five.
    fn default() -> Self {
        Self {
            to_reread: Duration::from_secs(15),
            to_forget: Duration::from_mins(10),
            between: Duration::from_secs(5),
        }
    }
}

/// Publishes, or puts back what was there before, and tells on stderr what was done; what would be done goes to stdout.
///
/// # Errors
/// [`Failure::Refused`] for mistakes, leaks and sample values in the portal, for a stage that is not there or not ready, and
/// while somebody else publishes; [`Failure::Broken`] if AWS cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    let Args { sources, names, dry_run, rollback: back, whole, take_over } = args;
    let options = Options { whole, take_over, ..Options::default() };
    let output = if back {
        None
    } else {
        let (output, warnings) =
            output_of(sources, Clock::default().now(), Care::Publishing, Watch::Terminal)?;
        say(warnings.render(Colour::None));
        Some(output)
    };
    let stage = Stage::find(Aws::default(), names)?;
    let (done, verb) = match output {
        Some(output) if dry_run => {
            print(&runtime()?.block_on(rehearse(&stage, &output, &options))?);
            return Ok(());
        }
        Some(output) => (runtime()?.block_on(publish(&stage, &output, &options))?, "published"),
        None => (runtime()?.block_on(rollback(&stage, &options))?, "put back"),
    };
    say(told::done(&done, verb, &stage.public_url));
    Ok(())
}

/// Puts the portal in place. It can be interrupted anywhere: whoever publishes next makes it good.
///
/// # Errors
/// As [`run`].
pub async fn publish(stage: &Stage, output: &Output, options: &Options) -> Result<Done, Failure> {
    let (target, blobs) = target_of(stage, output)?;
    let site = site(stage, options);
    let work = async |lease: &Lease| {
        let publication = publication::read(&site.store).await.map_err(unreachable)?;
        // First, for the record of what is in place may be one that is lost and now stored anew.
        let known = site.known(&publication, options.whole).await?;
        site.store(&target, blobs).await?;
        finish(&site, lease, publication, &target, &known).await
    };
    Box::pin(under_lease(&site, options, work)).await
}

/// Puts back what was in place before: the release before the present one, or the present one where another is half in
/// place.
///
/// # Errors
/// As [`run`]; [`Failure::Refused`] as well if there is none.
pub async fn rollback(stage: &Stage, options: &Options) -> Result<Done, Failure> {
    let site = site(stage, options);
    let work = async |lease: &Lease| {
        let publication = publication::read(&site.store).await.map_err(unreachable)?;
        let id = before(&publication).ok_or_else(nothing_before)?;
        let release = site.bucket.release(&id).await?.ok_or_else(nothing_before)?;
        same_policy(stage, &release.content_security_policy)?;
        if !missing(&release, &site.bucket.list(BLOBS).await?).is_empty() {
            return Err(nothing_before());
        }
        let (target, known) =
            (Target { id, release, rollback: true }, site.known(&publication, false).await?);
        finish(&site, lease, publication, &target, &known).await
    };
    Box::pin(under_lease(&site, options, work)).await
}

/// What [`publish`] would do, line by line.
///
/// # Errors
/// As [`publish`].
pub async fn rehearse(stage: &Stage, output: &Output, options: &Options) -> Result<String, Failure> {
    let (target, _) = target_of(stage, output)?;
    let site = site(stage, options);
    let publication = publication::read(&site.store).await.map_err(unreachable)?;
    let known = site.known(&publication, options.whole).await?;
    let plan = Plan::of(&target.release, &known.standing());
    let missing = missing(&target.release, &site.bucket.list(BLOBS).await?);
    Ok(told::plan(&target.release, &plan, &missing))
}

fn site<'a>(stage: &'a Stage, options: &Options) -> Site<'a> {
    let (bucket, store, clock) = (Bucket::of(stage), stage.store(), Clock::default());
    Site { stage, bucket, store, clock, patience: options.patience.clone() }
}

fn target_of(stage: &Stage, output: &Output) -> Result<(Target, Blobs), Failure> {
    same_policy(stage, &content_security_policy(output.reach(PAYMENTS_ORIGINS)))?;
    let (release, blobs) = Release::of(output, &stage.public_url)?;
    Ok((Target { id: release.id()?, release, rollback: false }, blobs))
}

/// Puts it in place and tidies up behind it.
async fn finish(
    site: &Site<'_>,
    lease: &Lease,
    publication: Publication,
    target: &Target,
    known: &Known,
) -> Result<Done, Failure> {
    let done = site.put_in_place(lease, publication, target, known).await?;
    let tidied = match publication::read(&site.store).await {
        Ok(publication) => site.tidy(&publication).await,
        Err(error) => Err(unreachable(error)),
    };
    Ok(Done { untidy: tidied.err().map(|failure| failure.to_string()), ..done })
}

/// `work` with the right to publish, which is given back whatever becomes of it.
async fn under_lease(
    site: &Site<'_>,
    options: &Options,
    work: impl AsyncFnOnce(&Lease) -> Result<Done, Failure>,
) -> Result<Done, Failure> {
    let lease = Lease::take(&site.store, &site.clock, options.take_over).await?;
    let done = tokio::select! {
        done = work(&lease) => done,
        lost = lease.lost() => Err(lost),
        _ = tokio::signal::ctrl_c() => Err(interrupted()),
    };
    lease.give_back().await;
    done
}

/// What a rollback goes back to.
fn before(publication: &Publication) -> Option<String> {
    match publication.under_way.last() {
        Some(begun) if begun.rollback => Some(begun.id.clone()),
        Some(_) => publication.current.as_ref().map(|placed| placed.id.clone()),
        None => publication.previous.as_ref().map(|placed| placed.id.clone()),
    }
}

fn nothing_before() -> Failure {
    let help = "publish the portal as it is to be, with `terskel publish`";
    refused("publication", "there is nothing to go back to", help)
}

fn interrupted() -> Failure {
    let help = "publish again, or go back with `--rollback`: either makes good what is half done";
    refused("publication", "you stopped it in the middle", help)
}

/// The stack sends the policy along with every page; one that is older than the pages would break them.
fn same_policy(stage: &Stage, policy: &str) -> Result<(), Failure> {
    if stage.content_security_policy == policy {
        return Ok(());
    }
    let message = "the stack answers with another content security policy than these pages need";
    let help = format!("run `infra/deploy --stage {}`, and publish again", stage.names.stage);
    Err(refused(&stage.names.stack(), message, &help))
}
