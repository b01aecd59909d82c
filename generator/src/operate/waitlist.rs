//! `terskel waitlist`: who waits, since when, what led them there, and how many launches they have seen.

use std::io::Write as _;

use functions::waitlist::{Waiting, list};
use jiff::tz::TimeZone;

use super::data::{DataFolder, with_app};
use crate::failure::Failure;

/// What `terskel waitlist` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List everybody who waits, who has waited longest first
    List(ListArgs),
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// As comma-separated values, for a spreadsheet
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    data: DataFolder,
}

/// Lists on stdout, and counts on stderr.
///
/// # Errors
/// [`Failure::Refused`] if there are no data; [`Failure::Broken`] if they cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let Command::List(ListArgs { csv, data }) = args.command;
    let (waiting, zone) = with_app(data.with_data()?, async |app| {
        let mut waiting = Vec::new();
        let listed = list(app, |entry| waiting.push(entry)).await;
        listed.map_err(|error| Failure::broken("could not list the waitlist", error))?;
        let zone = app.time_zone().await;
        Ok((waiting, zone.map_err(|error| Failure::broken("could not list the waitlist", error))?))
    })?;
    let text = if csv { as_csv(&waiting, &zone)? } else { as_text(&waiting, &zone) };
    // Nobody reads on, as behind `head`: that is no mistake.
    let _ = std::io::stdout().write_all(text.as_bytes());
    eprintln!("waiting: {}", waiting.len());
    Ok(())
}

fn as_text(waiting: &[Waiting], zone: &TimeZone) -> String {
    let widest = waiting.iter().map(|entry| entry.address.as_str().chars().count()).max().unwrap_or_default();
    let line = |entry: &Waiting| {
        let (address, since) = (entry.address.as_str(), day(entry, zone));
        let campaign = entry.campaign.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{address:widest$}  {since}  {}  from {}{campaign}\n", seen(entry.seen.len()), entry.source)
    };
    waiting.iter().map(line).collect()
}

fn as_csv(waiting: &[Waiting], zone: &TimeZone) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| Failure::broken("could not list the waitlist", error);
    writer.write_record(["email", "since", "launches seen", "source", "campaign"]).map_err(broken)?;
    for entry in waiting {
        let campaign = entry.campaign.as_deref().unwrap_or_default();
        let seen = entry.seen.join(" ");
        writer
            .write_record([entry.address.as_str(), &day(entry, zone), &seen, &entry.source, campaign])
            .map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::broken("could not list the waitlist", error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn day(entry: &Waiting, zone: &TimeZone) -> String {
    entry.since.to_zoned(zone.clone()).date().to_string()
}

/// As in `third launch seen`.
fn seen(launches: usize) -> String {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match launches {
        0 => "no launch seen".to_owned(),
        number => match ORDINALS.get(number - 1) {
            Some(ordinal) => format!("{ordinal} launch seen"),
            None => format!("{number} launches seen"),
        },
    }
}

#[cfg(test)]
mod tests {
    use domain::address::EmailAddress;
    use jiff::tz::TimeZone;

    use super::*;

    fn waiting(address: &str, seen: &[&str], campaign: Option<&str>) -> Waiting {
        Waiting {
            address: EmailAddress::parse(address).unwrap(),
            since: "2026-02-03T22:30:00Z".parse().unwrap(),
            source: "/artikler/si-noe-i-motet/".to_owned(),
            campaign: campaign.map(str::to_owned),
            seen: seen.iter().map(|launch| (*launch).to_owned()).collect(),
        }
    }

    #[test]
    fn each_line_says_who_since_when_how_often_and_from_where() {
        let list =
            [waiting("kari@example.no", &["a", "b", "c"], Some("host")), waiting("o@example.no", &[], None)];
        let oslo = TimeZone::get("Europe/Oslo").unwrap();
        let expected = "\
kari@example.no  2026-02-03  third launch seen  from /artikler/si-noe-i-motet/ (host)
o@example.no     2026-02-03  no launch seen  from /artikler/si-noe-i-motet/
";
        assert_eq!(as_text(&list, &oslo), expected);
        let expected = "\
email,since,launches seen,source,campaign
kari@example.no,2026-02-03,a b c,/artikler/si-noe-i-motet/,host
o@example.no,2026-02-03,,/artikler/si-noe-i-motet/,
";
        assert_eq!(as_csv(&list, &oslo).unwrap(), expected);
        assert_eq!(seen(11), "11 launches seen");
    }
}
