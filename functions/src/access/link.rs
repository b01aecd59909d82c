//! `POST /api/access/link`: somebody asks for a sign-in link.
//!
//! Whether the address is a member's must not show. So everything is done for every address, with the same reads, the
//! same writes of the same size and the same cookie; the one difference is that a row of the outbox is a decoy. The
//! mail is sent afterwards, by what the writing sets off.

use domain::address::EmailAddress;
use domain::limit::SIGN_IN_MAILS;
use domain::sign_in_code::SignInCode;
use domain::token::{SIGN_IN_LASTS, Token};
use http::StatusCode;
use themes::context::{FieldError, SignIn};

use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::cookies::{self, CookieName};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::letter::{Enclosed, Letter};
use crate::store::code::{self, Code};
use crate::store::link::LinkKind;
use crate::store::{self, Write, outbox};
use crate::{limits, random};

const LETTER: Letter =
    Letter { kind: LinkKind::SignIn, key: "sign-in", path: "/api/access/open", lasts: SIGN_IN_LASTS };

/// Writes the link, the code and their mail; the code is good in this browser alone.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let address = match incoming.email() {
        Ok(address) => address,
        Err(error) => return again(app, &incoming, error).await,
    };
    let sent = reply::see_other("/api/access/sent");
    let may_mail = limits::may_mail(app, &incoming, SIGN_IN_MAILS, &address).await?;
    if !may_mail && incoming.cookies.token(CookieName::Asked).is_some() {
        // The code in the last mail stays good.
        return Ok(sent);
    }
    let is_member = store::member::is_anybody(&app.store, &app.hash(&address)).await?;
    let browser = random::token()?;
    let addressee = if may_mail && is_member { Addressee::Member } else { Addressee::Nobody };
    let writes = letter(app, &address, &browser, incoming.next().as_str(), addressee).await?;
    app.store.transact(writes).await?;
    let secure = app.settings.secure_cookies;
    let asked = cookies::set(CookieName::Asked, &browser.reveal(), SIGN_IN_LASTS, secure);
    Ok(reply::with_cookie(sent, &asked))
}

/// To whom the letter goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Addressee {
    Member,
    /// It is written and kept like any other, and never sent.
    Nobody,
}

async fn letter(
    app: &App,
    address: &EmailAddress,
    browser: &Token,
    next: &str,
    addressee: Addressee,
) -> Result<Vec<Write>, Broken> {
    let (portal, now) = (app.portal().await?, app.now());
    let (digits, browser) = (SignInCode::from_random(random::bytes()?), browser.hash());
    let hash = app.settings.hash_key.code(&digits, &browser);
    let enclosed = Enclosed {
        next: Some(next.to_owned()),
        code: Some(digits),
        code_for: Some(browser.clone()),
        ..Enclosed::default()
    };
    let letter = LETTER.write(app, &portal, address, enclosed)?;
    let code = Code {
        hash,
        address_hash: app.hash(address),
        next: Some(next.to_owned()),
        link: letter.link,
        expires: now + SIGN_IN_LASTS,
    };
    let mail = match addressee {
        Addressee::Member => outbox::put(&letter.mail, now),
        Addressee::Nobody => outbox::decoy(&letter.mail, now),
    };
    Ok(vec![letter.keep, code::put(&browser, &code), mail])
}

async fn again(app: &App, incoming: &Incoming, error: FieldError) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("sign-in-title")?;
    let (next, form) = (incoming.next(), incoming.form_with(vec![error]));
    let html =
        portal.render("sign-in.html", &SignIn { page: &page, next: next.as_str(), locked: None, form })?;
    Ok(reply::page(StatusCode::UNPROCESSABLE_ENTITY, html))
}
