//! `terskel sales`: the sales records of a year, for the books.

use std::collections::BTreeMap;

use domain::money::Currency;
use domain::portal::Mva;
use domain::sale::{Sale, SaleKind};
use functions::app::App;
use functions::failure::Broken;
use functions::members::list::sales;
use jiff::tz::TimeZone;

use super::data::{DataFolder, with_app};
use super::sheet::{Cell, csv, day, decimal};
use crate::failure::Failure;
use crate::talk::{print, say_line};

/// What `terskel sales` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The year, in the portal's time zone; the present one, if none is named
    #[arg(long, value_parser = clap::value_parser!(i16).range(2000..=9998))]
    year: Option<i16>,
    #[command(flatten)]
    data: DataFolder,
}

/// A year's records, with their numbers, in order.
type Records = Vec<(u32, Sale)>;

/// Writes the records to stdout as comma-separated values, and counts and sums to stderr.
///
/// # Errors
/// [`Failure::Refused`] if there are no data; [`Failure::Broken`] if they cannot be reached.
pub fn run(args: Args) -> Result<(), Failure> {
    let (year, records, zone) = with_app(args.data.with_data()?, async |app| {
        let found = of_year(app, args.year).await;
        found.map_err(|error| Failure::broken("could not list the sales", error))
    })?;
    print(&as_csv(&records, &zone)?);
    say_line(told(year, &records));
    Ok(())
}

async fn of_year(app: &App, year: Option<i16>) -> Result<(i16, Records, TimeZone), Broken> {
    let zone = app.time_zone().await?;
    let year = year.unwrap_or_else(|| app.clock.now().to_zoned(zone.clone()).year());
    Ok((year, sales(app, year).await?, zone))
}

fn as_csv(records: &Records, zone: &TimeZone) -> Result<String, Failure> {
    let row = |(number, sale): &(u32, Sale)| {
        [
            Cell::value(number),
            Cell::value(day(sale.at, zone)),
            Cell::value(sale.kind.word()),
            Cell::text(&sale.member),
            Cell::text(&sale.title),
            Cell::value(decimal(sale.signed())),
            Cell::value(rate(sale.mva)),
            Cell::value(sale.tax().map(decimal).unwrap_or_default()),
            Cell::value(sale.amount.currency.code()),
            Cell::text(&sale.bill),
            Cell::text(&sale.payment),
        ]
    };
    let names = [
        "number", "date", "kind", "member", "title", "amount", "mva rate", "mva", "currency", "bill",
        "payment",
    ];
    csv(names, records.iter().map(row))
}

fn rate(mva: Mva) -> String {
    match mva {
        Mva::None => "none".to_owned(),
        Mva::Exempt => "exempt".to_owned(),
        Mva::Rate(rate) => rate.to_string(),
    }
}

/// What came in, what went back, and what is left of it.
#[derive(Default)]
struct Sums {
    sales: i64,
    back: i64,
    tax: i64,
}

/// As in `2026: 3 records; NOK 747.00 sold, -249.00 back, 498.00 in all, 99.60 of it mva`.
fn told(year: i16, records: &Records) -> String {
    let mut sums: BTreeMap<Currency, Sums> = BTreeMap::new();
    for (_, sale) in records {
        let sums = sums.entry(sale.amount.currency).or_default();
        match sale.kind {
            SaleKind::Sale => sums.sales += sale.signed(),
            SaleKind::Refund | SaleKind::Chargeback => sums.back += sale.signed(),
        }
        sums.tax += sale.tax().unwrap_or_default();
    }
    let sum = |(currency, sums): (&Currency, &Sums)| {
        let (code, all) = (currency.code(), sums.sales + sums.back);
        let [sold, back, all, tax] = [sums.sales, sums.back, all, sums.tax].map(decimal);
        format!("; {code} {sold} sold, {back} back, {all} in all, {tax} of it mva")
    };
    let count = match records.len() {
        1 => "1 record".to_owned(),
        count => format!("{count} records"),
    };
    format!("{year}: {count}{}", sums.iter().map(sum).collect::<String>())
}

#[cfg(test)]
mod tests {
    use domain::money::Money;

    use super::*;

    fn sale(kind: SaleKind, minor: u32, mva: Mva, title: &str) -> Sale {
        Sale {
            kind,
            at: "2026-08-18T22:30:00Z".parse().unwrap(),
            member: "m1".to_owned(),
            title: title.to_owned(),
            amount: Money { minor, currency: Currency::Nok },
            mva,
            bill: "in_1".to_owned(),
            payment: "pi_1".to_owned(),
        }
    }

    #[test]
    fn each_record_stands_with_its_sign_its_tax_and_its_local_day() {
        let records = vec![
            (1, sale(SaleKind::Sale, 24_900, Mva::Rate(25), "Grunnlegger")),
            (2, sale(SaleKind::Refund, 24_900, Mva::Rate(25), "=Grunnlegger")),
            (3, sale(SaleKind::Sale, 19_950, Mva::Exempt, "Kurs, kveld")),
            (4, Sale { payment: String::new(), ..sale(SaleKind::Chargeback, 5, Mva::None, "x") }),
        ];
        let expected = "\
number,date,kind,member,title,amount,mva rate,mva,currency,bill,payment
1,2026-08-19,sale,m1,Grunnlegger,249.00,25,49.80,NOK,in_1,pi_1
2,2026-08-19,refund,m1,'=Grunnlegger,-249.00,25,-49.80,NOK,in_1,pi_1
3,2026-08-19,sale,m1,\"Kurs, kveld\",199.50,exempt,,NOK,in_1,pi_1
4,2026-08-19,chargeback,m1,x,-0.05,none,,NOK,in_1,
";
        assert_eq!(as_csv(&records, &TimeZone::get("Europe/Oslo").unwrap()).unwrap(), expected);
        let expected = "2026: 4 records; NOK 448.50 sold, -249.05 back, 199.45 in all, 0.00 of it mva";
        assert_eq!(told(2026, &records), expected);
        assert_eq!(told(2026, &Records::new()), "2026: 0 records");
    }

    #[test]
    fn each_currency_has_sums_of_its_own() {
        let euro = |sale: Sale| Sale { amount: Money { currency: Currency::Eur, ..sale.amount }, ..sale };
        let records = vec![
            (1, sale(SaleKind::Sale, 10_000, Mva::Rate(25), "x")),
            (2, euro(sale(SaleKind::Sale, 500, Mva::None, "x"))),
        ];
        let expected = "2026: 2 records; NOK 100.00 sold, 0.00 back, 100.00 in all, 20.00 of it mva; \
                        EUR 5.00 sold, 0.00 back, 5.00 in all, 0.00 of it mva";
        assert_eq!(told(2026, &records), expected);
    }
}
