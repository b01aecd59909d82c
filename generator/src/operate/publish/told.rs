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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::operate::publish::plan::Standing;
    use crate::operate::publish::release::{Blob, File};

    fn release(version: &str, files: &[(&str, u64)]) -> Release {
        let file = |(path, size): &(&str, u64)| {
            let blob = Blob { sha256: format!("{path}{size}"), size: *size };
            let file = File { blob, content_type: String::new(), cache_control: String::new() };
            ((*path).to_owned(), file)
        };
        let files: BTreeMap<String, File> = files.iter().map(file).collect();
        let snapshot = Blob { sha256: version.to_owned(), size: 0 };
        Release { content_security_policy: String::new(), snapshot, version: version.to_owned(), files }
    }

    #[test]
    fn what_would_be_done_is_told_line_by_line_in_its_order() {
        let variant = "public/_variant/august.open/index.html";
        let before = release("one", &[("public/index.html", 1), ("public/om/index.html", 1), (variant, 1)]);
        let target = release("two", &[("public/index.html", 2_500), ("public/assets/style.1.css", 10)]);
        let standing = Standing { maybe: vec![Some(&before)], ..Standing::default() };
        let missing = ["public/index.html2500".to_owned()].into();
        let expected = "\
upload            1 files, 3 kB
new               public/assets/style.1.css
snapshot          two
replace           public/index.html
invalidate        /
invalidate        /public/index.html
remove            public/om/index.html
invalidate        /om/
invalidate        /public/om/index.html
remove next time  public/_variant/august.open/index.html
";
        assert_eq!(plan(&target, &Plan::of(&target, &standing), &missing), expected);
    }

    #[test]
    fn what_was_done_is_told_with_the_address() {
        let report = Done { new: 2, replaced: 1, removed: 0, untidy: None };
        let expected = "published: 2 files new, 1 replaced, 0 removed\nhttps://tydelig.no\n";
        assert_eq!(done(&report, "published", "https://tydelig.no"), expected);
        let report = Done { untidy: Some("error: no\n".to_owned()), ..Done::default() };
        let expected = "\
what is not needed any more is still there, and goes with the next publishing: error: no
put back: every file was in its place already
https://tydelig.no
";
        assert_eq!(done(&report, "put back", "https://tydelig.no"), expected);
    }
}
