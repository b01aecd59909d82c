//! Our cookies: `pass`, `session`, `proof` and `asked`, all `HttpOnly`, `SameSite=Lax`, for the whole origin.
//!
//! On https they carry the prefix `__Host-`, which no neighbouring domain can set. On plain http, in
//! `terskel serve`, browsers would drop such a cookie, so there the names stand bare.

use domain::token::Token;
use http::{HeaderMap, header};
use jiff::SignedDuration;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CookieName {
    /// What the gate checks.
    Pass,
    /// What a pass is refreshed for.
    Session,
    /// Which address this browser has proven.
    Proof,
    /// That this browser asked to sign in, and may type the code.
    Asked,
}

/// The cookies of one request.
#[derive(Clone, Debug)]
pub(crate) struct Cookies {
    secure: bool,
    pairs: Vec<(String, String)>,
}

impl CookieName {
    /// Every cookie there is.
    pub(crate) const ALL: [Self; 4] = [Self::Pass, Self::Session, Self::Proof, Self::Asked];

    /// The name, with its prefix where the cookie is `secure`.
    pub(crate) fn text(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Pass, true) => "__Host-pass",
            (Self::Pass, false) => "pass",
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Proof, true) => "__Host-proof",
            (Self::Proof, false) => "proof",
            (Self::Asked, true) => "__Host-asked",
            (Self::Asked, false) => "asked",
        }
    }
}

impl Cookies {
    pub(super) fn read(headers: &HeaderMap, secure: bool) -> Self {
        let pairs = pairs(headers).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { secure, pairs: pairs.collect() }
    }

    /// The value of a cookie; none if it came twice, for then one of them is not ours.
    pub(crate) fn get(&self, name: CookieName) -> Option<&str> {
        let wanted = name.text(self.secure);
        let mut found = self.pairs.iter().filter(|(name, _)| name == wanted);
        let first = found.next()?;
        found.next().is_none().then_some(first.1.as_str())
    }

    /// The token in a cookie.
    pub(crate) fn token(&self, name: CookieName) -> Option<Token> {
        self.get(name).and_then(|text| Token::parse(text).ok())
    }
}

/// Every cookie in a request's headers, in order, repeated ones repeated.
pub fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The `Set-Cookie` line that keeps `value` for `lasts`.
pub(crate) fn set(name: CookieName, value: &str, lasts: SignedDuration, secure: bool) -> String {
    let flag = if secure { "; Secure" } else { "" };
    let seconds = lasts.as_secs();
    format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}", name.text(secure))
}

/// The `Set-Cookie` line that ends a cookie.
pub(crate) fn clear(name: CookieName, secure: bool) -> String {
    set(name, "", SignedDuration::ZERO, secure)
}
