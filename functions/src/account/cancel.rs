//! `/api/account/cancel`: GET says what ending the membership means; POST ends it with the period that is paid for.
//! `POST /api/account/keep`: it goes on after all.
//!
//! The provider is told first and asked then, so what is shown is what will be charged. A step that is lost is found by
//! the provider's own event, or by the reconciler.

use domain::membership::MembershipState;
use domain::return_path::ACCOUNT;
use http::StatusCode;
use themes::context::{Cancel, Page};

use super::signed_in;
use crate::app::{App, Outcome};
use crate::checkout::refresh;
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::store::member::Member;

/// What it means, and the button.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) if can_cancel(app, &member) => member,
        Ok(_) => return Ok(reply::see_other(ACCOUNT)),
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    let portal = app.portal().await?;
    let page = Page { for_members: true, ..portal.page("cancel-title")? };
    let ends = Some(member.paid_until).filter(|end| app.now() < *end && !is_unpaid(&member));
    let html = portal.render("cancel.html", &Cancel { page: &page, ends, quote: &member.quote })?;
    Ok(reply::page(StatusCode::OK, html))
}

/// Ends it with the period that is paid for; one whose payment failed at once, so that the provider tries no more.
pub(super) async fn post(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    if let Some((_, subscription)) = member.at_provider().filter(|_| can_cancel(app, &member)) {
        // What stands there may not be known here yet: a renewal that failed must not be tried again.
        refresh::refresh(app, &subscription, None).await?;
        let now = refresh::member_of(app, &subscription).await?.filter(|now| can_cancel(app, now));
        let provider = app.provider()?;
        match now {
            Some(now) if is_unpaid(&now) => provider.end_subscription(&subscription).await?,
            Some(_) => provider.end_with_period(&subscription).await.map(|_| ())?,
            None => {}
        }
        refresh::refresh(app, &subscription, None).await?;
    }
    Ok(reply::see_other(ACCOUNT))
}

/// Takes it up again, while it has not ended.
pub(super) async fn keep(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    let ending = member.state == MembershipState::Ending && member.membership().stands(app.now());
    if let Some((_, subscription)) = member.at_provider().filter(|_| ending) {
        app.provider()?.take_up_again(&subscription).await?;
        refresh::refresh(app, &subscription, None).await?;
    }
    Ok(reply::see_other(ACCOUNT))
}

fn can_cancel(app: &App, member: &Member) -> bool {
    let goes_on = matches!(member.state, MembershipState::Active | MembershipState::PastDue);
    member.renews() && member.closed.is_none() && goes_on && member.membership().stands(app.now())
}

/// Whether its present period is not paid for.
fn is_unpaid(member: &Member) -> bool {
    member.state == MembershipState::PastDue
}
