//! A portal in several languages.

use crate::portal::PortalFolder;

const FRONT: &str = "---\ntitle: Small\ndescription: A small portal.\n---\nRead [about us](om.md), [breath](../articles/pust.md), \
                     [the level](../levels/1-start/index.md) and [a page in Norwegian](bare-norsk.md).\n";
const ABOUT: &str = "---\ntitle: About us\ndescription: Who we are.\n---\nThere are two of us. \"Yes.\"\n";
const ARTICLE: &str = "---\ntitle: Breath\ndescription: On breathing.\npublished: 2026-07-28\ntopics: [calm]\n---\nBreathe out.\n";
const LEVEL: &str = "---\ntitle: Beginning\nteaser: Begin here.\n---\nPublic words.\n";
const LESSON: &str = "---\ntitle: The first\n---\nSecret text one. See [the next](02-andre.md).\n";

/// The small portal in English too.
fn portal() -> PortalFolder {
    PortalFolder::small()
        .saying("site.yaml", "lang: nb", "lang: nb\nlanguages: [nb, en]")
        .with("site.en.yaml", "tagline: A small portal\nmenu:\n  - title: Levels\n    page: levels\n  - title: About\n    page: pages/om.md\n")
        .with("pages/bare-norsk.md", "---\ntitle: Norsk\ndescription: Norsk.\n---\nSe [engelsk](om.en.md) og [samme](/en/om/), [alt](/en/artikler/).\n")
        .with("pages/index.en.md", FRONT)
        .with("pages/om.en.md", ABOUT)
        .with("articles/pust.en.md", ARTICLE)
        .with("levels/1-start/index.en.md", LEVEL)
        .with("levels/1-start/2026-08/01-forste.en.md", LESSON)
}

#[test]
fn each_language_has_its_pages_lists_and_feed() {
    let output = portal().output();
    for path in [
        "public/en/index.html",
        "public/en/om/index.html",
        "public/en/artikler/index.html",
        "public/en/artikler/pust/index.html",
        "public/en/artikler/tema/calm/index.html",
        "public/en/artikler/feed.atom",
        "public/en/nivaer/index.html",
        "public/en/nivaer/1-start/index.html",
        "private/medlem/1-start/2026-08/en/index.html",
        "private/medlem/1-start/2026-08/en/forste/index.html",
    ] {
        assert!(output.file(path).unwrap().is_some(), "{path}");
    }
    for path in ["public/en/nivaer/2-videre/index.html", "private/medlem/1-start/2026-08/en/andre/index.html"]
    {
        assert!(output.file(path).unwrap().is_none(), "{path}");
    }
    let names: Vec<&str> = output.files().map(|(path, _)| path.as_str()).collect();
    assert!(!names.iter().any(|name| name.contains(".en")), "{names:?}");
}

