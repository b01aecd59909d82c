//! A creator's text, front matter and all: whatever it says, it is built or refused with words that point into it, and what is built
//! is well-formed and has nothing in it that runs.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use bolero::TypeGenerator;
use generator::body::Block;
use generator::diagnostics::Colour;
use generator::failure::Failure;
use generator::load;
use generator::site::Site;
use html5gum::{StartTag, Token, Tokenizer};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

use crate::ITERATIONS;
use crate::text::OddText;

/// What each is given: a portal is read each time.
const FEWER: usize = ITERATIONS / 100;

/// Elements that a text may not bring along, whatever it says.
const FORBIDDEN: [&str; 10] =
    ["script", "style", "base", "meta", "link", "object", "embed", "title", "xss", "svg"];

/// Elements without an end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "source", "track", "wbr", "col"];

/// Attributes that lead somewhere or load something.
const LEADING: [&str; 6] = ["href", "src", "action", "formaction", "poster", "data"];

const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

/// What means something in front matter, Markdown, HTML or an address.
#[rustfmt::skip]
const PIECES: [&str; 105] = [
    "\n", "\n\n", " ", "    ", "\t", "\r\n", "---\n", "--", "...", "\"", "'", "`", "```\n", "~~~\n", "```yaml\n", "<",
    ">", "> ", "- ", "* ", "1. ", "- [ ] ", "- [x] ", "{#a}", "{#", "}", "# ", "## ", "### ", "*", "**", "_", "[", "]", "(", ")",
    "![", "](", "[a](om.md)", "[a](/om/)", "[a](#a)", "![a](a.txt)", "](javascript:x)", "<javascript:x>", "[a]: ", "[^a]", "[^a]: ",
    "| a | b |\n| :-: | --: |\n", "|", "\\", "&", "&lt;", "&#106;", "&quot;", "&colon;", "<!--", "-->", "<xss onx=1>", "<script>",
    "</script>", "</title>", "</div>", "<svg onload=x>", "\" onx=1 x=\"", "' onx=1 '", "javascript:", "data:text/html,", "//x.example",
    "https://x.example/", "mailto:a@x.example", "title: ", "description: ", "toc: true\n", "draft: true\n", "aliases: [", "image: ",
    "image:\n  file: a.txt\n  alt: a\n", "kind: ", "landing", "sales", "topics: ", ": ", ":\n", "- a\n", "{", "&a ", "*a", "!!", "|\n", "? ",
    "```video\n", "```download\nfile: a.txt\ntitle: a\n```\n", "```questions\n- question: a\n  answer: ", "```quote\ntext: ",
    "```event\ntitle: a\nstart: 2026-09-03T19:00\n```\n", "```waitlist\n```\n", "> [!NOTE]\n> ", "transcript: |\n  ",
    "a", "å", "«", "\u{200d}", "\u{feff}", "\0", "0",
];

/// A file with front matter and a text.
#[derive(Clone, Debug, TypeGenerator)]
struct File {
    title: OddText,
    fields: OddText,
    text: OddText,
}

impl File {
    fn text(&self) -> String {
        let (fields, text) = (self.fields.of(&PIECES), self.text.of(&PIECES));
        let title = serde_json::to_string(&self.title.of(&PIECES)).unwrap();
        format!("---\ntitle: {title}\ndescription: {title}\n{fields}\n---\n{text}\n")
    }
}

/// A portal to put a text into.
struct Portal(TempDir);

