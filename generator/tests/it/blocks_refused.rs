//! Blocks with mistakes: whole messages, with the line in the Markdown file.

use proptest::prelude::*;

use crate::blocks::about;
use crate::portal::assert_mistakes;

#[test]
fn fields_that_are_unknown_missing_or_empty_are_told_with_their_lines() {
    let portal = about(
        "Hei.\n\n```video\ntitel: Stå\nfile: film.mp4\ncaptions: film.vtt\n```\n\n```audio\ntitle: Pust\n```\n\n```download\n```\n\n```questions\nquestion: Når?\n```\n",
    );
    assert_mistakes(
        &portal,
        r"
error: unknown field `titel`
 --> content/pages/om.md:8:1
  |
8 | titel: Stå
  | ^^^^^
  |
  = help: did you mean `title`?

error: missing field `file`
  --> content/pages/om.md:14:1
   |
14 | title: Pust
   | ^^^^^^^^^^^
   |
   = help: add a line `file: …`

error: the block `download` is empty
  --> content/pages/om.md:17:1
   |
17 | ```download
   | ^^^^^^^^^^^
   |
   = help: write its fields between the two fences, as in `title: …`

error: a list is missing here
  --> content/pages/om.md:21:1
   |
21 | / question: Når?
22 | | ```
   | |_^
   |
   = help: begin each of its lines with `- `
",
    );
}

#[test]
fn files_that_are_missing_of_another_kind_elsewhere_or_pages_are_told() {
    let text = "```video\ntitle: Stå\nfile: flim.mp4\ncaptions: film.mp4\ntranscript: sgat.txt\n```\n\n\
                ```audio\ntitle: Pust\nfile: https://example.com/pust.mp3\ntranscript: Hei.\n```\n\n\
                ```download\ntitle: Ark\nfile: om.md\n```\n\n\
                ```download\ntitle: Ark\nfile: ../levels/1-start/2026-08/ark.txt\n```\n";
    assert_mistakes(
        &about(text),
        r"
error: the link leads nowhere: there is no `pages/flim.mp4`
 --> content/pages/om.md:7:7
  |
7 | file: flim.mp4
  |       ^^^^^^^^
  |
  = help: did you mean `film.mp4`?

error: `film.mp4` is no file of captions
 --> content/pages/om.md:8:11
  |
8 | captions: film.mp4
  |           ^^^^^^^^
  |
  = help: name one that ends in `.vtt`

error: the link leads nowhere: there is no `pages/sgat.txt`
 --> content/pages/om.md:9:13
  |
9 | transcript: sgat.txt
  |             ^^^^^^^^
  |
  = help: did you mean `sagt.txt`?

error: a file from elsewhere would tell strangers who reads this
  --> content/pages/om.md:14:7
   |
14 | file: https://example.com/pust.mp3
   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put the file beside this one

error: `om.md` is a page, not a file
  --> content/pages/om.md:20:7
   |
20 | file: om.md
   |       ^^^^^
   |
   = help: name a file that lies beside this one

error: `../levels/1-start/2026-08/ark.txt` lies behind the gate
  --> content/pages/om.md:25:7
   |
25 | file: ../levels/1-start/2026-08/ark.txt
   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put a copy beside this file
",
    );
}

#[test]
fn sources_of_videos_that_are_none_or_too_many_are_told() {
    let text = "```video\ntitle: A\nvimeo: https://vimeo.com/123456789\ncaptions: true\n```\n\n\
                ```video\ntitle: B\nyoutube: https://www.youtube.com/watch?v=Ab3_dE-5gHi&t=3\ncaptions: true\n```\n\n\
                ```video\ntitle: C\nfile: film.mp4\nvimeo: 123456789\ncaptions: true\n```\n\n\
                ```video\ntitle: D\n```\n\n\
                ```video\ntitle: E\nfile: film.mp4\nshape: 16:10\ncaptions:\n  - file: film.vtt\n    lang: norsk\n```\n";
    assert_mistakes(
        &about(text),
        r"
error: `https://vimeo.com/123456789` names no video at Vimeo
 --> content/pages/om.md:7:8
  |
7 | vimeo: https://vimeo.com/123456789
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `123456789`?

error: `https://www.youtube.com/watch?v=Ab3_dE-5gHi&t=3` names no video at YouTube
  --> content/pages/om.md:13:10
   |
13 | youtube: https://www.youtube.com/watch?v=Ab3_dE-5gHi&t=3
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `Ab3_dE-5gHi`?

error: a video has one source
  --> content/pages/om.md:20:8
   |
20 | vimeo: 123456789
   |        ^^^^^^^^^
   |
   = help: keep one of `file`, `vimeo` and `youtube`

error: missing field `file`
  --> content/pages/om.md:25:1
   |
25 | title: D
   | ^^^^^^^^
   |
   = help: add a line `file: …`, `vimeo: …` or `youtube: …`

error: `16:10` is no shape of a video
  --> content/pages/om.md:31:8
   |
31 | shape: 16:10
   |        ^^^^^
   |
   = help: write one of `16:9`, `4:3`, `1:1`, `9:16`

error: `norsk` is no tag of a language
  --> content/pages/om.md:34:11
   |
34 |     lang: norsk
   |           ^^^^^
   |
   = help: write one as in `nb` or `en`
",
    );
}

