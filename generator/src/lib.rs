//! The command `terskel`: builds, checks and serves a portal.
//!
//! `load` reads the content folder into a [`site::Site`], `render` makes that an [`output::Output`], and a
//! shell does something with it: `build` publishes it into a folder, `check` drops it. Nothing here links AWS
//! code; what does (`serve`, `operate`) lies behind the feature `portal`.
#![warn(missing_docs)]

pub mod cli;
pub mod diagnostics;
pub mod failure;
pub mod load;
#[cfg(feature = "portal")]
pub mod operate;
pub mod output;
pub mod publish;
pub mod render;
#[cfg(feature = "portal")]
pub mod serve;
pub mod site;

use std::path::Path;

use diagnostics::Diagnostics;
use failure::Failure;
use output::Output;
use publish::{Changes, OutputFolder};

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

/// Builds the portal in the folder `content` into the folder `out`. If it cannot, `out` stays as it is.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right first.
pub fn build(content: &Path, out: &Path) -> Result<Report, Failure> {
    let (output, warnings) = output_of(content)?;
    let changes = OutputFolder::open(out)?.publish(&output)?;
    Ok(Report { pages: output.page_count(), changes, warnings })
}

/// Builds the portal in the folder `content`, and keeps nothing.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right first.
pub fn check(content: &Path) -> Result<Checked, Failure> {
    let (output, warnings) = output_of(content)?;
    Ok(Checked { pages: output.page_count(), warnings })
}

/// Checks the portal in the folder `content` as [`check`] does, and that it is nobody's sample any more.
///
/// # Errors
/// [`Failure::Refused`] if something in the content must be put right before it is published.
pub fn check_for_publishing(content: &Path) -> Result<Checked, Failure> {
    let site = load::load(content, None)?;
    let output = render::render(&site)?;
    if site.sample_values.error_count() > 0 {
        return Err(Failure::Refused(site.sample_values));
    }
    Ok(Checked { pages: output.page_count(), warnings: site.warnings })
}

fn output_of(content: &Path) -> Result<(Output, Diagnostics), Failure> {
    let site = load::load(content, None)?;
    let output = render::render(&site)?;
    Ok((output, site.warnings))
}
