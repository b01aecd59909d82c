//! Places in the output folder. Only [`super::Output`] makes one on the private side.

use std::borrow::Borrow;
use std::fmt;

use domain::calendar::ReleaseMonth;
use domain::portal::Level;
use domain::timeline::Variant;

/// A file's place in the output folder, as `public/om/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

/// A place on the public side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPath(String);

impl PublicPath {
    /// Of the page with this address, which ends with a slash: `/om/`.
    #[must_use]
    pub fn page(url: &str) -> Self {
        Self(format!("public{url}index.html"))
    }

    /// Of the file with this address: `/robots.txt`.
    #[must_use]
    pub fn file(url: &str) -> Self {
        Self(format!("public{url}"))
    }

    /// Of the page with this address, as it is in one variant.
    #[must_use]
    pub fn variant(variant: &Variant, url: &str) -> Self {
        Self(format!("{VARIANTS}{}{url}index.html", variant.name()))
    }
}

/// What every path behind the gate begins with.
pub(crate) const PRIVATE: &str = "private/";

/// What every address behind the gate begins with.
pub(crate) const PRIVATE_ADDRESS: &str = "/medlem/";

const VARIANTS: &str = "public/_variant/";

impl OutputPath {
    /// As text, with `/` between the parts.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
    }

    /// Whether it lies behind the gate.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.0.starts_with(PRIVATE)
    }

    /// Whether it is a page in one of its variants.
    #[must_use]
    pub fn is_variant(&self) -> bool {
        self.0.starts_with(VARIANTS)
    }

    pub(super) fn data(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    pub(super) fn member_search() -> Self {
        Self("private/medlem/sok/index.html".to_owned())
    }

    /// Of the old address `from`, on the side where it lies.
    pub(super) fn alias(from: &str) -> Self {
        let side = if from.starts_with(PRIVATE_ADDRESS) { PRIVATE } else { "public/" };
        let page = if from.ends_with('/') { "index.html" } else { "" };
        Self(format!("{}{from}{page}", side.trim_end_matches('/')))
    }

    /// Of a folder behind the gate, within a month's; it ends with a slash.
    pub(super) fn gated_folder(level: &Level, month: ReleaseMonth, under: &str) -> String {
        format!("private{}{under}", level.month_path(month))
    }

    /// Of a file that was made with others, in a folder of this output.
    pub(super) fn bundled(path: String) -> Self {
        Self(path)
    }

    pub(super) fn gated(level: &Level, month: ReleaseMonth, rest: &str) -> Self {
        let page = if rest.is_empty() || rest.ends_with('/') { "index.html" } else { "" };
        Self(format!("private{}{rest}{page}", level.month_path(month)))
    }
}

impl From<PublicPath> for OutputPath {
    fn from(path: PublicPath) -> Self {
        Self(path.0)
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
