//! `terskel theme`: which templates there are, and one of them copied to be changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::lang::Lang;
use themes::files::{ThemeFiles, assets};
use themes::purpose::purpose;

use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::failure::{Failure, IoContext as _};
use crate::load::Sources;
use crate::talk::{print, say};

/// What `terskel theme` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    wish: Wish,
}

#[derive(Debug, Subcommand)]
enum Wish {
    /// Print every template, what it is for, and whether the portal has its own
    List {
        #[command(flatten)]
        sources: Sources,
    },
    /// Copy a template or a file of the default theme into the portal's own, to change it there
    Copy {
        /// Its name, as in `lesson.html` or `style.css`
        template: String,
        #[command(flatten)]
        sources: Sources,
    },
}

/// Does what was asked.
///
/// # Errors
/// [`Failure::Refused`] if there is no such template, or the portal has one already.
pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.wish {
        Wish::List { sources } => {
            print(list(sources).as_bytes());
            Ok(())
        }
        Wish::Copy { template, sources } => {
            let copied = copy(template, sources)?;
            say(format!("copied to {}; what you change there holds for this portal\n", copied.display()));
            Ok(())
        }
    }
}

fn list(sources: &Sources) -> String {
    let own = sources.theme_folder();
    let is_own = |path: &Path| own.as_ref().is_some_and(|folder| folder.join(path).is_file());
    let mut list = String::new();
    let templates = ThemeFiles::default_theme(Lang::Nb).templates;
    let width = templates.keys().map(String::len).max().unwrap_or_default();
    let files = templates.keys().map(|name| (name.as_str(), purpose(name).unwrap_or_default()));
    for (name, purpose) in files.chain([("style.css", "how every page looks")]) {
        let whose = if is_own(&place_of(name)) { "own" } else { "default" };
        // A string takes what is written into it.
        let _ = writeln!(list, "{name:width$}  {whose:7}  {purpose}");
    }
    list
}

/// Where the file of this name stands in a theme.
fn place_of(name: &str) -> PathBuf {
    let is_asset = assets().iter().any(|asset| asset.name == name);
    Path::new(if is_asset { "assets" } else { "templates" }).join(name)
}

fn copy(name: &str, sources: &Sources) -> Result<PathBuf, Failure> {
    let text = default_text(name)?;
    let folder = sources.theme_place();
    refuse_without_portal(sources)?;
    let path = folder.join(place_of(name));
    if path.exists() {
        let message = format!("the portal has a `{name}` of its own already; remove it to begin anew");
        return Err(Failure::refused(&path, message));
    }
    write_new(&path, &with_origin(name, &text))?;
    Ok(path)
}

fn default_text(name: &str) -> Result<String, Failure> {
    let templates = ThemeFiles::default_theme(Lang::Nb).templates;
    if let Some(source) = templates.get(name) {
        return Ok(source.clone());
    }
    if let Some(asset) = assets().iter().find(|asset| asset.name == name) {
        return Ok(String::from_utf8_lossy(&asset.bytes).into_owned());
    }
    let unknown = Diagnostic::error(Place::Path(name.into()), format!("there is no template `{name}`"));
    let unknown = unknown.help("`terskel theme list` names every template");
    let files = assets();
    let names = templates.keys().map(String::as_str).chain(files.iter().map(|asset| &*asset.name));
    Err(Failure::Refused(unknown.did_you_mean(nearest(name, names)).into()))
}

/// A theme beside a folder that is no portal's content would be found by nobody.
fn refuse_without_portal(sources: &Sources) -> Result<(), Failure> {
    if sources.theme.is_some() || sources.content.join("site.yaml").is_file() {
        return Ok(());
    }
    let message = format!(
        "there is no `site.yaml` in `{}`; name the portal's content folder after the template",
        sources.content.display()
    );
    Err(Failure::refused(&sources.content, message))
}

/// The text, and in its first line what it was copied from.
fn with_origin(name: &str, text: &str) -> String {
    let origin = format!("Copied from `{name}` of Terskel {}.", env!("CARGO_PKG_VERSION"));
    match name.rsplit('.').next() {
        Some("css") => format!("/* {origin} */\n{text}"),
        Some("svg") => format!("<!-- {origin} -->\n{text}"),
        _ => format!("{{#- {origin} -#}}\n{text}"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a new file, which nobody reads before it is there")]
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).doing("make the folder", folder)?;
    }
    std::fs::write(path, text).doing("write", path)
}
