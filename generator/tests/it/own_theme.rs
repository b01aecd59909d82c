//! A portal's own theme: what lies in `themes/` beside the content takes the place of the default theme's, piece by piece.

use std::process::Command;

use crate::portal::{PortalFolder, assert_mistakes};

const LESSON: &str =
    "{% extends \"base.html\" %}{% block main %}<h1>Min: {{ page.title }}</h1>{% endblock main %}";
const LESSON_PAGE: &str = "private/medlem/1-start/2026-08/forste/index.html";

#[test]
fn a_template_of_its_own_makes_its_pages_and_the_others_stay() {
    let portal = PortalFolder::small();
    let before = portal.page("public/om/index.html");
    let portal = portal.with("../themes/templates/lesson.html", LESSON);
    assert!(portal.page(LESSON_PAGE).contains("<h1>Min: Den første</h1>"));
    assert_eq!(portal.page("public/om/index.html"), before);
    assert_eq!(portal.warnings(), "");
}

#[test]
fn a_part_of_its_own_may_stand_in_templates() {
    let portal = PortalFolder::small()
        .with("../themes/templates/thanks.html", "<p>Takk til {{ site.title }}.</p>")
        .with("../themes/templates/page.html", "{% include \"thanks.html\" %}");
    assert!(portal.page("public/om/index.html").contains("<p>Takk til"));
    assert_eq!(portal.warnings(), "");
}

#[test]
fn the_functions_answer_with_the_portals_templates_and_words() {
    let portal = PortalFolder::small()
        .with("../themes/templates/notice.html", "MITT VARSEL")
        .with("../themes/i18n/nb.ftl", "waitlist-submit = Hold av en stol\n");
    let snapshot = portal.output().snapshot;
    assert_eq!(snapshot.theme.templates["notice.html"], "MITT VARSEL");
    assert!(snapshot.theme.wording.contains("waitlist-submit = Hold av en stol"));
}

#[test]
fn the_words_in_the_settings_come_before_those_in_the_theme() {
    let portal = PortalFolder::small()
        .with("../themes/i18n/nb.ftl", "skip-link = Fra temaet\nmenu-button = Fra temaet også\n");
    let settings = std::fs::read_to_string(portal.content().join("site.yaml")).unwrap();
    let wording = if settings.contains("wording:") {
        settings.replace("wording:\n", "wording:\n  skip-link: Fra innstillingene\n")
    } else {
        format!("{settings}\nwording:\n  skip-link: Fra innstillingene\n")
    };
    let page = portal.with("site.yaml", wording).page("public/om/index.html");
    assert!(page.contains("Fra innstillingene") && page.contains("Fra temaet også"), "{page}");
}

#[test]
fn a_style_of_its_own_finds_the_files_beside_it() {
    let portal = PortalFolder::small()
        .with(
            "../themes/assets/style.css",
            "@font-face { src: url(\"letters.woff2\") } p { background: url(https://x.example/a.png) }",
        )
        .with("../themes/assets/letters.woff2", b"letters");
    let built = portal.output();
    let paths: Vec<&str> = built.files().map(|(path, _)| path.as_str()).collect();
    let letters = paths.iter().find(|path| path.starts_with("public/assets/letters.")).unwrap();
    let style = paths.iter().find(|path| path.starts_with("public/assets/style.")).unwrap();
    let address = letters.trim_start_matches("public");
    let style = portal.page(style);
    assert!(style.contains(&format!("url(\"{address}\")")) && style.contains("url(https://x.example/a.png)"));
    assert_eq!(portal.warnings(), "");
}

