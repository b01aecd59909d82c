//! Renders every page of the default theme with sample data into a folder, to look at them:
//! `cargo run -p themes --example gallery -- /tmp/gallery`
#![expect(clippy::unwrap_used, reason = "a developer's tool may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "nobody reads the folder while it is written")]

mod samples;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use domain::lang::Lang;

fn main() {
    let folder: PathBuf = env::args_os().nth(1).unwrap_or_else(|| "/tmp/gallery".into()).into();
    for lang in Lang::ALL {
        let folder = folder.join(lang.tag());
        fs::create_dir_all(&folder).unwrap();
        for asset in themes::files::assets() {
            fs::write(folder.join(&*asset.name), &asset.bytes).unwrap();
        }
        let mut index = String::from("<!doctype html>\n<title>Gallery</title>\n<ul>\n");
        for shot in samples::every_page(lang) {
            fs::write(folder.join(&shot.name), &shot.text).unwrap();
            writeln!(index, "<li><a href=\"{0}\">{0}</a>, from {1}", shot.name, shot.template).unwrap();
        }
        fs::write(folder.join("index.html"), index).unwrap();
    }
}
