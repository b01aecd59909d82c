//! Whoever asks for a price: what is known of them, and so what is for sale to them.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::audience::Audience;
use crate::membership::Membership;
use crate::quote::Quote;
use crate::slug::Slug;

/// What is known of whoever asks for a price. The default knows nothing: a visitor without a proven address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    /// The audiences that their address was imported into.
    pub imported: BTreeSet<Slug>,
    /// Since when their waitlist entry has been confirmed.
    pub waiting_since: Option<Timestamp>,
    /// The founding price that they may come back to.
    pub kept: Option<Quote>,
}

impl Buyer {
    /// Whether they belong to `audience` for an offer that opens at `opens`.
    ///
    /// The waitlist are those who stood on it before: an offer for those who waited is not for whoever joins when
    /// it has opened.
    #[must_use]
    pub fn is_in(&self, audience: &Audience, opens: Timestamp) -> bool {
        match audience {
            Audience::Everyone => true,
            Audience::Waitlist => self.waiting_since.is_some_and(|since| since < opens),
            Audience::Imported(name) => self.imported.contains(name),
        }
    }
}

/// Until when a founder may come back to the price of `quote`, if they may at `now`: their membership is over, its launch
/// promised so, and no more than the promised days have passed since the end of the paid period.
#[must_use]
pub fn kept_until(quote: &Quote, membership: &Membership, now: Timestamp) -> Option<Timestamp> {
    let days = SignedDuration::from_hours(24 * i64::from(quote.back_within?));
    let until = membership.paid_until.saturating_add(days).unwrap_or(Timestamp::MAX);
    let may_return = quote.founding && !membership.revoked && !membership.stands(now);
    (may_return && now < until).then_some(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::samples::{at, launch};
    use crate::membership::MembershipState;
    use crate::quote::quote_of;
    use proptest::prelude::*;

    const DAY: i64 = 24 * 3600;

    fn ended(paid_until: i64, state: MembershipState) -> Membership {
        let levels = crate::level::LevelSet::All;
        Membership {
            state,
            paid_until: at(paid_until),
            levels,
            joined_at: at(0),
            grace_days: 7,
            revoked: false,
            disputed: false,
        }
    }

    fn founder(back_within: Option<u16>) -> Quote {
        let launch = launch("august");
        Quote { back_within, ..quote_of(&launch, &launch.offers[0]) }
    }

    #[test]
    fn only_who_waited_before_it_opened_is_of_the_waitlist() {
        let since = |second| Buyer { waiting_since: Some(at(second)), ..Buyer::default() };
        assert!(since(999).is_in(&Audience::Waitlist, at(1000)));
        assert!(!since(1000).is_in(&Audience::Waitlist, at(1000)));
        assert!(!Buyer::default().is_in(&Audience::Waitlist, at(1000)));
        assert!(Buyer::default().is_in(&Audience::Everyone, at(1000)));
    }

    #[test]
    fn a_founder_comes_back_within_the_promised_days_and_not_a_second_later() {
        let membership = ended(5000, MembershipState::Ending);
        let kept = |now| kept_until(&founder(Some(30)), &membership, at(now));
        let until = Some(at(5000 + 30 * DAY));
        assert_eq!(kept(4999), None, "it is not over yet");
        assert_eq!(kept(5000), until);
        assert_eq!(kept(5000 + 30 * DAY - 1), until);
        assert_eq!(kept(5000 + 30 * DAY), None);
    }

    proptest! {
        #[test]
        fn nobody_keeps_what_was_not_promised(now in 0..100 * DAY, days in prop::option::of(1_u16..60), founding: bool, revoked: bool) {
            let membership = Membership { revoked, ..ended(5000, MembershipState::Ended) };
            let quote = Quote { founding, ..founder(days) };
            let promised = days.is_some_and(|days| now < 5000 + i64::from(days) * DAY);
            prop_assert_eq!(kept_until(&quote, &membership, at(now)).is_some(), promised && founding && !revoked);
        }
    }
}
