//! Blocks in texts: what each becomes.

use crate::portal::{PortalFolder, assert_mistakes};

/// A page with this text, and files beside it.
pub(crate) fn about(text: &str) -> PortalFolder {
    PortalFolder::small()
        .with("pages/om.md", format!("---\ntitle: Om\ndescription: Hvem.\n---\n{text}"))
        .with("pages/film.mp4", b"\x00\x00\x00\x18ftypmp42")
        .with("pages/film.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nHei.\n")
        .with("pages/pust.mp3", b"ID3\xff")
        .with("pages/sagt.txt", "Hei & hå.\r\n\r\n<Pause>\n")
        .with("pages/ark.pdf", vec![b'x'; 2_100])
}

fn page(text: &str) -> String {
    about(text).page("public/om/index.html")
}

/// Behind the gate, beside the same files.
fn lesson(text: &str) -> PortalFolder {
    let folder = "levels/1-start/2026-08";
    PortalFolder::small()
        .with(&format!("{folder}/02-andre.md"), format!("---\ntitle: Den andre\n---\n{text}"))
        .with(&format!("{folder}/film.mp4"), b"\x00\x00\x00\x18ftypmp42")
        .with(&format!("{folder}/film.vtt"), "WEBVTT\n\n00:00.000 --> 00:02.000\nHei.\n")
}

#[track_caller]
fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_film_of_the_portals_own_waits_until_it_is_played_and_has_captions_and_a_transcript() {
    let page =
        page("```video\ntitle: Å \"stå\"\nfile: film.mp4\ncaptions: film.vtt\ntranscript: sagt.txt\n```\n");
    assert_has(
        &page,
        &[
            "<video src=\"/film.mp4\" controls preload=\"none\" playsinline width=\"1600\" height=\"900\" \
             aria-label=\"Å &quot;stå&quot;\">",
            "<track src=\"/film.vtt\" kind=\"captions\" srclang=\"nb\" label=\"Norsk bokmål\" default>",
            "<p>Hei &amp; hå.</p>\n<p>&lt;Pause&gt;</p>",
        ],
    );
}

#[test]
fn captions_come_in_several_languages_and_a_film_in_several_shapes() {
    let text = "```video\ntitle: Stå\nfile: film.mp4\nshape: 9:16\ncaptions:\n  - file: film.vtt\n    lang: en\n  \
                - {file: film.vtt, lang: fi, label: Suomi}\n```\n";
    assert_has(
        &page(text),
        &["width=\"900\" height=\"1600\"", "label=\"English\" default>", "label=\"Suomi\">"],
    );
}

#[test]
fn a_film_at_a_host_is_asked_for_by_its_link_alone() {
    let page = page("```video\ntitle: Stå\nvimeo: 123456789/0a1b2c3d4e\ntranscript: Stå *stødig*.\n```\n");
    let frame = page.split("<iframe ").nth(1).unwrap().split("</iframe>").next().unwrap();
    assert!(!frame.contains(" src="), "{frame}");
    assert_has(
        frame,
        &[
            "title=\"Stå\"",
            "&lt;a href=&quot;https://player.vimeo.com/video/123456789?dnt=1&amp;amp;autoplay=1&amp;amp;h=0a1b2c3d4e&quot;&gt;",
        ],
    );
    assert_has(
        &page,
        &["<a href=\"https://vimeo.com/123456789/0a1b2c3d4e\">", "<p>Stå <em>stødig</em>.</p>"],
    );
}

#[test]
fn a_title_is_text_in_the_frame_too() {
    let page = page("```video\ntitle: \"<script>\"\nyoutube: Ab3_dE-5gHi\ncaptions: true\n```\n");
    assert!(!page.contains("<script>") && !page.contains("&lt;title&gt;&lt;script"), "{page}");
    assert_has(
        &page,
        &["&lt;title&gt;&amp;lt;script&amp;gt;", "https://www.youtube-nocookie.com/embed/Ab3_dE-5gHi"],
    );
}

#[test]
fn frames_are_allowed_for_the_hosts_in_use_and_for_no_others() {
    let frames = |portal: &PortalFolder| {
        let headers = String::from_utf8(portal.output().file("headers.json").unwrap().unwrap().into_owned());
        let headers = headers.unwrap();
        let policy = headers.split("frame-src ").nth(1).and_then(|rest| rest.split(';').next());
        assert_eq!(headers.contains("frame-src"), generator_policy(portal).contains("frame-src"));
        policy.map(str::to_owned)
    };
    assert_eq!(frames(&about("Ingen film.\n")), None);
    let public = about("```video\ntitle: Stå\nvimeo: 123456789\ncaptions: true\n```\n");
    assert_eq!(frames(&public).unwrap(), "https://player.vimeo.com");
    let gated = lesson("```video\ntitle: Stå\nyoutube: Ab3_dE-5gHi\ncaptions: true\n```\n");
    assert_eq!(frames(&gated).unwrap(), "https://www.youtube-nocookie.com");
}

