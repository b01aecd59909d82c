//! `articles/*.md`: public articles.

use domain::slug::Slug;
use jiff::civil::Date;

use super::aliases::{self, AliasEntry};
use super::drafts::Draft;
use super::front_matter::{self, Text};
use super::headline::{self, HeadlineEntry};
use super::names;
use super::sample::DateShift;
use super::site::day;
use super::source::Folder;
use super::targets::Side;
use super::topics::{self, TopicEntry};
use crate::diagnostics::{Diagnostic, Problems};
use crate::failure::Failure;
use crate::parallel;

/// An article as its file has it.
#[derive(Debug)]
pub(super) struct ArticleFile {
    /// Its path in the content folder.
    pub path: String,
    pub slug: Slug,
    /// What addresses in its language begin with.
    pub prefix: &'static str,
    pub title: String,
    pub description: String,
    pub published: Date,
    pub topics: Vec<TopicEntry>,
    pub draft: bool,
    /// Whether it shows a table of contents.
    pub toc: bool,
    pub headline: Option<HeadlineEntry>,
    pub aliases: Vec<AliasEntry>,
    pub text: Text,
}

impl ArticleFile {
    /// Where it stands: `/artikler/si-noe-i-motet/`.
    #[must_use]
    pub(super) fn url(&self) -> String {
        format!("{}/artikler/{}/", self.prefix, self.slug)
    }
}

/// Reads each article, newest first.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn load(
    folder: &Folder,
    shift: DateShift,
    problems: &Problems,
) -> Result<Vec<ArticleFile>, Failure> {
    let paths: Vec<&str> = folder.files_under("articles/").filter(|path| names::is_markdown(path)).collect();
    let read = parallel::try_map(&paths, |path| article(folder, path, shift, problems))?;
    let mut articles: Vec<ArticleFile> = read.into_iter().flatten().collect();
    articles.sort_by(|one, two| two.published.cmp(&one.published).then_with(|| one.slug.cmp(&two.slug)));
    Ok(articles)
}

/// Reads the article at `path`.
///
/// # Errors
/// If it cannot be read from disk.
pub(super) fn article(
    folder: &Folder,
    path: &str,
    shift: DateShift,
    problems: &Problems,
) -> Result<Option<ArticleFile>, Failure> {
    let stem = path.trim_start_matches("articles/").trim_end_matches(".md");
    if stem.contains('/') {
        let nested = Diagnostic::error(folder.place(path), format!("`{path}` lies in a folder of its own"));
        problems.add(nested.help("put articles right into `articles`"));
        return Ok(None);
    }
    let slug = names::slug_of_file(folder, path, stem, problems);
    let Some(source) = folder.text(path, problems)? else { return Ok(None) };
    let Some((document, text)) = front_matter::read(&source, problems) else { return Ok(None) };
    let mut fields = document.root().fields();
    let (title, description) = (fields.read("title"), fields.read("description"));
    let published = fields.parse("published", day).map(|day| shift.day(day));
    let topics = topics::read(&mut fields);
    let draft = Draft::read(&mut fields, folder);
    let toc = fields.read_optional("toc").unwrap_or(false);
    let headline = headline::read(&mut fields);
    let aliases = aliases::read(&mut fields, Side::Public);
    fields.finish();
    let article = |(((slug, title), description), published)| ArticleFile {
        path: path.to_owned(),
        slug,
        prefix: folder.prefix(),
        title: draft.titled(title),
        description,
        published,
        topics,
        draft: draft.is_hidden(),
        toc,
        headline,
        aliases,
        text,
    };
    Ok(slug.zip(title).zip(description).zip(published).map(article))
}
