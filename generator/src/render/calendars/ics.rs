//! An entry for calendars as a file. Source: RFC 5545, "iCalendar".

use jiff::Timestamp;
use jiff::tz::TimeZone;
use themes::context::{EventBlock, Site};

/// So many bytes a line has at most, without its end. Source: RFC 5545, 3.1.
const LONGEST_LINE: usize = 75;

/// The file. The same entry is the same file, and keeps its `UID` for as long as its address stays.
pub(super) fn of(event: &EventBlock, site: &Site) -> String {
    let host = site.url.split("://").last().unwrap_or_default();
    let start = utc(event.start);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Terskel//Terskel//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{host}", event.calendar.trim_start_matches('/')),
        format!("DTSTAMP:{start}"),
        format!("DTSTART:{start}"),
    ];
    lines.extend(event.end.map(|end| format!("DTEND:{}", utc(end))));
    lines.push(format!("SUMMARY:{}", escaped(&event.title)));
    lines.extend(event.place.as_ref().map(|place| format!("LOCATION:{}", escaped(place))));
    lines.extend(event.url.as_ref().map(|url| format!("URL:{}", absolute(url, site))));
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().map(|line| folded(line)).collect()
}

fn utc(instant: Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn absolute(url: &str, site: &Site) -> String {
    if url.starts_with('/') { format!("{}{url}", site.url) } else { url.to_owned() }
}

/// Source: RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The line with its end; broken where it is too long, never within a letter, and nowhere else.
fn folded(line: &str) -> String {
    let (mut folded, mut length) = (String::with_capacity(line.len() + 8), 0);
    for letter in line.chars().filter(|letter| !letter.is_control()) {
        if length + letter.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let line = format!("SUMMARY:{}", "å".repeat(100));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
    }

    #[test]
    fn what_parts_values_is_escaped_and_no_text_begins_a_line() {
        let line = folded(&format!("SUMMARY:{}", escaped("a, b; c\\d\r\nEND:VEVENT")));
        assert_eq!(line, "SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT\r\n");
        assert_eq!(folded("URL:https://x.no/\r\nEND:VEVENT"), "URL:https://x.no/END:VEVENT\r\n");
    }
}