/// What the deployment is told.
fn generator_policy(portal: &PortalFolder) -> String {
    generator::parameters(&portal.content()).unwrap()
}

#[test]
fn a_sound_has_its_words_beside_it() {
    let page = page("```audio\ntitle: Pust\nfile: pust.mp3\ntranscript: |\n  Pust inn.\n\n  Pust ut.\n```\n");
    assert_has(
        &page,
        &[
            "<audio src=\"/pust.mp3\" controls preload=\"none\" aria-label=\"Pust\">",
            "<p>Pust inn.</p>\n<p>Pust ut.</p>",
        ],
    );
}

#[test]
fn a_download_says_kind_and_size() {
    let page = page("```download\ntitle: Et ark\nfile: ark.pdf\n```\n");
    assert_has(
        &page,
        &["<a href=\"/ark.pdf\" download>Et ark</a> <span class=\"meta\">PDF, 3\u{a0}kB</span>"],
    );
}

#[test]
fn callouts_say_in_words_what_they_are() {
    let page = page(
        "Før.\n\n> [!WARNING]\n> Pust **ut**.\n>\n> > Og inn.\n\n> [!TIP]\n> - Se.\n\n> Et sitat.\n\nEtter.\n",
    );
    assert_has(
        &page,
        &[
            "<aside class=\"callout callout-warning\" role=\"note\">\n<p class=\"callout-word\">Pass på</p>\n",
            "<p>Pust <strong>ut</strong>.</p>\n<blockquote>\n<p>Og inn.</p>\n</blockquote>\n</aside>",
            "<p class=\"callout-word\">Tips</p>\n<ul>\n<li>Se.</li>\n</ul>\n</aside>",
            "<blockquote>\n<p>Et sitat.</p>",
        ],
    );
    assert_eq!(page.matches("</aside>").count(), 2);
}

#[test]
fn a_quotation_may_say_whose_it_is() {
    let page = page("```quote\ntext: Se [oss](om.md) i \"øynene\".\nby: Kari\nrole: lærer\n```\n");
    let expected = "<blockquote>\n<p>Se <a href=\"/om/\">oss</a> i «øynene».</p>\n</blockquote>\n<figcaption>Kari, lærer";
    assert_has(&page, &[expected]);
}

#[test]
fn questions_have_their_answers_and_search_engines_are_told() {
    let text = "```questions\n- question: Når?\n  answer: |\n    **Nå**.\n\n    - straks\n- question: Hvor?\n  answer: Her.\n```\n";
    let page = page(text);
    assert_has(&page, &["<summary>Når?</summary>", "<p><strong>Nå</strong>.</p>\n<ul>\n<li>straks</li>"]);
    assert_eq!(page.matches("FAQPage").count(), 1);
    assert_has(&page, &["\"name\":\"Hvor?\"", "\"text\":\"\\u003cp>Her.\\u003c/p>\""]);
}

#[test]
fn questions_on_the_front_page_join_those_of_its_front_matter() {
    let portal = PortalFolder::small();
    let index = std::fs::read_to_string(portal.content().join("pages/index.md")).unwrap();
    let portal =
        portal.with("pages/index.md", index + "\n```questions\n- question: Hvor?\n  answer: Her.\n```\n");
    let page = portal.page("public/_variant/closed/index.html");
    assert_eq!((page.matches("FAQPage").count(), page.matches("\"name\":\"Hvor?\"").count()), (1, 1));
}

