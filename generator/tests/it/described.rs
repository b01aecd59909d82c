//! What pages say of themselves to search engines and to those who share them.

use serde_json::Value;

use crate::portal::PortalFolder;

/// The things that a page says it is.
fn things(portal: &PortalFolder, path: &str) -> Vec<Value> {
    let page = portal.page(path);
    let Some((_, rest)) = page.split_once(r#"<script type="application/ld+json">"#) else {
        return Vec::new();
    };
    let (json, _) = rest.split_once("</script>").unwrap();
    let data: Value = serde_json::from_str(json).unwrap();
    data["@graph"].as_array().unwrap().clone()
}

fn types(portal: &PortalFolder, path: &str) -> Vec<String> {
    things(portal, path).iter().map(|thing| thing["@type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_front_page_says_whose_portal_it_is() {
    let portal = PortalFolder::small();
    let types = types(&portal, "public/_variant/closed/index.html");
    assert_eq!(types[..2], ["Organization", "WebSite"]);
}

#[test]
fn an_article_says_when_it_was_published() {
    let portal = PortalFolder::small();
    let article = things(&portal, "public/artikler/pust/index.html").remove(0);
    assert_eq!(article["@type"], "Article");
    assert_eq!(article["datePublished"], "2026-07-28T00:00:00+02:00");
    let page = portal.page("public/artikler/pust/index.html");
    assert!(page.contains(r#"<meta property="og:type" content="article">"#), "{page}");
    assert!(page.contains(r#"<meta property="article:published_time" content="2026-07-27T22:00:00Z">"#));
}

#[test]
fn a_levels_page_is_a_course() {
    assert_eq!(types(&PortalFolder::small(), "public/nivaer/1-start/index.html"), ["Course"]);
}

#[test]
fn prices_are_said_while_the_launch_is_open_and_only_those_for_everyone() {
    let portal = PortalFolder::small();
    let open = things(&portal, "public/_variant/august.open/bli-medlem/index.html");
    let offers: Vec<&Value> = open.iter().filter(|thing| thing["@type"] == "Offer").collect();
    let prices: Vec<&Value> = offers.iter().map(|offer| &offer["price"]).collect();
    assert_eq!(prices, ["249.00"]);
    assert_eq!(offers[0]["priceCurrency"], "NOK");
    assert_eq!(offers[0]["priceValidUntil"], "2026-08-31T21:00:00+02:00");
    for variant in ["august.waitlist", "closed"] {
        let types = types(&portal, &format!("public/_variant/{variant}/bli-medlem/index.html"));
        assert!(!types.contains(&"Offer".to_owned()), "{variant}: {types:?}");
    }
}

#[test]
fn no_text_of_a_page_ends_its_data() {
    let portal = PortalFolder::small().saying("articles/pust.md", "title: Pust", "title: </script><b>Pust");
    let article = things(&portal, "public/artikler/pust/index.html").remove(0);
    assert_eq!(article["headline"], "</script><b>Pust");
}

#[test]
fn what_is_gated_says_nothing() {
    let portal = PortalFolder::small();
    for path in ["private/medlem/1-start/2026-08/forste/index.html", "private/medlem/index.html"] {
        assert_eq!(things(&portal, path), Vec::<Value>::new());
    }
}
