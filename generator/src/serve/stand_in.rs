//! What the stand-ins for other companies' services share: a clock, ids, a file of their own, and plain
//! pages that nobody takes for the portal's.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// The clock that the portal goes by, moved or not.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What keeps a stand-in from starting or from keeping what it was told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StandInError {
    /// A file or folder of its data.
    #[error("could not {action} `{path}`: {source}")]
    File {
        /// What was tried, as `read`.
        action: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A file of its data that holds something else.
    #[error("`{path}` does not read: {reason}; move it away to begin anew")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where it stops reading.
        reason: String,
    },
    /// Its listener.
    #[error("could not serve: {0}")]
    Serve(#[from] io::Error),
    /// The operating system's randomness.
    #[error("could not ask for random bytes: {0}")]
    Random(getrandom::Error),
}

impl StandInError {
    /// The error of having tried `action` on `path`.
    pub(super) fn file(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::File { action, path: path.to_owned(), source }
    }
}

/// The present second; the services that are stood in for know no smaller unit.
pub(super) fn second(clock: &Clock) -> Timestamp {
    Timestamp::from_second(clock().as_second()).unwrap_or_default()
}

/// A fresh id: `prefix` and 24 random characters of `0-9a-f`.
pub(super) fn fresh_id(prefix: &str) -> Result<String, StandInError> {
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).map_err(StandInError::Random)?;
    Ok(bytes.iter().fold(prefix.to_owned(), |id, byte| format!("{id}{byte:02x}")))
}

/// Writes a file whole: beside it first, then renamed.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<(), StandInError> {
    let beside = path.with_extension("part");
    let written = File::create(&beside).and_then(|mut file| file.write_all(content));
    written.map_err(|source| StandInError::file("write", &beside, source))?;
    fs::rename(&beside, path).map_err(|source| StandInError::file("replace", path, source))
}

/// `text` as it may stand in HTML, between tags and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A plain page. `body` is HTML, `title` is text; `allowed` are the directives of its content security
/// policy beyond its own style, as `form-action 'self'`.
pub(super) fn page(status: StatusCode, title: &str, body: &str, allowed: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"nb\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</html>\n"
    );
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; {allowed}");
    (status, secured(&policy), Html(html)).into_response()
}

/// The headers of whatever a stand-in shows. A policy that is no header value allows nothing.
pub(super) fn secured(policy: &str) -> [(HeaderName, HeaderValue); 3] {
    let nothing = HeaderValue::from_static("default-src 'none'");
    [
        (CONTENT_SECURITY_POLICY, HeaderValue::from_str(policy).unwrap_or(nothing)),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ]
}

const STYLE: &str = "
:root { color-scheme: light dark; font: 1rem/1.5 ui-monospace, monospace; }
body { margin: 0; border-top: .75rem solid #b45309; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.25rem; }
h2 { font-size: 1.125rem; margin-top: 2rem; }
form { margin: .5rem 0; }
input, select { font: inherit; padding: .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid #8888; vertical-align: top; }
td, pre { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; padding: 1rem; border: 1px solid #8888; }
button { font: inherit; padding: .75rem 1.5rem; }
td form { margin: 0 0 .25rem; }
td button { padding: .25rem .75rem; }
iframe { width: 100%; height: 40rem; border: 1px solid #8888; background: #fff; }
.notice { border: 2px solid #b45309; padding: .75rem 1rem; }
";

/// A client for tests over plain HTTP. It follows no redirects; `reqwest` wants cryptography even so.
#[cfg(test)]
pub(super) fn client_for_tests() -> reqwest::Client {
    static TLS: std::sync::Once = std::sync::Once::new();
    TLS.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap_or_default());
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shown_can_become_markup() {
        assert_eq!(
            escape("<b a=\"x\" c='y'>&amp;</b>"),
            "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
        );
    }

    #[test]
    fn a_page_allows_its_own_style_and_nothing_else() {
        let page = page(StatusCode::OK, "<Tittel>", "<p>a</p>", "frame-ancestors 'none'");
        let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(policy.ends_with("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn a_policy_cannot_break_its_header() {
        assert_eq!(secured("a\r\nset-cookie: x")[0].1, "default-src 'none'");
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let error = write_whole(&folder.path().join("none/state.json"), b"x").unwrap_err().to_string();
        assert!(error.starts_with("could not write `") && error.contains("none/state.part"), "{error}");
    }
}
