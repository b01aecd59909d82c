//! The mutation test of the audit: a leak of each kind is sown into a clean portal, and each is found.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use domain::timeline::variants;
use generator::audit;
use generator::output::{Output, PublicPath};
use generator::site::Site;
use generator::{load, render};
use themes::snapshot::Snapshot;

use crate::leak_seeds::{gzip, seeds, zipped};
use crate::portal::{NOW, PortalFolder, assert_leaks};

/// Eight words of the secret lesson's text.
const SECRET: &str = "pust ut før du løfter blikket på scenen";

/// A portal, loaded and built, with a lesson that must not be public.
struct Sown {
    portal: PortalFolder,
    site: Arc<Site>,
    output: Output,
}

fn clean() -> Sown {
    let portal = PortalFolder::small().with_secrets();
    let site = Arc::new(load::load(&portal.content(), NOW.parse().unwrap(), None).unwrap());
    let output = render::render(&site).unwrap();
    Sown { portal, site, output }
}

impl Sown {
    fn with(mut self, url: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.output.add_public(PublicPath::file(url), bytes);
        self
    }

    /// With nothing public but this file.
    fn alone(&self, url: &str, bytes: impl Into<Vec<u8>>) -> Alone<'_> {
        let mut snapshot = Snapshot::clone(&self.output.snapshot);
        snapshot.theme.templates.clear();
        snapshot.theme.wording.clear();
        let mut output = Output::new(snapshot).unwrap();
        output.add_public(PublicPath::file(url), bytes);
        Alone { site: &self.site, output }
    }

    fn leaks(&self) -> String {
        self.portal.without_folder(&audit::leaks(&self.site, &self.output).unwrap().to_string())
    }

    #[track_caller]
    fn assert_found(&self, kind: &str, message: &str) {
        let leaks = self.leaks();
        assert!(leaks.contains(message), "{kind}: {leaks}");
    }

    #[track_caller]
    fn assert_clean(&self, kind: &str) {
        assert_eq!(self.leaks(), "", "{kind}");
    }
}

/// One public file, and the portal that it may leak from.
pub(crate) struct Alone<'s> {
    site: &'s Site,
    output: Output,
}

impl Alone<'_> {
    pub(crate) fn leaks(&self) -> String {
        audit::leaks(self.site, &self.output).unwrap().to_string()
    }
}

#[test]
fn a_portal_without_a_leak_is_clean() {
    clean().assert_clean("nothing sown");
}

#[test]
fn what_only_looks_like_markup_is_text() {
    let html = "<p>Q&amp;A, AT&T, `a<b`, 100%AB & c:\\new";
    clean().with("/lekk.html", html).assert_clean(html);
    clean().with("/lekk.js", "if(a&b||c<d){e=\"\\n<b>%20\"}").assert_clean("a script");
}

#[test]
fn eight_words_are_found_in_every_kind_of_file() {
    let sown = clean();
    for seed in seeds() {
        let leaks = sown.alone(seed.url, (seed.write)(SECRET)).leaks();
        let message = format!("error: 8 words of this lesson are public in `public{}`", seed.url);
        assert!(leaks.contains(&message), "{}: {leaks}", seed.kind);
    }
}

#[test]
fn seven_words_are_nobodys_secret() {
    let sown = clean();
    let (seven, _) = SECRET.rsplit_once(' ').unwrap();
    for seed in seeds() {
        let leaks = sown.alone(seed.url, (seed.write)(&format!("nå {seven} vi"))).leaks();
        assert_eq!(leaks, "", "{}", seed.kind);
    }
}

#[test]
fn a_title_is_found_in_every_kind_of_file() {
    let sown = clean();
    for seed in seeds() {
        let leaks = sown.alone(seed.url, (seed.write)("om det ingen vet nå")).leaks();
        assert!(leaks.contains("names this lesson, which is not teased"), "{}: {leaks}", seed.kind);
    }
}

#[test]
fn every_kind_of_file_that_is_built_is_sown() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let site = Arc::new(load::load(&sample, NOW.parse().unwrap(), None).unwrap());
    let output = render::render(&site).unwrap();
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let sown: BTreeSet<String> = seeds().iter().filter_map(|seed| ending(seed.url)).collect();
    let public = output.files().filter(|(path, _)| !path.is_private());
    let built: BTreeSet<String> = public.filter_map(|(path, _)| ending(path.as_str())).collect();
    let unsown: Vec<&String> = built.difference(&sown).collect();
    assert!(unsown.is_empty(), "add a seed to `leak_seeds.rs` for {unsown:?}");
}

#[test]
fn a_leak_in_one_phase_of_a_page_is_found() {
    let mut sown = clean();
    let all = variants(&sown.site.portal.launches);
    let variant = all.into_iter().find(|variant| variant.name() == "august.sold-out").unwrap();
    sown.output.add_public(PublicPath::variant(&variant, "/"), format!("<p>{SECRET}</p>"));
    sown.assert_found("variant", "public in `public/_variant/august.sold-out/index.html`");
}

