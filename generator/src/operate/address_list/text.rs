//! A file's bytes as text, as spreadsheets and mailing services write it.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;

/// How the files begin that spreadsheets keep for themselves: `.xlsx`, `.ods` and `.numbers`, then `.xls`.
const OWN_FILES: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The text of the file `path`: what its byte order mark says, else UTF-8, and if it is not that, Windows-1252, which
/// any bytes are. Every line ends with a line feed.
///
/// # Errors
/// [`Failure::Refused`] for a file that a spreadsheet keeps for itself.
pub(super) fn of(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    if OWN_FILES.iter().any(|beginning| bytes.starts_with(beginning)) {
        let own =
            Diagnostic::error(Place::Path(path.to_owned()), "this is a spreadsheet's own file, not a list");
        return Err(Failure::Refused(own.help("save it as CSV (UTF-8) in the spreadsheet").into()));
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (without_mark(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    // A file that went through several hands may begin with the mark more than once.
    let text = text.trim_start_matches('\u{feff}');
    // Spreadsheets on the Macintosh once ended lines with a carriage return alone.
    Ok(if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") })
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}
