//! `terskel new`: a small portal in a folder of its own, after three questions at most.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

use domain::address::EmailAddress;
use domain::lang::Lang;
use jiff::civil::Date;

use crate::failure::{Failure, IoContext as _};
use crate::starter::{self, Beginning};
use crate::talk::say;

/// What `terskel new` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; it must not be there yet, or be empty
    folder: PathBuf,
    /// The portal's name; without this it is asked for, or taken from the folder's
    #[arg(long, value_parser = name)]
    name: Option<String>,
    /// The language of its texts: nb, nn or en
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// The e-mail address of who sells
    #[arg(long, value_parser = email)]
    email: Option<EmailAddress>,
    /// Ask nothing, and take the defaults for what is not said
    #[arg(long, short)]
    yes: bool,
}

/// Makes the portal.
///
/// # Errors
/// [`Failure::Refused`] if the folder has something in it; [`Failure::Broken`] if it cannot be written.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    refuse_full(&args.folder)?;
    let asks = !args.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let folder = args.folder.clone();
    let beginning = beginning(args, asks)?;
    let content = folder.join("content");
    for (path, text) in starter::files(&beginning) {
        write(&content.join(path), &text)?;
    }
    write(&folder.join(".gitignore"), "/.terskel/\n/dist/\n")?;
    say(next_steps(&folder));
    Ok(())
}

fn refuse_full(folder: &Path) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::refused(folder, "this is a file; name a folder that is not there yet"));
    }
    if folder.is_dir() && std::fs::read_dir(folder).doing("list", folder)?.next().is_some() {
        let message = "the folder has something in it; name one that is not there yet, or an empty one";
        return Err(Failure::refused(folder, message));
    }
    Ok(())
}

fn beginning(args: Args, asks: bool) -> Result<Beginning, Failure> {
    let Args { folder, name: named, lang: tag, email: mail, .. } = args;
    let default = default_name(&folder);
    let named = match named {
        Some(named) => named,
        None if asks => ask(&format!("What is the portal called? [{default}]"), name)?.unwrap_or(default),
        None => default,
    };
    let tag = match tag {
        Some(tag) => tag,
        None if asks => ask("In which language: nb, nn or en? [nb]", lang)?.unwrap_or(Lang::Nb),
        None => Lang::Nb,
    };
    let mail = match mail {
        None if asks => ask("At which e-mail address do you answer buyers? [later]", email)?,
        mail => mail,
    };
    Ok(Beginning { name: named, lang: tag, email: mail, today: today() })
}

/// The answer, asked for until it is one; nothing for an empty line.
fn ask<T>(question: &str, parse: fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
    loop {
        say(format!("{question} "));
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        read.map_err(|error| Failure::broken("could not read the answer", error))?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        match parse(line.trim()) {
            Ok(answer) => return Ok(Some(answer)),
            Err(message) => say(format!("  {message}\n")),
        }
    }
}

/// The folder's name, as a name: `min-portal` is *Min portal*.
fn default_name(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let stem = folder.file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " "));
    let stem = stem.filter(|stem| !stem.trim().is_empty()).unwrap_or_else(|| "Portal".to_owned());
    let mut letters = stem.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("write a name, in one line".to_owned());
    }
    Ok(text.to_owned())
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).map_err(|error| error.to_string())
}

fn email(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text).map_err(|error| error.to_string())
}

#[expect(clippy::disallowed_methods, reason = "a new portal's dates begin today")]
fn today() -> Date {
    jiff::Zoned::now().date()
}

#[expect(clippy::disallowed_methods, reason = "a new folder, which nobody reads before it is there")]
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).doing("make the folder", folder)?;
    }
    std::fs::write(path, text).doing("write", path)
}

fn next_steps(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "made a portal in {folder}\n\n  cd {folder}\n  terskel serve\n\n\
         Your texts are in `content/`. What must be filled in before you sell, says so; \
         `terskel check --for-publishing` finds what is left of it in `site.yaml`.\n"
    )
}
