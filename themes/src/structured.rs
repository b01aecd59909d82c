//! What a public page says of itself to search engines, as JSON-LD in the words of schema.org.
//!
//! It says what the page shows, and nothing else. Sources: schema.org, and Google's "Structured data markup that Google
//! Search supports" for what each type must have.

use domain::launch::Phase;
use domain::money::{Interval, Money};
use domain::portal::Mva;
use domain::quote::Quote;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::context::{ArticleCard, LaunchView, LevelCard, Page, Question, Site};

/// The portal's seller and the portal, for the front page.
#[must_use]
pub fn portal(site: &Site) -> Vec<Value> {
    let mut organization = json!({
        "@type": "Organization",
        "@id": organization_id(site),
        "name": site.title,
        "legalName": site.seller.name,
        "url": absolute(site, "/"),
        "email": site.seller.email,
    });
    let (address, number) = (&site.seller.address, &site.seller.organisation_number);
    for (field, text) in [("address", address), ("identifier", number)] {
        if !text.is_empty() {
            organization[field] = text.as_str().into();
        }
    }
    if let Some(icon) = site.assets.get("icon.svg") {
        organization["logo"] = absolute(site, icon).into();
    }
    let website = json!({
        "@type": "WebSite",
        "name": site.title,
        "description": site.tagline,
        "url": absolute(site, "/"),
        "inLanguage": site.lang,
        "publisher": seller(site),
    });
    vec![organization, website]
}

/// An article.
#[must_use]
pub fn article(site: &Site, page: &Page, card: &ArticleCard, zone: &TimeZone) -> Value {
    let mut article = json!({
        "@type": "Article",
        "headline": card.title,
        "description": card.description,
        "datePublished": moment(card.published, zone),
        "inLanguage": site.lang,
        "mainEntityOfPage": absolute(site, &card.href),
        "author": seller(site),
        "publisher": seller(site),
    });
    if !card.topics.is_empty() {
        article["keywords"] = card.topics.iter().map(|topic| topic.title.as_str()).collect();
    }
    if let Some(image) = &page.headline {
        article["image"] = absolute(site, &image.src).into();
    }
    article
}

/// A level, which is a course.
#[must_use]
pub fn course(site: &Site, level: &LevelCard) -> Value {
    json!({
        "@type": "Course",
        "name": level.title,
        "description": level.teaser,
        "url": absolute(site, &level.href),
        "inLanguage": site.lang,
        "provider": seller(site),
    })
}

/// What everybody may buy in a launch that has opened; nothing before and after it.
#[must_use]
pub fn offers(site: &Site, launch: Option<&LaunchView>, zone: &TimeZone) -> Vec<Value> {
    let Some((launch, availability)) = launch.and_then(|launch| Some((launch, availability(launch.phase)?)))
    else {
        return Vec::new();
    };
    let offer = |quote: &Quote| {
        json!({
            "@type": "Offer",
            "name": quote.title,
            "url": absolute(site, &site.sales_href),
            "price": decimal(quote.price),
            "priceCurrency": quote.price.currency,
            "priceSpecification": price(quote, site.mva),
            "availability": format!("https://schema.org/{availability}"),
            "validFrom": moment(launch.opens, zone),
            "priceValidUntil": moment(launch.closes, zone),
            "seller": seller(site),
            "itemOffered": { "@type": "Service", "name": site.title, "description": site.tagline, "provider": seller(site) },
        })
    };
    launch.quotes.iter().map(offer).collect()
}

/// Questions and answers; none without a question.
#[must_use]
pub fn questions(questions: &[Question]) -> Option<Value> {
    let question = |item: &Question| {
        let answer = json!({ "@type": "Answer", "text": item.answer });
        json!({ "@type": "Question", "name": item.question, "acceptedAnswer": answer })
    };
    let entity: Vec<Value> = questions.iter().map(question).collect();
    (!entity.is_empty()).then(|| json!({ "@type": "FAQPage", "mainEntity": entity }))
}

/// The things of one page, ready to stand in a `<script>`; nothing of none.
#[must_use]
pub fn written(things: &[Value]) -> Option<String> {
    if things.is_empty() {
        return None;
    }
    let graph = json!({ "@context": "https://schema.org", "@graph": things });
    // So that no text of the portal ends the element or begins a comment in it.
    Some(graph.to_string().replace('<', "\\u003c"))
}

fn organization_id(site: &Site) -> String {
    absolute(site, "/#organization")
}

fn seller(site: &Site) -> Value {
    json!({ "@type": "Organization", "@id": organization_id(site), "name": site.title, "url": absolute(site, "/") })
}

fn absolute(site: &Site, path: &str) -> String {
    format!("{}{path}", site.url)
}

