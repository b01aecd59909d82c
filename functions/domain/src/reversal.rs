//! Money that goes back: what a refund or a dispute does to the membership that it had paid for.

use jiff::Timestamp;

/// A payment as it stands, and the period that it paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversible {
    /// What was paid, in minor units.
    pub paid: u32,
    /// How much of it has been given back, in minor units.
    pub refunded: u32,
    /// The end of the period that it paid for.
    pub pays_until: Timestamp,
    /// How the newest dispute about it stands, if there is one.
    pub dispute: Option<Dispute>,
}

/// How a dispute between a member and their bank stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispute {
    /// The bank asks, or decides.
    Open,
    /// The seller keeps the money.
    Won,
    /// The member has it back.
    Lost,
}

/// What follows for the membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing: it goes on, and a dispute, if there was one, is over.
    GoesOn,
    /// It opens nothing until the dispute is decided.
    Waits,
    /// It ends, and so does its subscription: the present period was given back in full.
    EndsRefunded,
    /// It ends, and so does its subscription: the bank has taken the money back.
    EndsChargedBack,
}

/// What follows from a payment's state at `now`.
///
/// A refund in part is a gesture, and so is one of a period that is over. A dispute counts whatever it paid for: who asks
/// for the money back through the bank has told nobody here.
#[must_use]
pub fn consequence(payment: &Reversible, now: Timestamp) -> Consequence {
    let in_full = payment.refunded >= payment.paid;
    match payment.dispute {
        Some(Dispute::Lost) => Consequence::EndsChargedBack,
        Some(Dispute::Open) => Consequence::Waits,
        Some(Dispute::Won) | None if in_full && now < payment.pays_until => Consequence::EndsRefunded,
        Some(Dispute::Won) | None => Consequence::GoesOn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::at;
    use Consequence::{EndsChargedBack, EndsRefunded, GoesOn, Waits};

    fn after(refunded: u32, dispute: Option<Dispute>, now: i64) -> Consequence {
        consequence(&Reversible { paid: 100, refunded, pays_until: at(1000), dispute }, at(now))
    }

    #[test]
    fn a_refund_in_full_of_the_present_period_ends_the_membership() {
        assert_eq!(after(100, None, 999), EndsRefunded);
        assert_eq!(after(100, None, 1000), GoesOn, "that period is over");
        assert_eq!(after(99, None, 999), GoesOn, "a gesture");
        assert_eq!(after(100, Some(Dispute::Won), 999), EndsRefunded);
    }

    #[test]
    fn a_dispute_keeps_the_membership_waiting_until_it_is_decided() {
        assert_eq!(after(0, Some(Dispute::Open), 5000), Waits);
        assert_eq!(after(0, Some(Dispute::Won), 999), GoesOn);
        assert_eq!(after(0, Some(Dispute::Lost), 5000), EndsChargedBack);
        assert_eq!(after(100, Some(Dispute::Open), 999), Waits);
    }
}
