//! What there is of one buyer: holds, membership, sessions at the provider, requests under way.

use domain::hold::{
    HOLD_LASTS, HoldState, PAYMENT_MAY_START_WITHIN, Payment, SESSION_LASTS, expires, may_start_payment,
    serves, session_expires,
};
use domain::level::LevelSet;
use domain::membership::{Membership, MembershipState};
use domain::seats::Seats;
use jiff::{SignedDuration, Timestamp};

/// When every hold began; each has a clock of its own, so that every order of two holds' deadlines is tried.
const HELD_AT: Timestamp = Timestamp::UNIX_EPOCH;

/// A buyer, with all that depends on the others through the seats' counter alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Buyer {
    /// Their holds in the order in which they were given; those that nothing can come of any more are left out.
    pub holds: Vec<Hold>,
    /// The row of the one live hold.
    pub live: Option<usize>,
    /// The hold whose subscription pays for the membership.
    pub member: Option<usize>,
    /// The requests under way. One that has crashed is not there any more.
    pub runs: Vec<Run>,
}

/// A hold's row, its session at the provider, and what the model remembers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Hold {
    pub state: HoldState,
    /// Whether the row names the session.
    pub recorded: bool,
    pub age: Age,
    pub session: Session,
    /// Whether the buyer has seen the page where one pays.
    pub page: bool,
    /// Whether the webhook of the payment is acknowledged.
    pub heard: bool,
    /// How often its seat was given back.
    pub released: u8,
}

/// The clock of a hold: the last instant before the next deadline, or a deadline itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Age {
    MayStart,
    MayGoOn,
    SessionOver,
    Due,
}

/// A session at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Session {
    None,
    Open,
    /// Paid in a way that takes days.
    Slow,
    Paid,
    Expired,
    /// Paid after the provider had called it expired.
    PaidLate,
}

/// A request under way, as far as it has come: what it does next, with what it has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Run {
    /// Holding a seat: looks for an earlier hold.
    Look,
    /// Holding a seat: writes the hold.
    Hold,
    /// Paying: makes the session.
    Create(usize),
    /// Paying: writes which session pays for the hold.
    Start(usize),
    /// Paying: ends the session of a hold that has ended.
    Withdraw(usize),
    /// Ending a hold: ends its session.
    End(Reading),
    /// Settling: asks the provider, and who is a member.
    Ask(Reading),
    /// Settling: writes what follows.
    Settle(Reading, Payment, Option<usize>),
}

/// A hold's row as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Reading {
    pub hold: usize,
    pub state: HoldState,
    pub recorded: bool,
    pub cause: Cause,
}

/// Why a hold is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Cause {
    Asked,
    Event,
    NewHold,
}

impl Hold {
    /// One that was given just now.
    pub(crate) fn new() -> Self {
        let (state, age, session) = (HoldState::Open, Age::MayStart, Session::None);
        Self { state, recorded: false, age, session, page: false, heard: false, released: 0 }
    }

    fn now(&self) -> Timestamp {
        let second = SignedDuration::from_secs(1);
        HELD_AT
            + match self.age {
                Age::MayStart => PAYMENT_MAY_START_WITHIN,
                Age::MayGoOn => SESSION_LASTS - second,
                Age::SessionOver => SESSION_LASTS,
                Age::Due => HOLD_LASTS,
            }
    }

    pub(crate) fn may_start_payment(&self) -> bool {
        self.state == HoldState::Open && !self.recorded && may_start_payment(HELD_AT, self.now())
    }

    pub(crate) fn serves(&self) -> bool {
        serves(self.state, HELD_AT, self.recorded, self.now())
    }

    /// Whether the provider ends the session by itself. The clock of a hold that has ended is not kept.
    pub(crate) fn session_is_over(&self) -> bool {
        self.state != HoldState::Open || session_expires(HELD_AT) <= self.now()
    }

    pub(crate) fn is_due(&self) -> bool {
        self.state == HoldState::Open && expires(HELD_AT) <= self.now()
    }

    pub(crate) fn read(&self, hold: usize, cause: Cause) -> Reading {
        Reading { hold, state: self.state, recorded: self.recorded, cause }
    }

    /// Whether the buyer has been charged for it.
    pub(crate) fn is_charged(&self) -> bool {
        matches!(self.session, Session::Paid | Session::PaidLate)
    }
}

impl Age {
    pub(crate) fn next(self) -> Self {
        match self {
            Self::MayStart => Self::MayGoOn,
            Self::MayGoOn => Self::SessionOver,
            Self::SessionOver | Self::Due => Self::Due,
        }
    }
}

impl Session {
    /// What the provider says when it is asked.
    pub(crate) fn payment(self) -> Payment {
        match self {
            Self::Open | Self::Slow => Payment::Pending,
            Self::Paid | Self::PaidLate => Payment::Paid,
            Self::None | Self::Expired => Payment::Expired,
        }
    }

    /// Ended by the seller, who can end no other than an open one.
    pub(crate) fn ended(self) -> Self {
        if self == Self::Open { Self::Expired } else { self }
    }
}

impl Run {
    /// The hold it is about.
    fn hold(&mut self) -> Option<&mut usize> {
        match self {
            Self::Look | Self::Hold => None,
            Self::Create(hold) | Self::Start(hold) | Self::Withdraw(hold) => Some(hold),
            Self::End(reading) | Self::Ask(reading) | Self::Settle(reading, ..) => Some(&mut reading.hold),
        }
    }
}

impl Buyer {
    /// Whether the rules keep somebody from buying who was read to be a member by this hold's payment.
    pub(crate) fn is_kept_from_another(member: Option<usize>) -> bool {
        let membership = Membership {
            state: MembershipState::Active,
            paid_until: HELD_AT + SignedDuration::from_hours(30 * 24),
            levels: LevelSet::All,
            joined_at: HELD_AT,
            grace_days: 7,
            disputed: false,
            revoked: false,
        };
        member.is_some_and(|_| membership.keeps_from_another(HELD_AT + HOLD_LASTS).is_some())
    }

    /// What the counter must say of this buyer.
    pub(crate) fn rows(&self) -> Seats {
        let count = |states: &[HoldState]| {
            let found = self.holds.iter().filter(|hold| states.contains(&hold.state)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        let used = count(&[HoldState::Open, HoldState::Taken]);
        Seats { used, taken: count(&[HoldState::Taken]), late: count(&[HoldState::TakenLate]) }
    }

    /// The same buyer without what makes no difference any more.
    pub(crate) fn tidied(mut self) -> Self {
        for hold in &mut self.holds {
            if hold.state != HoldState::Open {
                hold.age = Age::MayStart;
            }
            if hold.state.is_paid() {
                (hold.recorded, hold.heard) = (true, true);
            }
        }
        for hold in (0..self.holds.len()).rev() {
            if self.is_over(hold) {
                self.forget(hold);
            }
        }
        self.runs.sort_unstable();
        self
    }

    /// Whether nothing can come of the hold any more: it was released, nobody can pay, and nobody asks for it.
    fn is_over(&self, hold: usize) -> bool {
        let row = &self.holds[hold];
        let about = |mut run: Run| run.hold().copied();
        let asked_for = self.runs.iter().any(|run| about(*run) == Some(hold));
        row.state == HoldState::Released
            && row.released == 1
            && !row.page
            && !asked_for
            && self.live != Some(hold)
    }

    fn forget(&mut self, gone: usize) {
        self.holds.remove(gone);
        let runs = self.runs.iter_mut().filter_map(Run::hold);
        for hold in runs.chain(&mut self.live).chain(&mut self.member) {
            *hold -= usize::from(*hold > gone);
        }
    }
}
