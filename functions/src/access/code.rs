//! `/api/access/sent` and `/api/access/code`: the six digits from the mail, typed in the browser that asked, for whoever
//! reads the mail on another device.

use std::collections::BTreeMap;

use domain::sign_in_code::SignInCode;
use domain::token::Token;
use http::StatusCode;
use themes::context::{FieldError, Form, SignInSent};

use super::enter;
use crate::app::{App, Outcome};
use crate::failure::{Failure, Refusal};
use crate::http::cookies::CookieName;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::limits;
use crate::store::code::Code;
use crate::store::link::{self, LinkKind};
use crate::store::member::Member;
use crate::store::{self, Commit};

/// That a mail is on its way, with a field for its code in the browser that asked.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let has_asked = incoming.cookies.token(CookieName::Asked).is_some();
    page(app, StatusCode::OK, has_asked, Form::default()).await
}

/// Signs in, if the code is the one that was mailed for this browser.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let Ok(typed) = SignInCode::parse(incoming.field("code")) else {
        return again(app, &incoming, "error-code-form", None).await;
    };
    limits::on_codes(app, &incoming).await?;
    let browser = incoming.cookies.token(CookieName::Asked).ok_or(Refusal::CODE_EXPIRED)?;
    let (code, left) = attempt(app, &browser).await?;
    limits::on_codes_for(app, &code.address_hash).await?;
    // Whose the address is, is asked last: a wrong code is the same work for every address.
    if app.settings.hash_key.is_code(&typed, &browser.hash(), &code.hash) {
        let member = store::member::of_address(&app.store, &code.address_hash).await?;
        let member = member.ok_or(Refusal::CODE_EXPIRED)?;
        return enter(app, &incoming, &browser, &code, &member).await;
    }
    if left == 0 {
        return Err(Refusal::CODE_EXPIRED.into());
    }
    again(app, &incoming, "error-code-wrong", Some(left)).await
}

/// Counts an attempt, and gives the code that it is held against.
async fn attempt(app: &App, browser: &Token) -> Result<(Code, u32), Failure> {
    if app.store.write(store::code::attempt(browser, app.now())).await? != Commit::Done {
        return Err(Refusal::CODE_EXPIRED.into());
    }
    Ok(store::code::get(&app.store, browser).await?.ok_or(Refusal::CODE_EXPIRED)?)
}

/// Uses up the code, and the link in the same mail.
async fn enter(app: &App, incoming: &Incoming, browser: &Token, code: &Code, member: &Member) -> Outcome {
    let used = vec![store::code::consume(browser), link::forget(LinkKind::SignIn, &code.link)];
    let entered = enter::begin_session(app, &incoming.agent, member, code.next.as_deref(), used).await?;
    Ok(entered.ok_or(Refusal::CODE_EXPIRED)?)
}

async fn again(app: &App, incoming: &Incoming, key: &str, left: Option<u32>) -> Outcome {
    let args: BTreeMap<String, String> =
        left.into_iter().map(|left| ("left".to_owned(), left.to_string())).collect();
    let error = FieldError { field: "code".to_owned(), key: key.to_owned(), args };
    page(app, StatusCode::UNPROCESSABLE_ENTITY, true, incoming.form_with(vec![error])).await
}

async fn page(app: &App, status: StatusCode, has_asked: bool, form: Form) -> Outcome {
    let portal = app.portal().await?;
    let page = portal.page("sign-in-sent-title")?;
    let html = portal.render("sign-in-sent.html", &SignInSent { page: &page, has_asked, form })?;
    Ok(reply::page(status, html))
}
