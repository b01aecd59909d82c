//! The account: what a member pays and was promised, the card, ending the membership, the right of withdrawal, and what
//! is known of them: to take along, and to erase.

mod cancel;
mod card;
mod confirm;
mod erase;
mod export;
mod home;
mod withdraw;

use domain::return_path::{ACCOUNT, ReturnPath};

use crate::access::locked;
use crate::app::{App, Outcome};
use crate::failure::Broken;
use crate::http::incoming::Incoming;
use crate::http::{Request, Response, door, no_door, reply};
use crate::notice;
use crate::store::member::Member;
use crate::visitor;

/// Every path here, and the methods it takes.
pub(crate) const PATHS: &[(&str, &str)] = &[
    (ACCOUNT, "GET, HEAD"),
    ("/api/account/card", "POST"),
    ("/api/account/cancel", "GET, HEAD, POST"),
    ("/api/account/keep", "POST"),
    (WITHDRAW, "GET, HEAD, POST"),
    ("/api/account/withdraw/sent", "GET, HEAD"),
    (CONFIRM, "GET, HEAD, POST"),
    ("/api/account/withdraw/done", "GET, HEAD"),
    ("/api/account/export", "GET, HEAD"),
    ("/api/account/erase", "GET, HEAD, POST"),
    (erase::DONE, "GET, HEAD"),
];

/// Where the right of withdrawal is used; the footer of every page leads here.
const WITHDRAW: &str = "/api/account/withdraw";
/// Where it is confirmed.
const CONFIRM: &str = "/api/account/withdraw/confirm";

pub(crate) async fn handle(app: &App, request: &Request) -> Outcome {
    match door(request) {
        ("GET", ACCOUNT) => home::get(app, request).await,
        ("POST", "/api/account/card") => card::post(app, request).await,
        ("GET", "/api/account/cancel") => cancel::get(app, request).await,
        ("POST", "/api/account/cancel") => cancel::post(app, request).await,
        ("POST", "/api/account/keep") => cancel::keep(app, request).await,
        ("GET", WITHDRAW) => withdraw::get(app, request).await,
        ("POST", WITHDRAW) => withdraw::post(app, request).await,
        ("GET", "/api/account/withdraw/sent") => notice::good(app, "withdraw-sent", ("link-home", "/")).await,
        ("GET", CONFIRM) => confirm::get(app, request).await,
        ("POST", CONFIRM) => confirm::post(app, request).await,
        ("GET", "/api/account/withdraw/done") => notice::good(app, "withdrawn", ("link-home", "/")).await,
        ("GET", "/api/account/export") => export::get(app, request).await,
        ("GET", "/api/account/erase") => erase::get(app, request).await,
        ("POST", "/api/account/erase") => erase::post(app, request).await,
        ("GET", erase::DONE) => notice::good(app, "erased", ("link-home", "/")).await,
        _ => Err(no_door(request, PATHS).into()),
    }
}

/// The member whose session the request brings; or the way to sign in and come back here.
async fn signed_in(app: &App, incoming: &Incoming) -> Result<Result<Member, Response>, Broken> {
    let to_sign_in = || reply::see_other(&locked::location(&ReturnPath::parse(ACCOUNT)));
    Ok(visitor::member(app, incoming).await?.ok_or_else(to_sign_in))
}
