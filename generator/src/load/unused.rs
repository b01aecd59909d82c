//! Warns of files that are published and that nothing uses.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::content::Content;
use super::own_theme::OwnTheme;
use super::paths::name_of;
use super::source::{Folder, Source};
use super::used::{DeadEnd, Used};
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::site::Site;

/// Files at the portal's root that others ask for by their names: browsers, search engines, those who prove that it is theirs.
const ASKED_FOR: [&str; 6] =
    ["favicon.", "apple-touch-icon", "robots.txt", "site.webmanifest", "ads.txt", "google"];

/// With more files than this to name, a misspelling is not looked for.
const MOST_SUGGESTED: usize = 200;

/// The files of a portal, and what there is to know about their use once its texts were read.
pub(super) struct Unused {
    files: Vec<File>,
    used: Arc<Used>,
    /// The texts that are not built.
    drafts: Vec<(String, Arc<Source>)>,
    /// The texts whose HTML may name files, if it may stand.
    with_html: Vec<Arc<Source>>,
}

struct File {
    path: String,
    is_public: bool,
}

impl Unused {
    /// Those of a portal in its own language and then in the others.
    pub(super) fn of(all: &[&Content]) -> Self {
        let own = all[0];
        let public = own.public_files.iter().map(|(path, _)| File { path: path.clone(), is_public: true });
        let gated = own.levels.iter().flat_map(|level| &level.gated_files);
        let gated = gated.map(|file| File { path: file.path.clone(), is_public: false });
        let files = public.chain(gated).filter(|file| !is_asked_for(&file.path)).collect();
        let used = Arc::clone(&own.targets.used);
        for content in all {
            note_downloads(content, &used);
        }
        let texts = || all.iter().flat_map(|content| texts(content));
        let drafts = texts().filter(|text| text.is_draft);
        let drafts = drafts.map(|text| (text.path.to_owned(), Arc::clone(text.source))).collect();
        let built = texts().filter(|text| own.settings.texts.raw_html && !text.is_draft);
        let with_html = built.map(|text| Arc::clone(text.source)).collect();
        Self { files, used, drafts, with_html }
    }

    /// Warns of each file that `site` does not use; of none, if there are other mistakes than links that lead nowhere, for nobody
    /// knows what would stand in their place.
    pub(super) fn warn(&self, folder: &Folder, site: &Site, problems: &Problems) {
        let (unused, dead) = (self.unused(), self.used.dead());
        if unused.is_empty() || problems.error_count() > dead.len() {
            return;
        }
        let data = serde_json::to_string(&site.shared.data).unwrap_or_default();
        let templates = site.own_theme.templates.values().chain(&self.with_html);
        let named = templates.map(|source| source.text()).chain([data.as_str()]);
        let named: HashSet<&str> = named.flat_map(names_in).collect();
        let mut in_drafts = BTreeMap::new();
        for (path, source) in &self.drafts {
            for name in names_in(source.text()) {
                in_drafts.entry(name).or_insert(path.as_str());
            }
        }
        let unused: Vec<&File> =
            unused.into_iter().filter(|file| !named.contains(name_of(&file.path))).collect();
        let dead = if unused.len() <= MOST_SUGGESTED { dead } else { Vec::new() };
        for file in unused {
            let draft = in_drafts.get(name_of(&file.path)).copied();
            if let Some(warning) = file.warning(folder, draft, &dead) {
                problems.add(warning);
            }
        }
    }

    /// Those files that no text uses and `theme` names.
    pub(super) fn named_by(&self, theme: &OwnTheme) -> HashSet<&str> {
        let unused = self.unused().into_iter();
        let names: HashSet<&str> =
            theme.templates.values().flat_map(|source| names_in(source.text())).collect();
        unused.map(|file| file.path.as_str()).filter(|path| names.contains(name_of(path))).collect()
    }

    /// Those that no text uses.
    fn unused(&self) -> Vec<&File> {
        self.files.iter().filter(|file| !self.used.has(&file.path)).collect()
    }
}

impl File {
    fn warning(&self, folder: &Folder, draft: Option<&str>, dead: &[DeadEnd]) -> Option<Diagnostic> {
        let (path, name) = (&self.path, name_of(&self.path));
        let warn = |message: String| Diagnostic::warning(folder.place(path), message);
        match draft {
            Some(draft) if self.is_public => {
                let warning = warn(format!("only drafts use `{path}`, and it is published"));
                return Some(warning.help(format!("keep it elsewhere until `{draft}` is no draft any more")));
            }
            Some(_) => return None,
            None => {}
        }
        let ends = dead.iter().map(|dead| name_of(&dead.link));
        let meant =
            nearest(name, ends).and_then(|meant| dead.iter().find(|dead| name_of(&dead.link) == meant));
        let help = match meant {
            Some(DeadEnd { from, link }) => format!("did `{from}` mean it by `{link}`, which is not there?"),
            None => "link to it, show it, or remove it: it is published all the same".to_owned(),
        };
        Some(warn(format!("nothing uses `{path}`")).help(help))
    }
}

/// A text of a portal.
struct Text<'a> {
    path: &'a str,
    is_draft: bool,
    source: &'a Arc<Source>,
}

fn texts(content: &Content) -> impl Iterator<Item = Text<'_>> {
    let pages = content.pages.iter().map(|page| (page.path.as_str(), page.draft, &page.text));
    let articles =
        content.articles.iter().map(|article| (article.path.as_str(), article.draft, &article.text));
    let levels = content.levels.iter().map(|level| (level.folder.path.as_str(), false, &level.text));
    let lessons = content.levels.iter().flat_map(|level| &level.lessons);
    let lessons = lessons.map(|lesson| (lesson.path.as_str(), lesson.draft, &lesson.text));
    let all = pages.chain(articles).chain(levels).chain(lessons);
    all.map(|(path, is_draft, text)| Text { path, is_draft, source: &text.source })
}

fn note_downloads(content: &Content, used: &Used) {
    let lessons = content.levels.iter().flat_map(|level| &level.lessons).filter(|lesson| !lesson.draft);
    for lesson in lessons {
        let beside = lesson.path.trim_end_matches(name_of(&lesson.path));
        lesson.downloads.iter().for_each(|download| used.note(&format!("{beside}{}", download.file)));
    }
}

fn is_asked_for(path: &str) -> bool {
    let name = path.strip_prefix("pages/").filter(|name| !name.contains('/'));
    name.is_some_and(|name| ASKED_FOR.iter().any(|known| name.starts_with(known)))
}

/// Whatever may be a file's name in `text`.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    text.split(move |letter: char| !is_name(letter)).filter(|name| name.contains('.'))
}
