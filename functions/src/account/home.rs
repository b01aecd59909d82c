//! `GET /api/account`: what a member pays, until when, and everything that they were promised.

use domain::membership::{MembershipState, Standing};
use http::StatusCode;
use themes::context::{Account, AccountState, Page, PromiseLine};

use super::signed_in;
use crate::app::{App, Outcome};
use crate::http::incoming::Incoming;
use crate::http::{Request, reply};
use crate::portal::Loaded;
use crate::store::member::Member;
use crate::store::promise::{self, Promise};
use crate::withdraw::right_lasts_until;

/// The page. The ledger says of each promise by which launch it was made, and under which terms.
pub(super) async fn get(app: &App, request: &Request) -> Outcome {
    let incoming = Incoming::read(app, request)?;
    let member = match signed_in(app, &incoming).await? {
        Ok(member) => member,
        Err(to_sign_in) => return Ok(to_sign_in),
    };
    let (portal, now) = (app.portal().await?, app.now());
    let promises = promise::of(&app.store, &member.id).await?;
    let page = Page { for_members: true, ..portal.page("account-title")? };
    let zone = portal.portal().time_zone.zone();
    let membership = member.membership();
    let account = Account {
        page: &page,
        email: member.address.as_str(),
        number: member.number,
        quote: &member.quote,
        state: state(&member, membership.standing(now)),
        next_charge: member.next_charge(now),
        ends: ends(&member),
        has_card: member.at_provider().is_some(),
        can_cancel: member.renews() && membership.stands(now) && member.state != MembershipState::Ending,
        can_keep: member.renews() && membership.stands(now) && member.state == MembershipState::Ending,
        withdraw_until: right_lasts_until(&member, &zone).filter(|until| now < *until),
        promises: promises.iter().map(|promise| line(&portal, promise)).collect(),
    };
    Ok(reply::page(StatusCode::OK, portal.render("account.html", &account)?))
}

fn state(member: &Member, standing: Standing) -> AccountState {
    match (standing, member.state) {
        (Standing::Revoked, _) => AccountState::Revoked,
        (Standing::Disputed, _) => AccountState::Disputed,
        (Standing::Ended, _) => AccountState::Ended,
        (_, MembershipState::PastDue) | (Standing::Lapsed, _) => AccountState::PastDue,
        (Standing::Open, MembershipState::Ending) => AccountState::Ending,
        (Standing::Open, _) if member.membership().is_for_good() => AccountState::ForGood,
        (Standing::Open, _) => AccountState::Active,
    }
}

/// When it ends, for one that does; for one whose payment failed, when it does unless that is mended.
fn ends(member: &Member) -> Option<jiff::Timestamp> {
    match member.state {
        MembershipState::Ending => Some(member.paid_until),
        MembershipState::PastDue => Some(member.membership().opens_until()),
        MembershipState::Active | MembershipState::Ended => None,
    }
}

fn line<'a>(portal: &'a Loaded, promise: &'a Promise) -> PromiseLine<'a> {
    let launch = portal.portal().launch(&promise.quote.launch);
    PromiseLine {
        at: promise.at,
        quote: &promise.quote,
        number: promise.number,
        launch: launch.map_or(promise.quote.launch.as_str(), |launch| launch.name.as_str()),
        terms_version: &promise.terms_version,
        immediate_start: promise.immediate_start,
    }
}
