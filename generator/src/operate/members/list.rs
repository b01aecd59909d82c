//! `terskel members list`.

use domain::membership::{Closed, FOR_GOOD, MembershipState, Standing};
use domain::money::Interval;
use domain::quote::Quote;
use functions::app::App;
use functions::failure::Broken;
use functions::members::list::{MemberCard, list};
use jiff::tz::TimeZone;

use crate::failure::Failure;
use crate::operate::data::{DataFolder, with_app};
use crate::operate::sheet::{Cell, columns, csv, day, decimal};
use crate::talk::{print, say_line};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As comma-separated values, for a spreadsheet
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    data: DataFolder,
}

/// Lists on stdout, and counts on stderr.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    let (members, zone) = with_app(args.data.with_data()?, async |app| {
        everybody(app).await.map_err(|error| Failure::broken("could not list the members", error))
    })?;
    print(&if args.csv { as_csv(&members, &zone)? } else { as_text(&members, &zone) });
    say_line(told(&members));
    Ok(())
}

async fn everybody(app: &App) -> Result<(Vec<MemberCard>, TimeZone), Broken> {
    let mut members = Vec::new();
    list(app, |member| members.push(member)).await?;
    Ok((members, app.time_zone().await?))
}

fn as_text(members: &[MemberCard], zone: &TimeZone) -> String {
    let line = |member: &MemberCard| {
        [
            member.address.as_str().to_owned(),
            format!("{} {}", kind(&member.quote), member.number),
            member.quote.title.clone(),
            price(&member.quote),
            state(member).to_owned(),
            format!("since {}", day(member.joined_at, zone)),
            paid(member, zone),
        ]
    };
    columns(&members.iter().map(line).collect::<Vec<_>>())
}

fn as_csv(members: &[MemberCard], zone: &TimeZone) -> Result<String, Failure> {
    let row = |member: &MemberCard| {
        let (quote, until) = (&member.quote, member.paid_until);
        [
            Cell::text(member.address.as_str()),
            Cell::value(member.number),
            Cell::value(kind(quote)),
            Cell::text(&quote.title),
            Cell::value(decimal(quote.price.minor.into())),
            Cell::value(quote.price.currency.code()),
            Cell::value(quote.interval.word()),
            Cell::value(state(member)),
            Cell::value(day(member.joined_at, zone)),
            Cell::value(if until == FOR_GOOD { String::new() } else { day(until, zone) }),
            Cell::text(&member.id),
        ]
    };
    let names = [
        "email",
        "number",
        "kind",
        "offer",
        "price",
        "currency",
        "interval",
        "state",
        "since",
        "paid until",
        "member",
    ];
    csv(names, members.iter().map(row))
}

fn paid(member: &MemberCard, zone: &TimeZone) -> String {
    if member.paid_until == FOR_GOOD {
        return "paid for good".to_owned();
    }
    format!("paid until {}", day(member.paid_until, zone))
}

fn kind(quote: &Quote) -> &'static str {
    if quote.founding { "founder" } else { "member" }
}

/// As in `249.00 NOK a month`.
fn price(quote: &Quote) -> String {
    let interval = match quote.interval {
        Interval::Month => "a month",
        Interval::Year => "a year",
        Interval::Once => "once",
    };
    format!("{} {} {interval}", decimal(quote.price.minor.into()), quote.price.currency.code())
}

/// How it stands now, in words.
fn state(member: &MemberCard) -> &'static str {
    match (member.standing, member.state) {
        (Standing::Revoked, _) => "access withdrawn",
        (Standing::Disputed, _) => "payment disputed with the bank",
        (Standing::Lapsed, _) => "payment did not come",
        (Standing::Ended, _) => ended(member.closed),
        (Standing::Open, MembershipState::PastDue) => "payment failed, tried again",
        (Standing::Open, MembershipState::Ending) => "ends, does not renew",
        (Standing::Open, _) if member.paid_until == FOR_GOOD => "for good",
        (Standing::Open, _) => "renews",
    }
}

fn ended(closed: Option<Closed>) -> &'static str {
    match closed {
        Some(Closed::Withdrawn) => "ended, withdrew from the purchase",
        Some(Closed::Refunded) => "ended, refunded",
        Some(Closed::ChargedBack) => "ended, charged back",
        Some(Closed::Erased) => "ended, erased",
        None => "ended",
    }
}

