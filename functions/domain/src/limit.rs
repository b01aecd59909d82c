//! Limits: how often something may be asked for within a while.

use jiff::{SignedDuration, Timestamp};

/// At most this often within each window of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted: its part of the counter's key.
    pub name: &'static str,
    /// How many times, from 1.
    pub most: u32,
    /// How long a window is. Windows lie side by side, so at the turn of one twice the limit may come within its
    /// length. In return a count is one atomic write.
    pub window: SignedDuration,
}

/// The limits of a kind of mail that anybody can ask for. Each kind is counted apart, so that asking for one of them
/// in somebody's name keeps no other from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailLimits {
    /// To one mailbox, however its address is written. More would be a nuisance to whoever owns it.
    pub to_address: Limit,
    /// From one network. At an opening many people share the network of a phone company or a school.
    pub from_network: Limit,
}

const QUARTER: SignedDuration = SignedDuration::from_mins(15);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Mails to sign in by. Their links last a quarter of an hour, and so does the window: whoever is over the limit has
/// been sent one that still works, whoever asked for it.
pub const SIGN_IN_MAILS: MailLimits = MailLimits {
    to_address: Limit { name: "sign-in-to", most: 5, window: QUARTER },
    from_network: Limit { name: "sign-in-from", most: 120, window: HOUR },
};

/// Mails that confirm an entry on the waitlist.
pub const WAITLIST_MAILS: MailLimits = MailLimits {
    to_address: Limit { name: "waitlist-to", most: 5, window: HOUR },
    from_network: Limit { name: "waitlist-from", most: 300, window: HOUR },
};

/// Mails that prove an address, so that it can buy.
pub const OFFER_MAILS: MailLimits = MailLimits {
    to_address: Limit { name: "offer-to", most: 5, window: HOUR },
    from_network: Limit { name: "offer-from", most: 600, window: HOUR },
};

/// Mails to withdraw by.
pub const WITHDRAWAL_MAILS: MailLimits = MailLimits {
    to_address: Limit { name: "withdraw-to", most: 5, window: HOUR },
    from_network: Limit { name: "withdraw-from", most: 120, window: HOUR },
};

/// How often a member may take along what is known of them: for each, the sales of every year since they joined are read.
pub const EXPORTS_OF_MEMBER: Limit = Limit { name: "exports-of", most: 10, window: DAY };

/// Codes tried from one network.
pub const CODES_FROM_NETWORK: Limit = Limit { name: "codes-from", most: 60, window: HOUR };

/// Codes tried for one address, from anywhere; beyond them the link still works. Twenty guesses a day at a million
/// codes: within a year, one chance in 137.
pub const CODES_FOR_ADDRESS: Limit = Limit { name: "codes-for", most: 20, window: DAY };

/// Holds begun from one network. Each address can hold one seat, so this many addresses from one network could be
/// kept from others at a time.
pub const HOLDS_FROM_NETWORK: Limit = Limit { name: "holds-from", most: 30, window: HOUR };

/// Holds begun for one mailbox, however its address is written: who gives up and begins again without end keeps a seat from others.
pub const HOLDS_FOR_ADDRESS: Limit = Limit { name: "holds-for", most: 10, window: HOUR };

impl Limit {
    /// The number of the window that `now` is counted in, since 1970.
    #[must_use]
    pub fn window(self, now: Timestamp) -> i64 {
        now.as_second().div_euclid(self.window.as_secs())
    }

    /// When the window is over that `now` is counted in.
    #[must_use]
    pub fn resets(self, now: Timestamp) -> Timestamp {
        let end = (self.window(now) + 1) * self.window.as_secs();
        Timestamp::from_second(end).unwrap_or(Timestamp::MAX)
    }

    /// So many times as many.
    #[must_use]
    pub fn times(self, factor: u32) -> Self {
        Self { most: self.most.saturating_mul(factor), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::at;
    use crate::token::SIGN_IN_LASTS;

    #[test]
    fn a_window_ends_where_the_next_begins() {
        assert_eq!(CODES_FROM_NETWORK.resets(at(3599)), at(3600));
        assert_eq!(CODES_FROM_NETWORK.resets(at(3600)), at(7200));
        assert_ne!(CODES_FROM_NETWORK.window(at(3599)), CODES_FROM_NETWORK.window(at(3600)));
        assert_eq!(CODES_FROM_NETWORK.window(at(-1)), -1);
    }

    #[test]
    fn whoever_is_over_the_limit_has_a_link_that_works() {
        assert!(SIGN_IN_MAILS.to_address.window <= SIGN_IN_LASTS);
    }
}
