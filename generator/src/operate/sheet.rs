//! What is listed: in columns for people, and as comma-separated values for a spreadsheet.

use std::fmt::Display;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::failure::Failure;

/// What stands in one cell.
pub(super) enum Cell {
    /// Words, some of which strangers have written.
    Text(String),
    /// An amount, a number or a date of ours.
    Value(String),
}

/// A spreadsheet takes a text that begins so for a formula, and would follow what a stranger has written there.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Cell {
    pub(super) fn text(text: impl Display) -> Self {
        Self::Text(text.to_string())
    }

    pub(super) fn value(value: impl Display) -> Self {
        Self::Value(value.to_string())
    }

    fn written(self) -> String {
        match self {
            Self::Text(text) if text.starts_with(FORMULAS) => format!("'{text}"),
            Self::Text(text) | Self::Value(text) => text,
        }
    }
}

/// As comma-separated values, the names of the columns first.
pub(super) fn csv<const COLUMNS: usize>(
    names: [&str; COLUMNS],
    rows: impl IntoIterator<Item = [Cell; COLUMNS]>,
) -> Result<String, Failure> {
    const ACTION: &str = "could not write the list";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(names).map_err(|error| Failure::broken(ACTION, error))?;
    for row in rows {
        writer.write_record(row.map(Cell::written)).map_err(|error| Failure::broken(ACTION, error))?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::broken(ACTION, error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// In columns, each as wide as it must be.
pub(super) fn columns<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let wide = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; COLUMNS] = std::array::from_fn(wide);
    let line = |row: &[String; COLUMNS]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// The local day.
pub(super) fn day(instant: Timestamp, zone: &TimeZone) -> String {
    instant.to_zoned(zone.clone()).date().to_string()
}

/// As in `-249.00`, of minor units.
pub(super) fn decimal(minor: i64) -> String {
    let (sign, size) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_stranger_wrote_is_no_formula() {
        let row = |text: &str| [Cell::text(text), Cell::value("-249.00")];
        let rows = ["=1+1", "+47", "-1", "@SUM(A1)", "\tx", "\rx", "a=b", "", "Kari, \"K\""].map(row);
        let expected = "\
name,amount
'=1+1,-249.00
'+47,-249.00
'-1,-249.00
'@SUM(A1),-249.00
'\tx,-249.00
\"'\rx\",-249.00
a=b,-249.00
,-249.00
\"Kari, \"\"K\"\"\",-249.00
";
        assert_eq!(csv(["name", "amount"], rows).unwrap(), expected);
    }

    #[test]
    fn columns_are_as_wide_as_they_must_be() {
        let rows = [["åse", "1", "x"], ["kari@example.no", "12", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(columns(&rows), "åse              1   x\nkari@example.no  12\n");
        assert_eq!(columns::<2>(&[]), "");
    }

    #[test]
    fn amounts_have_two_decimals_and_their_sign() {
        assert_eq!([0, 5, -5, 24_900, -24_950].map(decimal), ["0.00", "0.05", "-0.05", "249.00", "-249.50"]);
    }
}
