//! Tables of contents: shown where the front matter asks for one.

use crate::portal::PortalFolder;

const TEXT: &str =
    "Først.\n\n### Før alt\n\n## \"Nei\" er `et` svar\n\n### *Under* det\n\n#### Dypt\n\n## Til slutt\n";
const TOC: &str = "<ul>
<li><a href=\"#for-alt\">Før alt</a></li>
<li><a href=\"#nei-er-et-svar\">«Nei» er et svar</a>
<ul>
<li><a href=\"#under-det\">Under det</a></li>
</ul></li>
<li><a href=\"#til-slutt\">Til slutt</a></li>
</ul>";

const PLACES: [(&str, &str, &str); 3] = [
    ("pages/om.md", "title: Om\ndescription: Hvem.\n", "public/om/index.html"),
    (
        "articles/pust.md",
        "title: Pust\ndescription: Å puste.\npublished: 2026-07-28\n",
        "public/artikler/pust/index.html",
    ),
    ("levels/1-start/2026-08/02-b.md", "title: B\n", "private/medlem/1-start/2026-08/b/index.html"),
];

#[test]
fn pages_articles_and_lessons_show_their_headings_when_asked() {
    for (path, fields, built) in PLACES {
        let portal = PortalFolder::small().with(path, format!("---\n{fields}toc: true\n---\n{TEXT}"));
        let page = portal.page(built);
        assert!(page.contains(TOC), "{page}");
    }
}

#[test]
fn nobody_who_did_not_ask_gets_one() {
    for (path, fields, built) in PLACES {
        let portal = PortalFolder::small().with(path, format!("---\n{fields}---\n{TEXT}"));
        assert!(!portal.page(built).contains("href=\"#til-slutt\""));
    }
}

#[test]
fn a_text_without_headings_has_no_table_of_contents() {
    let text = "---\ntitle: Om\ndescription: Hvem.\ntoc: true\n---\nVi er to.\n";
    let page = PortalFolder::small().with("pages/om.md", text).page("public/om/index.html");
    assert!(!page.contains("Innhold"), "{page}");
}