#[test]
fn files_that_no_page_uses_are_warned_of_with_what_was_probably_meant() {
    let portal = PortalFolder::small()
        .with("../themes/templates/leson.html", LESSON)
        .with("../themes/template/page.html", "x")
        .with("../themes/sales.html", "x")
        .with("../themes/assets/styles.css", "p {}")
        .with("../themes/i18n/no.ftl", "a = b\n")
        .with("../themes/i18n/nb.ftl", "menu-buton = Meny\n");
    let expected = "\
warning: nothing reads the folder `template`
--> themes/template
 = help: did you mean `templates`?

warning: no page uses `assets/styles.css`
--> themes/assets/styles.css
 = help: did you mean `style.css`?

warning: no page uses `i18n/no.ftl`
--> themes/i18n/no.ftl
 = help: did you mean `i18n/nb.ftl`?

warning: no page uses `sales.html`
--> themes/sales.html
 = help: did you mean `templates/sales.html`?

warning: no page uses `templates/leson.html`
--> themes/templates/leson.html
 = help: did you mean `lesson.html`?

warning: no template says `menu-buton`
 --> themes/i18n/nb.ftl:1:1
  |
1 | menu-buton = Meny
  | ^^^^^^^^^^
  |
  = help: did you mean `menu-button`?

";
    let warnings = portal.warnings();
    let sorted = |text: &str| {
        let mut parts: Vec<String> = text.trim().split("\n\n").map(str::to_owned).collect();
        parts.sort();
        parts
    };
    assert_eq!(sorted(&warnings), sorted(expected), "{warnings}");
}

#[test]
fn a_mistake_in_a_template_is_shown_in_it_with_the_page_that_was_made() {
    let portal =
        PortalFolder::small().with("../themes/templates/page.html", "<p>\n  {{ page.titel.x }}</p>\n");
    assert_mistakes(
        &portal,
        "\
error: field `titel` is not defined
 --> themes/templates/page.html:2:11
  |
2 |   {{ page.titel.x }}</p>
  |           ^
  |
  = note: it was found while the page `/om/` was made
  = help: did you mean `title`?
",
    );
}

#[test]
fn a_mistake_in_what_a_page_extends_or_includes_is_shown_where_it_stands() {
    let base = "<html>\n{{ page.nothing.x }}\n{% block kind %}{% endblock %}{% block og_type %}{% endblock %}\
                {% block head %}{% endblock %}{% block main %}{% endblock %}";
    let portal = PortalFolder::small().with("../themes/templates/base.html", base);
    let mistakes = portal.mistakes();
    assert!(mistakes.contains(" --> themes/templates/base.html:2:9\n"), "{mistakes}");
    assert!(mistakes.contains("= note: it was found while the page `/"), "{mistakes}");
    let part = PortalFolder::small()
        .with("../themes/templates/thanks.html", "<p>\n\n{{ page.nothing.x }}")
        .with("../themes/templates/page.html", "{% include \"thanks.html\" %}");
    let mistakes = part.mistakes();
    assert!(mistakes.contains(" --> themes/templates/thanks.html:3:9\n"), "{mistakes}");
    assert!(mistakes.contains("= note: it was found while the page `/om/` was made"), "{mistakes}");
}

#[test]
fn a_template_that_includes_itself_is_named() {
    let portal = PortalFolder::small().with("../themes/templates/page.html", "{% include \"page.html\" %}\n");
    let mistakes = portal.mistakes();
    assert!(mistakes.starts_with("error: circular include"), "{mistakes}");
    assert!(mistakes.contains(" --> themes/templates/page.html:1:1\n"), "{mistakes}");
}

#[test]
fn a_block_that_the_default_templates_need_is_asked_for() {
    let portal =
        PortalFolder::small().with("../themes/templates/base.html", "{% block main %}{% endblock %}");
    let mistakes = portal.mistakes();
    assert!(mistakes.starts_with("error: block `kind` is not defined"), "{mistakes}");
    assert!(mistakes.contains("may be missing in the portal's own `base.html`"), "{mistakes}");
}

