//! A small portal in a temporary folder, and what the generator makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generator::diagnostics::Colour;
use generator::failure::Failure;
use generator::output::Output;
use generator::{Care, Report, load, render};
use jiff::Timestamp;
use tempfile::TempDir;

/// The instant at which portals are built, unless a test says otherwise.
pub(crate) const NOW: &str = "2026-08-10T08:00:00Z";

pub(crate) struct PortalFolder {
    folder: TempDir,
    now: Timestamp,
}

impl PortalFolder {
    /// A portal of everything once, without a mistake.
    pub(crate) fn small() -> Self {
        let portal = Self { folder: tempfile::tempdir().unwrap(), now: NOW.parse().unwrap() };
        FILES.iter().fold(portal, |portal, (path, text)| portal.with(path, text))
    }

    /// With lessons and files that nothing public tells of.
    pub(crate) fn with_secrets(self) -> Self {
        SECRETS.iter().fold(self, |portal, (path, bytes)| portal.with(path, bytes))
    }

    /// As it is at this instant.
    pub(crate) fn at(self, now: &str) -> Self {
        Self { now: now.parse().unwrap(), ..self }
    }

    /// With this file.
    pub(crate) fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.content().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Without this file or folder.
    pub(crate) fn without(self, path: &str) -> Self {
        let path = self.content().join(path);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    /// With `new` where the file at `path` says `old`, which it must once.
    pub(crate) fn saying(self, path: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.content().join(path)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.with(path, text.replace(old, new))
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    pub(crate) fn build(&self) -> Result<Report, Failure> {
        generator::build(&self.content(), &self.out(), self.now)
    }

    /// What is in the output folder, by path; without what Terskel keeps there for itself.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        files_in(&self.out())
    }

    pub(crate) fn output(&self) -> Output {
        render::render(&Arc::new(load::load(&self.content(), self.now, None).unwrap())).unwrap()
    }

    /// A file of the output, as text.
    pub(crate) fn page(&self, path: &str) -> String {
        let output = self.output();
        String::from_utf8(output.file(path).unwrap().unwrap_or_else(|| panic!("no {path}")).into_owned())
            .unwrap()
    }

    /// All that is said about its mistakes.
    pub(crate) fn mistakes(&self) -> String {
        let failure = generator::check(&self.content(), self.now, Care::Mistakes).unwrap_err();
        assert_eq!(failure.exit_code(), 1, "{failure}");
        let Failure::Refused(diagnostics) = failure else { panic!("broken, not refused") };
        self.without_folder(&diagnostics.render(Colour::None))
    }

    /// All that is said about its leaks.
    pub(crate) fn leaks(&self) -> String {
        match generator::check(&self.content(), self.now, Care::Leaks) {
            Ok(checked) => {
                assert_eq!(checked.warnings.error_count(), 0);
                String::new()
            }
            Err(Failure::Refused(leaks)) => self.without_folder(&leaks.render(Colour::None)),
            Err(broken) => panic!("{broken}"),
        }
    }

    /// All that is said about what could not be looked through for leaks.
    pub(crate) fn warnings_of_leaks(&self) -> String {
        self.without_folder(
            &generator::check(&self.content(), self.now, Care::Leaks).unwrap().warnings.render(Colour::None),
        )
    }

    /// All that is said about what is hardly as meant.
    pub(crate) fn warnings(&self) -> String {
        self.without_folder(
            &generator::check(&self.content(), self.now, Care::Mistakes)
                .unwrap()
                .warnings
                .render(Colour::None),
        )
    }

    /// The same, but for files that no text uses.
    pub(crate) fn warnings_of_texts(&self) -> String {
        let warnings = self.warnings();
        let all = warnings.split_inclusive("\n\n");
        all.filter(|warning| !warning.starts_with("warning: nothing uses ")).collect()
    }

    pub(crate) fn without_folder(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Asserts what is said about the mistakes of a portal, whole.
#[track_caller]
pub(crate) fn assert_mistakes(portal: &PortalFolder, expected: &str) {
    let mistakes = portal.mistakes();
    assert!(mistakes.trim_end() == expected.trim(), "{mistakes}");
}

/// Asserts what is said about the leaks of a portal, whole.
#[track_caller]
pub(crate) fn assert_leaks(portal: &PortalFolder, expected: &str) {
    let leaks = portal.leaks();
    assert!(leaks.trim_end() == expected.trim(), "{leaks}");
}

/// Without what names of files have of their content.
pub(crate) fn without_prints(text: &str) -> String {
    let is_print = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split('.').map(|part| if is_print(part) { "#" } else { part }).collect::<Vec<_>>().join(".")
}

fn files_in(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with(".terskel-") {
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

const SECRETS: [(&str, &[u8]); 5] = [
    (
        "levels/1-start/2026-08/03-det-ingen-ser.md",
        "---\ntitle: Det ingen vet\nsummary: Slik tier du\n---\n\
         Pust **ut** før du løfter blikket på [scenen](02-andre.md), og tell sakte ned fra sytten mens salen venter.\n\n\
         ![Et bilde av en sal der alle sover](bilde.bin \"Tittelen på bildet av salen der alle sover\")\n\n\
         <!-- En merknad til meg selv om det neste -->\n\n\
         | celle en | celle to |\n| --- | --- |\n| celle tre | celle fire |\n\n\
         ```\nlet hemmelig = 1 + 2 + 3 + 4 + 5 + 6;\n```\n"
            .as_bytes(),
    ),
    ("levels/1-start/2026-08/04-taushet.md", "---\ntitle: Taushet\n---\nTi stille.\n".as_bytes()),
    ("levels/1-start/2026-08/bilde.bin", b"\x00\x01Et ark\xff"),
    ("levels/1-start/2026-08/tall.csv", b"kolonne en,kolonne to,kolonne tre,kolonne fire\n"),
    ("levels/1-start/2026-08/tom.bin", b""),
];

const FILES: [(&str, &str); 11] = [
    ("site.yaml", include_str!("small/site.yaml")),
    ("launches.yaml", include_str!("small/launches.yaml")),
    ("pages/index.md", include_str!("small/index.md")),
    ("pages/bli-medlem.md", include_str!("small/bli-medlem.md")),
    ("pages/om.md", "---\ntitle: Om oss\ndescription: Hvem vi er.\n---\nVi er to.\n"),
    (
        "articles/pust.md",
        "---\ntitle: Pust\ndescription: Om å puste.\npublished: 2026-07-28\ntopics: [ro]\n---\nPust ut.\n",
    ),
    ("levels/1-start/index.md", "---\ntitle: Start\nteaser: Her begynner du.\n---\nOffentlig om nivået.\n"),
    (
        "levels/1-start/2026-08/01-forste.md",
        "---\ntitle: Den første\nsummary: Kort om den første.\ntease: true\n---\nHemmelig tekst en. Se [neste](02-andre.md).\n\n- [ ] Gjør det\n- [ ] Gjør det igjen\n",
    ),
    (
        "levels/1-start/2026-08/02-andre.md",
        "---\ntitle: Den andre\ndownloads:\n  - title: Et ark\n    file: ark.txt\n---\nHemmelig tekst to.\n",
    ),
    ("levels/1-start/2026-08/ark.txt", "Hemmelig ark.\n"),
    ("levels/2-videre/index.md", "---\ntitle: Videre\nteaser: Dette kommer.\n---\nMer kommer.\n"),
];
