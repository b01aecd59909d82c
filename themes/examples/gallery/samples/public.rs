//! The public pages: landing, sales, forms, articles, levels.

use domain::lang::Lang;
use domain::launch::Phase;
use domain::level::{LevelId, LevelSet};
use domain::quote::Quote;
use themes::context::{
    Article, ArticleCard, ArticleList, Creator, Feed, FeedEntry, FormPage, Heading, Headline, Item, Landing,
    LandingSections, LevelList, LevelPage, Live, Moved, PlainPage, Proven, Question, Quotation, Ready,
    ReadyItem, ReadyState, Sales, SalesSections, Search, Steps, TocEntry,
};
use themes::context::{Form, LaunchView, Link, Page};
use themes::structured;

use super::{Camera, PHASES, answer, at, form_with_errors, launch, levels, page, quote, site};

const BODY: &str = "<h2>Du kan saken din. La andre få høre det</h2>\n<p>De fleste som sliter med å snakke foran andre, \
mangler ikke kunnskap. De mangler ro nok til å få den ut. Hodet er fullt, tiden er kort, og ingen har vist dem hva de \
skal gjøre med hendene, pusten eller den første setningen.</p>\n<p>Dette er håndverk, og <a href=\"/om/\">håndverk kan \
øves inn</a>. I Tydelig begynner du med kroppen, for en kropp i alarm hører ikke på gode råd.</p>\n<p>Du trenger ikke å \
bli en annen. Målet er at kollegene dine skal kjenne igjen den du er ved lunsjbordet.</p>";
const LONG_BODY: &str = "<h2 id=\"17\">Slik gjør du det</h2>\n<p>Logg inn og skriv til oss på <a \
href=\"mailto:hei@tydelig.example\">hei@tydelig.example</a>.</p>\n<ol>\n<li>Gi beskjed før fristen er ute.</li>\n<li>Oppgi \
adressen du er medlem med.</li>\n</ol>\n<h3 id=\"24\">Et skjema du kan kopiere</h3>\n<blockquote>\n<p><strong>Til:</strong> Tydelig \
Eksempel AS</p>\n</blockquote>\n<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>Uke</th><th>Øvelse</th><th>Tid</th></tr></thead>\n<tbody><tr><td>1\
</td><td>Fire rolige pust</td><td>5 min</td></tr><tr><td>2</td><td>Snakk på utpusten</td><td>10 min</td></tr></tbody>\n\
</table></div>\n<pre><code class=\"language-sh\"><span class=\"code-name\">cp</span> uke1.md \
uke2.md <span class=\"code-comment\"># en ny uke</span>\n</code></pre>\n<hr>\n<p>Kode som <code>nervelogg.csv</code> hører også til.</p>";

pub(super) fn shoot(camera: &mut Camera) {
    for phase in PHASES {
        let view = launch(phase);
        shoot_launch_pages(camera, phase, Some(&view), phase.word());
    }
    shoot_launch_pages(camera, Phase::Closed, None, "none");
    shoot_proven(camera);
    shoot_forms(camera);
    shoot_reading(camera);
}

fn shoot_launch_pages(camera: &mut Camera, phase: Phase, launch: Option<&LaunchView>, name: &str) {
    let (levels, sections) = (levels(), landing_sections());
    let things = structured::portal(&site(Lang::Nb)).into_iter().chain(structured::questions(&sections.faq));
    let structured = structured::written(&things.collect::<Vec<_>>());
    let page = Page { title: "Tydelig".to_owned(), structured, ..page("Tydelig", "/") };
    let form = Form::default();
    let landing =
        Landing { page: &page, sections: &sections, body: BODY, levels: &levels, launch, phase, form };
    camera.shoot(&format!("landing-{name}"), "landing.html", &landing);
    if phase == Phase::Waitlist {
        let page = Page { headline: Some(headline()), ..page.clone() };
        let pictured = Landing { page: &page, form: Form::default(), ..landing };
        camera.shoot("landing-pictured", "landing.html", &pictured);
        let sections = LandingSections { quote: None, ..sections.clone() };
        camera.shoot("landing-unquoted", "landing.html", &Landing { sections: &sections, ..pictured });
    }
    let sales = sales(launch, phase, None);
    camera.shoot(&format!("sales-{name}"), "sales.html", &sales.borrowed());
}

