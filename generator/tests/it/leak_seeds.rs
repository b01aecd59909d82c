//! Public files of each kind with a text somewhere in them: what the mutation test of the audit sows.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary, text_string};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A way for a text to be public.
pub(crate) struct Seed {
    pub(crate) kind: &'static str,
    /// The address of the file.
    pub(crate) url: &'static str,
    /// The file with the text in it.
    pub(crate) write: fn(&str) -> Vec<u8>,
}

/// All the ways that are known.
pub(crate) fn seeds() -> Vec<Seed> {
    let seed = |(kind, url, write)| Seed { kind, url, write };
    SEEDS.into_iter().map(seed).collect()
}

type Row = (&'static str, &'static str, fn(&str) -> Vec<u8>);

const SEEDS: [Row; 59] = [
    ("a paragraph", "/lekk.html", |text| html(&format!("<p>{text}</p>"))),
    ("the page that is not found", "/404.html", |text| html(&format!("<p>{text}</p>"))),
    ("og:description", "/lekk.html", |text| {
        html(&format!("<meta property=\"og:description\" content=\"{text}\">"))
    }),
    ("the text of an image", "/lekk.html", |text| html(&format!("<img src=x.png alt=\"{text}\">"))),
    ("a data attribute", "/lekk.html", |text| html(&format!("<p data-full='{text}'>"))),
    ("markup in an attribute", "/lekk.html", |text| {
        html(&format!("<iframe srcdoc=\"&lt;p&gt;{}&lt;/p&gt;\">", text.replace(' ', " &lt;b&gt;&lt;/b&gt;")))
    }),
    ("a comment", "/lekk.html", |text| html(&format!("<!-- {text} -->"))),
    ("a template", "/lekk.html", |text| html(&format!("<template><p>{text}</p></template>"))),
    ("structured data", "/lekk.html", |text| {
        html(&format!("<script type=\"application/ld+json\">{}</script>", json(text)))
    }),
    ("a script", "/lekk.js", |text| format!("const t = \"{}\";", backslashed(text)).into()),
    ("a script in a page", "/lekk.html", |text| {
        html(&format!("<script>let t = `{}`</script>", backslashed(text)))
    }),
    ("a style sheet", "/lekk.css", |text| format!("p::before {{ content: \"{text}\" }}").into()),
    ("words split by tags", "/lekk.html", |text| html(&format!("<p>{}</p>", split(text, "<b>", "</b>")))),
    ("words parted by nothing but tags", "/lekk.html", |text| html(&text.replace(' ', "</span><span>"))),
    ("entities", "/lekk.html", |text| html(&entities(text))),
    ("soft hyphens", "/lekk.html", |text| html(&split(text, "\u{ad}", "&#8203;"))),
    ("another case", "/lekk.html", |text| html(&text.to_uppercase())),
    ("other signs and lines", "/lekk.html", |text| html(&text.replace(' ', ",\n– «"))),
    ("decomposed letters", "/lekk.html", |text| {
        html(&text.replace('å', "a\u{30a}").replace('ø', "ø\u{200d}"))
    }),
    ("a list of short lines", "/lekk.html", |text| {
        html(&format!("<li>{}</li>", text.replace(' ', "</li><li>")))
    }),
    ("a feed", "/feed.xml", |text| {
        rss(&format!("&lt;p&gt;{}&lt;/p&gt;", split(text, "&lt;i&gt;", "&lt;/i&gt;")))
    }),
    ("a feed with CDATA", "/feed.atom", |text| {
        rss(&format!("<![CDATA[<p>{}]]>", split(text, "<i>", "</i>")))
    }),
    ("a sitemap", "/sitemap.xml", |text| {
        format!("<?xml version=\"1.0\"?><urlset><url><image:caption>{text}</image:caption></url></urlset>")
            .into()
    }),
    ("robots.txt", "/robots.txt", |text| format!("User-agent: *\n# {text}\n").into()),
    ("a drawing", "/lekk.svg", |text| svg(text)),
    ("a drawing's description", "/lekk.svg", |text| format!("<svg><desc>{text}</desc></svg>").into()),
    ("a search index", "/sok.json", |text| json(text).into()),
    ("strings one after another", "/sok.json", |text| {
        format!("[\"{}\"]", text.replace(' ', "\", \"")).into()
    }),
    ("a name that stands twice", "/sok.json", |text| format!("{{\"a\": \"{text}\", \"a\": 1}}").into()),
    ("JSON in JSON, with tags", "/sok.json", |text| {
        json(&json(&split(text, "<b>", "</b>")).replace('\\', "\\\\").replace('"', "\\\"")).into()
    }),
    ("a source map", "/assets/app.js.map", |text| {
        format!("{{\"version\": 3, \"sourcesContent\": [\"// {}\"]}}", backslashed(text)).into()
    }),
    ("plain text", "/lekk.txt", |text| text.into()),
    ("Markdown", "/lekk.md", |text| {
        text.replacen(' ', " [*", 1).replacen(' ', "*](x.md) ", 2).replacen("*](x.md)", "", 1).into()
    }),
    ("a calendar", "/lekk.ics", |text| {
        format!("BEGIN:VEVENT\r\nDESCRIPTION:{}", split(text, "\r\n ", "")).into()
    }),
    ("subtitles", "/lekk.vtt", |text| subtitles(text)),
    ("UTF-16", "/lekk.txt", |text| utf16(&format!("\u{feff}{text}"))),
    ("Latin-1", "/lekk.txt", |text| format!("på {text}").chars().map(latin_1).collect()),
    ("per-cent escapes", "/lekk.html", |text| html(&format!("<a href=\"/?q={}\">", per_cents(text)))),
    ("gzip", "/lekk.html.gz", |text| gzip(&html(text))),
    ("a page in the search's index", "/sok/index/fragment/nb_1.pf_fragment", |text| {
        gzip(format!("pagefind_dcd{}", json(text)).as_bytes())
    }),
    ("words in the search's index", "/sok/index/index/nb_1.pf_index", |text| {
        gzip(&[b"pagefind_dcd\x81\x82\x78\x40", text.as_bytes(), b"\xff"].concat())
    }),
    ("what the search's index knows of itself", "/sok/index/pagefind.nb_1.pf_meta", |text| {
        gzip(&[b"pagefind_dcd\x83\x40", text.as_bytes(), b"\xff"].concat())
    }),
    ("the search's compiled code", "/sok/index/wasm.nb.pagefind", |text| {
        gzip(&[b"\0asm\x01\0\0\0", text.as_bytes(), b"\0"].concat())
    }),
    ("zlib", "/lekk.zz", |text| pack(ZlibEncoder::new(Vec::new(), Compression::best()), text)),
    ("deflate", "/lekk.txt.deflate", |text| pack(DeflateEncoder::new(Vec::new(), Compression::best()), text)),
    ("brotli", "/lekk.txt.br", |text| brotli(text.as_bytes())),
    ("a zip archive", "/lekk.zip", |text| zipped(&[("mappe/les.txt", text.as_bytes())])),
    ("zip in zip in gzip", "/lekk.gz", |text| {
        gzip(&zipped(&[("indre.zip", &zipped(&[("les.html", &html(text))]))]))
    }),
    ("a book", "/lekk.epub", |text| {
        zipped(&[("mimetype", b"application/epub+zip"), ("OEBPS/1.xhtml", &html(&format!("<p>{text}</p>")))])
    }),
    ("a document", "/lekk.docx", |text| zipped(&[("word/document.xml", &document(text))])),
    ("a PDF", "/lekk.pdf", |text| pdf(text, None)),
    ("a PDF's title", "/lekk.pdf", |text| pdf("Ingenting", Some(text))),
    ("a data address", "/lekk.css", |text| {
        format!("a {{ background: url(data:image/svg+xml;base64,{}) }}", BASE64_STANDARD.encode(svg(text)))
            .into()
    }),
    ("a PNG's text", "/lekk.png", |text| png(b"iTXt", &[b"Description\0\0\0\0\0", text.as_bytes()].concat())),
    ("a PNG's compressed text", "/lekk.png", |text| {
        let packed = pack(ZlibEncoder::new(Vec::new(), Compression::best()), text);
        png(b"zTXt", &[b"Comment\0\0", &packed[..]].concat())
    }),
    ("a GIF's comment", "/lekk.gif", |text| gif(format!("{}{text}", "Ingenting. ".repeat(23)).as_bytes())),
    ("a photograph's XMP", "/lekk.jpg", |text| {
        jpeg(format!("<x:xmpmeta>{}</x:xmpmeta>", entities(text)).as_bytes())
    }),
    ("a WebP's XMP", "/lekk.webp", |text| webp(text.as_bytes())),
    ("a photograph's title in UTF-16", "/lekk.jpeg", |text| jpeg(&utf16(text))),
];

