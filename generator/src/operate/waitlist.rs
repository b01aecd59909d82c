//! `terskel waitlist`: who waits, since when, what led them there, and how many launches they have seen.

use functions::waitlist::{Waiting, list};
use jiff::tz::TimeZone;

use super::data::{DataFolder, with_app};
use super::sheet::{Cell, columns, csv, day};
use crate::failure::Failure;
use crate::talk::{print, say_line};

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
    print(&text);
    say_line(format_args!("waiting: {}", waiting.len()));
    Ok(())
}

fn as_text(waiting: &[Waiting], zone: &TimeZone) -> String {
    let line = |entry: &Waiting| {
        let campaign = entry.campaign.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let from = format!("from {}{campaign}", entry.source);
        [entry.address.as_str().to_owned(), day(entry.since, zone), seen(entry.seen.len()), from]
    };
    columns(&waiting.iter().map(line).collect::<Vec<_>>())
}

fn as_csv(waiting: &[Waiting], zone: &TimeZone) -> Result<String, Failure> {
    let row = |entry: &Waiting| {
        let campaign = entry.campaign.as_deref().unwrap_or_default();
        [
            Cell::text(entry.address.as_str()),
            Cell::value(day(entry.since, zone)),
            Cell::text(entry.seen.join(" ")),
            Cell::text(&entry.source),
            Cell::text(campaign),
        ]
    };
    csv(["email", "since", "launches seen", "source", "campaign"], waiting.iter().map(row))
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
o@example.no     2026-02-03  no launch seen     from /artikler/si-noe-i-motet/
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