#[test]
fn an_event_is_shown_in_the_portals_time_and_has_a_file_for_calendars() {
    let portal = about(
        "```event\ntitle: Åpen kveld, for alle\nstart: 2026-09-03T19:00\nend: 2026-09-03T20:30\nplace: Oslo; sentrum\nurl: om.md\n```\n",
    );
    assert_has(
        &portal.page("public/om/index.html"),
        &[
            "<a href=\"/om/\">Åpen kveld, for alle</a>",
            "<time datetime=\"2026-09-03T17:00:00Z\">3.\u{a0}september 2026 kl.\u{a0}19.00</time>",
            "<time datetime=\"2026-09-03T18:30:00Z\">20.30</time>",
            "href=\"/om/apen-kveld-for-alle.ics\"",
        ],
    );
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Terskel//Terskel//EN\r\nBEGIN:VEVENT\r\n\
                    UID:om/apen-kveld-for-alle.ics@liten.example\r\nDTSTAMP:20260903T170000Z\r\nDTSTART:20260903T170000Z\r\n\
                    DTEND:20260903T183000Z\r\nSUMMARY:Åpen kveld\\, for alle\r\nLOCATION:Oslo\\; sentrum\r\n\
                    URL:https://liten.example/om/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(portal.page("public/om/apen-kveld-for-alle.ics"), expected);
}

#[test]
fn two_events_of_one_name_have_two_files_and_those_of_lessons_lie_behind_the_gate() {
    let event = "```event\ntitle: Møte\nstart: 2026-09-03T19:00\n```\n\n";
    let portal = lesson(&event.repeat(2));
    let output = portal.output();
    let calendars: Vec<&str> =
        output.files().map(|(path, _)| path.as_str()).filter(|path| path.contains("/mote")).collect();
    let folder = "private/medlem/1-start/2026-08/andre";
    assert_eq!(calendars, [format!("{folder}/mote-2.ics"), format!("{folder}/mote.ics")]);
    assert!(portal.page(&format!("{folder}/mote.ics")).contains("SUMMARY:Møte\r\n"));
    assert!(
        portal
            .page(&format!("{folder}/index.html"))
            .contains("href=\"/medlem/1-start/2026-08/andre/mote-2.ics\"")
    );
}

#[test]
fn files_of_lessons_stay_behind_the_gate_and_wait_with_them() {
    let text = "```video\ntitle: Stå\nfile: film.mp4\ncaptions: film.vtt\n```\n";
    let page = lesson(text).page("private/medlem/1-start/2026-08/andre/index.html");
    assert_has(
        &page,
        &[
            "<video src=\"/medlem/1-start/2026-08/film.mp4\"",
            "<track src=\"/medlem/1-start/2026-08/film.vtt\"",
        ],
    );
    let awaited = lesson(text).saying(
        "levels/1-start/2026-08/02-andre.md",
        "title: Den andre\n",
        "title: Den andre\nrelease: 2026-08-20\n",
    );
    let output = awaited.output();
    assert!(output.files().all(|(path, _)| !path.as_str().contains("film")), "{output:?}");
}

#[test]
fn blocks_stand_in_lists_and_where_colours_are_on_and_other_code_stays_code() {
    let text = "- Først:\n\n  ```download\n  title: Et ark\n  file: ark.pdf\n  ```\n\n```text\ntitle: x\n```\n\n    ```video\n";
    let portal = about(text).saying("site.yaml", "tagline:", "highlight: true\ntagline:");
    let page = portal.page("public/om/index.html");
    assert_has(
        &page,
        &["<a href=\"/ark.pdf\" download>", "<code class=\"language-text\">title: x", "<code>```video"],
    );
    assert_eq!(portal.warnings_of_texts(), "");
}

#[test]
fn footnotes_and_headings_count_on_across_blocks() {
    let text = "## En\n\nHer[^a].\n\n```quote\ntext: |\n  ## En\n\n  Sitat.\n```\n\nOg her[^b].\n\n[^a]: A.\n[^b]: B.\n";
    let page = page(text);
    assert_has(
        &page,
        &["<h2 id=\"en\">", "<h2 id=\"en-2\">", "<a href=\"#fn-a\">1</a>", "<a href=\"#fn-b\">2</a>"],
    );
}

#[test]
fn the_feed_and_the_search_have_what_blocks_say() {
    let portal = PortalFolder::small().with(
        "articles/pust.md",
        "---\ntitle: Pust\ndescription: Om å puste.\npublished: 2026-07-28\n---\n```quote\ntext: Pust ut.\n```\n\n```waitlist\n```\n\n\
         ```video\ntitle: Stå\nfile: film.mp4\ncaptions: true\n```\n",
    );
    let portal = portal.with("articles/film.mp4", b"\x00\x00\x00\x18ftypmp42");
    let feed = portal.page("public/artikler/feed.atom");
    assert!(feed.contains("Pust ut.") && feed.contains("https://liten.example/artikler/film.mp4"), "{feed}");
    assert!(!feed.contains("/api/waitlist/join"), "{feed}");
}

