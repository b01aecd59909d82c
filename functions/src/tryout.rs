//! Seeing the portal as a member without paying, as a buyer without a mail, or with a fault in it: for `terskel serve`,
//! rehearsals and tests only. No route leads here.

use domain::address::{AddressHash, EmailAddress};
use domain::hold::HoldState;
use domain::level::LevelSet;
use domain::membership::{GRACE_DAYS, MembershipState};
use domain::portal::Portal;
use domain::quote::{Quote, quote_of};
use domain::seats::SeatStep;
use jiff::{SignedDuration, Timestamp};

use crate::access::enter::begin_session;
use crate::app::App;
use crate::checkout::settle;
use crate::failure::Broken;
use crate::http::{Response, reply};
use crate::store::member::Member;
use crate::store::proof::{self, Proof};
use crate::store::{Commit, hold, member, seats};
use crate::{announce, members, random, sweep};

/// Whom to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persona {
    /// Nobody that the portal knows.
    Visitor,
    /// A member by an ordinary offer.
    Member,
    /// A member by a founding offer.
    Founder,
}

impl Persona {
    /// The persona of this name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Visitor, Self::Member, Self::Founder].into_iter().find(|persona| persona.word() == word)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Member => "member",
            Self::Founder => "founder",
        }
    }
}

/// An answer that makes the browser this persona's.
///
/// # Errors
/// [`Broken`] if the table cannot be written, or the portal has no offer of the kind.
pub async fn become_persona(app: &App, persona: Persona) -> Result<Response, Broken> {
    if persona == Persona::Visitor {
        return Ok(reply::without_cookies(reply::see_other("/"), app.settings.secure_cookies));
    }
    let address = EmailAddress::parse(&format!("{}@tryout.example", persona.word()));
    let address = address.map_err(|error| Broken::new("trying the portal out", &error))?;
    become_member(app, persona, format!("tryout-{}", persona.word()), address).await
}

/// An answer that makes the browser that of a new founder with this address.
///
/// # Errors
/// As [`become_persona`].
pub async fn become_founder(app: &App, address: &EmailAddress) -> Result<Response, Broken> {
    become_member(app, Persona::Founder, random::id()?, address.clone()).await
}

async fn become_member(
    app: &App,
    persona: Persona,
    id: String,
    address: EmailAddress,
) -> Result<Response, Broken> {
    let member = member_like(app, persona, id, address).await?;
    let entered = begin_session(app, "", &member, None, Vec::new()).await?;
    entered.ok_or_else(|| Broken::new("trying the portal out", "the session was there already"))
}

/// Proves `address`, as if its owner had opened the link to their price. The value of the cookie that says so.
///
/// # Errors
/// [`Broken`] if the table cannot be written.
pub async fn prove(app: &App, address: &EmailAddress) -> Result<String, Broken> {
    let token = random::token()?;
    let proof = Proof { address: address.clone(), address_hash: app.hash(address) };
    app.store.write(proof::put(&token, &proof, app.now())).await?;
    Ok(token.reveal())
}

/// Lets the membership of this address stand so, as if the provider had said it.
///
/// # Errors
/// [`Broken`] if nobody has the address, or the table cannot be written.
pub async fn let_stand(
    app: &App,
    address: &EmailAddress,
    state: MembershipState,
    paid_until: Timestamp,
) -> Result<(), Broken> {
    let nobody = || Broken::new("trying the portal out", "nobody has this address");
    let before = member::of_address(&app.store, &app.hash(address)).await?.ok_or_else(nobody)?;
    match app.store.transact(members::change(before, state, paid_until, app.now())?).await? {
        Commit::Done => Ok(()),
        Commit::Refused(_) => Err(Broken::new("trying the portal out", "something else came first")),
    }
}

/// What stands for this address in the table and in the mail provider's events.
#[must_use]
pub fn address_hash(app: &App, address: &EmailAddress) -> AddressHash {
    app.hash(address)
}

/// A fault that a sweeper could have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SweeperFault {
    /// It releases a seat without asking the provider whether it was paid for.
    ReleasesUnasked,
    /// It releases no seat at all.
    NeverReleases,
    /// It gives each seat back twice.
    ReleasesTwice,
}

/// One round of [`crate::sweep::sweep`] with a fault in it: whoever looks after the portal must notice.
///
/// # Errors
/// As [`crate::sweep::sweep`].
pub async fn sweep_with(app: &App, fault: SweeperFault) -> Result<(), Broken> {
    match fault {
        SweeperFault::ReleasesUnasked => {
            for id in hold::due(&app.store, app.now()).await? {
                release_unasked(app, &id).await?;
            }
        }
        SweeperFault::NeverReleases => {}
        SweeperFault::ReleasesTwice => {
            let due = hold::due(&app.store, app.now()).await?;
            settle::sweep(app).await?;
            for id in due {
                release_again(app, &id).await?;
            }
        }
    }
    // The rest of a sweep, without its look for holds.
    announce::due(app).await?;
    sweep::follow_up(app).await
}

async fn release_unasked(app: &App, id: &str) -> Result<(), Broken> {
    let Some(hold) = hold::get(&app.store, id).await?.filter(|hold| hold.state == HoldState::Open) else {
        return Ok(());
    };
    let released = hold::settle(&hold, HoldState::Released, None);
    let writes = vec![released, seats::after(&hold.quote.launch, SeatStep::Release), hold::end_live(&hold)];
    app.store.transact(writes).await.map(|_| ())
}

async fn release_again(app: &App, id: &str) -> Result<(), Broken> {
    match hold::get(&app.store, id).await? {
        Some(hold) if hold.state == HoldState::Released => {
            app.store.write(seats::after(&hold.quote.launch, SeatStep::Release)).await.map(|_| ())
        }
        _ => Ok(()),
    }
}

/// The persona's row, paid for a year from now.
async fn member_like(
    app: &App,
    persona: Persona,
    id: String,
    address: EmailAddress,
) -> Result<Member, Broken> {
    let quote = quote_for(app.portal().await?.portal(), persona)?;
    let before = member::get(&app.store, &id).await?;
    let member = Member {
        version: before.map_or(0, |before| before.version),
        address_hash: app.hash(&address),
        address,
        number: 1,
        quote,
        levels: LevelSet::All,
        state: MembershipState::Active,
        paid_until: app.now() + SignedDuration::from_hours(24 * 365),
        joined_at: app.now(),
        subscription: format!("sub_{id}"),
        customer: format!("cus_{id}"),
        immediate_start: false,
        grace_days: GRACE_DAYS,
        closed: None,
        disputed: None,
        revoked_at: None,
        signed_out_at: None,
        passes_void_at: None,
        id,
    };
    app.store.transact(vec![member::put(&member)?, member::put_address(&member)]).await?;
    Ok(member)
}

/// The first offer of the persona's kind.
fn quote_for(portal: &Portal, persona: Persona) -> Result<Quote, Broken> {
    let founding = persona == Persona::Founder;
    let mut offers =
        portal.launches.iter().flat_map(|launch| launch.offers.iter().map(move |offer| (launch, offer)));
    let found = offers.find(|(_, offer)| offer.founding == founding);
    let none = || {
        Broken::new("trying the portal out", &format_args!("no launch has an offer for a {}", persona.word()))
    };
    found.map(|(launch, offer)| quote_of(launch, offer)).ok_or_else(none)
}