#[test]
fn an_unclosed_block_and_an_unknown_word_are_shown_where_they_stand() {
    let portal = PortalFolder::small().with("../themes/templates/page.html", "<p>\n{% if page %}\n");
    assert!(portal.mistakes().contains(" --> themes/templates/page.html:"), "{}", portal.mistakes());
    let portal = PortalFolder::small().with("../themes/templates/page.html", "{{ t(key=\"skip-lnik\") }}");
    assert_mistakes(
        &portal,
        "\
error: unknown wording key `skip-lnik`
 --> themes/templates/page.html:1:11
  |
1 | {{ t(key=\"skip-lnik\") }}
  |           ^
  |
  = help: did you mean `skip-link`?
",
    );
}

#[test]
fn mistakes_in_the_themes_words_are_shown_where_they_stand() {
    let portal = PortalFolder::small().with("../themes/i18n/nb.ftl", "menu-button = Meny { $x\n");
    assert!(portal.mistakes().contains(" --> themes/i18n/nb.ftl:"), "{}", portal.mistakes());
    let portal = PortalFolder::small().with("../themes/i18n/nb.ftl", "menu-button = Meny { $titel }\n");
    assert_mistakes(
        &portal,
        "\
error: the words of `menu-button` mention `$titel`, which is not given to them
 --> themes/i18n/nb.ftl:1:22
  |
1 | menu-button = Meny { $titel }
  |                      ^^^^^^
  |
  = help: did you mean `{ $title }`?
",
    );
}

#[test]
fn a_theme_may_stand_elsewhere_and_must_then_be_there() {
    let portal = PortalFolder::small().with("../elsewhere/templates/page.html", "ET ANNET STED");
    let (content, out) = (portal.content(), portal.out());
    let theme = portal.content().with_file_name("elsewhere");
    let build = |theme: &str| {
        Command::new(env!("CARGO_BIN_EXE_terskel"))
            .args(["build", content.to_str().unwrap(), "--out", out.to_str().unwrap(), "--theme", theme])
            .output()
            .unwrap()
    };
    assert_eq!(build(theme.to_str().unwrap()).status.code(), Some(0));
    assert_eq!(portal.built()["public/om/index.html"], b"ET ANNET STED");
    let refused = build("/nowhere/at/all");
    assert_eq!(refused.status.code(), Some(1));
    let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        talk.starts_with("error: there is no folder `/nowhere/at/all`\n") && talk.contains("--theme"),
        "{talk}"
    );
}

fn theme(arguments: &[&str], portal: &PortalFolder) -> (Option<i32>, String, String) {
    let content = portal.content();
    let output = Command::new(env!("CARGO_BIN_EXE_terskel"))
        .arg("theme")
        .args(arguments)
        .arg(content)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| portal.without_folder(&String::from_utf8_lossy(bytes));
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_template_is_listed_with_what_it_is_for_and_whose_it_is() {
    let portal = PortalFolder::small().with("../themes/templates/lesson.html", LESSON);
    let (code, list, talk) = theme(&["list"], &portal);
    assert_eq!((code, talk.as_str()), (Some(0), ""));
    assert!(list.contains("lesson.html            own      a lesson\n"), "{list}");
    assert!(list.contains("article.html           default  an article\n"), "{list}");
}

#[test]
fn a_copied_template_says_where_it_came_from_and_changes_no_page() {
    let portal = PortalFolder::small();
    portal.build().unwrap();
    let before = portal.built();
    for name in ["lesson.html", "base.html", "feed.xml", "mail.txt", "style.css"] {
        let (code, _, talk) = theme(&["copy", name], &portal);
        assert_eq!(code, Some(0), "{talk}");
    }
    let copied = std::fs::read_to_string(portal.content().join("../themes/templates/feed.xml")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(copied.starts_with(&format!("{{#- Copied from `feed.xml` of Terskel {version}. -#}}\n")));
    portal.build().unwrap();
    let plain = |path: &str| path.contains(".html") || path.contains("feed.atom");
    for (path, page) in portal.built().iter().filter(|(path, _)| plain(path)) {
        let page = String::from_utf8_lossy(page);
        let old = String::from_utf8_lossy(&before[path]);
        let without_style =
            |page: &str| page.lines().filter(|line| !line.contains("stylesheet")).collect::<String>();
        assert_eq!(without_style(&page), without_style(&old), "{path}");
    }
}

#[test]
fn a_copy_overwrites_nothing_and_knows_what_was_meant() {
    let portal = PortalFolder::small().with("../themes/templates/lesson.html", LESSON);
    let (code, _, talk) = theme(&["copy", "lesson.html"], &portal);
    assert_eq!(code, Some(1));
    assert!(talk.starts_with("error: the portal has a `lesson.html` of its own already\n"), "{talk}");
    let (code, _, talk) = theme(&["copy", "artikle.html"], &portal);
    assert_eq!(code, Some(1));
    assert!(talk.contains("help: did you mean `article.html`?"), "{talk}");
    let portal = portal.without("site.yaml");
    let (code, _, talk) = theme(&["copy", "page.html"], &portal);
    assert_eq!(code, Some(1));
    assert!(talk.starts_with("error: there is no `site.yaml` in"), "{talk}");
}
