//! What commands print: the one door for it, where nobody has to listen.
//!
//! Whoever reads may go, as `head` does once it has enough: that is no mistake of the command's, and it goes on.

use std::fmt::Display;
use std::io::Write as _;

/// Data, to stdout.
pub(crate) fn print(data: impl AsRef<[u8]>) {
    let _ = std::io::stdout().write_all(data.as_ref());
}

/// Talk to people, to stderr.
pub(crate) fn say(text: impl Display) {
    let _ = write!(std::io::stderr().lock(), "{text}");
}

/// The same, on a line of its own.
#[cfg(feature = "portal")]
pub(crate) fn say_line(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