impl Portal {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generator/tests/it/small");
        fs::create_dir(folder.path().join("pages")).unwrap();
        for (name, place) in
            [("site.yaml", ""), ("launches.yaml", ""), ("index.md", "pages"), ("bli-medlem.md", "pages")]
        {
            fs::copy(small.join(name), folder.path().join(place).join(name)).unwrap();
        }
        let portal = Self(folder);
        portal.write("pages/om.md", b"---\ntitle: Om\ndescription: Hvem.\n---\n## A\n");
        portal.write("pages/a.txt", b"a");
        let level = b"---\ntitle: Start\nteaser: Her.\n---\nHer.\n";
        portal.write("levels/1-start/index.md", level);
        portal.write("levels/2-videre/index.md", level);
        portal
    }

    #[expect(clippy::disallowed_methods, reason = "content for the generator to read")]
    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn check(&self, bytes: &[u8]) {
        self.write("pages/fuzz.md", bytes);
        match load::load(self.0.path(), Timestamp::UNIX_EPOCH, None) {
            Ok(site) => {
                check_words(&site.warnings.to_json(), bytes);
                check_page(site);
            }
            Err(Failure::Refused(mistakes)) => {
                assert!(mistakes.error_count() > 0 && !mistakes.render(Colour::None).is_empty());
                check_words(&mistakes.to_json(), bytes);
            }
            Err(broken) => panic!("{broken}"),
        }
    }
}

/// Each place lies in the file, and its end not before its beginning.
fn check_words(told: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split('\n').collect();
    let told: Value = serde_json::from_str(told).unwrap();
    for one in told.as_array().unwrap() {
        assert!(!one["message"].as_str().unwrap().is_empty());
        let place = |line: &str, column: &str| Some((one[line].as_u64()?, one[column].as_u64()?));
        let Some(begins) = place("line", "column") else { continue };
        if !one["file"].as_str().unwrap().ends_with("fuzz.md") {
            continue;
        }
        let ends = place("end_line", "end_column").unwrap();
        assert!(begins <= ends, "{one}");
        let (line, column) = (usize::try_from(ends.0).unwrap(), usize::try_from(ends.1).unwrap());
        assert!(line <= lines.len() && column <= lines[line - 1].chars().count() + 1, "{one} in {text:?}");
    }
}

fn check_page(site: Site) {
    // What a block has of the text as it is; the rest is the theme's.
    let mut own = |block: &Block| match block {
        Block::Callout(_, html) => Ok::<_, Infallible>(html.clone()),
        _ => Ok(String::new()),
    };
    for page in &site.pages {
        check_html(&page.body.html(&mut own).unwrap(), true);
    }
    let output = generator::render::render(&site.into()).unwrap();
    if let Some(page) = output.file("public/fuzz/index.html").unwrap() {
        check_html(std::str::from_utf8(&page).unwrap(), false);
    }
}

fn check_html(html: &str, is_text: bool) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html).map(Result::unwrap) {
        match token {
            Token::StartTag(tag) => {
                let name = text_of(&tag.name);
                check_tag(&tag, &name, is_text, html);
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = text_of(&tag.name);
                if is_text {
                    assert_eq!(open.pop().as_deref(), Some(name.as_str()), "{html}");
                }
            }
            Token::Comment(_) => assert!(!is_text, "{html}"),
            _ => {}
        }
    }
    assert!(!is_text || open.is_empty(), "{open:?} in {html}");
}

fn check_tag(tag: &StartTag<()>, name: &str, is_text: bool, html: &str) {
    assert!(name != "xss" && (!is_text || !FORBIDDEN.contains(&name)), "<{name}> in {html}");
    for (attribute, value) in &tag.attributes {
        let (attribute, value) = (text_of(attribute), text_of(value));
        assert!(
            attribute.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{attribute} in {html}"
        );
        assert!(!attribute.starts_with("on") && attribute != "style", "{attribute} in {html}");
        if is_text && LEADING.contains(&attribute.as_str()) {
            let leads = value.starts_with(['/', '#', '?']) && !value.starts_with("//") || value.is_empty();
            assert!(leads || SCHEMES.iter().any(|scheme| value.starts_with(scheme)), "{value} in {html}");
        }
    }
}

fn text_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

#[test]
fn no_bytes_break_a_page_or_run_in_it() {
    let portal = Portal::new();
    bolero::check!().with_iterations(FEWER).for_each(|bytes: &[u8]| portal.check(bytes));
}

#[test]
fn no_odd_file_breaks_a_page_or_runs_in_it() {
    let portal = Portal::new();
    bolero::check!()
        .with_iterations(FEWER)
        .with_type()
        .for_each(|file: &File| portal.check(file.text().as_bytes()));
}