fn moment(instant: Timestamp, zone: &TimeZone) -> String {
    instant.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn decimal(price: Money) -> String {
    format!("{}.{:02}", price.minor / 100, price.minor % 100)
}

fn price(quote: &Quote, mva: Mva) -> Value {
    let mut price = json!({
        "@type": "UnitPriceSpecification",
        "price": decimal(quote.price),
        "priceCurrency": quote.price.currency,
        "valueAddedTaxIncluded": matches!(mva, Mva::Rate(_)),
    });
    // Codes of UN/CEFACT Common Code, as schema.org wants them.
    let unit = match quote.interval {
        Interval::Month => Some("MON"),
        Interval::Year => Some("ANN"),
        Interval::Once => None,
    };
    if let Some(unit) = unit {
        price["referenceQuantity"] = json!({ "@type": "QuantitativeValue", "value": 1, "unitCode": unit });
    }
    price
}

fn availability(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::Open => Some("InStock"),
        // One may come free.
        Phase::AllHeld => Some("LimitedAvailability"),
        Phase::SoldOut => Some("SoldOut"),
        Phase::Waitlist | Phase::Closed => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;

    use super::*;
    use crate::context::{Headline, Link};
    use crate::samples;

    /// What each type must have. Source: the required properties of Google's pages on each, and of schema.org.
    const REQUIRED: [(&str, &[&str]); 11] = [
        ("Organization", &["name", "url"]),
        ("WebSite", &["name", "url"]),
        ("Article", &["headline", "datePublished", "author", "publisher", "mainEntityOfPage"]),
        ("Course", &["name", "description", "provider"]),
        ("Offer", &["price", "priceCurrency", "availability", "url", "validFrom"]),
        ("UnitPriceSpecification", &["price", "priceCurrency", "valueAddedTaxIncluded"]),
        ("QuantitativeValue", &["value", "unitCode"]),
        ("Service", &["name", "provider"]),
        ("FAQPage", &["mainEntity"]),
        ("Question", &["name", "acceptedAnswer"]),
        ("Answer", &["text"]),
    ];

    /// Checks every thing in `value` that has a type, and returns the types.
    fn types(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(kind) = fields.get("@type").and_then(Value::as_str) {
                    let required = REQUIRED.iter().find(|(name, _)| *name == kind);
                    let (_, required) = required.unwrap_or_else(|| panic!("nobody knows `{kind}`"));
                    for field in *required {
                        let is_said = fields.get(*field).is_some_and(|value| !value.is_null() && value != "");
                        assert!(is_said, "{kind} lacks {field}: {value}");
                    }
                    found.push(kind.to_owned());
                }
                fields.values().for_each(|value| types(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| types(value, found)),
            _ => {}
        }
    }

    fn checked(things: &[Value]) -> (Value, Vec<String>) {
        let read: Value = serde_json::from_str(&written(things).unwrap()).unwrap();
        assert_eq!(read["@context"], "https://schema.org");
        let mut found = Vec::new();
        types(&read["@graph"], &mut found);
        (read["@graph"][0].clone(), found)
    }

    fn site() -> Site {
        samples::site(Lang::Nb)
    }

    #[test]
    fn the_front_page_says_who_sells_and_what_the_portal_is() {
        let (organization, types) = checked(&portal(&site()));
        assert_eq!(types, ["Organization", "WebSite", "Organization"]);
        assert_eq!(organization["legalName"], "Tydelig Eksempel AS");
        assert_eq!(organization["url"], "https://tydelig.example/");
    }

    #[test]
    fn an_article_says_its_day_in_the_portals_zone() {
        let card = ArticleCard {
            title: "Pust </script><!--".to_owned(),
            description: "Om å puste.".to_owned(),
            href: "/artikler/pust/".to_owned(),
            published: samples::at("2026-07-27T22:00:00Z"),
            topics: vec![Link { title: "ro".to_owned(), href: "/artikler/tema/ro/".to_owned() }],
            minutes: 2,
        };
        let headline = Headline {
            src: "/bilder/pust.jpg".to_owned(),
            srcset: None,
            width: 1200,
            height: 800,
            alt: "Pust".to_owned(),
        };
        let page = Page { headline: Some(headline), ..samples::page("Pust", "/artikler/pust/") };
        let article = article(&site(), &page, &card, &samples::zone());
        let text = written(std::slice::from_ref(&article)).unwrap();
        assert!(!text.contains('<'), "{text}");
        let (article, _) = checked(&[article]);
        assert_eq!(article["headline"], "Pust </script><!--");
        assert_eq!(article["datePublished"], "2026-07-28T00:00:00+02:00");
        assert_eq!(article["image"], "https://tydelig.example/bilder/pust.jpg");
    }

    #[test]
    fn a_level_is_a_course_of_the_portals() {
        let level = &samples::levels()[0];
        let (course, types) = checked(&[course(&site(), level)]);
        assert_eq!(types, ["Course", "Organization"]);
        assert_eq!(course["url"], format!("https://tydelig.example{}", level.href));
    }

    #[test]
    fn offers_are_the_launchs_own_while_it_is_open() {
        let open = samples::launch(Phase::Open);
        let (offer, types) = checked(&offers(&site(), Some(&open), &samples::zone()));
        assert!(types.contains(&"Offer".to_owned()));
        assert_eq!(offer["price"], decimal(open.quotes[0].price));
        assert_eq!(offer["priceCurrency"], "NOK");
        assert_eq!(offer["availability"], "https://schema.org/InStock");
        assert_eq!(offer["priceSpecification"]["referenceQuantity"]["unitCode"], "MON");
        assert!(offer["validFrom"].as_str().unwrap().ends_with(":00+02:00"), "{offer}");
        for phase in [Phase::Waitlist, Phase::Closed] {
            assert!(offers(&site(), Some(&samples::launch(phase)), &samples::zone()).is_empty());
        }
        assert!(offers(&site(), None, &samples::zone()).is_empty());
    }

    #[test]
    fn questions_come_with_their_answers() {
        let asked = Question { question: "Når?".to_owned(), answer: "Nå.".to_owned() };
        let (page, _) = checked(&[questions(&[asked]).unwrap()]);
        assert_eq!(page["mainEntity"][0]["acceptedAnswer"]["text"], "Nå.");
        assert!(questions(&[]).is_none() && written(&[]).is_none());
    }
}
