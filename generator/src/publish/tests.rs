#![expect(clippy::disallowed_methods, reason = "tests put things in the way")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Changes, OutputFolder, Pace};
use crate::failure::Failure;
use crate::output::Content;

type Files = &'static [(&'static str, &'static [u8])];

/// A file that becomes a folder, a folder that becomes a file, and one each that is new, gone, changed and kept.
const OLD: Files = &[
    ("snapshot.json", b"{}"),
    ("private/medlem/1-a/2026-08/x.pdf", b"old"),
    ("public/bytte", b"a file"),
    ("public/gone/index.html", b"gone"),
    ("public/index.html", b"the old front page"),
    ("public/kept/index.html", b"kept"),
    ("public/omvendt/index.html", b"in a folder"),
];
const NEW: Files = &[
    ("snapshot.json", b"{\"pages\":[]}"),
    ("private/medlem/1-a/2026-08/x.pdf", b"new"),
    ("public/bytte/index.html", b"in a folder"),
    ("public/index.html", b"the new front page"),
    ("public/kept/index.html", b"kept"),
    ("public/new/index.html", b"new"),
    ("public/omvendt", b"a file"),
];

fn publish(root: &Path, files: Files) -> Result<Changes, Failure> {
    publish_at(root, files, &|| Ok(()))
}

fn publish_at(root: &Path, files: Files, pace: Pace<'_>) -> Result<Changes, Failure> {
    let contents: Vec<Content> = files.iter().map(|(_, bytes)| Content::ready(*bytes)).collect();
    let files: Vec<(&str, &Content)> = files.iter().map(|(path, _)| *path).zip(&contents).collect();
    OutputFolder::open(root)?.prepare_files(&files, |_, _| Ok(()), pace)?.0.apply_at(pace)
}

/// The power goes out before step `steps`, and stays out.
fn out_before(steps: usize) -> impl Fn() -> io::Result<()> + Sync {
    let taken = AtomicUsize::new(0);
    move || {
        let goes_on = taken.fetch_add(1, Ordering::Relaxed) < steps;
        if goes_on { Ok(()) } else { Err(io::Error::other("the power went out")) }
    }
}

/// Publishes, and stops before step `steps`; says whether it came to that.
fn publish_for(root: &Path, files: Files, steps: usize) -> bool {
    publish_at(root, files, &out_before(steps)).is_err()
}

fn held(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = OutputFolder::open(root).unwrap();
    let entry = |path: String| (path.clone(), fs::read(root.join(path)).unwrap());
    folder.present().unwrap().into_iter().map(entry).collect()
}

fn as_map(files: Files) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

fn own_files(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut own: Vec<String> = names.filter(|name| name.starts_with(".terskel-")).collect();
    own.sort();
    own
}

#[test]
fn an_interruption_at_any_step_leaves_the_old_output_or_the_new_one() {
    let (mut step, mut seen) = (0_usize, [false; 2]);
    loop {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), OLD).unwrap();
        let interrupted = publish_for(out.path(), NEW, step);
        let after = held(out.path());
        let is_old = after == as_map(OLD);
        assert!(is_old || after == as_map(NEW), "after step {step}: {after:?}");
        assert_eq!(own_files(out.path()), [".terskel-lock", ".terskel-output"], "after step {step}");
        seen[usize::from(is_old)] = true;
        publish(out.path(), NEW).unwrap();
        assert_eq!(held(out.path()), as_map(NEW));
        if !interrupted {
            break;
        }
        step += 1;
    }
    assert_eq!(seen, [true; 2], "both outcomes were seen");
    assert!(step > 15, "every step was interrupted once");
}

#[test]
fn even_the_finishing_can_be_interrupted_at_any_step() {
    let steps_to_journal = 4 + NEW.len();
    let mut step = 0_usize;
    loop {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), OLD).unwrap();
        assert!(publish_for(out.path(), NEW, steps_to_journal + 2));
        let finished = OutputFolder::open_at(out.path(), &out_before(step)).is_ok();
        assert_eq!(held(out.path()), as_map(NEW), "after step {step}");
        if finished {
            break;
        }
        step += 1;
    }
    assert!(step > 5);
}

fn changes(written: usize, removed: usize, kept: usize) -> Changes {
    Changes { written, removed, kept, strangers: Vec::new() }
}

