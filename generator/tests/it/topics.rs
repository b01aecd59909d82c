//! Topics of articles: a page for each, and what to read on with.

use crate::portal::{PortalFolder, assert_mistakes};

/// With an article of this name, day in July and topics.
fn with_article(portal: PortalFolder, name: &str, day: u8, topics: &str) -> PortalFolder {
    let fields =
        format!("title: Om {name}\ndescription: Kort.\npublished: 2026-07-{day:02}\ntopics: [{topics}]");
    portal.with(&format!("articles/{name}.md"), format!("---\n{fields}\n---\nTekst.\n"))
}

fn portal(articles: &[(&str, u8, &str)]) -> PortalFolder {
    let empty = PortalFolder::small().without("articles/pust.md");
    articles.iter().fold(empty, |portal, (name, day, topics)| with_article(portal, name, *day, topics))
}

/// The articles that the page leads to, in order.
fn articles_on(portal: &PortalFolder, path: &str) -> Vec<String> {
    let page = portal.page(path);
    let main = page.split("<main").nth(1).unwrap();
    let links = main.split("<a href=\"/artikler/").skip(1).filter_map(|rest| rest.split_once("/\""));
    links.map(|(name, _)| name.to_owned()).filter(|name| !name.starts_with("tema/")).collect()
}

#[test]
fn each_topic_has_a_page_with_its_articles_newest_first() {
    let portal = portal(&[("a", 1, "ro, møter"), ("b", 2, "Språk & stil"), ("c", 3, "møter")]);
    assert_eq!(articles_on(&portal, "public/artikler/tema/moter/index.html"), ["c", "a"]);
    assert_eq!(articles_on(&portal, "public/artikler/tema/sprak-stil/index.html"), ["b"]);
    let page = portal.page("public/artikler/tema/moter/index.html");
    assert!(page.contains("<h1>Artikler om møter</h1>"), "{page}");
    let sitemap = portal.page("public/sitemap.xml");
    assert!(sitemap.contains("<loc>https://liten.example/artikler/tema/ro/</loc>"), "{sitemap}");
}

#[test]
fn an_article_and_the_list_of_all_lead_to_topics_and_so_may_a_text() {
    let portal = portal(&[("a", 1, "ro")])
        .with("pages/om.md", "---\ntitle: Om\ndescription: Hvem.\n---\nLes [om ro](/artikler/tema/ro/).\n");
    for path in ["artikler/a/index.html", "artikler/index.html", "om/index.html"] {
        assert!(portal.page(&format!("public/{path}")).contains("<a href=\"/artikler/tema/ro/\""), "{path}");
    }
}

#[test]
fn a_draft_has_no_topics() {
    let draft = "---\ntitle: A\ndescription: B\npublished: 2026-07-01\ntopics: [senere]\ndraft: true\n---\n";
    let portal = PortalFolder::small().with("articles/senere.md", draft);
    assert!(portal.output().file("public/artikler/tema/senere/index.html").unwrap().is_none());
}

#[test]
fn other_spellings_of_a_topic_are_one_and_warned_of() {
    let portal = portal(&[("a", 1, "ro"), ("b", 2, "Ro"), ("c", 3, "ro")]);
    assert_eq!(articles_on(&portal, "public/artikler/tema/ro/index.html"), ["c", "b", "a"]);
    assert!(portal.page("public/artikler/b/index.html").contains("tema/ro/\">ro</a>"));
    let expected = r"
warning: `Ro` and `ro` are one topic, spelt in two ways
 --> content/articles/b.md:5:10
  |
5 | topics: [Ro]
  |          ^^
  |
  = help: write `ro`
";
    assert_eq!(portal.warnings().trim(), expected.trim());
}

#[test]
fn a_topic_of_one_article_that_looks_like_another_is_warned_of_once() {
    let portal =
        portal(&[("a", 1, "forberedelse"), ("b", 2, "forbredelse"), ("c", 3, "fest, hest, ro, rom")]);
    let expected = r"
warning: the topic `forbredelse` stands in this article alone
 --> content/articles/b.md:5:10
  |
5 | topics: [forbredelse]
  |          ^^^^^^^^^^^
  |
  = help: did you mean `forberedelse`?
";
    assert_eq!(portal.warnings().trim(), expected.trim());
}

#[test]
fn a_topic_without_letters_is_refused() {
    assert_mistakes(
        &portal(&[("a", 1, "'!?'")]),
        r"
error: the topic `!?` cannot stand in an address
 --> content/articles/a.md:5:10
  |
5 | topics: ['!?']
  |          ^^^^
  |
  = help: give it a name with letters a-z or digits in it
",
    );
}

#[test]
fn to_read_on_with_are_those_that_share_most_topics_and_of_those_the_newest() {
    let portal = portal(&[
        ("a", 1, "ro, pust"),
        ("b", 2, "ro"),
        ("c", 3, "pust, ro"),
        ("d", 4, "fest"),
        ("e", 5, "fest"),
        ("f", 6, "ro"),
    ]);
    assert_eq!(articles_on(&portal, "public/artikler/a/index.html"), ["c", "f", "b"]);
    assert_eq!(articles_on(&portal, "public/artikler/d/index.html"), ["e", "f", "c"]);
}
