//! `terskel import`: e-mail addresses into an audience, for matching, or to be written to as well.
//!
//! Into the data of `terskel serve`. Whatever the list has wrong is told and left out, and the rest imported; run once
//! more, the command goes on where it was interrupted.

use std::fs;
use std::path::PathBuf;

use domain::audience::Basis;
use domain::portal::AudienceGroup;
use domain::slug::Slug;
use functions::app::App;
use functions::import::{Import, Purpose, stop_mailing};
use jiff::Timestamp;

use super::address_list::{self, AddressList};
use super::data::{DataFolder, with_app};
use crate::diagnostics::{Colour, Diagnostic, Place, nearest};
use crate::failure::{Failure, IoContext as _};
use crate::load;
use crate::progress::Progress;
use crate::talk::say_line;

/// What `terskel import` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A CSV file, as from Mailchimp, Kit, Kajabi, Podia or a spreadsheet; a column of it is named `email` or `e-post`
    file: PathBuf,
    /// The audience in `launches.yaml` that the addresses belong to
    #[arg(long)]
    audience: String,
    /// Why they belong to it, as in "bought the course in spring"; kept with each of them
    #[arg(long)]
    basis: String,
    /// You may send them mail about the launch, and can show why: the addresses are kept, encrypted.
    /// Whoever the list says has unsubscribed is left out. Without it only keyed hashes are kept, for matching
    #[arg(long)]
    may_mail: bool,
    /// The folder with `site.yaml` in it
    #[arg(long, default_value = "content")]
    content: PathBuf,
    #[command(flatten)]
    data: DataFolder,
}

/// What became of a list.
struct Done {
    imported: usize,
    /// Of those imported, how many were there already.
    already_there: usize,
    /// How many may no longer be written to.
    stopped: usize,
}

/// Imports the addresses and tells on stderr what became of them.
///
/// # Errors
/// [`Failure::Refused`] for an unknown audience, a basis without words or a file without addresses;
/// [`Failure::Broken`] if the data cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    let purpose = if args.may_mail { Purpose::Mailing } else { Purpose::Matching };
    let import = Import { audience: audience(&args)?, basis: basis(&args.basis)?, purpose };
    let bytes = fs::read(&args.file).doing("read", &args.file)?;
    let list = address_list::read(&args.file, &bytes)?;
    for diagnostic in &list.told {
        say_line(diagnostic.render(Colour::None));
    }
    if list.addresses.is_empty() && list.unsubscribed.is_empty() {
        return Err(Failure::Refused(address_list::nothing_in(&args.file).into()));
    }
    let done = with_app(args.data, async |app| import_list(app, &import, &list).await)?;
    say_line(told(&import, &list, &done));
    Ok(())
}

async fn import_list(app: &App, import: &Import, list: &AddressList) -> Result<Done, Failure> {
    let work = async {
        let addresses = match import.purpose {
            Purpose::Matching => [list.addresses.as_slice(), list.unsubscribed.as_slice()].concat(),
            Purpose::Mailing => list.addresses.clone(),
        };
        let mut progress = Progress::of(addresses.len());
        let already_there = functions::import::import(app, import, &addresses, || progress.step()).await?;
        let stopped = match import.purpose {
            Purpose::Matching => 0,
            Purpose::Mailing => stop_mailing(app, &import.audience, &list.unsubscribed).await?,
        };
        Ok(Done { imported: addresses.len(), already_there, stopped })
    };
    work.await.map_err(|error: functions::failure::Broken| Failure::broken("could not import", error))
}

