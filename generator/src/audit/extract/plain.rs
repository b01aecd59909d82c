//! Plain text, and what is written as plain text: Markdown, calendars, subtitles.

use pulldown_cmark::{Options, Parser, html};

use super::{Reader, Role};

impl Reader<'_> {
    /// A text as it stands, and as it is meant.
    pub(super) fn plain(&mut self, name: &str, text: &str) {
        self.prose(text, Role::Content);
        let meant = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("md" | "markdown") => Some(from_markdown(text)),
            Some("ics" | "vcf") => Some(unfolded(text)),
            _ if text.contains("-->") => Some(without_times(text)),
            _ => None,
        };
        if let Some(meant) = meant {
            self.deeper(meant.len(), |reader| reader.prose(&meant, Role::Content));
        }
    }
}

fn from_markdown(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 3 / 2);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    html::push_html(&mut html, Parser::new_ext(text, options));
    html
}

/// In calendars and cards a line that begins with a space goes on from the one above.
fn unfolded(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.replace("\n ", "").replace("\n\t", "")
}

/// The words of subtitles, without the times and numbers between them.
fn without_times(text: &str) -> String {
    let is_number = |line: &str| line.trim().bytes().all(|byte| byte.is_ascii_digit());
    let spoken = text.lines().filter(|line| !line.contains("-->") && !is_number(line));
    spoken.collect::<Vec<_>>().join("\n")
}
