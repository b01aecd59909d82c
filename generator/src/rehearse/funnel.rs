//! The funnel as a drawing: a bar for each step, with its words and its number. One file, without a font or a picture
//! from elsewhere; its colours follow the reader's light or dark.

use std::fmt::Write as _;

use super::report::Report;
use crate::serve::stand_in::escape;

/// In the drawing's own unit.
const WIDTH: usize = 640;
const BAR: usize = 36;
const STEP: usize = 64;
const TOP: usize = 56;

const STYLE: &str = "text{font:16px system-ui,sans-serif;fill:#1b2728}.count{font-weight:700}\
    .page{fill:#fff}.bar{fill:#0d4a55}.seats{stroke:#b45309;stroke-width:2;stroke-dasharray:6 4}\
    @media(prefers-color-scheme:dark){text{fill:#e8edec}.page{fill:#131b1c}.bar{fill:#58a6b3}.seats{stroke:#f0a85a}}";

/// The drawing; `seats` is how many there are, if that is limited.
pub(super) fn draw(report: &Report, seats: Option<u32>) -> String {
    let seats = seats.and_then(|seats| usize::try_from(seats).ok());
    let most = report.funnel.iter().map(|(_, count)| *count).chain(seats).max().unwrap_or_default().max(1);
    let height = TOP + STEP * report.funnel.len() + 24;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <style>{STYLE}</style>\n<rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>\n\
         <text x=\"20\" y=\"32\">{}</text>\n",
        escape(&report.title),
        escape(&in_words(report, seats)),
        escape(&headline(seats)),
    );
    for (index, (label, count)) in report.funnel.iter().enumerate() {
        let (y, width) = (TOP + STEP * index, scaled(*count, most));
        // Writing into a text cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"20\" y=\"{}\">{} <tspan class=\"count\">{count}</tspan></text>\n\
             <rect class=\"bar\" x=\"20\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"4\"/>",
            y + 16,
            escape(label),
            y + 22,
            BAR - 6,
        );
    }
    if let Some(seats) = seats {
        let x = 20 + scaled(seats, most);
        let _ = writeln!(svg, "<path class=\"seats\" d=\"M{x} {TOP}V{}\"/>", height - 12);
    }
    svg.push_str("</svg>\n");
    svg
}

fn scaled(count: usize, most: usize) -> usize {
    (WIDTH - 40) * count / most
}

fn headline(seats: Option<usize>) -> String {
    match seats {
        Some(seats) => format!("From waiting to paid; the dashed line is the {seats} seats"),
        None => "From waiting to paid".to_owned(),
    }
}

fn in_words(report: &Report, seats: Option<usize>) -> String {
    let steps: Vec<String> = report.funnel.iter().map(|(label, count)| format!("{label}: {count}")).collect();
    let seats = seats.map(|seats| format!(", seats: {seats}")).unwrap_or_default();
    format!("{}{seats}", steps.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_funnel_is_drawn_with_its_words() {
        let report = Report {
            title: "a rehearsal of `a<b`".to_owned(),
            parts: Vec::new(),
            funnel: vec![("waiting".to_owned(), 200), ("paid".to_owned(), 50)],
            rules: Vec::new(),
        };
        let expected = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 208\" role=\"img\" aria-labelledby=\"title desc\">
<title id=\"title\">a rehearsal of `a&lt;b`</title>
<desc id=\"desc\">waiting: 200, paid: 50, seats: 100</desc>
<style>{STYLE}</style>
<rect class=\"page\" width=\"640\" height=\"208\"/>
<text x=\"20\" y=\"32\">From waiting to paid; the dashed line is the 100 seats</text>
<text x=\"20\" y=\"72\">waiting <tspan class=\"count\">200</tspan></text>
<rect class=\"bar\" x=\"20\" y=\"78\" width=\"600\" height=\"30\" rx=\"4\"/>
<text x=\"20\" y=\"136\">paid <tspan class=\"count\">50</tspan></text>
<rect class=\"bar\" x=\"20\" y=\"142\" width=\"150\" height=\"30\" rx=\"4\"/>
<path class=\"seats\" d=\"M320 56V196\"/>
</svg>
"
        );
        assert_eq!(draw(&report, Some(100)), expected);
    }

    #[test]
    fn nothing_at_all_can_be_drawn() {
        let report =
            Report { title: String::new(), parts: Vec::new(), funnel: Vec::new(), rules: Vec::new() };
        assert!(draw(&report, None).ends_with("</svg>\n"));
    }
}
