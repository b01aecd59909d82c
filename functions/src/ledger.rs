//! What the table says of holds, seats and members, for whoever compares it with the pay desk's books: `terskel
//! rehearse`, and tests. It reads and never writes, and no route leads here.

use domain::address::EmailAddress;
use domain::hold::HoldState;
use domain::money::{Interval, Money};
use domain::seats::Seats;
use domain::slug::Slug;
use jiff::Timestamp;

use crate::app::App;
use crate::failure::Broken;
use crate::store;
use crate::store::hold;

/// A hold as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldEntry {
    /// Whether it is open, or how it ended.
    pub state: HoldState,
    /// The launch it holds a seat of.
    pub launch: Slug,
    /// What it is charged for.
    pub price: Money,
    /// Since when.
    pub held_at: Timestamp,
}

/// A member as the table has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberEntry {
    /// The number among the members of the same kind.
    pub number: u32,
    /// Whether the price is a founding one.
    pub founding: bool,
    /// The subscription that pays.
    pub subscription: String,
    /// What one interval costs.
    pub price: Money,
    /// How often it is paid.
    pub interval: Interval,
    /// The end of what is paid.
    pub paid_until: Timestamp,
}

/// What has not been done yet. Each is counted up to a hundred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Holds that are open.
    pub holds: usize,
    /// Mails in the outbox.
    pub mails: usize,
}

/// The hold of this id, if there is one.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn hold(app: &App, id: &str) -> Result<Option<HoldEntry>, Broken> {
    let found = hold::get(&app.store, id).await?;
    Ok(found.map(|hold| HoldEntry {
        state: hold.state,
        launch: hold.quote.launch,
        price: hold.quote.price,
        held_at: hold.held_at,
    }))
}

/// The seats of this launch.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn seats(app: &App, launch: &Slug) -> Result<Seats, Broken> {
    Ok(store::seats::get(&app.store, launch).await?.seats)
}

/// The member of this address, if there is one.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn member(app: &App, address: &EmailAddress) -> Result<Option<MemberEntry>, Broken> {
    let found = store::member::of_address(&app.store, &app.hash(address)).await?;
    Ok(found.map(|member| MemberEntry {
        number: member.number,
        founding: member.quote.founding,
        subscription: member.subscription,
        price: member.quote.price,
        interval: member.quote.interval,
        paid_until: member.paid_until,
    }))
}

/// What is still to be done, now or at any time to come.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn undone(app: &App) -> Result<Undone, Broken> {
    let holds = hold::due(&app.store, Timestamp::MAX).await?.len();
    let mails = store::outbox::due(&app.store, Timestamp::MAX).await?.len();
    Ok(Undone { holds, mails })
}
