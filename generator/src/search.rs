//! An index that a reader's browser searches: made by Pagefind, entry by entry, and finished once.
//!
//! It holds the words of its pages. So there is one of what is public, and one for each month of each level behind the
//! gate; a browser joins those that its reader may open.

use domain::lang::Lang;
#[cfg(feature = "search")]
use pagefind::api::PagefindIndex;
#[cfg(feature = "search")]
use pagefind::options::PagefindServiceConfig;

use crate::failure::Failure;

/// A page as it is found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its address, from the root.
    pub url: String,
    /// Its title, as text.
    pub title: String,
    /// What it says, as HTML.
    pub body: String,
}

/// A file of an index: its path within the index, and its content.
pub type File = (String, Vec<u8>);

/// Whether this command can make an index.
pub const IS_BUILT_IN: bool = cfg!(feature = "search");

/// The index of these pages in one language, always the same of the same.
///
/// # Errors
/// If Pagefind fails; on what is given here it never did.
#[cfg(feature = "search")]
pub fn index(lang: Lang, entries: &[Entry]) -> Result<Vec<File>, Failure> {
    let failed = |error: String| Failure::broken("could not make the search index", error);
    // Pagefind waits in a way of its own, and whoever calls may be waiting already.
    std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.map_err(|error| error.to_string())?.block_on(files(lang, entries))
        });
        work.join().unwrap_or_else(|_| Err("it stopped midway".to_owned()))
    })
    .map_err(failed)
}

/// Without the feature there is none.
///
/// # Errors
/// Never.
#[cfg(not(feature = "search"))]
pub fn index(_: Lang, _: &[Entry]) -> Result<Vec<File>, Failure> {
    Ok(Vec::new())
}

#[cfg(feature = "search")]
async fn files(lang: Lang, entries: &[Entry]) -> Result<Vec<File>, String> {
    let options = PagefindServiceConfig::builder().force_language(lang.tag().to_owned()).build();
    let mut index = PagefindIndex::new(Some(options)).map_err(|error| error.to_string())?;
    for entry in entries {
        let added = index.add_html_file(None, Some(entry.url.clone()), page(lang, entry)).await;
        added.map_err(|error| format!("{}: {error}", entry.url))?;
    }
    let files = index.get_files().await.map_err(|error| error.to_string())?;
    let named = files.into_iter().map(|file| (name(&file.filename), file.contents));
    let mut files: Vec<File> = named.filter(|(name, _)| is_asked_for(name)).collect();
    files.sort();
    Ok(files)
}

#[cfg(feature = "search")]
fn page(lang: Lang, entry: &Entry) -> String {
    let title = entry.title.replace('&', "&amp;").replace('<', "&lt;");
    let (lang, body) = (lang.tag(), &entry.body);
    format!(
        "<html lang=\"{lang}\"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    )
}

#[cfg(feature = "search")]
fn name(path: &std::path::Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.rsplit_once("pagefind/").map_or(name.clone(), |(_, name)| name.to_owned())
}

/// Not the parts of Pagefind's own pages, nor its worker.
#[cfg(feature = "search")]
fn is_asked_for(name: &str) -> bool {
    let is_page_part = |part: &str| name.starts_with("pagefind-") && name.contains(part);
    let unused = ["ui", "highlight", "worker", "playground"];
    !unused.into_iter().any(is_page_part) && name != "wasm.unknown.pagefind"
}

/// Whether a file holds what the pages say; the others are the same in every index of a language.
#[must_use]
pub fn is_of_the_pages(name: &str) -> bool {
    !name.starts_with("wasm.") && name != "pagefind.js"
}

#[cfg(all(test, feature = "search"))]
mod tests {
    use super::*;

    fn entry(number: usize) -> Entry {
        let body = format!(
            "<p>Øvelsen nummer {number} handler om å puste rolig.</p><h2 id=\"x\">Mer</h2><p>Ord{number}</p>"
        );
        Entry { url: format!("/side/{number}/"), title: format!("Side <{number}> & mer"), body }
    }

    #[test]
    fn an_index_of_the_same_pages_is_the_same_to_the_byte() {
        let entries: Vec<Entry> = (0..40).map(entry).collect();
        let first = index(Lang::Nb, &entries).unwrap();
        for _ in 0..3 {
            assert!(index(Lang::Nb, &entries).unwrap() == first);
        }
    }

    #[test]
    fn an_index_brings_what_a_browser_asks_for_and_no_more() {
        let files = index(Lang::Nn, &[entry(1)]).unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        for name in ["pagefind.js", "pagefind-entry.json", "wasm.nn.pagefind"] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert!(names.iter().any(|name| name.starts_with("fragment/")), "{names:?}");
        assert!(names.len() == 6 && names.iter().all(|name| !name.contains("ui")), "{names:?}");
    }

    #[test]
    fn nothing_is_found_of_no_pages() {
        assert!(index(Lang::En, &[]).is_ok());
    }
}