/// As in `members: 12; with access: 9, of them founders: 7`.
fn told(members: &[MemberCard]) -> String {
    let open = members.iter().filter(|member| member.standing == Standing::Open);
    let founders = open.clone().filter(|member| member.quote.founding).count();
    format!("members: {}; with access: {}, of them founders: {founders}", members.len(), open.count())
}

#[cfg(test)]
mod tests {
    use domain::address::EmailAddress;
    use domain::level::LevelSet;
    use domain::money::{Currency, Money};
    use domain::slug::Slug;

    use super::*;

    fn quote(title: &str, minor: u32, interval: Interval, founding: bool) -> Quote {
        Quote {
            launch: Slug::parse("august").unwrap(),
            offer: Slug::parse("alle").unwrap(),
            title: title.to_owned(),
            price: Money { minor, currency: Currency::Nok },
            interval,
            founding,
            back_within: None,
            levels: LevelSet::All,
        }
    }

    fn member(address: &str, quote: Quote, state: MembershipState, standing: Standing) -> MemberCard {
        MemberCard {
            id: "m1".to_owned(),
            address: EmailAddress::parse(address).unwrap(),
            number: 3,
            quote,
            state,
            standing,
            joined_at: "2026-08-18T22:30:00Z".parse().unwrap(),
            paid_until: "2026-09-18T22:30:00Z".parse().unwrap(),
            closed: None,
        }
    }

    fn some() -> Vec<MemberCard> {
        use MembershipState::{Active, Ended};
        let founder = quote("Grunnlegger", 24_900, Interval::Month, true);
        let once = quote("Kurs, livet ut", 99_950, Interval::Once, false);
        vec![
            member("kari@example.no", founder.clone(), Active, Standing::Open),
            MemberCard { paid_until: FOR_GOOD, ..member("+47@example.no", once, Active, Standing::Open) },
            MemberCard {
                closed: Some(Closed::Refunded),
                ..member("o@example.no", founder, Ended, Standing::Ended)
            },
        ]
    }

    #[test]
    fn each_line_says_who_what_for_how_much_and_until_when() {
        let oslo = TimeZone::get("Europe/Oslo").unwrap();
        let expected = "\
kari@example.no  founder 3  Grunnlegger     249.00 NOK a month  renews           since 2026-08-19  paid until 2026-09-19
+47@example.no   member 3   Kurs, livet ut  999.50 NOK once     for good         since 2026-08-19  paid for good
o@example.no     founder 3  Grunnlegger     249.00 NOK a month  ended, refunded  since 2026-08-19  paid until 2026-09-19
";
        assert_eq!(as_text(&some(), &oslo), expected);
        let expected = "\
email,number,kind,offer,price,currency,interval,state,since,paid until,member
kari@example.no,3,founder,Grunnlegger,249.00,NOK,month,renews,2026-08-19,2026-09-19,m1
'+47@example.no,3,member,\"Kurs, livet ut\",999.50,NOK,once,for good,2026-08-19,,m1
o@example.no,3,founder,Grunnlegger,249.00,NOK,month,\"ended, refunded\",2026-08-19,2026-09-19,m1
";
        assert_eq!(as_csv(&some(), &oslo).unwrap(), expected);
        assert_eq!(told(&some()), "members: 3; with access: 2, of them founders: 1");
    }

    #[test]
    fn each_state_has_its_words() {
        use MembershipState::{Active, Ended, Ending, PastDue};
        let said = |state, standing| {
            let founder = quote("Grunnlegger", 24_900, Interval::Month, true);
            super::state(&member("kari@example.no", founder, state, standing))
        };
        assert_eq!(said(PastDue, Standing::Open), "payment failed, tried again");
        assert_eq!(said(Ending, Standing::Open), "ends, does not renew");
        assert_eq!(said(PastDue, Standing::Lapsed), "payment did not come");
        assert_eq!(said(Active, Standing::Revoked), "access withdrawn");
        assert_eq!(said(Active, Standing::Disputed), "payment disputed with the bank");
        assert_eq!(said(Ended, Standing::Ended), "ended");
    }
}
