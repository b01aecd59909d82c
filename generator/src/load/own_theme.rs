//! The portal's own theme: a folder in the shape of `themes/default/`, each file of which takes the place of the default
//! theme's file of that name. What it does not have comes from the default theme.

mod again;
mod contrast;
mod strangers;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use themes::files::{Asset, ThemeFiles, assets};

use super::Sources;
use super::look::LookSettings;
use super::names;
use super::source::{Folder, Source};
use crate::diagnostics::{Diagnostic, Problems};
use crate::failure::Failure;
use crate::site::Site;

/// What a portal has of a theme of its own.
#[derive(Clone, Debug, Default)]
pub struct OwnTheme {
    /// Its templates, by name, as they were read.
    pub templates: BTreeMap<String, Arc<Source>>,
    /// The files that pages ask for: the default theme's, replaced and added to.
    pub assets: Vec<Asset>,
}

/// Where the theme folder stands: the one that was `named`, or else `themes` beside the folder `content`. A `themes` with the
/// default theme in it is Terskel's own, and no portal's.
#[must_use]
pub(crate) fn folder(content: &Path, named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let beside = beside(content);
    (beside.is_dir() && !beside.join("default").is_dir()).then_some(beside)
}

/// Where a portal's theme folder belongs that has none yet.
#[must_use]
pub(super) fn beside(content: &Path) -> PathBuf {
    match content.file_name() {
        Some(_) => content.with_file_name("themes"),
        None => content.join("..").join("themes"),
    }
}

/// `site` with the theme that lies in `sources`, looking as `look` says.
///
/// # Errors
/// If the folder that was named is not there, or something in it cannot be read from disk.
pub(super) fn of(
    sources: &Sources,
    site: Option<Site>,
    look: &LookSettings,
    problems: &Problems,
) -> Result<Option<Site>, Failure> {
    let root = sources.theme_folder();
    let Some(site) = site.map(with_default_assets) else { return Ok(None) };
    let site = match root {
        Some(root) => put_on(site, &root, problems)?,
        None => site,
    };
    Ok(Some(look.put_on(site)))
}

fn put_on(mut site: Site, root: &Path, problems: &Problems) -> Result<Site, Failure> {
    if !root.is_dir() {
        let message = format!(
            "there is no folder `{}`; name the folder with `templates`, `assets` or `i18n` in it after `--theme`",
            root.display()
        );
        return Err(Failure::refused(root, message));
    }
    let folder = Folder::open(root, problems)?;
    let templates = templates(&folder, problems)?;
    for (name, source) in &templates {
        site.theme.templates.insert(name.clone(), source.text().to_owned());
    }
    let own = Arc::make_mut(&mut site.own_theme);
    own.templates = templates;
    add_assets(&folder, &mut own.assets, problems)?;
    contrast::warn(&folder, &own.assets, problems);
    words::add(&folder, &mut site, problems)?;
    strangers::warn(&folder, &site, problems);
    Ok(site)
}

fn with_default_assets(site: Site) -> Site {
    Site { own_theme: OwnTheme { assets: assets(), ..OwnTheme::default() }.into(), ..site }
}

fn templates(folder: &Folder, problems: &Problems) -> Result<BTreeMap<String, Arc<Source>>, Failure> {
    let mut templates = BTreeMap::new();
    for path in folder.files_under("templates/") {
        if let Some(source) = folder.text(path, problems)? {
            templates.insert(path["templates/".len()..].to_owned(), source);
        }
    }
    Ok(templates)
}

fn add_assets(folder: &Folder, assets: &mut Vec<Asset>, problems: &Problems) -> Result<(), Failure> {
    for path in folder.files_under("assets/") {
        names::check_path(folder, path, problems);
        let name = &path["assets/".len()..];
        assets.retain(|asset| asset.name != name);
        assets.push(Asset { name: Cow::Owned(name.to_owned()), bytes: Cow::Owned(folder.bytes(path)?) });
    }
    assets.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(())
}

/// Notes that nothing reads the file at `path`, and what was probably meant.
fn stranger(folder: &Folder, path: &str, help: &str, meant: Option<&str>) -> Diagnostic {
    let stranger = Diagnostic::warning(folder.place(path), format!("no page uses `{path}`"));
    stranger.help(help).did_you_mean(meant)
}

/// The default theme in the site's language, to compare with.
fn default_of(theme: &ThemeFiles) -> ThemeFiles {
    ThemeFiles::default_theme(theme.lang)
}
