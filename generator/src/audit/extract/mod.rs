//! All the text in a file, whatever the file is: what it shows, what it keeps for machines, and what is packed into it.
//!
//! What a file is follows from its first bytes, and where they do not tell, from its name. Whatever is found is told to
//! a [`Listener`]; nothing is kept, and nothing is unpacked without bounds.

mod binary;
mod escapes;
mod json;
mod kind;
mod markup;
mod packed;
mod pdf;
mod picture;
mod plain;
mod zipped;

use std::panic::{self, AssertUnwindSafe};

use super::words::{BLOCK, INLINE};
use kind::Kind;

/// Who is told what is found. `trail` names the file and, within it, each file that it is packed in.
pub(super) trait Listener {
    /// A text. Between its units stand [`BLOCK`] and [`INLINE`].
    fn text(&mut self, trail: &[String], text: &str, role: Role);
    /// A whole file, be it packed into another.
    fn file(&mut self, trail: &[String], bytes: &[u8]);
    /// A file that could not be looked through.
    fn closed(&mut self, trail: &[String], why: Closed);
}

/// Whom a text in a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// For readers.
    Content,
    /// For machines: attributes, metadata, names.
    Data,
}

/// Why a file could not be looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closed {
    /// It is encrypted.
    Encrypted,
    /// It is packed in a way that is not known here.
    Unknown,
    /// It holds more than is unpacked here.
    TooLarge,
    /// It is packed into too many others.
    TooDeep,
}

/// So many files, or ways to write a text, may lie in one another.
const DEEPEST: usize = 10;

/// So many bytes may come out of one file, beside four times its own.
const MOST_BYTES: usize = 32 << 20;

/// Tells `listener` all the text in the file `bytes` that is named `name`.
pub(super) fn extract(name: &str, bytes: &[u8], listener: &mut dyn Listener) {
    let left = MOST_BYTES.saturating_add(bytes.len().saturating_mul(4));
    let mut reader = Reader { listener, trail: vec![name.to_owned()], depth: 0, left };
    reader.name(name);
    reader.file(name, bytes);
}

/// Reads one file and what is in it.
struct Reader<'l> {
    listener: &'l mut dyn Listener,
    trail: Vec<String>,
    depth: usize,
    /// How many more bytes may come out.
    left: usize,
}

impl Reader<'_> {
    fn file(&mut self, name: &str, bytes: &[u8]) {
        self.listener.file(&self.trail, bytes);
        let (depth, length) = (self.depth, self.trail.len());
        let read = panic::catch_unwind(AssertUnwindSafe(|| self.content(name, bytes)));
        if read.is_err() {
            // What others wrote to read files may give up on one that is broken; that one is told, and no more.
            self.depth = depth;
            self.trail.truncate(length);
            self.closed(Closed::Unknown);
            self.binary(bytes);
        }
    }

    /// Each part of a path is a unit, and so is a file's name without its ending.
    fn name(&mut self, name: &str) {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        self.prose(&stem.replace('/', "\u{1f}"), Role::Data);
    }

    fn content(&mut self, name: &str, bytes: &[u8]) {
        match kind::of(name, bytes) {
            Kind::Html(text) => self.html(text),
            Kind::Xml(text) => self.xml(text),
            Kind::Json(text) => self.json(text),
            Kind::Plain(text) => self.plain(name, text),
            Kind::Utf16(text) => self.content(name, text.as_bytes()),
            Kind::Gzip => self.gzip(name, bytes),
            Kind::Zlib => self.zlib(name, bytes),
            Kind::Deflate => self.deflate(name, bytes),
            Kind::Brotli => self.brotli(name, bytes),
            Kind::Zip => self.zip(bytes),
            Kind::Pdf => self.pdf(bytes),
            Kind::Jpeg => self.jpeg(bytes),
            Kind::WebP => self.webp(bytes),
            Kind::Png => self.png(bytes),
            Kind::Gif => self.gif(bytes),
            Kind::Unknown => self.closed(Closed::Unknown),
            Kind::Other => self.binary(bytes),
        }
    }

    /// A file in this one.
    fn packed(&mut self, name: &str, bytes: &[u8]) {
        self.trail.push(name.to_owned());
        self.name(name);
        self.trail.pop();
        self.unnamed(name, bytes);
    }

    /// A file in this one that has no name, but one for people to find it by.
    fn unnamed(&mut self, kind: &str, bytes: &[u8]) {
        self.trail.push(kind.to_owned());
        self.deeper(bytes.len(), |reader| reader.file(kind, bytes));
        self.trail.pop();
    }

    /// Does `read` one step further in, if `size` bytes may still come out.
    fn deeper(&mut self, size: usize, read: impl FnOnce(&mut Self)) {
        if self.depth >= DEEPEST {
            return self.closed(Closed::TooDeep);
        }
        let Some(left) = self.left.checked_sub(size) else {
            self.left = 0;
            return self.closed(Closed::TooLarge);
        };
        self.left = left;
        self.depth += 1;
        read(self);
        self.depth -= 1;
    }

    fn closed(&mut self, why: Closed) {
        self.listener.closed(&self.trail, why);
    }

    /// A text that may be written in ways that hide words: with escapes, or as markup.
    fn prose(&mut self, text: &str, role: Role) {
        self.plain_prose(text, role);
        let plainer = [escapes::without_backslashes(text), escapes::without_per_cents(text)];
        for plainer in plainer.into_iter().flatten() {
            self.deeper(plainer.len(), |reader| reader.plain_prose(&plainer, role));
        }
    }

    fn plain_prose(&mut self, text: &str, role: Role) {
        self.tell(text, role);
        self.data_addresses(text);
        if escapes::is_markup(text) {
            self.deeper(text.len(), |reader| reader.markup(text, role));
        }
    }

    /// Where a tag stands within what may be a word, both readings count.
    fn tell(&mut self, text: &str, role: Role) {
        self.listener.text(&self.trail, text, role);
        if escapes::has_seam(text) {
            self.listener.text(&self.trail, &text.replace(INLINE, "\u{1f}"), role);
        }
    }
}

/// What marks a unit's end, as text.
fn block() -> String {
    BLOCK.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks down once.
    #[derive(Default)]
    struct Fragile {
        is_broken: bool,
        texts: Vec<String>,
        closed: Vec<Closed>,
    }

    impl Listener for Fragile {
        fn text(&mut self, _: &[String], text: &str, _: Role) {
            let breaks = text.starts_with("Nok") && !std::mem::replace(&mut self.is_broken, true);
            assert!(!breaks, "as a reader of files may");
            self.texts.push(text.to_owned());
        }

        fn file(&mut self, _: &[String], _: &[u8]) {}

        fn closed(&mut self, _: &[String], why: Closed) {
            self.closed.push(why);
        }
    }

    #[test]
    fn a_panic_closes_a_file_and_no_more() {
        let mut listener = Fragile::default();
        extract("a.txt", b"Nok er nok", &mut listener);
        assert_eq!(listener.closed, [Closed::Unknown]);
        assert_eq!(listener.texts, ["a", "Nok er nok\u{1f}"]);
    }
}