fn shoot_proven(camera: &mut Camera) {
    let mut view = launch(Phase::Open);
    let kept = quote("Grunnlegger", 24_900, true);
    let proven = |kept| Proven { email: "kari@example.no", version: "3f9a", kept };
    let left = |seats_left| Live { seats_left, held_until: None };
    let mut shoot = |name: &str, view: &LaunchView, live, proven| {
        let page = OwnedSales { live: Some(live), ..sales(Some(view), view.phase, proven) };
        camera.shoot(name, "sales.html", &page.borrowed());
    };
    view.quotes = vec![quote("Kursdeltaker", 19_900, true)];
    shoot("sales-proven", &view, left(Some(11)), Some(proven(None)));
    let first = LevelSet::Only([LevelId::new(1).unwrap(), LevelId::new(2).unwrap()].into());
    view.quotes.push(Quote { levels: first, ..quote("Hele året", 199_000, false) });
    shoot("sales-proven-two", &view, left(None), Some(proven(None)));
    view.quotes.clear();
    shoot("sales-proven-none", &view, left(Some(2)), Some(proven(None)));
    shoot("sales-proven-kept", &launch(Phase::Closed), left(Some(0)), Some(proven(Some(&kept))));
    let held = Live { seats_left: Some(0), held_until: Some(at("2026-08-18T10:45:00Z")) };
    shoot("sales-proven-held", &launch(Phase::AllHeld), held, Some(proven(None)));
    shoot("sales-live-held", &launch(Phase::AllHeld), held, None);
    shoot("sales-live", &launch(Phase::Open), left(Some(1)), None);
}

fn shoot_forms(camera: &mut Camera) {
    let (waiting, open) = (launch(Phase::Waitlist), launch(Phase::Open));
    let page = answer("Sett deg på ventelisten");
    let fresh = FormPage { page: &page, launch: Some(&waiting), form: Form::default() };
    camera.shoot("waitlist", "waitlist.html", &fresh);
    let wrong = FormPage { page: &page, launch: None, form: form_with_errors() };
    camera.shoot("waitlist-errors", "waitlist.html", &wrong);
    let page = answer("Få lenken til kjøpet");
    let mut form = form_with_errors();
    form.errors.truncate(1);
    camera.shoot("ask-offer", "ask-offer.html", &FormPage { page: &page, launch: Some(&open), form });
}

fn headline() -> Headline {
    Headline {
        src: "/assets/artikler/rod-1200.0a1b2c3d.jpg".to_owned(),
        srcset: Some("/assets/artikler/rod-480.0a1b2c3d.webp 480w".to_owned()),
        width: 1200,
        height: 675,
        alt: "En taler med røde kinn som ler sammen med salen".to_owned(),
    }
}

