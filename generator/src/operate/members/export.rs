//! `terskel members export`: all that is known of one person, or what was promised to everybody.

use functions::app::App;
use functions::failure::Broken;
use functions::members::export::export;
use functions::members::list::{PromiseEntry, promises};
use jiff::tz::TimeZone;

use super::{address, refused};
use crate::failure::Failure;
use crate::operate::data::{DataFolder, with_app};
use crate::operate::sheet::{Cell, csv, decimal};
use crate::talk::{print, say_line};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Whose data to write, as JSON; without it the promises to all members are written, as comma-separated values
    email: Option<String>,
    #[command(flatten)]
    data: DataFolder,
}

/// Writes it to stdout.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    match args.email {
        Some(email) => one(&email, args.data),
        None => ledger(args.data),
    }
}

fn broken(error: Broken) -> Failure {
    Failure::broken("could not export", error)
}

fn one(email: &str, data: DataFolder) -> Result<(), Failure> {
    let address = address(email)?;
    let known = with_app(data.with_data()?, async |app| export(app, &address).await.map_err(broken))?;
    let known = known
        .ok_or_else(|| refused("email", "nothing is known of this address", "look for a typing error"))?;
    print(format!("{known:#}\n"));
    Ok(())
}

fn ledger(data: DataFolder) -> Result<(), Failure> {
    let (entries, zone) = with_app(data.with_data()?, async |app| everything(app).await.map_err(broken))?;
    print(&as_csv(&entries, &zone)?);
    say_line(format_args!("promises: {}", entries.len()));
    Ok(())
}

async fn everything(app: &App) -> Result<(Vec<PromiseEntry>, TimeZone), Broken> {
    Ok((promises(app).await?, app.time_zone().await?))
}

fn as_csv(entries: &[PromiseEntry], zone: &TimeZone) -> Result<String, Failure> {
    let row = |entry: &PromiseEntry| {
        let (quote, local) = (&entry.quote, entry.at.to_zoned(zone.clone()));
        [
            Cell::text(&entry.member),
            Cell::text(entry.address.as_str()),
            Cell::value(entry.number),
            Cell::value(local.strftime("%Y-%m-%dT%H:%M:%S%:z")),
            Cell::text(&quote.launch),
            Cell::text(&quote.title),
            Cell::value(decimal(quote.price.minor.into())),
            Cell::value(quote.price.currency.code()),
            Cell::value(quote.interval.word()),
            Cell::value(yes_or_no(quote.founding)),
            Cell::text(&entry.terms_version),
            Cell::value(yes_or_no(entry.immediate_start)),
        ]
    };
    let names = [
        "member",
        "email",
        "number",
        "ordered at",
        "launch",
        "offer",
        "price",
        "currency",
        "interval",
        "founding",
        "terms version",
        "immediate start",
    ];
    csv(names, entries.iter().map(row))
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use domain::address::EmailAddress;
    use domain::level::LevelSet;
    use domain::money::{Currency, Interval, Money};
    use domain::quote::Quote;
    use domain::slug::Slug;

    use super::*;

    #[test]
    fn the_ledger_tells_what_was_promised_when_and_under_which_terms() {
        let entry = |email: &str, terms: &str, founding| PromiseEntry {
            member: "m1".to_owned(),
            address: EmailAddress::parse(email).unwrap(),
            at: "2026-08-18T22:30:00Z".parse().unwrap(),
            number: 3,
            quote: Quote {
                launch: Slug::parse("august").unwrap(),
                offer: Slug::parse("alle").unwrap(),
                title: "Grunnlegger".to_owned(),
                price: Money { minor: 24_900, currency: Currency::Nok },
                interval: Interval::Month,
                founding,
                back_within: None,
                levels: LevelSet::All,
            },
            terms_version: terms.to_owned(),
            immediate_start: !founding,
        };
        let entries = [entry("kari@example.no", "t1", true), entry("=ola@example.no", "-t2", false)];
        let expected = "\
member,email,number,ordered at,launch,offer,price,currency,interval,founding,terms version,immediate start
m1,kari@example.no,3,2026-08-19T00:30:00+02:00,august,Grunnlegger,249.00,NOK,month,yes,t1,no
m1,'=ola@example.no,3,2026-08-19T00:30:00+02:00,august,Grunnlegger,249.00,NOK,month,no,'-t2,yes
";
        assert_eq!(as_csv(&entries, &TimeZone::get("Europe/Oslo").unwrap()).unwrap(), expected);
    }
}
