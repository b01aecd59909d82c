//! Texts as attackers write them: pieces that mean something somewhere, strung together.

use bolero::TypeGenerator;

/// Pieces that have fooled parsers before.
const PIECES: [&str; 64] = [
    "/",
    "//",
    "\\",
    "/\\",
    "..",
    ".",
    "@",
    ":",
    ";",
    ",",
    "<",
    ">",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\0",
    "%",
    "%00",
    "%2f",
    "%5c",
    "%0d%0a",
    "?",
    "#",
    "&",
    "=",
    "+",
    "-",
    "--",
    "_",
    "xn--",
    "xn--0",
    "ß",
    "ſ",
    "K",
    "İ",
    "é",
    "e\u{301}",
    "ａ",
    "．",
    "。",
    "／",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "😀",
    "http:",
    "https://evil.example",
    "javascript:",
    "/medlem/",
    "/api/",
    "kari",
    "example.no",
    "no",
    "a",
    "Z",
    "0",
];

/// A text of pieces and of characters of its own.
#[derive(Clone, Debug, TypeGenerator)]
pub(crate) struct OddText(Vec<Piece>);

#[derive(Clone, Debug, TypeGenerator)]
enum Piece {
    Known(u8),
    Plain(u8),
    Any(char),
    Repeated(u8, u8),
}

impl OddText {
    pub(crate) fn text(&self) -> String {
        self.of(&PIECES)
    }

    /// The same, made of other pieces.
    pub(crate) fn of(&self, pieces: &[&str]) -> String {
        self.0.iter().map(|piece| piece.text(pieces)).collect()
    }
}

impl Piece {
    fn text(&self, pieces: &[&str]) -> String {
        let known = |index: u8| pieces[usize::from(index) % pieces.len()];
        match self {
            Self::Known(index) => known(*index).to_owned(),
            Self::Plain(byte) => char::from(byte & 0x7f).to_string(),
            Self::Any(character) => character.to_string(),
            Self::Repeated(index, times) => known(*index).repeat(usize::from(*times)),
        }
    }
}
