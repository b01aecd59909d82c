//! `terskel members add`.

use domain::slug::Slug;
use functions::app::App;
use functions::members::add::{Added, Addition, add};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{address, refused};
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::operate::data::{DataFolder, with_app};
use crate::talk::say_line;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Their e-mail address
    email: String,
    /// The launch that they come by: its id in `launches.yaml`
    #[arg(long)]
    launch: String,
    /// The offer of that launch that they get as if they had bought it
    #[arg(long)]
    offer: String,
    /// The first day on which it is over, as in 2027-08-17; without it they are a member for good
    #[arg(long, value_parser = date)]
    until: Option<Date>,
    #[command(flatten)]
    data: DataFolder,
}

fn date(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "write it as in 2027-08-17")
}

/// Adds them, and tells on stderr which number they got.
pub(super) fn run(args: Args) -> Result<(), Failure> {
    let address = address(&args.email)?;
    let slug = |what: &str, text: &str| {
        Slug::parse(text).map_err(|error| Failure::refused(what.as_ref(), error.to_string()))
    };
    let (launch, offer) = (slug("--launch", &args.launch)?, slug("--offer", &args.offer)?);
    let added = with_app(args.data.with_data()?, async |app| {
        let until = match args.until {
            Some(date) => Some(beginning_of(app, date).await?),
            None => None,
        };
        let addition = Addition { address, launch, offer, until };
        add(app, &addition).await.map_err(|error| Failure::broken("could not add the member", error))
    })?;
    let number = number(added)?;
    say_line(format_args!(
        "added with number {number}; they are told by mail, with `serve` as soon as it runs"
    ));
    Ok(())
}

fn number(added: Added) -> Result<u32, Failure> {
    match added {
        Added::Member(number) => Ok(number),
        Added::NotSold => Err(refused(
            "email",
            "they are a member already, or their access was withdrawn",
            "see `terskel members list`; access that was withdrawn is given back by `terskel members restore`",
        )),
        Added::NoOffer => {
            let message = "no launch has this id, or no offer of it";
            let wrong = Diagnostic::error(Place::Path("launches.yaml".into()), message);
            Err(Failure::Refused(wrong.help("write the `id` of both as they stand there").into()))
        }
    }
}

/// The first instant of that local day, which must be one to come.
async fn beginning_of(app: &App, date: Date) -> Result<Timestamp, Failure> {
    let zone = app.time_zone().await;
    let zone = zone.map_err(|error| Failure::broken("could not add the member", error))?;
    match date.to_zoned(zone).map(|begins| begins.timestamp()) {
        Ok(begins) if begins > app.clock.now() => Ok(begins),
        _ => Err(refused(
            "--until",
            "that day has begun already",
            "name the first day on which it is to be over",
        )),
    }
}