fn shoot_reading(camera: &mut Camera) {
    let levels = levels();
    camera.shoot(
        "page",
        "page.html",
        &PlainPage { page: &page("Angrerett", "/angrerett/"), body: LONG_BODY, toc: &[] },
    );
    let cards = articles();
    let page_of = page("Når du blir rød i ansiktet", "/artikler/rod/");
    let page_of = Page { headline: Some(headline()), ..page_of };
    let article = Article {
        page: &page_of,
        body: LONG_BODY,
        toc: &toc(),
        card: &cards[0],
        related: cards.iter().skip(1).collect(),
    };
    camera.shoot("article", "article.html", &article);
    let page_of = page("Artikler", "/artikler/");
    camera.shoot(
        "articles",
        "articles.html",
        &ArticleList { page: &page_of, articles: cards.iter().collect(), topics: &topics() },
    );
    let of_topic = page("Artikler om nerver", "/artikler/tema/nerver/");
    camera.shoot(
        "articles-topic",
        "articles.html",
        &ArticleList { page: &of_topic, articles: vec![&cards[0]], topics: &topics() },
    );
    camera.shoot(
        "articles-none",
        "articles.html",
        &ArticleList { page: &page_of, articles: vec![], topics: &[] },
    );
    let entries = cards.iter().map(|card| FeedEntry { card, body: LONG_BODY.to_owned() }).collect();
    camera.shoot("feed", "feed.xml", &Feed { updated: cards[0].published, entries });
    camera.shoot("levels", "levels.html", &LevelList { page: &page("Nivåene", "/nivaer/"), levels: &levels });
    let page_of = page("Ro i kroppen", "/nivaer/1/");
    let teased = item("Fire rolige pust", "En øvelse du kan gjøre i heisen på vei opp.");
    let level = LevelPage { page: &page_of, level: &levels[0], body: BODY, teased: vec![teased] };
    camera.shoot("level", "level.html", &level);
    camera.shoot("level-later", "level.html", &LevelPage { level: &levels[3], teased: vec![], ..level });
    let months = ["/medlem/1-ro/2026-08/sok/".to_owned(), "/medlem/1-ro/2026-09/sok/".to_owned()];
    camera.shoot(
        "search",
        "search.html",
        &Search { page: &page("Søk", "/sok/"), index: "/sok/index/", months: &[] },
    );
    let members = Page { for_members: true, ..page("Søk", "/medlem/sok/") };
    let search = Search { page: &members, index: "/sok/index/", months: &months };
    camera.shoot("search-members", "search.html", &search);
    camera.shoot("moved", "moved.html", &Moved { page: &page("Siden er flyttet", "/om/") });
    camera.shoot(
        "not-found",
        "not-found.html",
        &serde_json::json!({ "page": answer("Vi finner ikke siden") }),
    );
}

/// The headings of [`LONG_BODY`].
fn toc() -> Vec<TocEntry> {
    let entry = |title: &str, items| TocEntry { title: title.to_owned(), id: title.len().to_string(), items };
    vec![entry("Slik gjør du det", vec![entry("Et skjema du kan kopiere", Vec::new())])]
}

/// A sales page that owns what its context borrows.
struct OwnedSales<'a> {
    page: Page,
    sections: SalesSections,
    levels: Vec<themes::context::LevelCard>,
    launch: Option<&'a LaunchView>,
    phase: Phase,
    live: Option<Live>,
    proven: Option<Proven<'a>>,
}

impl OwnedSales<'_> {
    fn borrowed(&self) -> Sales<'_> {
        Sales {
            page: &self.page,
            sections: &self.sections,
            body: BODY,
            levels: &self.levels,
            launch: self.launch,
            phase: self.phase,
            live: self.live,
            proven: self.proven.clone(),
            form: Form::default(),
        }
    }
}

fn sales<'a>(launch: Option<&'a LaunchView>, phase: Phase, proven: Option<Proven<'a>>) -> OwnedSales<'a> {
    let (page, sections) = (page("Bli medlem", "/bli-medlem/"), sales_sections());
    OwnedSales { page, sections, levels: levels(), launch, phase, live: None, proven }
}

fn item(title: &str, text: &str) -> Item {
    Item { title: title.to_owned(), text: text.to_owned() }
}

fn heading(title: &str, lead: &str) -> Heading {
    Heading { title: title.to_owned(), lead: lead.to_owned() }
}

fn faq() -> Vec<Question> {
    let question =
        |question: &str, answer: &str| Question { question: question.to_owned(), answer: answer.to_owned() };
    vec![
        question(
            "Må jeg være veldig nervøs for å ha nytte av dette?",
            "Nei. Noen kommer fordi de gruer seg. Andre \
er trygge, men får høre at de snakker for fort.",
        ),
        question(
            "Hvor mye tid trenger jeg?",
            "Regn med en halvtime til leksjonen og fem til ti minutter om dagen.",
        ),
        question(
            "Forplikter ventelisten meg til noe?",
            "Nei. Den er gratis, og du bestemmer deg først når runden \
er åpen.",
        ),
    ]
}

