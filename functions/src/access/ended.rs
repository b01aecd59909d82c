//! Where a member ends whose membership opens nothing: why, and what to do.

use domain::buyer::kept_until;
use domain::membership::{MembershipState, Standing};
use http::StatusCode;
use themes::context::{Ended, EndedWhy, Kept, Page};

use crate::app::{App, Outcome};
use crate::failure::Refusal;
use crate::http::reply;
use crate::store::member::Member;

/// The page for a membership of this standing.
pub(super) async fn page(app: &App, member: &Member, standing: Standing) -> Outcome {
    let why = match standing {
        Standing::Lapsed => EndedWhy::Lapsed,
        Standing::Disputed => EndedWhy::Disputed,
        Standing::Revoked => return Err(Refusal::ACCESS_REVOKED.into()),
        Standing::Open | Standing::Ended => EndedWhy::Ended,
    };
    let portal = app.portal().await?;
    let launch = super::locked::launch(app, &portal).await?;
    let page = Page { for_members: true, ..portal.page(why.title_key())? };
    // A membership that the provider ended early may be paid until later; then the day is not known here.
    let is_known = member.state != MembershipState::Ended || member.paid_until <= app.now();
    let at = is_known.then_some(member.paid_until);
    let quote = &member.quote;
    let kept = kept_until(quote, &member.membership(), app.now())
        .filter(|_| member.closed.is_none())
        .map(|until| Kept { quote, until });
    let ended = Ended { page: &page, why, at, kept, launch: launch.as_ref() };
    let html = portal.render("ended.html", &ended)?;
    Ok(reply::page(StatusCode::FORBIDDEN, html))
}
