//! What was done, and what would be, in words.

use std::collections::BTreeSet;

use super::Done;
use super::plan::{Plan, Round};
use super::release::Release;
use crate::operate::sheet::columns;

/// What was done, and where it is seen.
pub(super) fn done(done: &Done, verb: &str, url: &str) -> String {
    let Done { new, replaced, removed, untidy } = done;
    let what = if new + replaced + removed == 0 {
        "every file was in its place already".to_owned()
    } else {
        format!("{new} files new, {replaced} replaced, {removed} removed")
    };
    let untidy = untidy.as_ref().map(|why| {
        format!(
            "what is not needed any more is still there, and goes with the next publishing: {}\n",
            why.trim_end()
        )
    });
    format!("{}{verb}: {what}\n{url}\n", untidy.unwrap_or_default())
}

/// A line for each thing that would be done.
pub(super) fn plan(release: &Release, plan: &Plan, missing: &BTreeSet<String>) -> String {
    let mut lines = Vec::new();
    let mut line = |what: &str, path: &str| lines.push([what.to_owned(), path.to_owned()]);
    let bytes: u64 =
        release.blobs().filter(|blob| missing.contains(&blob.sha256)).map(|blob| blob.size).sum();
    line("upload", &format!("{} files, {} kB", missing.len(), bytes.div_ceil(1000)));
    for round in &plan.rounds {
        match round {
            Round::Put(paths) => paths
                .iter()
                .for_each(|path| line(if plan.new.contains(path) { "new" } else { "replace" }, path)),
            Round::Point => line("snapshot", &release.version),
            Round::Invalidate(paths) => paths.iter().for_each(|path| line("invalidate", path)),
            Round::Remove(paths) => paths.iter().for_each(|path| line("remove", path)),
        }
    }
    plan.lingering.iter().for_each(|path| line("remove next time", path));
    columns(&lines)
}
