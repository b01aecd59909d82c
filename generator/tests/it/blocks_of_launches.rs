//! Blocks that show the launch: true in each of its phases, without a build.

use generator::output::Output;

use crate::blocks::about;
use crate::portal::{PortalFolder, assert_mistakes};

const ALL: &str =
    "```countdown\n```\n\n```offers\n```\n\n```seats\n```\n\n```waitlist\n```\n\n```waitlist\n```\n";

fn variant(portal: &PortalFolder, name: &str, path: &str) -> String {
    portal.page(&format!("public/_variant/{name}{path}index.html"))
}

fn has(output: &Output, path: &str) -> bool {
    output.files().any(|(other, _)| other.as_str() == path)
}

#[test]
fn a_page_that_shows_the_launch_is_built_once_for_each_phase_and_the_gate_is_told() {
    let portal = about(ALL);
    let output = portal.output();
    assert!(!has(&output, "public/om/index.html"));
    assert!(output.snapshot.pages_with_variants.contains(&"/om/".to_owned()));
    let form = "action=\"/api/waitlist/join\"";
    for (phase, forms) in [("waitlist", 2), ("open", 0), ("all-held", 0), ("sold-out", 2)] {
        let page = variant(&portal, &format!("august.{phase}"), "/om/");
        assert_eq!(page.matches(form).count(), forms, "{phase}: {page}");
    }
    assert_eq!(variant(&portal, "closed", "/om/").matches(form).count(), 2);
}

#[test]
fn each_phase_says_what_is_true_in_it() {
    let portal = about(ALL);
    let page = |phase: &str| variant(&portal, &format!("august.{phase}"), "/om/");
    let waiting = page("waitlist");
    assert!(waiting.contains("Første runde åpner") && !waiting.contains("Første runde stenger"), "{waiting}");
    let open = page("open");
    assert!(open.contains("Første runde stenger") && !open.contains("Første runde åpner"), "{open}");
    assert!(
        open.contains("class=\"card offer offer-main\"") && open.contains("href=\"/api/offers\""),
        "{open}"
    );
    let held = page("all-held");
    assert!(held.contains("Alle plassene er holdt av") && !held.contains("Det er åpent nå"), "{held}");
    let gone = page("sold-out");
    assert!(gone.contains("Alle plassene er tatt") && !gone.contains("class=\"card offer"), "{gone}");
}

#[test]
fn forms_on_a_page_have_ids_of_their_own_and_say_where_they_stand() {
    let page = variant(&about(ALL), "august.waitlist", "/om/");
    for part in ["id=\"email-text-1\"", "id=\"email-text-2\"", "name=\"source\" value=\"/om/\""] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn articles_and_levels_show_it_too() {
    let portal = PortalFolder::small()
        .with(
            "articles/pust.md",
            "---\ntitle: Pust\ndescription: Om å puste.\npublished: 2026-07-28\n---\nPust.\n\n```waitlist\n```\n",
        )
        .with("levels/1-start/index.md", "---\ntitle: Start\nteaser: Her.\n---\n```seats\n```\n");
    let output = portal.output();
    for path in ["/artikler/pust/", "/nivaer/1-start/"] {
        assert!(output.snapshot.pages_with_variants.contains(&path.to_owned()), "{path}");
        assert!(!has(&output, &format!("public{path}index.html")), "{path}");
        assert!(has(&output, &format!("public/_variant/august.open{path}index.html")), "{path}");
    }
}

#[test]
fn behind_the_gate_and_on_the_sales_page_it_has_no_place_and_no_fields() {
    let sales = std::fs::read_to_string(PortalFolder::small().content().join("pages/bli-medlem.md")).unwrap();
    let portal = about("```seats\nleft: 3\n```\n")
        .with("levels/1-start/2026-08/02-andre.md", "---\ntitle: Den andre\n---\n```waitlist\n```\n")
        .with("pages/bli-medlem.md", sales + "\n```offers\n```\n");
    let expected = r"
error: the block `waitlist` cannot stand behind the gate
 --> content/levels/1-start/2026-08/02-andre.md:4:1
  |
4 | ```waitlist
  | ^^^^^^^^^^^
  |
  = help: members are in already; put it on a public page

error: the block `offers` cannot stand on the sales page
  --> content/pages/bli-medlem.md:27:1
   |
27 | ```offers
   | ^^^^^^^^^
   |
   = help: the page shows offers, times, seats and form itself

error: the block `seats` has no fields
 --> content/pages/om.md:5:1
  |
5 | ```seats
  | ^^^^^^^^
  |
  = help: leave nothing between the two fences; what it shows comes from `launches.yaml`
";
    assert_mistakes(&portal, expected);
}

#[test]
fn so_many_pages_that_the_gate_cannot_know_them_all_are_refused() {
    let portal = (0..40).fold(PortalFolder::small(), |portal, number| {
        let text = format!("---\ntitle: Side {number}\ndescription: En.\n---\n```seats\n```\n");
        portal.with(&format!("pages/en-side-av-mange-{number}.md"), text)
    });
    let expected = r"
error: 42 pages show the launch, and the gate cannot know so many
--> content/launches.yaml
 = help: leave `offers`, `waitlist`, `countdown` and `seats` out of some; a link to the sales page needs none
";
    assert_mistakes(&portal, expected);
}
