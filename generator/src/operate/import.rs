//! `terskel import`: e-mail addresses into an audience, for matching only.
//!
//! A first, narrow road: a CSV with a header that has one column of addresses, into the data of `terskel serve`.

use std::fs::File;
use std::path::{Path, PathBuf};

use domain::address::EmailAddress;
use domain::slug::Slug;
use functions::app::App;

use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::failure::{Failure, IoContext as _};
use crate::load;
use crate::serve::backstage::{Backstage, Data};

/// What `terskel import` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A CSV file whose header names a column `email`
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
    /// The folder with the data of `terskel serve`
    #[arg(long, default_value = ".terskel")]
    data: PathBuf,
}

/// Imports the addresses and tells on stderr what became of them.
///
/// # Errors
/// [`Failure::Refused`] for an unknown audience or a file without addresses; [`Failure::Broken`] if the data
/// cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let audience = audience(&args)?;
    let list = read(&args.file)?;
    for line in &list.bad_lines {
        eprintln!("{}:{line}: no e-mail address in this row; left out", args.file.display());
    }
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| Failure::broken("could not start", error))?;
    runtime.block_on(async {
        let backstage = Backstage::start(&Data::Kept(args.data), 0).await?;
        let app = backstage.app_without_portal()?;
        import(&app, &audience, &args.basis, &list.addresses).await
    })?;
    eprintln!(
        "imported {} addresses into `{audience}`, left {} rows out",
        list.addresses.len(),
        list.bad_lines.len()
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
        let unknown = Diagnostic::error(place, format!("there is no audience `{}`", args.audience));
        Failure::Refused(unknown.did_you_mean(nearest(&args.audience, names)).into())
    })
}

/// The addresses of a CSV file, and the lines that have none.
struct List {
    addresses: Vec<EmailAddress>,
    bad_lines: Vec<u64>,
}

fn read(path: &Path) -> Result<List, Failure> {
    let file = File::open(path).doing("open", path)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file);
    let header = reader.headers().map_err(|error| Failure::refused(path, error.to_string()))?;
    let is_email = |name: &str| name.trim_start_matches('\u{feff}').eq_ignore_ascii_case("email");
    let column = header.iter().position(is_email);
    let column = column.ok_or_else(|| Failure::refused(path, "the first line names no column `email`"))?;
    let mut list = List { addresses: Vec::new(), bad_lines: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|error| Failure::refused(path, error.to_string()))?;
        match EmailAddress::parse(record.get(column).unwrap_or_default()) {
            Ok(address) => list.addresses.push(address),
            Err(_) => list.bad_lines.push(record.position().map_or(0, csv::Position::line)),
        }
    }
    Ok(list)
}
