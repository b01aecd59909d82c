//! Content that means harm, or was copied from somebody who does: refused with words, or harmless once it is built.

use std::fmt::Write as _;
use std::os::unix::fs::symlink;

use generator::output::{Reach, headers};

use crate::portal::{PortalFolder, assert_mistakes};

const SCRIPT: &str = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\\\" onload=\\\"alert(3)";

/// A page of the small portal that says `body`.
fn saying(body: &str) -> PortalFolder {
    PortalFolder::small()
        .with("pages/om.md", format!("---\ntitle: Om oss\ndescription: Hvem vi er.\n---\n{body}\n"))
}

#[test]
fn a_script_in_a_title_is_text_wherever_the_title_stands() {
    let portal = PortalFolder::small()
        .with("pages/om.md", format!("---\ntitle: \"{SCRIPT}\"\ndescription: \"{SCRIPT}\"\n---\nVi er to.\n"))
        .with(
            "articles/pust.md",
            format!(
                "---\ntitle: \"{SCRIPT}\"\ndescription: \"{SCRIPT}\"\npublished: 2026-07-28\ntopics: [\"{SCRIPT}\"]\n---\nPust.\n"
            ),
        )
        .with("levels/2-videre/index.md", format!("---\ntitle: \"{SCRIPT}\"\nteaser: \"{SCRIPT}\"\n---\nMer.\n"))
        .with(
            "levels/1-start/2026-08/01-forste.md",
            format!("---\ntitle: \"{SCRIPT}\"\nsummary: \"{SCRIPT}\"\ntease: true\n---\nHemmelig.\n"),
        );
    portal.build().unwrap();
    let mut pages_with_it = 0;
    for (path, bytes) in portal.built() {
        let text = String::from_utf8_lossy(&bytes);
        let is_markup = [".html", ".xml"].iter().any(|ending| path.ends_with(ending));
        if is_markup {
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
            assert!(!text.contains("\" onload=\"alert"), "{path}");
            pages_with_it += usize::from(text.contains("alert(1)"));
        }
    }
    assert!(pages_with_it > 6, "{pages_with_it}");
}

#[test]
fn no_spelling_makes_a_link_run_a_script() {
    let links = [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](<java&#10;script:alert(1)>)",
        "[a](&#1;javascript:alert(1))",
        "[a](<  javascript:alert(1)>)",
        "[a](\\javascript:alert(1))",
        "[a](vbscript:msgbox(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,x)",
        "[a](javascript%3Aalert(1))",
        "[a](//evil.example/x)",
    ];
    for link in links {
        let said = saying(link).mistakes();
        let is_named = ["links of the kind", "leads nowhere", "has no address", "an image from elsewhere"];
        assert!(is_named.iter().any(|named| said.contains(named)), "{link}: {said}");
    }
}

#[test]
fn what_stands_in_a_links_address_or_title_stays_in_its_attribute() {
    let portal =
        saying(r#"[a](https://example.org/"onclick="alert(1) "x\" onclick=\"alert(2)") `<b>` \<i> &lt;u>"#);
    let page = portal.page("public/om/index.html");
    assert!(!page.contains("\"onclick=") && !page.contains("\" onclick="), "{page}");
    assert!(!page.contains("<b>") && !page.contains("<i>") && !page.contains("<u>"), "{page}");
}

#[test]
fn scripts_written_as_html_are_refused() {
    for html in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)>",
        "<!-- --><script>x</script>",
        "<!-- --> Viktig <script>x</script> <!-- -->",
        "<svg onload=x>",
    ] {
        let said = saying(html).mistakes();
        assert!(said.contains("raw HTML cannot stand in Markdown"), "{html}: {said}");
    }
}

#[test]
fn a_picture_with_a_script_in_it_is_published_under_a_policy_that_runs_none() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(2)</script></svg>";
    let portal = saying("![a](a.svg)").with("pages/a.svg", svg);
    portal.build().unwrap();
    assert!(portal.page("public/om/index.html").contains("<img src=\"/a.svg\" alt=\"a\""));
    let rules = headers::rules(Reach::payments_alone(headers::PAYMENTS_ORIGINS));
    let policy = &headers::of(&rules, "/a.svg").unwrap()["content-security-policy"];
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

#[test]
fn no_link_leads_out_of_the_content_folder() {
    for link in [
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "..%2f..%2f..%2fetc/passwd",
        "../../content/../../etc/passwd",
        "..\\\\..\\\\etc\\\\passwd",
        "../site.yaml",
        "./././../../dist/snapshot.json",
    ] {
        for text in [format!("[a]({link})"), format!("![a]({link})")] {
            let said = saying(&text).mistakes();
            assert!(said.contains("leads nowhere") || said.contains("there is no page"), "{text}: {said}");
        }
    }
}

#[test]
fn no_download_lies_out_of_its_month() {
    for file in ["../../../site.yaml", "/etc/passwd", "../index.md", "01-forste.md", ".", "", "./ark.txt"] {
        let head = format!("title: Den andre\ndownloads:\n  - title: Et ark\n    file: \"{file}\"");
        let portal = PortalFolder::small()
            .with("levels/1-start/2026-08/02-andre.md", format!("---\n{head}\n---\nHemmelig tekst to.\n"));
        let said = portal.mistakes();
        assert!(said.contains("there is no file") || said.contains("the text is empty"), "{file}: {said}");
    }
}

#[test]
fn a_link_of_the_file_system_is_not_followed() {
    let portal = PortalFolder::small();
    symlink("/etc/passwd", portal.content().join("pages/passord.txt")).unwrap();
    symlink("/etc", portal.content().join("levels/1-start/2026-08/etc")).unwrap();
    symlink("..", portal.content().join("articles/rundt")).unwrap();
    assert_mistakes(
        &portal,
        r"
error: `articles/rundt` is a link, not a file
--> content/articles/rundt
 = help: copy what it points to into the folder

error: `levels/1-start/2026-08/etc` is a link, not a file
--> content/levels/1-start/2026-08/etc
 = help: copy what it points to into the folder

error: `pages/passord.txt` is a link, not a file
--> content/pages/passord.txt
 = help: copy what it points to into the folder
",
    );
}

#[test]
fn yaml_that_multiplies_itself_is_refused() {
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, next) in ('a'..='z').zip('b'..='z') {
        let _ = writeln!(laughs, "{next}: &{next} [{}]", vec![format!("*{one}"); 9].join(", "));
    }
    let said =
        PortalFolder::small().with("articles/pust.md", format!("---\n{laughs}---\nPust.\n")).mistakes();
    assert!(said.starts_with("error: broken YAML"), "{said}");
    assert!(said.len() < 10_000, "{}", said.len());
}

#[test]
fn yaml_that_is_very_deep_is_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let deep = format!("title: Pust\ntopics: {}{}\n", open.repeat(50_000), close.repeat(50_000));
        let said =
            PortalFolder::small().with("articles/pust.md", format!("---\n{deep}---\nPust.\n")).mistakes();
        assert!(said.starts_with("error: broken YAML"), "{}", &said[..said.len().min(500)]);
    }
}
