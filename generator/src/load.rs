//! The content folder, read into a [`Site`]: every mistake in it is collected and reported with its place.

mod again;
mod aliases;
mod allowed;
mod anchors;
mod articles;
mod assemble;
pub(crate) mod blocks;
mod content;
mod data;
mod drafts;
mod files;
mod front_matter;
mod headline;
mod highlight;
mod images;
mod languages;
mod launch_times;
mod launches;
mod lessons;
mod levels;
pub(crate) mod local_time;
mod look;
mod markdown;
pub(crate) mod names;
mod offers;
pub(crate) mod own_theme;
mod pages;
mod paths;
pub(crate) mod places;
mod plain_site;
mod plain_values;
mod release;
mod sample;
mod sample_values;
mod sections;
mod shown_image;
mod site;
pub mod source;
mod spans;
mod tables;
mod target;
mod targets;
mod tasks;
mod texts;
mod toc;
mod told;
mod topics;
mod typography;
mod unused;
mod used;
mod variants;
mod wording;
mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::lang::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
#[cfg(feature = "portal")]
use jiff::tz::TimeZone;

use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::failure::Failure;
use crate::site::Site;
use anchors::Traces;
use content::Content;
use images::Images;
use languages::Editions;
use source::Folder;
use unused::Unused;

/// The folders that a portal is read from. A path alone is its content folder, and its theme is found beside that.
#[derive(Clone, Debug, clap::Args)]
pub struct Sources {
    /// The folder with `site.yaml` in it
    #[arg(default_value = "content")]
    pub content: PathBuf,
    /// The folder with the portal's own theme; without this, `themes` beside the content folder, if it is there
    #[arg(long, value_name = "FOLDER")]
    pub theme: Option<PathBuf>,
    /// Whether drafts are shown, marked as such in their titles.
    #[arg(skip)]
    pub drafts: bool,
}

impl<P: AsRef<Path> + ?Sized> From<&P> for Sources {
    fn from(content: &P) -> Self {
        Self { content: content.as_ref().to_owned(), theme: None, drafts: false }
    }
}

impl Sources {
    /// Where its theme lies, if it has one of its own.
    #[must_use]
    pub fn theme_folder(&self) -> Option<PathBuf> {
        own_theme::folder(&self.content, self.theme.as_deref())
    }

    /// Where its theme lies, or would lie if it had one.
    #[must_use]
    pub(crate) fn theme_place(&self) -> PathBuf {
        self.theme.clone().unwrap_or_else(|| own_theme::beside(&self.content))
    }

    /// The same from the root of the file system on, through no link but perhaps the last.
    ///
    /// # Errors
    /// If the folder that it lies in cannot be found.
    #[cfg(feature = "portal")]
    pub(crate) fn whole_theme_place(&self) -> Result<PathBuf, Failure> {
        use crate::failure::IoContext as _;

        let place = self.theme_place();
        let above = place.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(above.canonicalize().doing("find", above)?.join(place.file_name().unwrap_or_default()))
    }
}

/// A portal that was read, with what it takes to read it again where it changed.
#[derive(Debug)]
pub struct Reading {
    /// The portal.
    pub site: Arc<Site>,
    /// In its own language, and then in each of the others.
    editions: Vec<Edition>,
    images: Images,
    sources: Sources,
    now: Timestamp,
}

/// The portal in one of its languages.
#[derive(Debug)]
struct Edition {
    folder: Folder,
    content: Content,
    /// Those of each text that was read, by its path in the content folder.
    traces: HashMap<String, Traces>,
}

/// Reads the portal in `sources` as it is published at `now`. Given the day it is `today`, the sample portal's dates follow it.
///
/// # Errors
/// [`Failure::Refused`] with everything that is wrong in the folder; [`Failure::Broken`] if it cannot be read.
pub fn load(sources: impl Into<Sources>, now: Timestamp, today: Option<Date>) -> Result<Site, Failure> {
    Reading::of(sources, now, today).map(|reading| Arc::unwrap_or_clone(reading.site))
}

impl Reading {
    /// Reads the portal in `sources`, as [`load`] does.
    ///
    /// # Errors
    /// As [`load`].
    pub fn of(sources: impl Into<Sources>, now: Timestamp, today: Option<Date>) -> Result<Self, Failure> {
        let sources = sources.into();
        let problems = Problems::default();
        let mut editions = editions(&sources, now, today, &problems)?;
        let (own, others) = editions.split_at_mut(1);
        let own = &mut own[0];
        let images = Images::look(&own.folder, &own.content.public_files, &own.content.levels, &problems)?;
        let site = assemble::site(own, None, &images, &problems)?;
        let translations = others.iter_mut().map(|other| {
            let translation = assemble::site(other, site.as_ref(), &images, &problems)?;
            own_theme::of(&sources, translation, &other.content.settings.look, &problems)
        });
        let translations = translations.collect::<Result<Vec<_>, Failure>>()?;
        let site = own_theme::of(&sources, site, &editions[0].content.settings.look, &problems)?;
        let all = site.iter().chain(translations.iter().flatten());
        variants::refuse_too_many(all, &editions[0].folder, &problems);
        if let Some(site) = &site {
            let contents: Vec<&Content> = editions.iter().map(|edition| &edition.content).collect();
            Unused::of(&contents).warn(&editions[0].folder, site, &problems);
        }
        let warnings = problems.finish().map_err(Failure::Refused)?;
        let Some(site) = site else {
            let reason = "a part is missing without a reason";
            return Err(Failure::broken("could not put the portal together", reason));
        };
        let translations = translations.into_iter().flatten().map(Arc::new).collect();
        let site = images.put_into(Site { translations, warnings, ..site });
        Ok(Self { site: Arc::new(site), editions, images, sources, now })
    }
}

/// What the files say in the portal's own language, and then in each of the others.
fn editions(
    sources: &Sources,
    now: Timestamp,
    today: Option<Date>,
    problems: &Problems,
) -> Result<Vec<Edition>, Failure> {
    let folder = Folder::open(&sources.content, problems)?;
    warn_of_strangers(&folder, problems);
    refuse_other_endings(&folder, problems);
    let settings = site::load(&folder, problems)?;
    let own = settings.lang.unwrap_or(Lang::Nb);
    let folder = if sources.drafts { folder.showing_drafts(own) } else { folder };
    let Editions { own: folder, others } = languages::tell_apart(&folder, own, &settings.languages, problems);
    let mut content = Content::read(&folder, settings, (now, today), problems)?;
    languages::refuse_in_the_way(&others, &content, problems);
    languages::warn_of_gaps(&folder, &others, &content, problems);
    let translations = others.iter().map(|folder| content.translated(folder, now, problems));
    let mut translations = translations.collect::<Result<Vec<_>, Failure>>()?;
    content.withhold(&translations);
    content.join(&others, &mut translations);
    let translations = others.into_iter().zip(translations);
    let all = std::iter::once((folder, content)).chain(translations);
    Ok(all.map(|(folder, content)| Edition { folder, content, traces: HashMap::new() }).collect())
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
    const KNOWN: [&str; 4] = ["pages", "articles", "levels", "data"];
    for name in folder.folders_in("").filter(|name| !KNOWN.contains(name)) {
        let stranger = Diagnostic::warning(folder.place(name), format!("nothing reads the folder `{name}`"));
        let stranger = stranger
            .help("pages lie in `pages`, articles in `articles`, lessons in `levels`, data in `data`");
        problems.add(stranger.did_you_mean(nearest(name, KNOWN)));
    }
}
