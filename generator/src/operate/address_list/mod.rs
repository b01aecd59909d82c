//! A list of e-mail addresses as spreadsheets write it: with commas, semicolons or tabs, in UTF-8 or Windows-1252.

use std::path::Path;

use csv::{Position, ReaderBuilder, StringRecord, Trim};
use domain::address::EmailAddress;

use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::failure::Failure;
use crate::load::source::Source;

/// What the column of addresses may be called, in any case.
const NAMES: [&str; 7] =
    ["email", "e-mail", "e-post", "epost", "e-postadresse", "email address", "e-mail address"];

/// The addresses of a list, and the rows without one.
#[derive(Debug)]
pub(super) struct AddressList {
    pub(super) addresses: Vec<EmailAddress>,
    /// A warning for each row that is left out.
    pub(super) left_out: Diagnostics,
}

/// Reads the list that stands in the file `path`.
///
/// # Errors
/// [`Failure::Refused`] if its first line names no column of addresses, or no row has an address.
pub(super) fn read(path: &Path, bytes: Vec<u8>) -> Result<AddressList, Failure> {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| windows_1252(error.as_bytes()));
    let source = Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(&text));
    let header = source.text().lines().next().unwrap_or_default();
    let mut builder = ReaderBuilder::new();
    builder.flexible(true).trim(Trim::All).delimiter(delimiter(header));
    let mut reader = builder.from_reader(source.text().as_bytes());
    let refused = |error: csv::Error| Failure::refused(path, error.to_string());
    let names = reader.headers().map_err(refused)?.clone();
    let is_email = |name: &str| NAMES.contains(&name.to_lowercase().as_str());
    let Some(column) = names.iter().position(is_email) else {
        return Err(Failure::Refused(no_column(Place::top_of(&source), &names).into()));
    };
    let (mut addresses, mut left_out) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(refused)?;
        match EmailAddress::parse(record.get(column).unwrap_or_default()) {
            Ok(address) => addresses.push(address),
            Err(error) => {
                let line = record.position().map_or(0, Position::line);
                left_out.push(left_out_row(path, line, column + 1, &error.to_string()));
            }
        }
    }
    if addresses.is_empty() {
        let empty = Diagnostic::error(Place::Path(path.to_owned()), "there is no e-mail address in the file");
        left_out.push(empty.help("write one address a line below the line with the names"));
        return Err(Failure::Refused(left_out.into()));
    }
    Ok(AddressList { addresses, left_out: left_out.into() })
}

/// The one of `,`, `;` and tab that stands most often in the header.
fn delimiter(header: &str) -> u8 {
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn no_column(header: Place, names: &StringRecord) -> Diagnostic {
    let found: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = "the first line names no column `email`";
    let help = format!("name the column with the addresses `email` or `e-post`; found {}", found.join(", "));
    Diagnostic::error(header, message).help(help)
}

/// Tells where, and not what stands there: an address has no place in a terminal's history.
fn left_out_row(path: &Path, line: u64, column: usize, reason: &str) -> Diagnostic {
    let message = format!("no e-mail address in line {line}, column {column}: {reason}");
    let row = Diagnostic::warning(Place::Path(path.to_owned()), message);
    row.help("the row is left out; put it right and import the file again")
}

/// The letters that spreadsheets on Windows wrote before UTF-8; each byte is one.
fn windows_1252(bytes: &[u8]) -> String {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => FROM_80.chars().nth(usize::from(byte - 0x80)).unwrap_or('?'),
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use domain::address::EmailAddress;

    use super::{AddressList, read, windows_1252};
    use crate::failure::Failure;

    fn list(bytes: &[u8]) -> Result<AddressList, Failure> {
        read(Path::new("kurs.csv"), bytes.to_vec())
    }

    #[test]
    fn lists_are_read_as_spreadsheets_write_them() {
        for bytes in [
            &b"name,email\nKari,kari@example.no\n"[..],
            b"\xef\xbb\xbfE-post;Navn\r\nkari@example.no;K\xc3\xa5re, ja\r\n",
            b"Navn;E-postadresse\r\nK\xe5re \x96 ja;kari@example.no\r\n",
            b"EMAIL ADDRESS\tname\n\"kari@example.no\"\tKari\n",
            b"epost\nkari@example.no",
        ] {
            let list = list(bytes).unwrap();
            let found: Vec<&str> = list.addresses.iter().map(EmailAddress::as_str).collect();
            assert_eq!(found, ["kari@example.no"]);
            assert_eq!(list.left_out.to_string(), "");
        }
        assert_eq!(windows_1252(b"\x80 \x9f \xf8"), "€ Ÿ ø");
    }

    #[test]
    fn a_row_without_an_address_is_told_without_what_stands_there() {
        let list = list(b"name;email\nKari;kari@example.no\nOla;ola@nowhere\n").unwrap();
        assert_eq!(list.addresses.len(), 1);
        let expected = "\
warning: no e-mail address in line 3, column 2: the domain after the @ is not complete
--> kurs.csv
 = help: the row is left out; put it right and import the file again

";
        assert_eq!(list.left_out.to_string(), expected);
    }

    #[test]
    fn a_list_without_a_column_of_addresses_is_refused() {
        let expected = "\
error: the first line names no column `email`
 --> kurs.csv:1:1
  |
1 | navn;adresse
  | ^^^^^^^^^^^^
  |
  = help: name the column with the addresses `email` or `e-post`; found `navn`, `adresse`

";
        assert_eq!(list(b"navn;adresse\nKari;Veien 1\n").unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_list_without_rows_is_refused() {
        let expected = "\
error: there is no e-mail address in the file
--> kurs.csv
 = help: write one address a line below the line with the names

";
        assert_eq!(list(b"email\n").unwrap_err().to_string(), expected);
    }
}