fn html(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html lang=nb><title>Lekk</title><body><h1>Hei</h1>{body}<p>Ha det").into()
}

fn rss(description: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><rss><channel><item><title>Nytt</title><description>{description}</description></item></channel></rss>").into()
}

fn svg(text: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{}</text></svg>",
        split(text, "<tspan>", "</tspan>")
    )
    .into()
}

fn json(text: &str) -> String {
    format!("{{\"name\": \"Lekk\", \"parts\": [1, {{\"text\": \"{text}\"}}]}}")
}

/// With something around the second letter of each word, or what that becomes.
fn split(text: &str, before: &str, after: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let second = second.map(|second| format!("{before}{second}{after}")).unwrap_or_default();
        format!("{}{second}{}", first.unwrap(), letters.as_str())
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn entities(text: &str) -> String {
    text.chars()
        .map(|char| if char == ' ' { " ".to_owned() } else { format!("&#{};", u32::from(char)) })
        .collect()
}

fn backslashed(text: &str) -> String {
    let escape =
        |char: char| if char.is_ascii() { char.into() } else { format!("\\u{:04x}", u32::from(char)) };
    text.chars().map(escape).collect::<String>().replace(' ', "\\n")
}

fn per_cents(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn latin_1(char: char) -> u8 {
    u8::try_from(char).unwrap_or(b'?')
}

fn subtitles(text: &str) -> Vec<u8> {
    let cue = |(index, words): (usize, &[&str])| {
        format!("{index}\n00:00:{index:02}.000 --> 00:00:{index:02}.900\n{}\n\n", words.join(" "))
    };
    let words: Vec<&str> = text.split(' ').collect();
    format!("WEBVTT\n\n{}", words.chunks(3).enumerate().map(cue).collect::<String>()).into()
}

trait Finish: std::io::Write {
    fn done(self) -> Vec<u8>;
}

impl Finish for ZlibEncoder<Vec<u8>> {
    fn done(self) -> Vec<u8> {
        self.finish().unwrap()
    }
}

impl Finish for DeflateEncoder<Vec<u8>> {
    fn done(self) -> Vec<u8> {
        self.finish().unwrap()
    }
}

impl Finish for GzEncoder<Vec<u8>> {
    fn done(self) -> Vec<u8> {
        self.finish().unwrap()
    }
}

fn pack(mut encoder: impl Finish, text: impl AsRef<[u8]>) -> Vec<u8> {
    encoder.write_all(text.as_ref()).unwrap();
    encoder.done()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    pack(GzEncoder::new(Vec::new(), Compression::best()), bytes)
}

/// One block that is stored as it is, then the end.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = u32::try_from(bytes.len() - 1).unwrap() << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// As a word processor has it: words cut into runs.
fn document(text: &str) -> Vec<u8> {
    let runs = split(text, "</w:t></w:r><w:r><w:t>", "</w:t></w:r><w:r><w:t>");
    format!("<?xml version=\"1.0\"?><w:document><w:body><w:p><w:r><w:t>{runs}</w:t></w:r></w:p></w:body></w:document>").into()
}

/// A page with two words to a line, the letters of each kerned.
fn pdf(text: &str, title: Option<&str>) -> Vec<u8> {
    let mut pdf = Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" };
    let font = pdf.add_object(font);
    let mut operations =
        vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    for line in text.split(' ').collect::<Vec<_>>().chunks(2) {
        let mut pieces = Vec::new();
        for letter in line.join(" ").chars() {
            pieces.push(Object::string_literal(vec![latin_1(letter)]));
            pieces.push((-20).into());
        }
        operations.push(Operation::new("TJ", vec![pieces.into()]));
        operations.push(Operation::new("Td", vec![0.into(), (-14).into()]));
    }
    operations.push(Operation::new("ET", vec![]));
    let content = Stream::new(dictionary! {}, Content { operations }.encode().unwrap());
    let content = pdf.add_object(content);
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, Object::Dictionary(kids));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    if let Some(title) = title {
        let info = pdf.add_object(dictionary! { "Title" => text_string(title) });
        pdf.trailer.set("Info", info);
    }
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn png(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [b"\x89PNG\r\n\x1a\n", &length[..], kind, data, b"crc!", b"\0\0\0\0IENDcrc!"].concat()
}

/// Two colours, a picture, and a comment in blocks.
fn gif(comment: &[u8]) -> Vec<u8> {
    let blocks =
        comment.chunks(255).flat_map(|block| [&[u8::try_from(block.len()).unwrap()], block].concat());
    let screen = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let picture = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    [&screen[..], picture, b"!\xfe", &blocks.collect::<Vec<u8>>(), b"\0;"].concat()
}

/// A segment for applications, in what looks like a photograph.
fn webp(xmp: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [kind, &length, data, &b"\0"[..data.len() % 2]].concat()
    };
    chunk(b"RIFF", &[b"WEBP".as_slice(), &chunk(b"VP8 ", b"\x11\x98\xd3"), &chunk(b"XMP ", xmp)].concat())
}

fn jpeg(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [b"\xff\xd8\xff\xe1", &length[..], data, b"\xff\xda\x00\x02\x11\x98\xd3\xff\xd9"].concat()
}
