//! Portals without members: plain public sites.

use crate::portal::{PortalFolder, assert_mistakes};

/// The small portal, with nothing for members and nothing for sale.
fn plain() -> PortalFolder {
    let settings = "title: Liten\ntagline: Alt er åpent\nlang: nb\nurl: https://liten.example\ntime_zone: Europe/Oslo\n\
                    members: false\nsearch: true\nseller:\n  name: Kari\n  email: hei@liten.example\n\
                    menu:\n  - title: Om\n    page: pages/om.md\nfooter: []\n";
    let portal = PortalFolder::small().without("levels").without("launches.yaml");
    let portal = portal.without("pages/bli-medlem.md").with("site.yaml", settings);
    portal
        .with("pages/index.md", "---\ntitle: Liten\ndescription: Alt er åpent.\n---\nLes [om oss](om.md).\n")
}

#[test]
fn a_plain_site_needs_neither_launches_nor_levels_nor_what_sellers_must_say() {
    let portal = plain();
    portal.build().unwrap();
    let built = portal.built();
    let addresses: Vec<&String> = built.keys().filter(|path| path.contains(".html")).collect();
    assert_eq!(
        addresses,
        [
            "public/404.html",
            "public/artikler/index.html",
            "public/artikler/pust/index.html",
            "public/artikler/tema/ro/index.html",
            "public/index.html",
            "public/om/index.html",
            "public/sok/index.html",
        ]
    );
}

#[test]
fn no_page_of_a_plain_site_leads_to_members_or_to_a_purchase() {
    let portal = plain();
    portal.build().unwrap();
    let built = portal.built();
    for (path, bytes) in built.iter().filter(|(path, _)| path.contains(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for address in ["/medlem/", "/logg-inn/", "/nivaer/", "/api/"] {
            assert!(!page.contains(&format!("\"{address}")), "{path} leads to {address}");
        }
    }
    assert_eq!(
        portal.page("public/robots.txt"),
        "User-agent: *\nDisallow: \n\nSitemap: https://liten.example/sitemap.xml\n"
    );
    assert!(!portal.page("public/sitemap.xml").contains("nivaer"));
}

#[test]
fn a_plain_site_says_who_answers_for_it_and_leaves_out_what_it_does_not_know() {
    let page = plain().page("public/index.html");
    assert!(page.contains("<p>Kari</p>"), "{page}");
    assert!(!page.contains("identifier") && !page.contains("Org.nr"), "{page}");
}

#[test]
fn what_is_for_members_has_no_place_in_a_plain_site() {
    let portal = plain()
        .with("launches.yaml", "launches: []\n")
        .with("levels/1-start/index.md", "---\ntitle: Start\nteaser: Her.\n---\nEt nivå.\n")
        .with("pages/om.md", "---\ntitle: Om oss\ndescription: Hvem vi er.\n---\n[Logg inn](/logg-inn/).\n")
        .saying("site.yaml", "    page: pages/om.md", "    page: levels");
    assert_mistakes(
        &portal,
        r"
error: a portal without members has no launches
--> content/launches.yaml
 = help: remove it, or the line `members: false` in `site.yaml`

error: a portal without members has no levels
--> content/levels/1-start
 = help: remove it, or the line `members: false` in `site.yaml`

error: the link leads nowhere: the portal has no address `/logg-inn/`
 --> content/pages/om.md:5:12
  |
5 | [Logg inn](/logg-inn/).
  |            ^^^^^^^^^^
  |
  = help: write the path of a file from here, as in `../articles/pust.md`

error: there is no page `levels`
  --> content/site.yaml:13:11
   |
13 |     page: levels
   |           ^^^^^^
   |
   = help: write a path as in `pages/om.md`, or `articles`
",
    );
}

#[test]
fn a_sales_page_is_for_a_portal_with_members() {
    let sales = include_str!("small/bli-medlem.md");
    assert_mistakes(
        &plain().with("pages/bli-medlem.md", sales),
        r"
error: landing and sales page are for a portal with members
 --> content/pages/bli-medlem.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: leave out `template:` and the sections that belong to it
",
    );
}

#[test]
fn a_plain_site_shows_no_launch() {
    let text = "---\ntitle: Om\ndescription: Hvem.\n---\n```waitlist\n```\n";
    assert_mistakes(
        &plain().with("pages/om.md", text),
        "\
error: the block `waitlist` is for a portal with members
 --> content/pages/om.md:5:1
  |
5 | ```waitlist
  | ^^^^^^^^^^^
  |
  = help: remove it, or the line `members: false` in `site.yaml`",
    );
}
