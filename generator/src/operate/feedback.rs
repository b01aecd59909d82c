//! `terskel feedback`: what members wrote about lessons.
//!
//! Strangers wrote it, so nothing in it may steer the terminal that shows it.

use domain::address::EmailAddress;
use functions::app::App;
use functions::failure::Broken;
use functions::members::feedback::{FeedbackCard, feedback};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::data::{DataFolder, with_app};
use super::sheet::{day, print};
use crate::failure::Failure;

/// What `terskel feedback` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only what was written on this day or later, as 2026-08-20, in the portal's time zone
    #[arg(long)]
    since: Option<Date>,
    /// As JSON, one list, the newest first
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataFolder,
}

/// Lists on stdout, by lesson, and counts on stderr.
///
/// # Errors
/// [`Failure::Refused`] if there are no data; [`Failure::Broken`] if they cannot be reached.
#[expect(clippy::print_stderr, reason = "the command's own talk")]
pub fn run(args: Args) -> Result<(), Failure> {
    let (cards, zone) = with_app(args.data.with_data()?, async |app| {
        let found = written(app, args.since).await;
        found.map_err(|error| Failure::broken("could not list the feedback", error))
    })?;
    print(&if args.json { as_json(&cards) } else { as_text(&cards, &zone) });
    eprintln!("feedback: {}", cards.len());
    Ok(())
}

/// The newest first.
async fn written(app: &App, since: Option<Date>) -> Result<(Vec<FeedbackCard>, TimeZone), Broken> {
    let zone = app.time_zone().await?;
    let since = since.and_then(|day| day.to_zoned(zone.clone()).ok()).map(|midnight| midnight.timestamp());
    let mut cards = feedback(app, since).await?;
    cards.reverse();
    Ok((cards, zone))
}

/// By lesson, the one that was written about last first; in each the newest first.
fn as_text(cards: &[FeedbackCard], zone: &TimeZone) -> String {
    let mut lessons: Vec<(&FeedbackCard, Vec<String>)> = Vec::new();
    for card in cards {
        let told = told(card, zone);
        match lessons.iter_mut().find(|(first, _)| first.lesson == card.lesson) {
            Some((_, entries)) => entries.push(told),
            None => lessons.push((card, vec![told])),
        }
    }
    let lesson = |(first, entries): &(&FeedbackCard, Vec<String>)| {
        format!("{} ({})\n{}", harmless(&first.title), first.lesson, entries.concat())
    };
    lessons.iter().map(lesson).collect::<Vec<_>>().join("\n")
}

fn told(card: &FeedbackCard, zone: &TimeZone) -> String {
    let who = card.address.as_ref().map_or("somebody", EmailAddress::as_str);
    let lines = card.text.lines().map(|line| format!("    {}\n", harmless(line)));
    format!("  {}, {who}\n{}", day(card.at, zone), lines.collect::<String>())
}

/// Without what steers a terminal, or turns the direction of what follows.
fn harmless(text: &str) -> String {
    let steers = |sign: &char| {
        sign.is_control()
            || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|sign| !steers(sign)).collect()
}

fn as_json(cards: &[FeedbackCard]) -> String {
    let card = |card: &FeedbackCard| {
        json!({
            "lesson": card.lesson.to_string(),
            "title": harmless(&card.title),
            "written_at": card.at,
            "email": card.address.as_ref().map(EmailAddress::as_str),
            "text": card.text.lines().map(harmless).collect::<Vec<_>>().join("\n"),
        })
    };
    format!("{:#}\n", Value::Array(cards.iter().map(card).collect()))
}

#[cfg(test)]
mod tests {
    use domain::lesson::LessonKey;

    use super::*;

    fn card(lesson: &str, at: &str, address: Option<&str>, text: &str) -> FeedbackCard {
        FeedbackCard {
            lesson: LessonKey::parse(lesson).unwrap(),
            title: format!("Om {lesson}"),
            at: at.parse().unwrap(),
            address: address.map(|address| EmailAddress::parse(address).unwrap()),
            text: text.to_owned(),
        }
    }

    #[test]
    fn what_was_written_stands_by_lesson_the_newest_first() {
        let (kari, oslo) = (Some("kari@example.no"), TimeZone::get("Europe/Oslo").unwrap());
        let cards = [
            card("1/2026-08/puls", "2026-08-20T22:30:00Z", kari, "To\nlinjer"),
            card("1/2026-08/pust", "2026-08-19T10:00:00Z", None, "Fint"),
            card("1/2026-08/puls", "2026-08-18T10:00:00Z", kari, "Før"),
        ];
        let expected = "\
Om 1/2026-08/puls (1/2026-08/puls)
  2026-08-21, kari@example.no
    To
    linjer
  2026-08-18, kari@example.no
    Før

Om 1/2026-08/pust (1/2026-08/pust)
  2026-08-19, somebody
    Fint
";
        assert_eq!(as_text(&cards, &oslo), expected);
        assert_eq!(as_text(&[], &oslo), "");
        let json: Value = serde_json::from_str(&as_json(&cards)).unwrap();
        assert_eq!(json[0]["text"], "To\nlinjer");
        assert_eq!(json[1]["email"], Value::Null);
    }

    #[test]
    fn nothing_that_was_written_steers_the_terminal() {
        let card = card("1/2026-08/puls", "2026-08-20T22:30:00Z", None, "a\u{1b}[2J\u{9b}K\u{7}\u{202e}b\rc");
        let text =
            as_text(&[FeedbackCard { title: "\u{1b}]0;x\u{7}".to_owned(), ..card.clone() }], &TimeZone::UTC);
        assert!(
            !text.chars().any(|sign| sign.is_control() && sign != '\n') && !text.contains('\u{202e}'),
            "{text:?}"
        );
        let json = as_json(&[card]);
        assert!(!json.chars().any(|sign| sign.is_control() && sign != '\n'), "{json:?}");
    }
}