/// What became of it, and what is kept.
fn told(import: &Import, list: &AddressList, done: &Done) -> String {
    let (audience, new) = (import.audience.as_str(), done.imported - done.already_there);
    let (unsubscribed, kept) = match import.purpose {
        Purpose::Matching => (0, "keyed hashes for matching only, no address"),
        Purpose::Mailing => {
            (list.unsubscribed.len(), "keyed hashes, and the addresses, encrypted, for mail about the launch")
        }
    };
    let counts = [
        (list.repeated, "repeated, counted once"),
        (list.bad_rows, "without an address, left out"),
        (unsubscribed, "unsubscribed, left out"),
        (done.stopped, "of these not written to any more"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let counts = counts.collect::<Vec<_>>().join("; ");
    let imported = format!("imported into `{audience}`: {new} new, {} there already", done.already_there);
    let lines = [
        format!("{imported}; the addresses stand in {}", list.column),
        if counts.is_empty() { counts } else { format!("in the list: {counts}") },
        format!("kept: {kept}"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn basis(text: &str) -> Result<Basis, Failure> {
    Basis::parse(text).map_err(|error| {
        let wrong = Diagnostic::error(Place::Path("--basis".into()), error.to_string());
        Failure::Refused(
            wrong.help("say why they belong to the audience, as in \"bought the course in spring\"").into(),
        )
    })
}

fn audience(args: &Args) -> Result<Slug, Failure> {
    // No audience depends on the day.
    let portal = load::load(&args.content, Timestamp::UNIX_EPOCH, None)?.portal;
    let known = portal.audiences.iter().find(|group| group.id.as_str() == args.audience);
    known.map(|group| group.id.clone()).ok_or_else(|| {
        let names = portal.audiences.iter().map(|group| group.id.as_str());
        let place = Place::Path(args.content.join("launches.yaml"));
        let (message, help) = not_imported(&args.audience, &portal.audiences);
        let unknown = Diagnostic::error(place, message).help(help);
        Failure::Refused(unknown.did_you_mean(nearest(&args.audience, names)).into())
    })
}

/// Why nothing can be imported into the audience `name`, and what to do.
fn not_imported(name: &str, known: &[AudienceGroup]) -> (String, String) {
    let names: Vec<String> = known.iter().map(|group| format!("`{}`", group.id)).collect();
    let known = match names.as_slice() {
        [] => "name one under `audiences:` first".to_owned(),
        names => format!("the audiences to import into are {}", names.join(", ")),
    };
    let message = match name {
        "everyone" | "waitlist" => format!("nobody is imported into `{name}`, which fills by itself"),
        _ => format!("there is no audience `{name}`"),
    };
    (message, known)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use domain::audience::Basis;
    use domain::portal::AudienceGroup;
    use domain::slug::Slug;
    use functions::import::{Import, Purpose};

    use super::{Done, basis, not_imported, told};
    use crate::operate::address_list;

    fn import(purpose: Purpose) -> Import {
        Import {
            audience: Slug::parse("students").unwrap(),
            basis: Basis::parse("bought course X").unwrap(),
            purpose,
        }
    }

    #[test]
    fn the_last_lines_tell_what_became_of_every_row_and_what_is_kept() {
        let list = "email,status\na@x.no,active\nb@x.no,\nA@x.no,\nc@x.no,bounced\nx,\n";
        let list = address_list::read(Path::new("kurs.csv"), list.as_bytes()).unwrap();
        let done = Done { imported: 2, already_there: 1, stopped: 1 };
        let expected = "\
imported into `students`: 1 new, 1 there already; the addresses stand in column 1, `email`
in the list: 1 repeated, counted once; 1 without an address, left out; 1 unsubscribed, left out; 1 of these not written to any more
kept: keyed hashes, and the addresses, encrypted, for mail about the launch
";
        assert_eq!(told(&import(Purpose::Mailing), &list, &done), expected.trim_end());

        let list = address_list::read(Path::new("kurs.csv"), b"a@x.no\n").unwrap();
        let done = Done { imported: 1, already_there: 0, stopped: 0 };
        let expected = "\
imported into `students`: 1 new, 0 there already; the addresses stand in column 1 of a list without names
kept: keyed hashes for matching only, no address
";
        assert_eq!(told(&import(Purpose::Matching), &list, &done), expected.trim_end());
    }

    #[test]
    fn a_basis_without_words_is_refused() {
        let expected = "\
error: a basis is a line of up to 200 characters
--> --basis
 = help: say why they belong to the audience, as in \"bought the course in spring\"

";
        assert_eq!(basis(" ").unwrap_err().to_string(), expected);
    }

    #[test]
    fn an_audience_that_fills_by_itself_is_refused_with_those_that_do_not() {
        let group = |id| {
            let (title, description) = (String::new(), String::new());
            AudienceGroup { id: Slug::parse(id).unwrap(), title, description }
        };
        let (message, help) = not_imported("everyone", &[group("students"), group("friends")]);
        assert_eq!(message, "nobody is imported into `everyone`, which fills by itself");
        assert_eq!(help, "the audiences to import into are `students`, `friends`");
        let (message, help) = not_imported("pupils", &[]);
        assert_eq!(message, "there is no audience `pupils`");
        assert_eq!(help, "name one under `audiences:` first");
    }
}
