//! The command `terskel`: builds, checks and serves a portal.
//!
//! `load` reads the content folder into a [`site::Site`], `render` makes that an [`output::Output`], and a
//! shell does something with it: `build` publishes it into a folder, `check` drops it. In between, `audit` looks
//! for leaks. Nothing here links AWS code; what does (`serve`, `operate`) lies behind the feature `portal`.
#![warn(missing_docs)]

pub mod audit;
pub mod body;
pub mod cli;
mod colours;
pub mod diagnostics;
#[cfg(feature = "portal")]
pub mod dice;
pub mod failure;
pub mod images;
pub mod load;
#[cfg(feature = "portal")]
pub mod operate;
pub mod output;
mod parallel;
mod progress;
pub mod publish;
#[cfg(feature = "portal")]
pub mod rehearse;
pub mod render;
pub mod search;
#[cfg(feature = "portal")]
pub mod serve;
pub mod site;
mod starter;
mod talk;
#[cfg(feature = "portal")]
pub mod visitor;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use audit::{Audit, Seen};
use diagnostics::{Diagnostic, Diagnostics, Place};
use failure::Failure;
use jiff::Timestamp;
use load::Sources;
use output::{Output, Reach, headers};
use progress::Progress;
use publish::{Changes, OutputFolder};
use site::Site;

/// What a build did.
#[derive(Debug)]
pub struct Report {
    /// How many pages the portal has.
    pub pages: usize,
    /// What changed in the output folder.
    pub changes: Changes,
    /// What is hardly as meant.
    pub warnings: Diagnostics,
}

/// What a check found in a portal that can be built.
#[derive(Debug)]
pub struct Checked {
    /// How many pages the portal has.
    pub pages: usize,
    /// What is hardly as meant.
    pub warnings: Diagnostics,
}

/// Builds the portal in `sources`, as it is at `now`, into the folder `out`. If it cannot, the output that `out` holds stays
/// as it is.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right first.
pub fn build(sources: impl Into<Sources>, out: &Path, now: Timestamp) -> Result<Report, Failure> {
    build_watched(sources, out, now, Watch::Nobody)
}

/// The same, and shows who watches how far it has come.
///
/// # Errors
/// Those of [`build`].
pub fn build_watched(
    sources: impl Into<Sources>,
    out: &Path,
    now: Timestamp,
    watch: Watch,
) -> Result<Report, Failure> {
    let sources = sources.into();
    refuse_inside(&sources.content, out)?;
    let (site, output) = rendered(sources, now)?;
    let inspection = Inspection::of(&site, Care::Leaks, watch.progress(&output));
    let folder = OutputFolder::open(out)?;
    let (prepared, seen) = folder.prepare(&output, |path, bytes| inspection.look(path, bytes))?;
    let warnings = inspection.verdict(&output, seen)?;
    let changes = prepared.apply()?;
    let warnings = warnings.and(changes.strangers.iter().map(|path| stranger(&out.join(path))));
    Ok(Report { pages: output.page_count(), changes, warnings })
}

/// What is built among the content would be content of the next build.
fn refuse_inside(content: &Path, out: &Path) -> Result<(), Failure> {
    let whole = |path: &Path| path.canonicalize().ok();
    let above = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    if let Some(content) = whole(content)
        && above.ancestors().any(|folder| whole(folder).as_ref() == Some(&content))
    {
        let message = "the output folder lies in the content folder; name one elsewhere after `--out`";
        return Err(Failure::refused(out, message));
    }
    Ok(())
}

fn stranger(path: &Path) -> Diagnostic {
    let stranger = Diagnostic::warning(Place::Path(path.to_owned()), "Terskel did not write this file");
    stranger.help("it stays where it is; remove it if it is not to be published")
}

/// How closely a portal is looked at; each looks for what those before it look for, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// For mistakes.
    Mistakes,
    /// For what lies behind the gate and is public all the same.
    Leaks,
    /// For what must not be published: the sample's values.
    Publishing,
}