#[test]
fn a_page_is_in_its_language_with_its_words_menu_dates_and_signs() {
    let page = portal().page("public/en/om/index.html");
    for part in [
        "<html lang=\"en\">",
        "“Yes.”",
        "<a href=\"/en/nivaer/\">Levels</a>",
        "<a href=\"/en/om/\" aria-current=\"page\">About</a>",
        "Sign in",
        "<a class=\"brand\" href=\"/en/\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let list = portal().page("public/en/artikler/index.html");
    assert!(
        list.contains("28\u{a0}July 2026") && list.contains("On breathing.") && !list.contains("Om å puste"),
        "{list}"
    );
}

#[test]
fn pages_lead_to_their_translations_and_others_to_the_front_page() {
    let alternates = "<link rel=\"alternate\" hreflang=\"nb\" href=\"https://liten.example/om/\">\n\
                      <link rel=\"alternate\" hreflang=\"x-default\" href=\"https://liten.example/om/\">\n\
                      <link rel=\"alternate\" hreflang=\"en\" href=\"https://liten.example/en/om/\">";
    let (own, other) = (portal().page("public/om/index.html"), portal().page("public/en/om/index.html"));
    assert!(own.contains(alternates) && other.contains(alternates), "{own}");
    assert!(own.contains("<a href=\"/en/om/\" lang=\"en\" hreflang=\"en\">English</a>"), "{own}");
    assert!(other.contains("<a href=\"/om/\" lang=\"nb\" hreflang=\"nb\">Bokmål</a>"), "{other}");
    let alone = portal().page("public/bare-norsk/index.html");
    assert!(alone.contains("<a href=\"/en/\" lang=\"en\" hreflang=\"en\">English</a>"), "{alone}");
    assert!(!alone.contains("hreflang=\"en\" href=\"https"), "{alone}");
}

#[test]
fn a_link_leads_to_the_translation_if_there_is_one() {
    let front = portal().page("public/en/index.html");
    for href in ["/en/om/", "/en/artikler/pust/", "/en/nivaer/1-start/", "/bare-norsk/"] {
        assert!(front.contains(&format!("<a href=\"{href}\">")), "{href} in {front}");
    }
    let own = portal().page("public/bare-norsk/index.html");
    assert_eq!(own.matches("<a href=\"/en/om/\">").count(), 2, "{own}");
}

#[test]
fn lessons_are_listed_in_each_language_and_lead_to_where_they_are_written() {
    let month = portal().page("private/medlem/1-start/2026-08/en/index.html");
    assert!(month.contains("<a href=\"/medlem/1-start/2026-08/en/forste/\">The first</a>"), "{month}");
    assert!(month.contains("<a href=\"/medlem/1-start/2026-08/andre/\">Den andre</a>"), "{month}");
    let lesson = portal().page("private/medlem/1-start/2026-08/forste/index.html");
    assert!(lesson.contains("<a href=\"/medlem/1-start/2026-08/en/forste/\" lang=\"en\""), "{lesson}");
    let levels = portal().page("public/en/nivaer/index.html");
    assert!(levels.contains("Beginning") && levels.contains("2 lessons"), "{levels}");
    assert!(levels.contains("href=\"/nivaer/2-videre/\""), "{levels}");
}

#[test]
fn the_sitemap_names_every_language_and_what_belongs_together() {
    let sitemap = portal().page("public/sitemap.xml");
    let about = "<url><loc>https://liten.example/en/om/</loc>\
                 <xhtml:link rel=\"alternate\" hreflang=\"nb\" href=\"https://liten.example/om/\"/>\
                 <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://liten.example/en/om/\"/>\
                 <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://liten.example/om/\"/></url>";
    assert!(sitemap.contains(about), "{sitemap}");
    assert!(sitemap.contains("<url><loc>https://liten.example/bare-norsk/</loc></url>"), "{sitemap}");
}

#[test]
fn a_landing_page_in_another_language_has_its_phases() {
    let landing = include_str!("small/index.md").replace("(om.md)", "(om.en.md)");
    let portal = portal().with("pages/index.en.md", landing);
    let output = portal.output();
    assert!(output.file("public/_variant/august.open/en/index.html").unwrap().is_some());
    assert!(output.snapshot.pages_with_variants.contains(&"/en/".to_owned()));
}

#[test]
fn what_is_secret_is_secret_in_every_language() {
    let secret = "Breathe out before you lift your eyes to the stage and count down from seventeen.";
    let portal = portal()
        .with("levels/1-start/2026-08/01-forste.en.md", format!("---\ntitle: The first\n---\n{secret}\n"))
        .with("pages/om.en.md", format!("---\ntitle: About\ndescription: Us.\n---\n{secret}\n"));
    let leaks = portal.leaks();
    assert!(leaks.contains("01-forste.en.md") && leaks.contains("public/en/om/index.html"), "{leaks}");
}

#[test]
fn a_translated_lesson_waits_for_the_same_day() {
    let own = "---\ntitle: Den første\nrelease: 2026-08-20\n---\nTekst.\n";
    let lesson = format!("{LESSON}\n[sheet](sheet.pdf)\n");
    let portal = portal()
        .with("levels/1-start/2026-08/01-forste.md", own)
        .with("levels/1-start/2026-08/01-forste.en.md", lesson)
        .with("levels/1-start/2026-08/sheet.pdf", "x");
    let has = |portal: &PortalFolder, name: &str| {
        portal.output().file(&format!("private/medlem/1-start/2026-08/{name}")).unwrap().is_some()
    };
    assert!(!has(&portal, "en/forste/index.html") && !has(&portal, "sheet.pdf"));
    let later = portal.at("2026-08-20T08:00:00Z");
    assert!(has(&later, "en/forste/index.html") && has(&later, "sheet.pdf"));
}

#[test]
fn what_is_not_translated_is_warned_of_once() {
    let expected = r"
warning: `levels/1-start/2026-08/02-andre.md` is not translated to `en`
--> content/levels/1-start/2026-08/02-andre.md
 = help: write `levels/1-start/2026-08/02-andre.en.md`

warning: `levels/2-videre/index.md` is not translated to `en`
--> content/levels/2-videre/index.md
 = help: write `levels/2-videre/index.en.md`

warning: `pages/bare-norsk.md` is not translated to `en`
--> content/pages/bare-norsk.md
 = help: write `pages/bare-norsk.en.md`

warning: `pages/bli-medlem.md` is not translated to `en`
--> content/pages/bli-medlem.md
 = help: write `pages/bli-medlem.en.md`
";
    let draft = "---\ntitle: A\ndescription: B\ndraft: true\n---\n";
    let portal = portal().with("pages/senere.md", draft);
    assert_eq!(portal.warnings().trim(), expected.trim());
}

#[test]
fn a_language_that_is_misspelt_or_not_used_is_told() {
    let portal =
        portal().with("pages/om.eng.md", ABOUT).with("pages/om.nn.md", ABOUT).with("pages/om.nb.md", ABOUT);
    let expected = r"
error: unknown language `eng` in `pages/om.eng.md`
--> content/pages/om.eng.md
 = help: did you mean `en`?

error: `pages/om.nb.md` names the language that the portal is in anyway
--> content/pages/om.nb.md
 = help: name it `om.md`

error: the portal is not in `nn`
--> content/pages/om.nn.md
 = help: write `languages: [nb, en, nn]` in `site.yaml`, or rename the file
";
    assert!(portal.mistakes().contains(expected.trim_start()), "{}", portal.mistakes());
}

#[test]
fn a_language_has_a_front_page_and_the_portals_own_is_one_of_them() {
    let portal =
        portal().without("pages/index.en.md").saying("site.yaml", "languages: [nb, en]", "languages: [en]");
    let front = r"
error: there is no `pages/index.en.md`
--> content/pages/index.en.md
 = help: it is the front page in `en`, at `/en/`
";
    let own = r"
error: the portal's own language is missing here
 --> content/site.yaml:4:12
  |
4 | languages: [en]
  |            ^^^^
  |
  = help: add `nb`
";
    let mistakes = portal.mistakes();
    assert!(mistakes.contains(front.trim_start()) && mistakes.contains(own.trim_start()), "{mistakes}");
    assert_eq!(mistakes.matches("error: ").count(), 2, "{mistakes}");
}

#[test]
fn an_address_belongs_to_one_language() {
    let portal = portal()
        .with("pages/en/om.md", "---\ntitle: A\ndescription: B\n---\n")
        .with("levels/1-start/2026-08/03-en.md", "---\ntitle: En\n---\n");
    let mistakes = portal.mistakes();
    for path in ["pages/en/om.md", "levels/1-start/2026-08/03-en.md"] {
        assert!(
            mistakes.contains(&format!("`{path}` has an address at which what is written in `en` stands")),
            "{mistakes}"
        );
    }
}

#[test]
fn a_mistake_in_what_languages_share_is_told_once() {
    let portal = portal().saying("levels/1-start/2026-08/02-andre.md", "Hemmelig tekst to.", "[x](borte.md)");
    assert_eq!(portal.mistakes().matches("leads nowhere").count(), 1, "{}", portal.mistakes());
}
