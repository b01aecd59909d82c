//! A list of e-mail addresses as mailing services and spreadsheets write it: with commas, semicolons or tabs, in
//! UTF-8, UTF-16 or Windows-1252, with names above the columns or without.
//!
//! What is wrong with a row is told by its line, and the rest is read. What stands there is never repeated: an address
//! has no place in a terminal's history.

mod columns;
mod rows;
mod standing;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use domain::address::{AddressError, EmailAddress};

use self::columns::{Columns, address_in, shown};
use self::rows::Rows;
use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;
use crate::load::source::Source;

/// The addresses of a list, each once, and what became of its rows.
#[derive(Debug)]
pub(super) struct AddressList {
    pub addresses: Vec<EmailAddress>,
    /// Those that a row says have unsubscribed, or never confirmed; not among `addresses`.
    pub unsubscribed: Vec<EmailAddress>,
    /// Which column they stand in, for people.
    pub column: String,
    /// How many rows have an address that stands in an earlier one.
    pub repeated: usize,
    /// How many rows have no address.
    pub bad_rows: usize,
    /// A warning for each of the first bad rows, in their order, and for what else is hardly as meant.
    pub told: Vec<Diagnostic>,
}

/// So many bad rows are told one by one, and the others counted.
const TOLD_IN_FULL: usize = 20;

/// A header longer than this is not shown as it stands.
const LONGEST_SHOWN: usize = 200;

/// Reads the list that stands in the file `path`.
///
/// # Errors
/// [`Failure::Refused`] if it is no list, or has no column of addresses.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<AddressList, Failure> {
    let text = text::of(path, bytes)?;
    let rows = Rows::of(&text);
    let Some(columns) = columns::find(&rows) else {
        return Err(Failure::Refused(no_column(path, &text, &rows).into()));
    };
    let mut reading =
        Reading { path, columns, found: Vec::new(), gone: HashMap::new(), repeated: 0, bad: Vec::new() };
    reading.read(rows);
    Ok(reading.finish())
}

/// A list while it is read.
struct Reading<'a> {
    path: &'a Path,
    columns: Columns,
    found: Vec<EmailAddress>,
    /// Whether one of an address's rows says that it has unsubscribed.
    gone: HashMap<EmailAddress, bool>,
    repeated: usize,
    /// The line of each row without an address, and why it has none.
    bad: Vec<(usize, Reason)>,
}

/// Why a row has no address.
#[derive(Clone, Copy)]
enum Reason {
    Address(AddressError),
    Quotes,
}

impl Reading<'_> {
    fn read(&mut self, rows: Rows<'_>) {
        let mut header = self.columns.has_header;
        for row in rows {
            match row {
                Ok(_) if std::mem::take(&mut header) => {}
                Ok(row) => match address_in(row.cell(self.columns.address)) {
                    Ok(address) => self.add(address, self.columns.is_unsubscribed(&row)),
                    Err(error) => self.bad.push((row.line, Reason::Address(error))),
                },
                Err(broken) => self.bad.push((broken.line, Reason::Quotes)),
            }
        }
    }

    fn add(&mut self, address: EmailAddress, is_gone: bool) {
        if let Some(gone) = self.gone.get_mut(&address) {
            *gone |= is_gone;
            self.repeated += 1;
        } else {
            self.found.push(address.clone());
            self.gone.insert(address, is_gone);
        }
    }

    fn finish(self) -> AddressList {
        let told = self.told();
        let gone = |address: &EmailAddress| self.gone.get(address).copied().unwrap_or_default();
        let (unsubscribed, addresses): (Vec<_>, Vec<_>) = self.found.into_iter().partition(gone);
        AddressList {
            addresses,
            unsubscribed,
            column: self.columns.told,
            repeated: self.repeated,
            bad_rows: self.bad.len(),
            told,
        }
    }

    fn told(&self) -> Vec<Diagnostic> {
        let warn = |message: String| Diagnostic::warning(Place::Path(self.path.to_owned()), message);
        let others = self.columns.others.iter().map(|other| {
            let help = format!("only those in {}, are read", self.columns.told);
            warn(format!("{other}, holds addresses too")).help(help)
        });
        let column = self.columns.address + 1;
        let bad = self.bad.iter().take(TOLD_IN_FULL);
        let bad = bad.map(|(line, reason)| warn(reason.told(*line, column)).help(LEFT_OUT));
        let more = self.bad.get(TOLD_IN_FULL).map(|(line, _)| {
            let count = self.bad.len() - TOLD_IN_FULL;
            warn(format!("no e-mail address in {count} more rows, from line {line} on")).help(LEFT_OUT)
        });
        others.chain(bad).chain(more).collect()
    }
}

impl Reason {
    fn told(self, line: usize, column: usize) -> String {
        let why = match self {
            Self::Address(AddressError::Missing) => "the cell is empty".to_owned(),
            Self::Address(error) => error.to_string(),
            Self::Quotes => {
                return format!("line {line} cannot be read: a quotation mark in it is not closed");
            }
        };
        format!("no e-mail address in line {line}, column {column}: {why}")
    }
}

const LEFT_OUT: &str = "the row is left out; put it right and import the file again";

/// Refuses a list in which no row has an address.
pub(super) fn nothing_in(path: &Path) -> Diagnostic {
    let empty = Diagnostic::error(Place::Path(path.to_owned()), "there is no e-mail address in the file");
    empty.help("write one address a line below the line with the names")
}

fn no_column(path: &Path, text: &str, rows: &Rows<'_>) -> Diagnostic {
    let Some(first) = rows.clone().find_map(Result::ok) else { return nothing_in(path) };
    let (message, help) =
        ("the first line names no column `email`", "name the column with the addresses `email` or `e-post`");
    let source = Source::new(path, text);
    let start = source.offset(first.line, 0);
    let header = source.text()[start..].lines().next().unwrap_or_default();
    // What looks like an address is somebody's.
    let is_whole = first.cells().all(|name| !name.contains(['@', '\n', '\r']));
    if header.len() > LONGEST_SHOWN
        || !is_whole
        || header.contains('@')
        || header.chars().any(char::is_control)
    {
        return Diagnostic::error(Place::Path(path.to_owned()), message).help(help);
    }
    let names: Vec<String> = first.cells().map(|name| format!("`{}`", shown(name))).collect();
    let place = Place::Text(Arc::clone(&source), start..start + header.len());
    Diagnostic::error(place, message).help(format!("{help}; found {}", names.join(", ")))
}
