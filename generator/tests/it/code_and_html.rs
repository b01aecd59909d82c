//! Code in colours, and HTML within Markdown: both if `site.yaml` says so.

use crate::portal::PortalFolder;

fn portal(setting: &str, text: &str) -> PortalFolder {
    PortalFolder::small()
        .saying("site.yaml", "tagline:", &format!("{setting}\ntagline:"))
        .with("pages/om.md", format!("---\ntitle: Om\ndescription: Hvem.\n---\n{text}"))
}

fn page(setting: &str, text: &str) -> String {
    portal(setting, text).page("public/om/index.html")
}

const CODE: &str = "```rust\n// <b>\nlet x = \"a & b\";\n```\n";

#[test]
fn code_is_coloured_by_classes_if_the_portal_wants_it() {
    let page = page("highlight: true", CODE);
    let expected = "<pre><code class=\"language-rust\"><span class=\"code-comment\">//</span>";
    assert!(page.contains(expected), "{page}");
    assert!(page.contains("&lt;b&gt;") && page.contains("a &amp; b"), "{page}");
    assert!(page.contains("<span class=\"code-keyword\">let</span>") && !page.contains("style=\""), "{page}");
}

#[test]
fn the_colours_are_asked_for_only_where_there_is_code() {
    assert!(page("highlight: true", CODE).contains("/assets/code."));
    assert!(!page("highlight: true", "Ingen kode, bare `x`.\n").contains("/assets/code."));
    assert!(!page("highlight: false", CODE).contains("/assets/code."));
}

#[test]
fn code_stays_plain_without_the_setting_without_a_language_and_as_text() {
    let plain = "<pre><code class=\"language-rust\">// &lt;b&gt;\nlet x";
    assert!(page("grace_days: 7", CODE).contains(plain));
    assert!(
        page("highlight: true", "```\nlet x;\n```\n\n    let y;\n")
            .contains("<pre><code>let x;\n</code></pre>")
    );
    assert!(page("highlight: true", "```text\nlet x;\n```\n").contains(">let x;\n</code></pre>"));
}

#[test]
fn code_keeps_every_letter_in_every_language() {
    let code = "fn æ() { 'å' }\n\"åpen\n/* <x> & \u{200d} */ ](}\n\t# %>\n";
    for language in ["rust", "py", "js", "html", "css", "sql", "sh", "yaml", "php", "c", "md", "xml", "json"]
    {
        let page = page("highlight: true", &format!("````{language}\n{code}````\n"));
        let block = page.split("<pre><code").nth(1).unwrap().split_once('>').unwrap().1;
        let block = block.split("</code>").next().unwrap();
        let shown: String =
            block.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        assert_eq!(shown, code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"), "{language}");
    }
}

#[test]
fn a_language_that_is_not_known_is_warned_of() {
    let portal = portal("highlight: true", "```pyhton\nx = 1\n```\n");
    let expected = r"
warning: code in `pyhton` cannot be shown in colours
 --> content/pages/om.md:5:1
  |
5 | ```pyhton
  | ^^^^^^^^^
  |
  = help: did you mean `python`?
";
    assert_eq!(portal.warnings().trim(), expected.trim());
}

#[test]
fn html_is_passed_as_it_is_if_the_portal_allows_it() {
    let text = "Et <abbr title=\"Hypertext\">HT</abbr>.\n\n<figure>\n<p>Hei</p>\n</figure>\n\n> <b>i\n> sitat</b>\n\n<!-- til meg selv -->\n";
    let page = page("raw_html: true", text);
    for part in ["<abbr title=\"Hypertext\">HT</abbr>", "<figure>\n<p>Hei</p>\n</figure>", "<b>i\nsitat</b>"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("til meg selv"));
}
