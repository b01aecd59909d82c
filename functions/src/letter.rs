//! A link by mail: the token, the link that is kept of it, and the mail that carries it.

use domain::address::EmailAddress;
use domain::sign_in_code::SignInCode;
use domain::token::TokenHash;
use jiff::SignedDuration;
use themes::context::LaunchView;

use crate::app::App;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::portal::Loaded;
use crate::random;
use crate::store::Write;
use crate::store::link::{self, Link, LinkKind};
use crate::store::outbox::{self, Waiting};

/// A kind of mail whose button is a link that expires.
pub(crate) struct Letter {
    pub kind: LinkKind,
    /// The mail's words are the wording's `mail-<key>-…`.
    pub key: &'static str,
    /// Where the link leads; the token is its query.
    pub path: &'static str,
    pub lasts: SignedDuration,
}

/// What a letter may bring beside its link.
#[derive(Default)]
pub(crate) struct Enclosed<'a> {
    /// Where to go afterwards.
    pub next: Option<String>,
    /// Digits to be typed instead, and the browser that may.
    pub code: Option<SignInCode>,
    pub code_for: Option<TokenHash>,
    /// Where one click ends these mails.
    pub unsubscribe: Option<String>,
    /// The launch that it is about, with what its reader may buy.
    pub launch: Option<&'a LaunchView>,
}

/// A letter that is written.
pub(crate) struct Written {
    /// Keeps its link.
    pub keep: Write,
    /// The hash of the link's token.
    pub link: TokenHash,
    pub mail: Waiting,
}

impl Letter {
    /// What must be written so that `to` gets the link.
    pub(crate) fn to(&self, app: &App, portal: &Loaded, to: &EmailAddress) -> Result<[Write; 2], Broken> {
        let written = self.write(app, portal, to, Enclosed::default())?;
        Ok([written.keep, outbox::put(&written.mail, app.now())])
    }

    /// The letter to `to`, with what it encloses; not yet in the outbox.
    pub(crate) fn write(
        &self,
        app: &App,
        portal: &Loaded,
        to: &EmailAddress,
        enclosed: Enclosed<'_>,
    ) -> Result<Written, Broken> {
        let token = random::token()?;
        let link = Link {
            kind: self.kind,
            address: self.kind.needs_address().then(|| to.clone()),
            address_hash: app.hash(to),
            next: enclosed.next,
            code_for: enclosed.code_for,
            expires: Some(app.now() + self.lasts),
        };
        let href = Some(app.link(&format!("{}?token={}", self.path, token.reveal())));
        let code = enclosed.code.as_ref().map(SignInCode::reveal);
        let (unsubscribe, launch) = (enclosed.unsubscribe, enclosed.launch);
        let mail = Mail { href, code, unsubscribe, launch, ..Mail::new(self.key, to) };
        let mail = mail::compose(portal, &mail)?;
        Ok(Written { keep: link::put(&token, &link), link: token.hash(), mail })
    }
}
