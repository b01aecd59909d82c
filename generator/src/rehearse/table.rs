//! The report as text: a table, then the rules.

use std::fmt::Write as _;

use super::report::{Part, Report};
use super::rules::Rule;

/// So many examples of what broke a rule are told.
const MOST_EXAMPLES: usize = 5;

/// The report for a terminal.
pub(super) fn write(report: &Report) -> String {
    let rows = || report.parts.iter().flat_map(|part| &part.rows);
    let label_width = rows().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    let value_width = rows().map(|(_, value)| value.chars().count()).max().unwrap_or_default();
    let mut text = format!("{}\n", report.title);
    for part in report.parts.iter().filter(|part| !part.rows.is_empty()) {
        write_part(&mut text, part, label_width, value_width);
    }
    text.push_str("\nrules\n");
    for rule in &report.rules {
        write_rule(&mut text, rule);
    }
    text
}

fn write_part(text: &mut String, part: &Part, label_width: usize, value_width: usize) {
    // Writing into a text cannot fail.
    let _ = writeln!(text, "\n{}", part.title);
    for (label, value) in &part.rows {
        let _ = writeln!(text, "  {label:label_width$}  {value:>value_width$}");
    }
}

fn write_rule(text: &mut String, rule: &Rule) {
    let Rule { name, looked_at, broken } = rule;
    if broken.is_empty() {
        let _ = writeln!(text, "  ✓ {name} ({looked_at} looked at)");
        return;
    }
    let _ = writeln!(text, "  ✗ {name}: broken {} times ({looked_at} looked at)", broken.len());
    for example in broken.iter().take(MOST_EXAMPLES) {
        let _ = writeln!(text, "      {example}");
    }
    if broken.len() > MOST_EXAMPLES {
        let _ = writeln!(text, "      and {} more", broken.len() - MOST_EXAMPLES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_aligned_and_a_broken_rule_has_examples() {
        let part = Part {
            title: "seats",
            rows: vec![("there are".to_owned(), "100".to_owned()), ("used".to_owned(), "7".to_owned())],
        };
        let empty = Part { title: "nothing", rows: Vec::new() };
        let broken = (1..=7).map(|number| format!("hold {number}")).collect();
        let report = Report {
            title: "a rehearsal".to_owned(),
            parts: vec![part, empty],
            funnel: Vec::new(),
            rules: vec![
                Rule { name: "a hold ends once", looked_at: 7, broken: Vec::new() },
                Rule { name: "seats are counted", looked_at: 7, broken },
            ],
        };
        let expected = "\
a rehearsal

seats
  there are  100
  used         7

rules
  ✓ a hold ends once (7 looked at)
  ✗ seats are counted: broken 7 times (7 looked at)
      hold 1
      hold 2
      hold 3
      hold 4
      hold 5
      and 2 more
";
        assert_eq!(write(&report), expected);
    }
}
