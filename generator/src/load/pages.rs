//! `pages/**/*.md`: public pages.

use std::collections::HashMap;

use themes::context::{LandingSections, SalesSections};

use super::aliases::{self, AliasEntry};
use super::drafts::Draft;
use super::front_matter::{self, Text};
use super::headline::{self, HeadlineEntry};
use super::names;
use super::sections;
use super::source::Folder;
use super::targets::Side;
use super::yaml::Fields;
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};
use crate::failure::Failure;
use crate::parallel;

/// A public page as its file has it.
#[derive(Debug)]
pub(super) struct PageFile {
    /// Its path in the content folder.
    pub path: String,
    /// `/om/`.
    pub url: String,
    pub title: String,
    pub description: String,
    pub draft: bool,
    /// Whether it shows a table of contents; landing and sales page have none.
    pub toc: bool,
    pub headline: Option<HeadlineEntry>,
    pub aliases: Vec<AliasEntry>,
    /// Of the creator, on a landing page.
    pub portrait: Option<HeadlineEntry>,
    pub sections: Sections,
    pub text: Text,
}

/// What a page's template needs beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sections {
    /// `page.html`: nothing.
    Plain,
    /// `landing.html`
    Landing(Box<LandingSections>),
    /// `sales.html`
    Sales(Box<SalesSections>),
}

/// First parts of addresses that Terskel uses itself.
const TAKEN: [&str; 11] = [
    "404", "_variant", "api", "artikler", "assets", "logg-inn", "medlem", "nivaer", "robots", "sitemap",
    "sok",
];
const TEMPLATES: [&str; 3] = ["page", "landing", "sales"];

/// Reads each page.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn load(folder: &Folder, problems: &Problems) -> Result<Vec<PageFile>, Failure> {
    let paths: Vec<&str> = folder.files_under("pages/").filter(|path| names::is_markdown(path)).collect();
    let read = parallel::try_map(&paths, |path| page(folder, path, problems))?;
    let pages: Vec<PageFile> = read.into_iter().flatten().collect();
    if folder.other_language().is_none() && !folder.has("pages/index.md") {
        let missing = Diagnostic::error(folder.place("pages/index.md"), "there is no `pages/index.md`");
        problems.add(missing.help("it is the front page; begin with `template: landing`"));
    }
    refuse_same_addresses(&pages, problems);
    refuse_second_sales_page(&pages, problems);
    Ok(pages)
}

/// Reads the page at `path`.
///
/// # Errors
/// If it cannot be read from disk.
pub(super) fn page(folder: &Folder, path: &str, problems: &Problems) -> Result<Option<PageFile>, Failure> {
    let url = url(folder, path, problems);
    let Some(source) = folder.text(path, problems)? else { return Ok(None) };
    let Some((document, text)) = front_matter::read(&source, problems) else { return Ok(None) };
    let mut fields = document.root().fields();
    let (title, description) = (fields.read("title"), fields.read("description"));
    let draft = Draft::read(&mut fields, folder);
    let headline = headline::read(&mut fields);
    let aliases = aliases::read(&mut fields, Side::Public);
    let template = fields.optional("template").map_or(Some("page"), |node| node.parse(template));
    let mut toc = false;
    if template == Some("page") {
        toc = fields.read_optional("toc").unwrap_or(false);
        sections::refuse_on_a_plain_page(&mut fields);
    }
    let sections = template.and_then(|template| read_sections(template, &mut fields));
    if template.is_some() {
        fields.finish();
    }
    let page = |(((url, title), description), (sections, portrait))| PageFile {
        path: path.to_owned(),
        url,
        title: draft.titled(title),
        description,
        draft: draft.is_hidden(),
        toc,
        headline,
        aliases,
        portrait,
        sections,
        text,
    };
    Ok(url.zip(title).zip(description).zip(sections).map(page))
}

fn template(name: &str) -> Result<&'static str, String> {
    if let Some(known) = TEMPLATES.into_iter().find(|known| *known == name) {
        return Ok(known);
    }
    let help = nearest(name, TEMPLATES).map_or_else(
        || "write one of `page`, `landing`, `sales`".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    Err(format!("unknown template `{name}`; {help}"))
}

fn read_sections(template: &str, fields: &mut Fields<'_>) -> Option<(Sections, Option<HeadlineEntry>)> {
    match template {
        "landing" => {
            let (sections, portrait) = sections::landing(fields)?;
            Some((Sections::Landing(Box::new(sections)), portrait))
        }
        "sales" => Some((Sections::Sales(Box::new(sections::sales(fields)?)), None)),
        _ => Some((Sections::Plain, None)),
    }
}

/// Where the page stands: `/om/` for `pages/om.md`.
fn url(folder: &Folder, path: &str, problems: &Problems) -> Option<String> {
    let stem = path.trim_start_matches("pages/").trim_end_matches(".md");
    let stem =
        stem.strip_suffix("index").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(stem);
    let parts: Vec<&str> = stem.split('/').filter(|part| !part.is_empty()).collect();
    let slugs = parts.iter().map(|part| names::slug_of_file(folder, path, part, problems));
    slugs.collect::<Option<Vec<_>>>()?;
    let url = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
    if is_taken(&url) {
        let taken = Diagnostic::error(
            folder.place(path),
            format!("`{path}` has an address that Terskel uses itself"),
        );
        problems.add(taken.help("give the page another name"));
        return None;
    }
    Some(format!("{}{url}", folder.prefix()))
}

/// Whether an address belongs to Terskel.
pub(super) fn is_taken(url: &str) -> bool {
    let first = url.trim_start_matches('/').split(['/', '.']).next().unwrap_or_default();
    TAKEN.contains(&first)
}

fn refuse_same_addresses(pages: &[PageFile], problems: &Problems) {
    let mut by_url: HashMap<&str, &PageFile> = HashMap::with_capacity(pages.len());
    for page in pages {
        let first = *by_url.entry(&page.url).or_insert(page);
        if first.path != page.path {
            let message =
                format!("`{}` and `{}` have the same address `{}`", first.path, page.path, page.url);
            problems
                .add(Diagnostic::error(Place::top_of(&page.text.source), message).help("rename one of them"));
        }
    }
}

fn refuse_second_sales_page(pages: &[PageFile], problems: &Problems) {
    let mut sales = pages.iter().filter(|page| matches!(page.sections, Sections::Sales(_)));
    let Some(first) = sales.next() else { return };
    for page in sales {
        let message = format!("`{}` and `{}` are both sales pages", first.path, page.path);
        let second = Diagnostic::error(Place::top_of(&page.text.source), message);
        problems.add(second.help("a portal has one; give the other `template: page`"));
    }
}
