//! Several languages: `om.md` in the portal's own, and beside it `om.en.md`.
//!
//! The files of another language are seen as a folder of its own, in which each has its plain name. Pages and articles that are
//! not translated are not in it; levels and lessons are, in the portal's own language, so that no list has gaps.

use std::collections::BTreeMap;

use domain::lang::Lang;

use super::content::Content;
use super::names::is_markdown;
use super::source::Folder;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// The folder in the portal's own language, and in each of the others.
pub(super) struct Editions {
    pub own: Folder,
    pub others: Vec<Folder>,
}

/// Tells the files of `folder` apart by their languages: `own`, and `all`, which the portal is in.
#[must_use]
pub(super) fn tell_apart(folder: &Folder, own: Lang, all: &[Lang], problems: &Problems) -> Editions {
    let mut translated: BTreeMap<Lang, BTreeMap<String, String>> = BTreeMap::new();
    let mut plain: Vec<String> = Vec::new();
    for path in folder.files_under("") {
        match parts(path).map(|(name, tag, ending)| (format!("{name}.{ending}"), Lang::parse(tag), tag)) {
            Some((name, Ok(lang), _)) if lang != own && all.contains(&lang) => {
                translated.entry(lang).or_default().insert(name, path.to_owned());
            }
            Some((name, lang, tag)) if lang.is_ok() || tag == "no" || likely(tag, all).is_some() => {
                problems.add(misnamed(folder, path, &name, tag, own, all));
            }
            _ => plain.push(path.to_owned()),
        }
    }
    let others = all.iter().filter(|lang| **lang != own);
    let others = others.map(|lang| {
        let names = translated.remove(lang).unwrap_or_default();
        edition(folder, &plain, *lang, names, problems)
    });
    let others = others.collect();
    Editions { own: folder.with_files(plain), others }
}

/// `om`, `en` and `md` of `om.en.md`, if the file may come in several languages.
fn parts(path: &str) -> Option<(&str, &str, &str)> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (name, tag) = stem.rsplit_once('.').filter(|(_, tag)| !tag.contains('/'))?;
    let is_text =
        ["pages/", "articles/", "levels/"].iter().any(|under| path.starts_with(under)) && is_markdown(path);
    (is_text || path.starts_with("site.")).then_some((name, tag, ending))
}

fn likely<'l>(tag: &str, all: &[Lang]) -> Option<&'l str> {
    let tags = if all.len() > 1 { all } else { &Lang::ALL };
    nearest(tag, tags.iter().map(|lang| lang.tag()))
}

fn misnamed(folder: &Folder, path: &str, name: &str, tag: &str, own: Lang, all: &[Lang]) -> Diagnostic {
    let place = folder.place(path);
    match Lang::parse(tag) {
        Ok(lang) if lang == own => {
            let own =
                Diagnostic::error(place, format!("`{path}` names the language that the portal is in anyway"));
            own.help(format!("name it `{}`", file_name(name)))
        }
        Ok(lang) => {
            let tags: Vec<&str> = all.iter().chain([&lang]).map(|lang| lang.tag()).collect();
            let unused = Diagnostic::error(place, format!("the portal is not in `{tag}`"));
            unused
                .help(format!("write `languages: [{}]` in `site.yaml`, or rename the file", tags.join(", ")))
        }
        Err(_) => {
            let unknown = Diagnostic::error(place, format!("unknown language `{tag}` in `{path}`"));
            let unknown = unknown.help("the languages are `nb`, `nn` and `en`");
            unknown.did_you_mean(likely(tag, all))
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder in `lang`, of which these names are translated.
fn edition(
    folder: &Folder,
    plain: &[String],
    lang: Lang,
    translated: BTreeMap<String, String>,
    problems: &Problems,
) -> Folder {
    let tag = lang.tag();
    if !translated.contains_key("pages/index.md") {
        let path = named("pages/index.md", tag);
        let missing = Diagnostic::error(folder.place(&path), format!("there is no `{path}`"));
        problems.add(missing.help(format!("it is the front page in `{tag}`, at `/{tag}/`")));
    }
    let is_left_out =
        |path: &String| translated.contains_key(path) || is_markdown(path) && !path.starts_with("levels/");
    let kept = plain.iter().filter(|path| !is_left_out(path)).cloned();
    let files = kept.chain(translated.keys().cloned()).collect();
    folder.in_language(lang, files, translated)
}

/// Notes pages and lessons of the portal's own language that stand where those of the others would.
pub(super) fn refuse_in_the_way(others: &[Folder], content: &Content, problems: &Problems) {
    let lessons = content.levels.iter().flat_map(|level| &level.lessons);
    let lessons = lessons.map(|lesson| (lesson.slug.as_str(), &lesson.text, &lesson.path));
    let pages = content.pages.iter().filter_map(|page| {
        Some((page.url.split('/').nth(1).filter(|first| !first.is_empty())?, &page.text, &page.path))
    });
    for (name, text, path) in pages.chain(lessons) {
        if others.iter().any(|folder| folder.prefix().trim_start_matches('/') == name) {
            let message = format!("`{path}` has an address at which what is written in `{name}` stands");
            problems
                .add(Diagnostic::error(Place::top_of(&text.source), message).help("give it another name"));
        }
    }
}

/// Warns of what is not translated to each of the other languages; a draft can wait.
pub(super) fn warn_of_gaps(own: &Folder, others: &[Folder], content: &Content, problems: &Problems) {
    let pages = content.pages.iter().filter(|page| !page.draft).map(|page| page.path.clone());
    let articles =
        content.articles.iter().filter(|article| !article.draft).map(|article| article.path.clone());
    let levels = content.levels.iter().map(|level| format!("{}index.md", level.folder.path));
    let lessons = content.levels.iter().flat_map(|level| &level.lessons);
    let lessons = lessons.filter(|lesson| !lesson.draft).map(|lesson| lesson.path.clone());
    for path in pages.chain(articles).chain(levels).chain(lessons) {
        for folder in others.iter().filter(|folder| path != "pages/index.md" && !folder.is_translated(&path))
        {
            let tag = folder.prefix().trim_start_matches('/');
            let message = format!("`{path}` is not translated to `{tag}`");
            let gap = Diagnostic::warning(own.place(&path), message);
            problems.add(gap.help(format!("write `{}`", named(&path, tag))));
        }
    }
}

/// `om.en.md` for `om.md`.
fn named(path: &str, tag: &str) -> String {
    format!("{}.{tag}.md", path.trim_end_matches(".md"))
}