/// With a template of its own for downloads.
fn with_own_download(template: &str) -> PortalFolder {
    let portal = about("```download\ntitle: Et ark\nfile: ark.pdf\n```\n");
    let theme = portal.content().parent().unwrap().join("themes/templates/blocks");
    std::fs::create_dir_all(&theme).unwrap();
    std::fs::write(theme.join("download.html"), template).unwrap();
    portal
}

#[test]
fn a_portal_has_blocks_of_its_own_look() {
    let portal = with_own_download("<p>Last ned {{ title }}</p>\n");
    assert_has(&portal.page("public/om/index.html"), &["<p>Last ned Et ark</p>"]);
    assert_eq!(portal.warnings_of_texts(), "");
}

#[test]
fn a_mistake_in_a_blocks_template_names_the_page_that_it_was_found_on() {
    let expected = r"
error: variable `titel` is not defined
 --> themes/templates/blocks/download.html:1:16
  |
1 | <p>Last ned {{ titel }}</p>
  |                ^
  |
  = note: it was found while the page `/om/` was made
  = help: did you mean `title`?
";
    assert_mistakes(&with_own_download("<p>Last ned {{ titel }}</p>\n"), expected);
}

#[test]
fn what_a_block_behind_the_gate_says_is_looked_for_as_its_page_says_it() {
    let answer = "Pust [ut](../levels/1-start/index.md) før du **løfter** blikket på den store scenen.";
    let text = format!(
        "```questions\n- question: Når?\n  answer: |\n    {}\n```\n",
        answer.replace("../levels/1-start/", "../")
    );
    let portal = lesson(&text);
    assert_eq!(portal.leaks(), "");
    let leaks =
        portal.with("pages/om.md", format!("---\ntitle: Om\ndescription: Hvem.\n---\n{answer}\n")).leaks();
    assert!(
        leaks.starts_with("error: 10 words of this lesson are public in `public/om/index.html`\n"),
        "{leaks}"
    );
    assert!(leaks.contains("--> content/levels/1-start/2026-08/02-andre.md:7:5"), "{leaks}");
}

#[test]
fn a_translation_has_blocks_in_its_own_words_and_the_same_files() {
    let portal = about("```download\ntitle: Et ark\nfile: ark.pdf\n```\n")
        .saying("site.yaml", "tagline:", "languages: [nb, en]\ntagline:")
        .with("pages/index.en.md", "---\ntitle: Small\ndescription: Small.\n---\n> [!NOTE]\n> Hi.\n")
        .with(
            "pages/om.en.md",
            "---\ntitle: About\ndescription: Us.\n---\n```download\ntitle: A sheet\nfile: ark.pdf\n```\n\n```waitlist\n```\n",
        );
    assert_has(&portal.page("public/en/index.html"), &["<p class=\"callout-word\">Note</p>"]);
    let page = portal.page("public/_variant/august.waitlist/en/om/index.html");
    assert_has(&page, &["<a href=\"/ark.pdf\" download>A sheet</a>", "name=\"source\" value=\"/en/om/\""]);
}

#[test]
fn what_is_written_into_a_block_is_text_wherever_it_stands() {
    let bad = "\"'\\\"><script>alert(1)</script>'\"";
    let text = format!(
        "```video\ntitle: {bad}\nvimeo: 123456789\ncaptions: true\n```\n\n```audio\ntitle: {bad}\nfile: pust.mp3\ntranscript: sagt.txt\n```\n\n\
         ```download\ntitle: {bad}\nfile: ark.pdf\n```\n\n```quote\ntext: Hei\nby: {bad}\nrole: {bad}\n```\n\n\
         ```questions\n- question: {bad}\n  answer: Hei\n```\n\n\
         ```event\ntitle: {bad}\nstart: 2026-09-03T19:00\nplace: {bad}\n```\n"
    );
    let page = about(&text).with("pages/sagt.txt", "<script>alert(1)</script>").page("public/om/index.html");
    assert!(!page.contains("<script>") && page.contains("&lt;script&gt;alert(1)"), "{page}");
    let refused =
        about("```event\ntitle: A\nstart: 2026-09-03T19:00\nurl: javascript:alert(1)\n```\n").mistakes();
    assert!(refused.contains("links of the kind `javascript:` are not allowed"), "{refused}");
}

#[test]
fn many_blocks_take_no_longer_each() {
    let event = "```event\ntitle: Et møte\nstart: 2026-09-03T19:00\n```\n\n> [!TIP]\n> Hei.\n\n";
    let page = page(&event.repeat(500));
    assert!(page.contains("/om/et-mote-500.ics"));
}
