//! PDF: the text of each page as its fonts spell it, then titles and notes, metadata, attachments and photographs.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Error, Object, Stream, decode_text_string};

use super::{Closed, Reader, Role};

impl Reader<'_> {
    pub(super) fn pdf(&mut self, bytes: &[u8]) {
        match Document::load_mem(bytes) {
            Ok(document) if document.is_encrypted() => self.closed(Closed::Encrypted),
            Ok(document) => self.document(&document),
            Err(Error::Decryption(_) | Error::InvalidPassword) => self.closed(Closed::Encrypted),
            Err(_) => {
                self.closed(Closed::Unknown);
                self.binary(bytes);
            }
        }
    }

    fn document(&mut self, document: &Document) {
        let mut pages = Pages::default();
        for page in document.get_pages().into_values() {
            let fonts = document.get_page_fonts(page).unwrap_or_default();
            match document.get_page_content_with_limit(page, self.left) {
                Ok(content) => pages.read(document, fonts, &content, self.left),
                Err(_) => self.closed(Closed::TooLarge),
            }
        }
        let mut strings = String::new();
        for object in document.objects.values() {
            collect_strings(object, &mut strings);
            if let Object::Stream(stream) = object {
                self.stream(document, stream, &mut pages);
            }
        }
        let joined = pages.tight.replace("-\n", "").replace("\u{ad}\n", "");
        for text in [&pages.tight, &pages.loose, &joined] {
            self.deeper(text.len(), |reader| reader.prose(text, Role::Content));
        }
        self.deeper(strings.len(), |reader| reader.prose(&strings, Role::Data));
    }

    fn stream(&mut self, document: &Document, stream: &Stream, pages: &mut Pages) {
        let is = |key: &[u8], name: &[u8]| {
            stream.dict.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
        };
        if is(b"Filter", b"DCTDecode") {
            return self.unnamed("photograph.jpg", &stream.content);
        }
        let is_form = is(b"Subtype", b"Form");
        if !is_form && !is(b"Type", b"Metadata") && !is(b"Type", b"EmbeddedFile") {
            return;
        }
        let Ok(content) = stream.decompressed_content_with_limit(self.left) else {
            return self.closed(Closed::Unknown);
        };
        if is_form {
            pages.read(document, fonts_of(document, stream), &content, self.left);
        } else {
            self.unnamed("attachment", &content);
        }
    }
}

/// The text of pages, which is drawn piece by piece: nothing but space between pieces tells where a word ends.
#[derive(Default)]
struct Pages {
    /// A word ends where a line does.
    tight: String,
    /// A word ends wherever the pen is moved.
    loose: String,
}

impl Pages {
    fn read(
        &mut self,
        document: &Document,
        fonts: BTreeMap<Vec<u8>, &Dictionary>,
        content: &[u8],
        most: usize,
    ) {
        let Ok(content) = Content::decode(content) else { return };
        let encodings = fonts
            .into_iter()
            .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(document, most).ok()?)));
        let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = encodings.collect();
        let mut font = None;
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "Tf" => font = named(operands).and_then(|name| encodings.get(name)),
                operator => self.draw(operator, operands, font),
            }
        }
        self.line();
    }

    fn draw(&mut self, operator: &str, operands: &[Object], font: Option<&Encoding<'_>>) {
        match operator {
            "Tj" => self.show(operands, font),
            "TJ" => {
                let pieces = operands.first().and_then(|pieces| pieces.as_array().ok());
                self.show(pieces.map_or(&[], Vec::as_slice), font);
            }
            "'" | "\"" => {
                self.line();
                self.show(operands, font);
            }
            "Td" | "TD" if is_sideways(operands) => self.loose.push(' '),
            "Td" | "TD" | "T*" | "ET" => self.line(),
            "Tm" => self.loose.push(' '),
            _ => {}
        }
    }

    fn line(&mut self) {
        self.tight.push('\n');
        self.loose.push('\n');
    }

    fn show(&mut self, pieces: &[Object], encoding: Option<&Encoding<'_>>) {
        for piece in pieces {
            match piece {
                Object::String(bytes, _) => {
                    let text = encoding.and_then(|encoding| Document::decode_text(encoding, bytes).ok());
                    let text = text.or_else(|| decode_text_string(piece).ok()).unwrap_or_default();
                    self.tight.push_str(&text);
                    self.loose.push_str(&text);
                }
                _ if piece.as_float().is_ok_and(|moved| moved < SPACE) => {
                    self.tight.push(' ');
                    self.loose.push(' ');
                }
                _ => {}
            }
        }
    }
}

/// So far the pen moves, in thousandths of the font's size, when it leaves out a space.
const SPACE: f32 = -160.0;

fn named(operands: &[Object]) -> Option<&[u8]> {
    operands.first()?.as_name().ok()
}

fn is_sideways(operands: &[Object]) -> bool {
    operands.get(1).and_then(|down| down.as_float().ok()).is_some_and(|down| down.abs() < 0.01)
}

fn fonts_of<'d>(document: &'d Document, form: &'d Stream) -> BTreeMap<Vec<u8>, &'d Dictionary> {
    let dictionary = |object: &'d Object| document.dereference(object).ok()?.1.as_dict().ok();
    let resources = form.dict.get(b"Resources").ok().and_then(dictionary);
    let fonts = resources.and_then(|resources| resources.get(b"Font").ok()).and_then(dictionary);
    let fonts = fonts.into_iter().flat_map(Dictionary::iter);
    fonts.filter_map(|(name, font)| Some((name.clone(), dictionary(font)?))).collect()
}

fn collect_strings(object: &Object, strings: &mut String) {
    match object {
        Object::String(..) => {
            strings.push_str(&decode_text_string(object).unwrap_or_default());
            strings.push('\u{1f}');
        }
        Object::Array(items) => items.iter().for_each(|item| collect_strings(item, strings)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, value)| collect_strings(value, strings)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| collect_strings(value, strings)),
        _ => {}
    }
}
