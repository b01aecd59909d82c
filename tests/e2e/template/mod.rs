//! What `infra/template.yaml` must say, beyond what a linter knows.

mod data;
mod edge;
mod parsed;
mod permissions;
mod secrets;
mod waking;

pub(crate) use parsed::Template;

/// Every Lambda: each file of wiring is one.
pub(crate) fn lambdas() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../functions/src/bin");
    let files = std::fs::read_dir(folder).expect("the wiring").map(|file| file.expect("a file").path());
    let mut names: Vec<String> =
        files.map(|path| path.file_stem().expect("a name").display().to_string()).collect();
    names.sort();
    assert!(names.len() >= 10, "{names:?}");
    names
}