#[test]
fn times_that_do_not_happen_or_come_in_the_wrong_order_are_told() {
    let text = "```event\ntitle: A\nstart: 2026-03-29T02:30\n```\n\n```event\ntitle: B\nstart: 2026-09-03T19:00\nend: 2026-09-03T18:00\nurl: omm.md\n```\n";
    assert_mistakes(
        &about(text),
        r"
error: `2026-03-29T02:30` does not happen in `Europe/Oslo`
 --> content/pages/om.md:7:8
  |
7 | start: 2026-03-29T02:30
  |        ^^^^^^^^^^^^^^^^
  |
  = help: the clocks go forward then: write a time at least an hour away

error: the event ends before it begins
  --> content/pages/om.md:13:6
   |
12 | start: 2026-09-03T19:00
   |        ---------------- it begins here
13 | end: 2026-09-03T18:00
   |      ^^^^^^^^^^^^^^^^
   |
   = help: write a later time

error: the link leads nowhere: there is no `pages/omm.md`
  --> content/pages/om.md:14:6
   |
14 | url: omm.md
   |      ^^^^^^
   |
   = help: did you mean `om.md`?
",
    );
}

#[test]
fn markdown_in_a_block_is_read_as_on_the_page_and_its_mistakes_have_their_places() {
    let text = "```questions\n- question: Når?\n  answer: |\n    Se [oss](omm.md).\n\n    Og <b>nå</b>.\n- question: Hvor?\n  answer: \"Se ![](bilde.png)\"\n```\n\n\
                ````quote\ntext: |\n  ```video\n  ```\n````\n\n> ```quote\n> text: Hei\n> ```\n\n> [!TIP]\n> > [!NOTE]\n> > Hei.\n";
    assert_mistakes(
        &about(text),
        r#"
error: the link leads nowhere: there is no `pages/omm.md`
 --> content/pages/om.md:8:14
  |
8 |     Se [oss](omm.md).
  |              ^^^^^^
  |
  = help: did you mean `om.md`?

error: raw HTML cannot stand in Markdown
  --> content/pages/om.md:10:8
   |
10 |     Og <b>nå</b>.
   |        ^^^
   |
   = help: write it as Markdown, or between back-ticks if you mean the sign `<`; a line `raw_html: true` in `site.yaml` allows it

error: raw HTML cannot stand in Markdown
  --> content/pages/om.md:10:13
   |
10 |     Og <b>nå</b>.
   |             ^^^^
   |
   = help: write it as Markdown, or between back-ticks if you mean the sign `<`; a line `raw_html: true` in `site.yaml` allows it

warning: the image says nothing to those who cannot see it
  --> content/pages/om.md:12:15
   |
12 |   answer: "Se ![](bilde.png)"
   |               ^^^^^^^^^^^^^^
   |
   = help: say between the brackets what it shows; if it only decorates, write `-` there

error: the link leads nowhere: there is no `pages/bilde.png`
  --> content/pages/om.md:12:19
   |
12 |   answer: "Se ![](bilde.png)"
   |                   ^^^^^^^^^
   |
   = help: write the path of a file from here, as in `../articles/pust.md`

error: a block cannot stand in a block
  --> content/pages/om.md:17:3
   |
17 |   ```video
   |   ^^^^^^^^
   |
   = help: close the one before it begins

error: a block cannot stand in a quotation
  --> content/pages/om.md:21:3
   |
21 | > ```quote
   |   ^^^^^^^^
   |
   = help: begin its lines without `>`

error: a callout cannot stand in a callout
  --> content/pages/om.md:26:3
   |
26 | > > [!NOTE]
   |   ^^^^^^^^^
   |
   = help: end the one before it begins, or leave out the word in brackets
"#,
    );
}

#[test]
fn what_cannot_be_heard_and_what_is_nearly_a_block_is_warned_of() {
    let text = "```video\ntitle: A\nfile: film.mp4\n```\n\n```video\ntitle: B\nvimeo: 123456789\n```\n\n\
                ```audio\ntitle: C\nfile: pust.mp3\n```\n\n```vidoe\ntitle: D\n```\n";
    let warnings = about(text).warnings_of_texts();
    let expected = r"
warning: those who cannot hear the video get nothing of what is said
 --> content/pages/om.md:7:7
  |
7 | file: film.mp4
  |       ^^^^^^^^
  |
  = help: add `captions: …` with the name of a `.vtt` file, or `transcript: …`

warning: those who cannot hear the video get nothing of what is said
  --> content/pages/om.md:12:8
   |
12 | vimeo: 123456789
   |        ^^^^^^^^^
   |
   = help: add `captions: true` if the video has them there, or `transcript: …`

warning: those who cannot hear the sound get nothing of it
  --> content/pages/om.md:17:7
   |
17 | file: pust.mp3
   |       ^^^^^^^^
   |
   = help: add a field `transcript`: what is said, or the name of a text file with it

warning: `vidoe` is no block, and is shown as code
  --> content/pages/om.md:20:1
   |
20 | ```vidoe
   | ^^^^^^^^
   |
   = help: did you mean `video`?
";
    assert!(warnings.trim() == expected.trim(), "{warnings}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_a_block_is_read_or_refused(
        name in "video|audio|download|offers|waitlist|countdown|seats|quote|questions|event",
        lines in proptest::collection::vec("(title|file|vimeo|captions|start|end|text|- question|  answer|shape|transcript|\\PC{0,8}):? ?(\\PC{0,20}|[\\[{|>&*!0-9:T-]{0,8})", 0..6),
    ) {
        let portal = about(&format!("````{name}\n{}\n````\n", lines.join("\n")));
        let outcome = generator::check(&portal.content(), crate::portal::NOW.parse().unwrap(), generator::Care::Leaks);
        if let Err(failure) = outcome {
            prop_assert_eq!(failure.exit_code(), 1);
        }
    }
}
