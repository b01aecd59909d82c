//! The content folder, read into a [`Site`]: every mistake in it is collected and reported with its place.

mod aliases;
mod allowed;
mod articles;
mod assemble;
mod files;
mod front_matter;
mod launch_times;
mod launches;
mod lessons;
mod levels;
pub(crate) mod local_time;
mod markdown;
pub(crate) mod names;
mod offers;
mod pages;
mod plain_values;
mod sample;
mod sample_values;
mod sections;
mod site;
pub mod source;
mod spans;
mod targets;
mod texts;
mod told;
mod typography;
mod wording;
mod yaml;

use std::borrow::Cow;
use std::path::Path;

use domain::level::LevelId;
use jiff::civil::Date;
#[cfg(feature = "portal")]
use jiff::tz::TimeZone;

use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::failure::Failure;
use crate::site::Site;
use aliases::AliasEntry;
use articles::ArticleFile;
use launches::Launches;
use levels::LevelFiles;
use pages::PageFile;
use site::Settings;
use source::Folder;
use targets::Targets;

/// What the files of a content folder say, before the texts are read.
struct Content {
    settings: Settings,
    launches: Launches,
    pages: Vec<PageFile>,
    articles: Vec<ArticleFile>,
    levels: Vec<LevelFiles>,
    /// Path and address of each file beside a public page.
    public_files: Vec<(String, String)>,
    targets: Targets,
}

impl Content {
    /// Each page and its aliases, by its path in the content folder.
    fn with_aliases(&self) -> impl Iterator<Item = (Cow<'_, str>, &[AliasEntry])> {
        let pages = self.pages.iter().map(|page| (page.path.as_str().into(), page.aliases.as_slice()));
        let articles =
            self.articles.iter().map(|article| (article.path.as_str().into(), article.aliases.as_slice()));
        let levels = self.levels.iter().map(|level| (level.index().into(), level.aliases.as_slice()));
        let lessons = self.levels.iter().flat_map(|level| &level.lessons);
        let lessons = lessons.map(|lesson| (lesson.path.as_str().into(), lesson.aliases.as_slice()));
        pages.chain(articles).chain(levels).chain(lessons)
    }
}

/// Reads the folder `content`. Given the day it is `today`, the sample portal's dates follow it.
///
/// # Errors
/// [`Failure::Refused`] with everything that is wrong in the folder; [`Failure::Broken`] if it cannot be read.
pub fn load(content: &Path, today: Option<Date>) -> Result<Site, Failure> {
    let problems = Problems::default();
    let folder = Folder::open(content, &problems)?;
    warn_of_strangers(&folder, &problems);
    refuse_other_endings(&folder, &problems);
    let content = read(&folder, today, &problems)?;
    let site = assemble::site(&folder, content, &problems)?;
    let warnings = problems.finish().map_err(Failure::Refused)?;
    match site {
        Some(site) => Ok(Site { warnings, ..site }),
        None => {
            Err(Failure::broken("could not put the portal together", "a part is missing without a reason"))
        }
    }
}

/// The time zone that the portal in the folder `content` names; UTC as long as it names none.
///
/// # Errors
/// [`Failure::Refused`] if there is no such folder; [`Failure::Broken`] if it cannot be read.
#[cfg(feature = "portal")]
pub(crate) fn time_zone(content: &Path) -> Result<TimeZone, Failure> {
    let unheard = Problems::default();
    let folder = Folder::open(content, &unheard)?;
    Ok(site::load(&folder, &unheard)?.time_zone())
}

fn read(folder: &Folder, today: Option<Date>, problems: &Problems) -> Result<Content, Failure> {
    let settings = site::load(folder, problems)?;
    let level_folders = levels::folders(folder, problems);
    let ids: Vec<LevelId> = level_folders.iter().map(|level| level.id).collect();
    let launches = launches::load(folder, &settings, &ids, today, problems)?;
    let pages = pages::load(folder, problems)?;
    let articles = articles::load(folder, launches.shift, problems)?;
    let levels = levels::load(folder, level_folders, launches.shift, problems)?;
    let public_files = files::public(folder, &levels, problems);
    let targets = Targets::gather(folder, &pages, &articles, &levels, &public_files);
    Ok(Content { settings, launches, pages, articles, levels, public_files, targets })
}

/// Markdown under another ending would be published as a file beside the pages.
fn refuse_other_endings(folder: &Folder, problems: &Problems) {
    let files = ["pages/", "articles/", "levels/"].into_iter().flat_map(|under| folder.files_under(under));
    for path in files {
        if let Some(name) = names::right_name(path) {
            let message = format!("`{path}` is not read as Markdown");
            problems.add(Diagnostic::error(folder.place(path), message).help(format!("name it `{name}`")));
        }
    }
}

/// Folders that nothing reads are most often misspelt.
fn warn_of_strangers(folder: &Folder, problems: &Problems) {
    const KNOWN: [&str; 3] = ["pages", "articles", "levels"];
    for name in folder.folders_in("").filter(|name| !KNOWN.contains(name)) {
        let stranger = Diagnostic::warning(folder.place(name), format!("nothing reads the folder `{name}`"));
        let stranger = stranger.help("pages lie in `pages`, articles in `articles`, lessons in `levels`");
        problems.add(stranger.did_you_mean(nearest(name, KNOWN)));
    }
}