#[test]
fn a_leak_in_what_the_functions_have_is_found() {
    let sown = clean();
    let mut snapshot = Snapshot::clone(&sown.output.snapshot);
    snapshot.terms = Some(format!("<p>Vilkår: {SECRET}.</p>"));
    let output = Output::new(snapshot).unwrap();
    Sown { output, ..sown }.assert_found("snapshot", "8 words of this lesson are public in `snapshot.json`");
    let sown = clean();
    let mut snapshot = Snapshot::clone(&sown.output.snapshot);
    snapshot.levels[0].teaser = "Begynn med det ingen vet.".to_owned();
    let output = Output::new(snapshot).unwrap();
    Sown { output, ..sown }.assert_found("snapshot", "`snapshot.json` names this lesson");
}

#[test]
fn an_address_is_found_in_every_form() {
    let path = "/medlem/1-start/2026-08/det-ingen-ser/";
    let per_cents = "https://liten.example%2Fmedlem%2F1-start%2F2026%2D08%2Fdet%2Dingen-ser%2F";
    for (url, text) in [
        (
            "/sitemap.xml",
            format!(
                "<?xml version=\"1.0\"?><urlset><url><loc>https://liten.example{path}</loc></url></urlset>"
            ),
        ),
        ("/feed.json", format!("{{\"url\": \"{}\"}}", path.replace('/', "\\/"))),
        ("/lekk.html", format!("<a href=\"{path}?fra=her#topp\">Les</a>")),
        ("/lekk.html", format!("<a href=\"/?next={per_cents}\">Les</a>")),
        ("/lekk.txt", format!("Se {path}.")),
    ] {
        clean()
            .with(url, text.as_str())
            .assert_found(&text, "has the address of this lesson, which is not teased");
    }
    let file = clean().with("/lekk.txt", "Se /medlem/1-start/2026-08/ark.txt.");
    file.assert_found("file", "has the address of this file, which no teased lesson offers");
    let month =
        "<a href=/medlem/1-start/2026-08/>Måneden</a> <a href=/medlem/1-start/2026-08/forste/>Den første</a>";
    clean().with("/lekk.html", month).assert_clean("what is teased may be led to");
}

#[test]
fn a_title_is_found_in_the_name_of_a_file() {
    for url in ["/det-ingen-vet.jpg", "/bilder/Det_ingen%20vet/1.jpg", "/taushet.mp3"] {
        clean().with(url, "x").assert_found(url, "names this lesson, which is not teased");
    }
    let zip = zipped(&[("Det ingen vet.txt", b"x")]);
    clean()
        .with("/lekk.zip", zip)
        .assert_found("zip", "`public/lekk.zip` in `Det ingen vet.txt` names this lesson");
}

#[test]
fn a_title_of_one_word_is_found_where_it_stands_alone() {
    for html in
        ["<h2>Taushet!</h2>", "<p>Les <a href=x>Taushet</a>", "<p title=taushet>", "<p>a<br>Taushet<br>b"]
    {
        clean().with("/lekk.html", html).assert_found(html, "names this lesson, which is not teased");
    }
    clean().with("/sok.json", "[\"Taushet\"]").assert_found("JSON", "names this lesson, which is not teased");
    clean()
        .with("/lekk.html", "<p>All taushet er ikke gull, sa taushet-Ola")
        .assert_clean("among other words");
}

#[test]
fn what_is_for_machines_is_no_title_of_one_word() {
    for html in ["<p class=taushet>", "<p id='taushet' role=taushet>", "<input type=taushet name=taushet>"] {
        clean().with("/lekk.html", html).assert_clean(html);
    }
    let lesson = |title: &str| format!("---\ntitle: {title}\n---\nIngenting.\n");
    for title in ["Data", "Main", "Status", "Audience", "Templates"] {
        let portal = PortalFolder::small().with("levels/1-start/2026-08/09-ord.md", lesson(title));
        let portal = portal.with("pages/lekk.css", "a { src: url(data:text/plain,x) }");
        assert_leaks(&portal, "");
    }
}

#[test]
fn a_file_is_found_as_it_is_and_packed() {
    let file = b"\x00\x01Et ark\xff".to_vec();
    for (url, bytes) in [
        ("/skjema.dat", file.clone()),
        ("/skjema.gz", gzip(&file)),
        ("/skjema.zip", zipped(&[("a/b.bin", &file)])),
        ("/skjema.css", b"a { src: url(data:;base64,AAFFdCBhcmv/) }".to_vec()),
    ] {
        clean().with(url, bytes).assert_found(url, "is this file from behind the gate");
    }
}

#[test]
fn the_text_of_a_gated_file_is_found() {
    let text = "kolonne en kolonne to kolonne tre kolonne fire";
    let sown = clean().with("/lekk.html", format!("<p>{text}"));
    sown.assert_found("csv", "8 words of this file are public in `public/lekk.html`");
}

#[test]
fn what_a_lesson_has_beside_its_text_is_found() {
    for text in [
        "et bilde av en sal der alle sover",
        "tittelen på bildet av salen der alle sover",
        "en merknad til meg selv om det neste",
        "celle en celle to celle tre celle fire",
        "let hemmelig = 1 + 2 + 3 + 4 + 5 + 6",
    ] {
        clean().with("/lekk.txt", text).assert_found(text, "words of this lesson are public");
    }
    clean().with("/lekk.txt", "slik tier du").assert_found("summary", "has the summary of this lesson");
}
