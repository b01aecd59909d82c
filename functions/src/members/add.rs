//! A member whom the creator adds by hand, because they have paid elsewhere, or need not pay.

use domain::address::EmailAddress;
use domain::membership::{FOR_GOOD, MembershipState};
use domain::quote::{Quote, quote_of};
use domain::return_path::SIGN_IN;
use domain::slug::Slug;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::portal::Loaded;
use crate::random;
use crate::store::member::Member;
use crate::store::promise::Promise;
use crate::store::{self, Commit};

/// Whom to add.
#[derive(Clone, Debug)]
pub struct Addition {
    /// Where they read mail.
    pub address: EmailAddress,
    /// The launch and the offer in it that they get as if they had bought it.
    pub launch: Slug,
    /// Likewise.
    pub offer: Slug,
    /// Until when it is paid for; for good, if absent.
    pub until: Option<Timestamp>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// They are a member, with this number.
    Member(u32),
    /// They were one already, or their access was withdrawn; nothing was written.
    NotSold,
    /// There is no such launch, or no such offer in it.
    NoOffer,
}

/// Makes them a member, who is told so by mail. No seat is taken.
///
/// # Errors
/// [`Broken`] if the table cannot be reached.
pub async fn add(app: &App, addition: &Addition) -> Result<Added, Broken> {
    let (portal, hash) = (app.portal_now().await?, app.hash(&addition.address));
    let Some(quote) = quote(&portal, addition) else { return Ok(Added::NoOffer) };
    for _ in 0..super::ROUNDS {
        let before = store::member::of_address(&app.store, &hash).await?;
        if before.as_ref().is_some_and(|before| before.membership().keeps_from_another(app.now()).is_some()) {
            return Ok(Added::NotSold);
        }
        let member = member(app, &portal, addition, &quote, before.as_ref()).await?;
        if app.store.transact(writes(app, &portal, &member)?).await? == Commit::Done {
            return Ok(Added::Member(member.number));
        }
    }
    Err(super::too_busy())
}

fn quote(portal: &Loaded, addition: &Addition) -> Option<Quote> {
    let launch = portal.portal().launch(&addition.launch)?;
    Some(quote_of(launch, launch.offer(&addition.offer)?))
}

async fn member(
    app: &App,
    portal: &Loaded,
    addition: &Addition,
    quote: &Quote,
    before: Option<&Member>,
) -> Result<Member, Broken> {
    let same_kind = before.filter(|before| before.quote.founding == quote.founding);
    let number = match same_kind {
        Some(before) => before.number,
        None => store::counter::draw(&app.store, quote.founding).await?,
    };
    Ok(Member {
        id: before.map_or_else(random::id, |before| Ok(before.id.clone()))?,
        version: before.map_or(0, |before| before.version),
        address: addition.address.clone(),
        address_hash: app.hash(&addition.address),
        number,
        quote: quote.clone(),
        levels: quote.levels.clone(),
        state: if addition.until.is_some() { MembershipState::Ending } else { MembershipState::Active },
        paid_until: addition.until.unwrap_or(FOR_GOOD),
        joined_at: app.now(),
        subscription: format!("added-{}", random::id()?),
        customer: String::new(),
        immediate_start: false,
        grace_days: portal.portal().grace_days,
        closed: None,
        disputed: None,
        revoked_at: None,
        signed_out_at: before.and_then(|before| before.signed_out_at),
        passes_void_at: before.and_then(|before| before.passes_void_at),
    })
}

fn writes(app: &App, portal: &Loaded, member: &Member) -> Result<Vec<store::Write>, Broken> {
    let promise = Promise {
        member: member.id.clone(),
        hold: member.subscription.clone(),
        at: member.joined_at,
        number: member.number,
        quote: member.quote.clone(),
        terms_version: portal.terms_version(),
        immediate_start: false,
    };
    let href = Some(app.link(SIGN_IN));
    let welcome = Mail { href, ..Mail::new("member-added", &member.address) };
    Ok(vec![
        store::member::put(member)?,
        store::member::put_address(member),
        store::promise::put(&promise)?,
        mail::in_outbox(app, portal, &welcome)?,
    ])
}
