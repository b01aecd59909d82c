//! `terskel import`: e-mail addresses into an audience, for matching only.
//!
//! A first, narrow road: a list with a header that names a column of addresses, into the data of `terskel serve`.

use std::fs;
use std::path::PathBuf;

use domain::address::EmailAddress;
use domain::portal::AudienceGroup;
use domain::slug::Slug;
use functions::app::App;

use super::address_list;
use super::data::{DataFolder, with_app};
use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::failure::{Failure, IoContext as _};
use crate::load;

/// What `terskel import` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A CSV file, as from a spreadsheet; its first line names a column `email` or `e-post`
    file: PathBuf,
    /// The audience in `launches.yaml` that the addresses belong to
    #[arg(long)]
    audience: String,
    /// Why they belong to it, as in "bought the course in spring"
    #[arg(long)]
    basis: String,
    /// The folder with `site.yaml` in it
    #[arg(long, default_value = "content")]
    content: PathBuf,
    #[command(flatten)]
    data: DataFolder,
}

/// Imports the addresses and tells on stderr what became of them.
///
/// # Errors
/// [`Failure::Refused`] for an unknown audience or a file without addresses; [`Failure::Broken`] if the data
/// cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let audience = audience(&args)?;
    let bytes = fs::read(&args.file).doing("read", &args.file)?;
    let list = address_list::read(&args.file, bytes)?;
    eprint!("{}", list.left_out);
    with_app(args.data, async |app| import(app, &audience, &args.basis, &list.addresses).await)?;
    eprintln!(
        "imported into `{audience}`: {}; rows left out: {}",
        list.addresses.len(),
        list.left_out.iter().count()
    );
    Ok(())
}

async fn import(app: &App, audience: &Slug, basis: &str, addresses: &[EmailAddress]) -> Result<(), Failure> {
    for address in addresses {
        functions::import::import(app, audience, address, basis)
            .await
            .map_err(|error| Failure::broken("could not import", error))?;
    }
    Ok(())
}

fn audience(args: &Args) -> Result<Slug, Failure> {
    let portal = load::load(&args.content, None)?.portal;
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
    use domain::portal::AudienceGroup;
    use domain::slug::Slug;

    use super::not_imported;

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
