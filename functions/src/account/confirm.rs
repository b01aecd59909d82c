//! `/api/account/withdraw/confirm`: GET shows what is withdrawn from and what is given back; POST does it.

use domain::membership::Closed;
use domain::return_path::ACCOUNT;
use domain::token::WITHDRAWAL_LASTS;
use http::StatusCode;
use jiff::Timestamp;
use themes::context::WithdrawConfirm;

use super::WITHDRAW;
use crate::app::{App, Outcome};
use crate::failure::{Failure, Refusal};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::store::link::{self, LinkKind};
use crate::store::member::{self, Member};
use crate::withdraw::{given_back, right_lasts_until, withdraw};
use crate::{notice, visitor};

/// What it means, and the button; where there is no right, that there is none.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let Some((member, asked_at)) = who(app, &incoming).await? else {
        return Ok(reply::see_other(WITHDRAW));
    };
    let portal = app.portal().await?;
    let until = right_lasts_until(&member, &portal.portal().time_zone.zone());
    let Some(until) = until.filter(|until| asked_at < *until) else { return no_right(app, &member).await };
    let page = portal.page("withdraw-confirm-title")?;
    let back = given_back(&member, asked_at);
    let confirm = WithdrawConfirm {
        page: &page,
        quote: &member.quote,
        email: member.address.as_str(),
        bought: member.joined_at,
        until,
        asked: asked_at,
        given_back: (back.minor > 0).then_some(back),
        in_full: back == member.quote.price,
        token: incoming.parameter("token"),
    };
    let page = reply::page(StatusCode::OK, portal.render("withdraw-confirm.html", &confirm)?);
    Ok(reply::without_referrer(page))
}

/// Withdraws. Pressed twice, it says the same.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let (member, asked_at) = who(app, &incoming).await?.ok_or(Refusal::LINK_EXPIRED)?;
    let done = withdraw(app, &member, asked_at).await?.is_some();
    if done || member.closed == Some(Closed::Withdrawn) {
        return Ok(reply::see_other("/api/account/withdraw/done"));
    }
    no_right(app, &member).await
}

/// Whose membership it is, and when they asked: by the link that was mailed then, or by the session now.
async fn who(app: &App, incoming: &Incoming) -> Result<Option<(Member, Timestamp)>, Failure> {
    let has_token = !incoming.field("token").is_empty() || !incoming.parameter("token").is_empty();
    if !has_token {
        return Ok(visitor::member(app, incoming).await?.map(|member| (member, app.now())));
    }
    let link = link::get(&app.store, LinkKind::Withdraw, &incoming.token()?, app.now()).await?;
    let link = link.ok_or(Refusal::LINK_EXPIRED)?;
    let asked_at = link.expires.map_or(app.now(), |expires| expires - WITHDRAWAL_LASTS);
    let member = member::of_address(&app.store, &link.address_hash).await?.ok_or(Refusal::LINK_EXPIRED)?;
    Ok(Some((member, asked_at)))
}

async fn no_right(app: &App, member: &Member) -> Outcome {
    let key = match member.closed {
        Some(Closed::Withdrawn) => "withdrawn-already",
        _ => "withdraw-too-late",
    };
    notice::plain(app, key, ("link-account", ACCOUNT)).await
}
