//! Limits: how often something may be asked for within an hour.

use jiff::{SignedDuration, Timestamp};

/// At most this often within an hour of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted: its part of the counter's key.
    pub name: &'static str,
    /// How many times, from 1.
    pub most: u32,
}

/// The hours that are counted: fixed ones, so at the turn of one twice the limit may come within an hour. In
/// return a count is one atomic write.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Mails to one address that somebody asked for. More would be a nuisance to whoever owns it.
pub const MAILS_TO_ADDRESS: Limit = Limit { name: "mails-to", most: 5 };

/// Mails asked for from one network. At an opening many people share the network of a phone company.
pub const MAILS_FROM_NETWORK: Limit = Limit { name: "mails-from", most: 120 };

/// Codes tried from one network.
pub const CODES_FROM_NETWORK: Limit = Limit { name: "codes-from", most: 60 };

impl Limit {
    /// The number of the hour that `now` is counted in, since 1970.
    #[must_use]
    pub fn window(self, now: Timestamp) -> i64 {
        now.as_second().div_euclid(WINDOW.as_secs())
    }

    /// When the hour is over that `now` is counted in.
    #[must_use]
    pub fn resets(self, now: Timestamp) -> Timestamp {
        let end = (self.window(now) + 1) * WINDOW.as_secs();
        Timestamp::from_second(end).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::at;

    #[test]
    fn an_hour_ends_where_the_next_begins() {
        assert_eq!(MAILS_TO_ADDRESS.resets(at(3599)), at(3600));
        assert_eq!(MAILS_TO_ADDRESS.resets(at(3600)), at(7200));
        assert_ne!(MAILS_TO_ADDRESS.window(at(3599)), MAILS_TO_ADDRESS.window(at(3600)));
        assert_eq!(MAILS_TO_ADDRESS.window(at(-1)), -1);
    }
}
