//! `video`: a film, as a file of the portal's own or at a host's.

mod hosts;

use themes::context::{Captions, Embed, MediaFile, VideoBlock};

use super::files::{self, Wanted};
use super::transcript;
use crate::diagnostics::{Diagnostic, nearest};
use crate::load::markdown::Rewriter;
use crate::load::yaml::{Fields, FromNode as _, Node};

const FILMS: Wanted = Wanted { what: "film", endings: &["mp4", "webm"] };
const CAPTIONS: Wanted = Wanted { what: "file of captions", endings: &["vtt"] };

/// The shapes by their names, and so wide and high as has them.
const SHAPES: [(&str, u32, u32); 4] =
    [("16:9", 1600, 900), ("4:3", 1200, 900), ("1:1", 900, 900), ("9:16", 900, 1600)];

/// What languages call themselves, by their tags.
const LANGUAGES: [(&str, &str); 9] = [
    ("nb", "Norsk bokmål"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("en", "English"),
    ("se", "Davvisámegiella"),
    ("sv", "Svenska"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("uk", "Українська"),
];

/// Whose film it is.
enum Source {
    Own(MediaFile),
    Hosted(Embed),
}

/// Its fields, read.
pub(super) fn read(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<VideoBlock> {
    let title: Option<String> = fields.read("title");
    let named = [fields.optional("file"), fields.optional("vimeo"), fields.optional("youtube")];
    let source = source(&named, fields, page);
    let poster = fields.optional("poster").and_then(|node| files::image(node, page));
    let captions = captions(fields, page);
    let (shape, width, height) = shape(fields);
    let is_told = fields.optional("transcript").is_some() || captions.is_given;
    let transcript = transcript::read(fields, page);
    if let Some(node) = named.iter().flatten().next().filter(|_| !is_told) {
        warn_of_silence(*node, named[0].is_some());
    }
    let (file, embed) = match source? {
        Source::Own(file) => (Some(file), None),
        Source::Hosted(embed) => (None, Some(embed)),
    };
    let (title, poster) = (title?, poster.map(|sizes| sizes.src));
    let shape = shape.replace(':', "-");
    Some(VideoBlock {
        title,
        file,
        embed,
        poster,
        captions: captions.tracks,
        shape,
        width,
        height,
        transcript,
    })
}

fn source(named: &[Option<Node<'_>>; 3], fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Option<Source> {
    match named {
        [Some(file), None, None] => files::media(*file, &FILMS, page).map(Source::Own),
        [None, Some(id), None] => hosts::vimeo(*id).map(Source::Hosted),
        [None, None, Some(id)] => hosts::youtube(*id).map(Source::Hosted),
        [None, None, None] => {
            fields.lack("file", "add a line `file: …`, `vimeo: …` or `youtube: …`");
            None
        }
        [one, two, three] => {
            let second = one.and(two.or(*three)).or(*three)?;
            let both = Diagnostic::error(second.place(), "a video has one source");
            second.note(both.help("keep one of `file`, `vimeo` and `youtube`"));
            None
        }
    }
}

/// What is said of captions.
#[derive(Default)]
struct Given {
    is_given: bool,
    tracks: Vec<Captions>,
}

/// One file in the portal's language, a list of them, or `true` where the host has them.
fn captions(fields: &mut Fields<'_>, page: &mut Rewriter<'_>) -> Given {
    let Some(node) = fields.optional("captions") else { return Given::default() };
    if let Some(at_host) = node.as_bool() {
        return Given { is_given: at_host, tracks: Vec::new() };
    }
    let tracks = match node.written() {
        Some(_) => of_file(node, page.reader.lang.tag(), None, page).into_iter().collect(),
        None => node.items().unwrap_or_default().into_iter().filter_map(|item| track(item, page)).collect(),
    };
    Given { is_given: true, tracks }
}

fn track(item: Node<'_>, page: &mut Rewriter<'_>) -> Option<Captions> {
    let mut fields = item.fields();
    let (file, lang) = (fields.required("file"), fields.parse("lang", tag));
    let label = fields.read_optional("label");
    fields.finish();
    of_file(file?, &lang?, label, page)
}

fn of_file(node: Node<'_>, lang: &str, label: Option<String>, page: &mut Rewriter<'_>) -> Option<Captions> {
    let found = files::find_kind(node, &CAPTIONS, page)?;
    let known = LANGUAGES.iter().find(|(tag, _)| *tag == lang).map(|(_, name)| (*name).to_owned());
    let label = label.or(known).unwrap_or_else(|| lang.to_owned());
    Some(Captions { href: found.href, lang: lang.to_owned(), label })
}

/// The tag of a language. Source: RFC 5646, as far as captions need it.
fn tag(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_rest =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if parts.next().is_some_and(is_language) && parts.all(is_rest) {
        return Ok(text.to_owned());
    }
    Err(format!("`{text}` is no tag of a language; write one as in `nb` or `en`"))
}

fn shape(fields: &mut Fields<'_>) -> (&'static str, u32, u32) {
    let Some(node) = fields.optional("shape") else { return SHAPES[0] };
    let written = String::from_node(node).unwrap_or_default();
    let known = SHAPES.iter().find(|(name, ..)| *name == written);
    known.copied().unwrap_or_else(|| {
        let names = SHAPES.map(|(name, ..)| name);
        let unknown = Diagnostic::error(node.place(), format!("`{written}` is no shape of a video"));
        let unknown = unknown.help(format!("write one of `{}`", names.join("`, `")));
        node.note(unknown.did_you_mean(nearest(&written, names).filter(|_| written.contains(':'))));
        SHAPES[0]
    })
}

/// Source: WCAG 2.2, 1.2.2.
fn warn_of_silence(node: Node<'_>, is_own: bool) {
    let silent =
        Diagnostic::warning(node.place(), "those who cannot hear the video get nothing of what is said");
    node.note(silent.help(if is_own {
        "add `captions: …` with the name of a `.vtt` file, or `transcript: …`"
    } else {
        "add `captions: true` if the video has them there, or `transcript: …`"
    }));
}