/// Who watches a command that may take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Nobody is shown how far it has come.
    Nobody,
    /// Who sits at the terminal, if stderr is one.
    Terminal,
}

impl Watch {
    fn progress(self, output: &Output) -> Option<Progress> {
        (self == Self::Terminal).then(|| Progress::of(output.files().len()))
    }
}

/// Builds the portal in `sources`, as it is at `now`, and keeps nothing.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right first.
pub fn check(sources: impl Into<Sources>, now: Timestamp, care: Care) -> Result<Checked, Failure> {
    check_watched(sources, now, care, Watch::Nobody)
}

/// The same, and shows who watches how far it has come.
///
/// # Errors
/// Those of [`check`].
pub fn check_watched(
    sources: impl Into<Sources>,
    now: Timestamp,
    care: Care,
    watch: Watch,
) -> Result<Checked, Failure> {
    let (output, warnings) = output_of(sources, now, care, watch)?;
    Ok(Checked { pages: output.page_count(), warnings })
}

/// What the deployment's template must know of the portal in `sources`, a line of `Name=Value` for each thing.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right first.
pub fn parameters(sources: impl Into<Sources>) -> Result<String, Failure> {
    // None of them depends on the day.
    let site = load::load(sources, Timestamp::UNIX_EPOCH, None)?;
    let (portal, videos) = (&site.portal, site.video_origins());
    let reach = Reach { payments: headers::PAYMENTS_ORIGINS, videos: &videos };
    let policy = headers::content_security_policy(reach);
    let lines = [
        ("Title", portal.title.as_str()),
        ("Url", portal.url.as_str()),
        ("SellerEmail", portal.seller.email.as_str()),
        ("ContentSecurityPolicy", policy.as_str()),
    ];
    Ok(lines.map(|(name, value)| format!("{name}={value}\n")).concat())
}

fn output_of(
    sources: impl Into<Sources>,
    now: Timestamp,
    care: Care,
    watch: Watch,
) -> Result<(Output, Diagnostics), Failure> {
    let (site, output) = rendered(sources, now)?;
    let inspection = Inspection::of(&site, care, watch.progress(&output));
    let seen = output.each(|path, bytes| inspection.look(path, bytes))?;
    let warnings = inspection.verdict(&output, seen)?;
    Ok((output, warnings))
}

fn rendered(sources: impl Into<Sources>, now: Timestamp) -> Result<(Arc<Site>, Output), Failure> {
    let site = Arc::new(load::load(sources, now, None)?);
    let output = render::render(&site)?;
    Ok((site, output))
}

/// The one place that decides what a portal is refused for.
struct Inspection<'s> {
    site: &'s Site,
    care: Care,
    audit: Option<Audit<'s>>,
    progress: Option<Mutex<Progress>>,
}

impl<'s> Inspection<'s> {
    fn of(site: &'s Site, care: Care, progress: Option<Progress>) -> Self {
        let audit = (care >= Care::Leaks).then(|| Audit::of(site));
        Self { site, care, audit, progress: progress.map(Mutex::new) }
    }

    /// Sees a file of the output as it is made.
    fn look(&self, path: &str, bytes: &[u8]) -> Result<Seen, Failure> {
        if let Some(progress) = &self.progress {
            progress.lock().unwrap_or_else(PoisonError::into_inner).step();
        }
        self.audit.as_ref().map_or_else(|| Ok(Seen::default()), |audit| audit.look(path, bytes))
    }

    /// The warnings, after every file was seen.
    fn verdict(self, output: &Output, seen: Vec<Seen>) -> Result<Diagnostics, Failure> {
        let leaks = self.audit.map(|audit| audit.tell(output, seen)).transpose()?.unwrap_or_default();
        let is_published = self.care >= Care::Publishing;
        let sample = if is_published { self.site.sample_values.clone() } else { Diagnostics::default() };
        let refused = sample.and(leaks);
        if refused.error_count() > 0 {
            return Err(Failure::Refused(refused));
        }
        Ok(self.site.warnings.clone().and(refused))
    }
}