#[test]
fn what_others_put_into_the_output_stays_and_is_named() {
    let out = tempfile::tempdir().unwrap();
    publish(out.path(), OLD).unwrap();
    fs::write(out.path().join("public/google1234.html"), "not ours").unwrap();
    let changes = publish(out.path(), NEW).unwrap();
    assert_eq!((changes.removed, changes.strangers), (3, vec!["public/google1234.html".to_owned()]));
    assert_eq!(fs::read_to_string(out.path().join("public/google1234.html")).unwrap(), "not ours");
}

#[test]
fn what_others_put_into_the_output_is_not_overwritten() {
    for (path, stranger) in [
        ("public/new/index.html", "public/new/index.html"),
        ("public/new", "public/new"),
        ("public/index.html/notes.txt", "public/index.html/notes.txt"),
    ] {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), OLD).unwrap();
        let path = out.path().join(path);
        if path.starts_with(out.path().join("public/index.html")) {
            fs::remove_file(out.path().join("public/index.html")).unwrap();
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "not ours").unwrap();
        let failure = publish(out.path(), NEW).unwrap_err();
        assert_eq!(failure.exit_code(), 1);
        let place = format!("{}/{stranger}", out.path().display());
        let expected = format!(
            "error: `{stranger}` is in the way, and Terskel did not write it\n--> {place}\n = help: move it out of \
             the output folder\n\n"
        );
        assert_eq!(failure.to_string(), expected);
        assert_eq!(fs::read_to_string(&path).unwrap(), "not ours");
    }
}

#[test]
fn a_folder_whose_list_does_not_read_is_left_alone() {
    let out = tempfile::tempdir().unwrap();
    publish(out.path(), OLD).unwrap();
    fs::write(out.path().join(".terskel-output"), "something else\n").unwrap();
    assert!(matches!(publish(out.path(), NEW), Err(Failure::Refused(_))));
    assert_eq!(held(out.path()), as_map(OLD));
}

#[test]
fn only_changes_are_written() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(publish(out.path(), OLD).unwrap(), changes(7, 0, 0));
    let modified = |path: &str| fs::metadata(out.path().join(path)).unwrap().modified().unwrap();
    let before = modified("public/kept/index.html");
    assert_eq!(publish(out.path(), NEW).unwrap(), changes(6, 3, 1));
    assert_eq!(modified("public/kept/index.html"), before);
    assert_eq!(publish(out.path(), NEW).unwrap(), changes(0, 0, 7));
    assert!(!out.path().join("public/gone").exists(), "an empty folder is gone too");
}

#[test]
fn a_folder_with_other_things_in_it_is_refused() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("thesis.txt"), "years of work").unwrap();
    let failure = publish(out.path(), NEW).unwrap_err();
    assert_eq!(failure.exit_code(), 1);
    assert!(failure.to_string().contains("holds `thesis.txt`, which Terskel did not write"), "{failure}");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_refused_and_not_followed() {
    let (out, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join("index.html"), "not ours").unwrap();
    publish(out.path(), OLD).unwrap();
    fs::remove_dir_all(out.path().join("public/kept")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join("public/kept")).unwrap();
    assert_eq!(publish(out.path(), NEW).unwrap_err().exit_code(), 1);
    assert_eq!(fs::read_to_string(elsewhere.path().join("index.html")).unwrap(), "not ours");

    fs::remove_dir_all(out.path().join("public")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join("public")).unwrap();
    assert_eq!(publish(out.path(), NEW).unwrap_err().exit_code(), 1);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn a_forged_journal_writes_nowhere_else() {
    let (out, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    publish(out.path(), OLD).unwrap();
    let victim = elsewhere.path().join("victim.txt");
    fs::write(&victim, "whole").unwrap();
    let forged = serde_json::json!({ "removals": [victim], "renames": [] });
    fs::write(out.path().join(".terskel-journal"), forged.to_string()).unwrap();
    let failure = publish(out.path(), NEW).unwrap_err();
    assert_eq!(failure.exit_code(), 2);
    assert_eq!(fs::read_to_string(victim).unwrap(), "whole");
}

#[test]
fn two_builds_do_not_interleave() {
    let out = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for files in [OLD, NEW, OLD, NEW] {
            scope.spawn(|| publish(out.path(), files).unwrap());
        }
    });
    let held = held(out.path());
    assert!(held == as_map(OLD) || held == as_map(NEW), "{held:?}");
}
