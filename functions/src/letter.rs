//! A link by mail: the token, the link that is kept of it, and the mail that carries it.

use domain::address::EmailAddress;
use jiff::SignedDuration;

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

impl Letter {
    /// What must be written so that `to` gets the link, and the mail among it. `next` is where to go afterwards.
    pub(crate) fn to(
        &self,
        app: &App,
        portal: &Loaded,
        to: &EmailAddress,
        next: Option<String>,
    ) -> Result<([Write; 2], Waiting), Broken> {
        let (token, now) = (random::token()?, app.now());
        let link = Link {
            kind: self.kind,
            address: self.kind.needs_address().then(|| to.clone()),
            address_hash: app.hash(to),
            next,
            expires: Some(now + self.lasts),
        };
        let href = app.link(&format!("{}?token={}", self.path, token.reveal()));
        let mail = mail::compose(portal, &Mail { href: Some(href), ..Mail::new(self.key, to) })?;
        Ok(([link::put(&token, &link), outbox::put(&mail, now)], mail))
    }
}
