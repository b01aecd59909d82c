//! What a portal is built into.

use domain::timeline::Edge;
use generator::output::content_type;
use jiff::Timestamp;

use crate::photographs::jpeg;
use crate::portal::PortalFolder;

/// The feed of the small portal with two articles.
const FEED: &str = include_str!("small/feed.atom");

#[test]
fn a_portal_becomes_these_files() {
    let portal = PortalFolder::small().with("pages/om/ingrid.jpg", jpeg(60, 40));
    portal.build().unwrap();
    let built = portal.built();
    let names: Vec<&str> =
        built.keys().map(String::as_str).filter(|name| !name.contains("/assets/")).collect();
    let expected = [
        "headers.json",
        "private/medlem/1-start/2026-08/andre/index.html",
        "private/medlem/1-start/2026-08/ark.txt",
        "private/medlem/1-start/2026-08/forste/index.html",
        "private/medlem/1-start/2026-08/index.html",
        "private/medlem/index.html",
        "public/404.html",
        "public/_variant/august.all-held/bli-medlem/index.html",
        "public/_variant/august.all-held/index.html",
        "public/_variant/august.open/bli-medlem/index.html",
        "public/_variant/august.open/index.html",
        "public/_variant/august.sold-out/bli-medlem/index.html",
        "public/_variant/august.sold-out/index.html",
        "public/_variant/august.waitlist/bli-medlem/index.html",
        "public/_variant/august.waitlist/index.html",
        "public/_variant/closed/bli-medlem/index.html",
        "public/_variant/closed/index.html",
        "public/_variant/november.open/bli-medlem/index.html",
        "public/_variant/november.open/index.html",
        "public/_variant/november.waitlist/bli-medlem/index.html",
        "public/_variant/november.waitlist/index.html",
        "public/artikler/feed.atom",
        "public/artikler/index.html",
        "public/artikler/pust/index.html",
        "public/artikler/tema/ro/index.html",
        "public/logg-inn/index.html",
        "public/nivaer/1-start/index.html",
        "public/nivaer/2-videre/index.html",
        "public/nivaer/index.html",
        "public/om/index.html",
        "public/om/ingrid.jpg",
        "public/robots.txt",
        "public/sitemap.xml",
        "snapshot.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn nothing_that_is_only_for_members_is_public() {
    let output = PortalFolder::small().output();
    let secrets = ["Hemmelig tekst", "Hemmelig ark", "Den andre"];
    let mut private = String::new();
    for (path, bytes) in output.files() {
        let text = String::from_utf8(bytes.bytes().unwrap().into_owned()).unwrap();
        if path.as_str().starts_with("public/") {
            let leak = secrets.iter().find(|secret| text.contains(**secret));
            assert_eq!(leak, None, "in {path}");
        } else if path.as_str().starts_with("private/") {
            private.push_str(&text);
        }
    }
    assert!(secrets.iter().all(|secret| private.contains(secret)));
    let snapshot = String::from_utf8(output.file("snapshot.json").unwrap().unwrap().into_owned()).unwrap();
    assert!(!snapshot.contains("Hemmelig"), "the functions need no text of a lesson");
}

#[test]
fn a_teased_lesson_shows_its_title_and_summary_and_no_more() {
    let page = PortalFolder::small().page("public/nivaer/1-start/index.html");
    assert!(page.contains("Den første") && page.contains("Kort om den første."));
    assert!(!page.contains("Hemmelig"));
}

#[test]
fn the_gate_learns_when_which_variant_stands() {
    let output = PortalFolder::small().output();
    let (pages, launches) = (output.snapshot.pages_with_variants.clone(), &output.snapshot.portal.launches);
    let edge = serde_json::to_string(&Edge::new(pages, launches, Timestamp::UNIX_EPOCH)).unwrap();
    let expected = "{\"pages\":[\"/bli-medlem/\",\"/\"],\"timeline\":[[0,\"august.waitlist\"],\
                    [1786950000,\"august.open\"],[1788202800,\"november.waitlist\"],\
                    [1794816000,\"november.open\"],[1796068800,\"closed\"]]}";
    assert_eq!(edge, expected);
}

#[test]
fn a_page_in_a_phase_shows_the_price_of_that_launch() {
    let portal = PortalFolder::small();
    let open = portal.page("public/_variant/august.open/bli-medlem/index.html");
    assert!(open.contains("249") && !open.contains("199"), "the students' price is for students");
    let later = portal.page("public/_variant/november.open/bli-medlem/index.html");
    assert!(later.contains("349,50") && !later.contains("249"));
}

#[test]
fn two_builds_of_the_same_content_are_the_same() {
    let (one, two) = (PortalFolder::small(), PortalFolder::small());
    one.build().unwrap();
    two.build().unwrap();
    assert!(one.built() == two.built());
    let again = one.build().unwrap();
    assert_eq!((again.changes.written, again.changes.removed), (0, 0));
}

#[test]
fn a_build_that_fails_leaves_the_output_as_it_was() {
    let portal = PortalFolder::small();
    portal.build().unwrap();
    let before = portal.built();
    let portal = portal.saying("pages/om.md", "Vi er to.", "Vi er tre.").saying(
        "launches.yaml",
        "price: 249",
        "price: 249,-",
    );
    assert_eq!(portal.build().unwrap_err().exit_code(), 1);
    assert!(portal.built() == before);
}

#[test]
fn a_draft_is_not_built() {
    let draft = "---\ntitle: Uferdig\ndescription: Senere.\ndraft: true\n---\nIkke ennå.\n";
    let lesson = "---\ntitle: Uferdig\ndraft: true\n---\nIkke ennå.\n";
    let portal =
        PortalFolder::small().with("pages/senere.md", draft).with("levels/1-start/2026-08/03-c.md", lesson);
    for (path, bytes) in portal.output().files() {
        assert!(!String::from_utf8_lossy(&bytes.bytes().unwrap()).contains("Uferdig"), "in {path}");
    }
}

#[test]
fn the_sitemap_names_public_pages_alone() {
    let sitemap = PortalFolder::small().page("public/sitemap.xml");
    assert!(sitemap.contains("<loc>https://liten.example/om/</loc>"));
    assert!(!sitemap.contains("medlem/1") && !sitemap.contains("_variant") && !sitemap.contains("logg-inn"));
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    let text = "---\ntitle: Om oss\ndescription: Hvem.\n---\nHun sa \"ta med 'en bok' hjem\" -- og lo ... Det er Karis' bok. \
                “Slik” og \\\"slik\\\" og `\"slik\"`.\n\n## \"Nei\" er et svar\n";
    let portal = PortalFolder::small().with("pages/om.md", text);
    let page = portal.page("public/om/index.html");
    for part in [
        "<p>Hun sa «ta med ‘en bok’ hjem» – og lo … Det er Karis’ bok. “Slik” og \"slik\" og <code>\"slik\"</code>.</p>",
        "<h2 id=\"nei-er-et-svar\">«Nei» er et svar</h2>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let page = portal.saying("site.yaml", "lang: nb", "lang: en").page("public/om/index.html");
    assert!(page.contains("<p>Hun sa “ta med ‘en bok’ hjem” – og lo …"), "{page}");
}

#[test]
fn feed_readers_are_told_the_newest_articles_and_no_draft() {
    let article = |title: &str, day: &str, more: &str| {
        format!(
            "---\ntitle: {title}\ndescription: Om <å> puste.\npublished: {day}\n{more}---\nSe [oss](/om/). Ha & ta.\n"
        )
    };
    let portal = PortalFolder::small()
        .with("articles/pust.md", article("Pust & si \"nei\"", "2026-07-01", "topics: [ro, <kropp>]\n"))
        .with("articles/nytt.md", article("Nytt", "2026-07-20", ""))
        .with("articles/utkast.md", article("Utkast", "2026-07-30", "draft: true\n"));
    assert_eq!(portal.page("public/artikler/feed.atom"), FEED);
    let alternate =
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Liten\" href=\"/artikler/feed.atom\">";
    assert!(portal.page("public/om/index.html").contains(alternate));
    assert_eq!(content_type::of("public/artikler/feed.atom"), "application/atom+xml; charset=utf-8");
}

#[test]
fn a_portal_without_articles_has_no_feed() {
    let portal = PortalFolder::small().without("articles/pust.md");
    assert!(portal.output().file("public/artikler/feed.atom").unwrap().is_none());
    assert!(!portal.page("public/om/index.html").contains("atom"));
}

#[test]
fn the_feed_has_the_newest_twenty() {
    let mut portal = PortalFolder::small();
    for day in 1..=25 {
        let text = format!("---\ntitle: Nr. {day}\ndescription: d\npublished: 2026-05-{day:02}\n---\nx\n");
        portal = portal.with(&format!("articles/nr-{day}.md"), text);
    }
    let feed = portal.page("public/artikler/feed.atom");
    assert_eq!(feed.matches("<entry>").count(), 20);
    assert!(feed.contains(">Nr. 25<") && !feed.contains(">Nr. 5<"));
}

#[test]
fn cells_are_aligned_by_classes_for_styles_in_place_are_refused_by_the_portals_policy() {
    let body =
        "---\ntitle: Om oss\ndescription: Hvem.\n---\n| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |\n";
    let page = PortalFolder::small().with("pages/om.md", body).page("public/om/index.html");
    for row in [
        "<th>a</th> <th class=\"centred\">b</th> <th class=\"right\">c</th>",
        "<td>1</td><td class=\"centred\">2</td><td class=\"right\">3</td>",
    ] {
        assert!(page.contains(row), "{page}");
    }
    assert!(!page.contains("style="), "{page}");
}

#[test]
fn a_text_is_measured_and_its_parts_are_named() {
    let body = "---\ntitle: Om oss\ndescription: Hvem.\n---\n## Én ting\n\n## Én ting\n\nSe [pust](../articles/pust.md#hvordan) \
                og [nivået](../levels/1-start/index.md).[^1]\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: En note.\n\n\
                <!-- to myself -->\n";
    let page = PortalFolder::small().with("pages/om.md", body).page("public/om/index.html");
    for part in [
        "<h2 id=\"en-ting\">Én ting</h2>",
        "<h2 id=\"en-ting-2\">",
        "<a href=\"/artikler/pust/#hvordan\">pust</a>",
        "<a href=\"/nivaer/1-start/\">nivået</a>",
        "<a href=\"#fn-1\">1</a>",
        "id=\"fn-1\"",
        "<div class=\"table\" tabindex=\"0\">\n<table>",
        "<td>1</td>",
        "</table>\n</div>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("to myself"));
    let lesson = PortalFolder::small().page("private/medlem/1-start/2026-08/forste/index.html");
    assert!(lesson.contains("<ul class=\"tasks\">\n<li id=\"task-"), "{lesson}");
    assert!(lesson.contains("<a href=\"/medlem/1-start/2026-08/andre/\">neste</a>"));
}

#[test]
fn a_portal_may_say_it_in_its_own_words() {
    let site = "menu:\n  - title: Nivåer";
    let wording = "wording:\n  not-found-title: Her var det tomt\nmenu:\n  - title: Nivåer";
    let page = PortalFolder::small().saying("site.yaml", site, wording).page("public/404.html");
    assert!(page.contains("Her var det tomt"));
}
