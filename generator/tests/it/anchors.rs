//! Links to headings: a heading that is not there is warned of where the link stands.

use crate::portal::PortalFolder;

const HEADING: &str = "---\ntitle: Om oss\ndescription: Hvem vi er.\n---\n## Hvem vi er\n\nVi er to.\n";

#[test]
fn a_link_to_a_heading_that_is_there_is_fine() {
    let text = "---\ntitle: Mer\ndescription: Mer.\n---\n[oss](om.md#hvem-vi-er), [opp](#lenger-ned), [hopp](#main)\n\n## Lenger ned\n\nEn note.[^en]\n\n[^en]: Noten.\n\n[note](#fn-en)\n";
    let portal = PortalFolder::small().with("pages/om.md", HEADING).with("pages/mer.md", text);
    assert_eq!(portal.warnings(), "");
}

#[test]
fn a_misspelt_heading_is_warned_of_with_the_one_that_was_meant() {
    let text = "---\ntitle: Mer\ndescription: Mer.\n---\nSe [oss](om.md#hvem-vi-err) og [ned](#ned).\n";
    let portal = PortalFolder::small().with("pages/om.md", HEADING).with("pages/mer.md", text);
    let expected = "\
warning: the page `/om/` has no heading `#hvem-vi-err`
 --> content/pages/mer.md:5:10
  |
5 | Se [oss](om.md#hvem-vi-err) og [ned](#ned).
  |          ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#hvem-vi-er`?

warning: the page `/mer/` has no heading `#ned`
 --> content/pages/mer.md:5:38
  |
5 | Se [oss](om.md#hvem-vi-err) og [ned](#ned).
  |                                      ^^^^
  |
  = help: it has no headings; leave out what begins with `#`

";
    assert_eq!(portal.warnings(), expected);
}

#[test]
fn a_lesson_may_lead_into_another_and_is_told_what_headings_that_has() {
    let portal = PortalFolder::small()
        .with(
            "levels/1-start/2026-08/01-forste.md",
            "---\ntitle: Den første\n---\nSe [neste](02-andre.md#slutten).\n",
        )
        .with(
            "levels/1-start/2026-08/02-andre.md",
            "---\ntitle: Den andre\n---\n## Først\n\nA.\n\n## Sist\n\nB.\n",
        )
        .without("levels/1-start/2026-08/ark.txt");
    let warnings = portal.warnings();
    assert!(warnings.contains("01-forste.md:4:12"), "{warnings}");
    assert!(warnings.contains("help: it has `#forst`, `#sist`"), "{warnings}");
}
