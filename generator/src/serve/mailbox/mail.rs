//! One mail: its bytes as they were sent, and what a reader sees of them.

use jiff::Timestamp;
use mail_parser::{MessageParser, MessagePart};

/// Headers put before a kept mail, which say what only the envelope knew.
const AT: &str = "X-Terskel-At";
const TO: &str = "X-Terskel-To";

/// A mail as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    pub at: Timestamp,
    /// The addresses it was sent to, whatever its own headers say.
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

/// A mail as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub subject: String,
    pub from: String,
    pub text: String,
    pub html: Option<String>,
    /// What mail programs are told of how these mails end. Source: RFC 8058, section 3.1.
    pub list_unsubscribe: Option<String>,
    pub list_unsubscribe_post: Option<String>,
}

impl Mail {
    /// Its text, decoded; nothing if it is no mail.
    pub(crate) fn read(&self) -> Option<Reading> {
        let message = MessageParser::default().parse(&self.raw)?;
        let sender = message.from().and_then(|from| from.first()).and_then(|from| from.address());
        let has_html =
            message.html_body.iter().any(|part| message.part(*part).is_some_and(MessagePart::is_text_html));
        let header = |name: &'static str| message.header_raw(name).map(|value| value.trim().to_owned());
        Some(Reading {
            subject: message.subject().unwrap_or_default().to_owned(),
            from: sender.unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            html: message.body_html(0).filter(|_| has_html).map(std::borrow::Cow::into_owned),
            list_unsubscribe: header("List-Unsubscribe"),
            list_unsubscribe_post: header("List-Unsubscribe-Post"),
        })
    }

    /// The bytes of an `.eml` file: the mail, and before it what the envelope said.
    pub(super) fn to_file(&self) -> Vec<u8> {
        let envelope = format!("{AT}: {}\r\n{TO}: {}\r\n", self.at, self.to.join(","));
        [envelope.as_bytes(), &self.raw].concat()
    }

    /// The mail that such a file holds.
    pub(super) fn from_file(bytes: &[u8]) -> Option<Self> {
        let (at, rest) = take_header(bytes, AT)?;
        let (to, raw) = take_header(rest, TO)?;
        let to = to.split(',').map(str::to_owned).collect();
        Some(Self { at: at.parse().ok()?, to, raw: raw.to_vec() })
    }
}

fn take_header<'a>(bytes: &'a [u8], name: &str) -> Option<(&'a str, &'a [u8])> {
    let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
    let line = str::from_utf8(&bytes[..end]).ok()?;
    let value = line.strip_prefix(name)?.strip_prefix(": ")?;
    Some((value, &bytes[end + 2..]))
}

/// The text in pieces: words, and the link that follows them.
pub(super) fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((before, link, after)) = next_link(rest) {
        pieces.push((before, Some(link)));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

/// The links in the text.
pub(crate) fn links(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|(_, link)| link)
}

fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let start = ["http://", "https://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let (before, link) = text.split_at(start);
    let end =
        link.find(|letter: char| letter.is_whitespace() || "<>\"".contains(letter)).unwrap_or(link.len());
    // A sentence may end with a link, and a bracket may close after it.
    let link = link[..end].trim_end_matches(|letter: char| ".,;:!?)]}'".contains(letter));
    Some((before, link, &text[start + link.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lettre::message::{Message, MultiPart};

    fn mail(to: &str, subject: &str, parts: MultiPart) -> Mail {
        let message =
            Message::builder().from("Rolf <rolf@example.no>".parse().unwrap()).to(to.parse().unwrap());
        let raw = message.subject(subject).multipart(parts).unwrap().formatted();
        Mail { at: Timestamp::UNIX_EPOCH, to: vec![to.to_owned()], raw }
    }

    #[test]
    fn encoded_words_and_parts_are_read_as_they_were_written() {
        let text = "Hei, bli med på åpningen!\nÆØÅ = æøå, og en linje som er så lang at den må brytes i den mailen som sendes\n";
        let parts = MultiPart::alternative_plain_html(text.to_owned(), "<p>Hei på deg</p>".to_owned());
        let reading =
            mail("kari@example.no", "Åpningen er i gang – bli med på nivå 1", parts).read().unwrap();
        assert_eq!(reading.subject, "Åpningen er i gang – bli med på nivå 1");
        assert_eq!((reading.from.as_str(), reading.text.as_str()), ("rolf@example.no", text));
        assert_eq!(reading.html.as_deref(), Some("<p>Hei på deg</p>"));
    }

    #[test]
    fn a_mail_of_text_alone_has_no_html() {
        let raw =
            b"From: a@example.no\r\nSubject: Hei\r\nList-Unsubscribe: <https://a.example/u>\r\n\r\nHei\r\n"
                .to_vec();
        let reading = Mail { at: Timestamp::UNIX_EPOCH, to: vec![], raw }.read().unwrap();
        assert_eq!((reading.html, reading.text.as_str()), (None, "Hei\n"));
        assert_eq!(reading.list_unsubscribe.as_deref(), Some("<https://a.example/u>"));
    }

    #[test]
    fn a_kept_mail_is_the_same_mail() {
        let parts = MultiPart::alternative_plain_html("a".to_owned(), "<p>a</p>".to_owned());
        let mut mail = mail("a@example.no", "Hei", parts);
        mail.to.push("b@example.no".to_owned());
        assert_eq!(Mail::from_file(&mail.to_file()), Some(mail));
        assert_eq!(Mail::from_file(b"Subject: hei\r\n\r\n"), None);
    }

    #[test]
    fn links_are_found_without_the_sentence_around_them() {
        let text = "Åpne https://a.example/x?y=1&z=2. Eller (http://b.example/), ikke javascript:alert(1). <https://c.example>";
        let links: Vec<&str> = links(text).collect();
        assert_eq!(links, ["https://a.example/x?y=1&z=2", "http://b.example/", "https://c.example"]);
    }

    #[test]
    fn the_pieces_of_a_text_are_the_text() {
        for text in ["", "Hei", "https://a.example", "http://", "a http://b. https://c", "å http://ø/æ å"]
        {
            let whole: String =
                pieces(text).into_iter().flat_map(|(words, link)| [words, link.unwrap_or("")]).collect();
            assert_eq!(whole, text);
        }
    }
}