fn quotation() -> Quotation {
    let text = "Jeg pleide å si nei til alt som hadde et podium. Nå har jeg ledet to personalmøter, og jeg husker \
faktisk hva jeg sa.";
    Quotation {
        text: text.to_owned(),
        who: "Oda, avdelingsleder, etter utprøvingen av nivå 1 og 2".to_owned(),
    }
}

fn landing_sections() -> LandingSections {
    LandingSections {
        hero: heading("Når du reiser deg, skal stemmen være med", "Tydelig lærer deg å snakke rolig foran andre. Du \
leser en kort leksjon, øver litt hver dag, og bruker det i det neste møtet."),
        steps: Steps {
            title: "Døren åpner mens vi ennå snekrer".to_owned(),
            lead: "Tydelig er i beta. De tre første nivåene kan brukes fra dag én.".to_owned(),
            items: vec![
                item("Legg igjen adressen din", "Du får en e-post når neste runde åpner, og du kan melde deg av."),
                item("Kom inn i en runde", "Rundene er korte og har et bestemt antall plasser."),
                item("Gi et ærlig svar", "Skriv hva som hjalp, hva som var uklart og hva du savner."),
            ],
        },
        levels: heading("Fra uro i magen til ord som bærer", "Nivåene bygger på hverandre, men du kan åpne alle som er \
klare, fra starten. Har du mest bruk for struktur nå, så gå rett dit."),
        quote: Some(quotation()),
        creator: Creator {
            name: "Ingrid Solvang".to_owned(),
            role: "Talecoach og skaperen av Tydelig".to_owned(),
            text: "Jeg stammet meg gjennom skolen og trodde at de rolige var født slik. Det var de ikke. Nå skriver \
jeg det ned, én øvelse av gangen.".to_owned(),
            image: Some(headline()),
        },
        faq: faq(),
        waitlist: heading("Skal vi si fra når det åpner?", "Du får én e-post der du bekrefter, og så hører du fra oss."),
    }
}

fn sales_sections() -> SalesSections {
    let ready = |state, text: &str| ReadyItem { state, text: text.to_owned() };
    let includes = [
        "Nivå 1, 2 og 3 fra den dagen du blir med",
        "Nivå 4 og 5 etter hvert som de blir laget",
        "Øvelser og oppgaver i hver leksjon",
        "Arbeidsark du kan laste ned og skrive ut",
    ];
    SalesSections {
        hero: heading(
            "Vær med mens Tydelig blir til",
            "Du får de tre første nivåene med en gang og nytt stoff hver \
måned. Det du forteller oss underveis, er med på å forme resten.",
        ),
        includes: includes.map(str::to_owned).into(),
        ready: Ready {
            title: "Dette er ferdig, og dette kommer".to_owned(),
            lead: "Du kjøper noe som er under arbeid. Her ser du hvordan det står til.".to_owned(),
            items: vec![
                ready(ReadyState::Ready, "Omvisning og en side som forklarer hvordan portalen virker"),
                ready(ReadyState::Ready, "Nivå 1, 2 og 3 med fire leksjoner hver"),
                ready(ReadyState::Later, "Nivå 4 om salen, formet av det grunnleggerne spør om"),
            ],
        },
        quote: Some(quotation()),
        faq: faq(),
    }
}

fn topics() -> Vec<Link> {
    let topic =
        |title: &str, slug: &str| Link { title: title.to_owned(), href: format!("/artikler/tema/{slug}/") };
    vec![topic("nerver", "nerver"), topic("møter", "moter")]
}

fn articles() -> Vec<ArticleCard> {
    let article = |title: &str, description: &str, day: &str| ArticleCard {
        title: title.to_owned(),
        description: description.to_owned(),
        href: format!("/artikler/{day}/"),
        published: at(&format!("{day}T22:00:00Z")),
        topics: topics(),
        minutes: 4,
    };
    vec![
        article(
            "Når du blir rød i ansiktet",
            "Rødmen kommer uansett. Her er det du kan gjøre med den.",
            "2026-07-12",
        ),
        article("Si noe i møtet", "Tre måter å komme inn i samtalen på.", "2026-06-30"),
        article("Lysbilder som hjelper", "Færre ord, større bilder.", "2026-06-02"),
    ]
}
