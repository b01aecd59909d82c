//! Announcements: on which occasions a launch is written about, when, and to whom.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::launch::Launch;
use crate::portal::AudienceGroup;
use crate::seats::Room;
use crate::slug::Slug;

/// Why those are written to whom a launch has an offer for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// They can buy from now on.
    Opening,
    /// It closes in some days.
    Reminder,
    /// It closes soon.
    LastCall,
    /// It is over, and there is a waitlist.
    Closed,
}

/// What keeps somebody from being written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They do not want it, or their mailbox is gone.
    Suppressed,
    /// They have a membership, or have bought in this launch.
    Bought,
    /// They hold a seat just now.
    Holds,
    /// They joined the waitlist when it had opened, and were led to the offers.
    JoinedSince,
}

/// What is known of somebody who may be written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// They left, complained, or could not be reached.
    pub suppressed: bool,
    /// They have a membership that stands, or bought in this launch.
    pub bought: bool,
    /// They hold a seat in this launch.
    pub holds: bool,
    /// Since when they have waited, if it is the waitlist that is written to.
    pub waiting_since: Option<Timestamp>,
}

/// How long after its time it is still told that a launch is over.
const CLOSED_IS_NEWS: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Occasion {
    /// Every occasion, in the order of time.
    pub const ALL: [Self; 4] = [Self::Opening, Self::Reminder, Self::LastCall, Self::Closed];

    /// The word for it in keys, mails and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Reminder => "reminder",
            Self::LastCall => "last-call",
            Self::Closed => "closed",
        }
    }

    /// The occasion that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.word() == word)
    }

    /// Whether it is worth a mail while a launch has this room. What is sold out is not advertised.
    #[must_use]
    pub fn is_worth_it(self, room: Room) -> bool {
        self == Self::Closed || room != Room::SoldOut
    }
}

/// The audiences with addresses that `launch` has an offer for: the waitlist, and those of `groups`.
#[must_use]
pub fn audiences(launch: &Launch, groups: &[AudienceGroup]) -> Vec<Audience> {
    let imported = groups.iter().map(|group| Audience::Imported(group.id.clone()));
    let all = std::iter::once(Audience::Waitlist).chain(imported);
    all.filter(|audience| opens_for(launch, audience).is_some()).collect()
}

/// From when on somebody in `audience` can buy in `launch`; never, if it has no offer for them.
#[must_use]
pub fn opens_for(launch: &Launch, audience: &Audience) -> Option<Timestamp> {
    let is_theirs = |of: &Audience| of == audience || *of == Audience::Everyone;
    launch.offers.iter().filter(|offer| is_theirs(&offer.audience)).map(|offer| offer.opens).min()
}

/// From when until when `audience` is written to on this occasion. Each ends where the next one begins, so that who
/// could not be written to in time is not written to twice in a row.
#[must_use]
pub fn window(launch: &Launch, occasion: Occasion, audience: &Audience) -> Option<(Timestamp, Timestamp)> {
    let opens = opens_for(launch, audience)?;
    let begins = |occasion| match occasion {
        Occasion::Opening => Some(opens),
        Occasion::Reminder => launch.mails.reminder,
        Occasion::LastCall => launch.mails.last_call,
        Occasion::Closed => launch.mails.closed,
    };
    let from = begins(occasion)?;
    let later = Occasion::ALL.into_iter().filter(|later| *later > occasion).filter_map(begins);
    let until = match occasion {
        Occasion::Closed => from + CLOSED_IS_NEWS,
        _ => later.min().map_or(launch.closes, |next| next.min(launch.closes)),
    };
    (from < until).then_some((from, until))
}

/// One audience to be written to on one occasion of one launch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is written about.
    pub launch: Launch,
    /// Why.
    pub occasion: Occasion,
    /// Whom to.
    pub audience: Audience,
}

/// Why there is nothing to be announced by hand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NothingToAnnounce {
    /// No such launch.
    #[error("there is no launch `{0}`")]
    NoLaunch(String),
    /// The launch has no offer for this audience.
    #[error("`{launch}` has no offer for `{audience}`")]
    NoOffer {
        /// The launch.
        launch: String,
        /// The audience.
        audience: String,
    },
    /// It is not the time for it.
    #[error("it is not the time to announce `{0}`")]
    NotNow(String),
}

impl Plan {
    /// From when on the audience can buy.
    #[must_use]
    pub fn opens(&self) -> Timestamp {
        opens_for(&self.launch, &self.audience).unwrap_or(self.launch.opens)
    }

    /// Since when it is planned; by hand it may be announced before, or without.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        window(&self.launch, self.occasion, &self.audience).map(|(from, _)| from)
    }

    /// Whether it has its time at `now`.
    fn is_due(&self, now: Timestamp) -> bool {
        let window = window(&self.launch, self.occasion, &self.audience);
        window.is_some_and(|(from, until)| from <= now && now < until)
    }

    /// Whether what the mail says is true at `now`, planned or not.
    fn is_true(&self, now: Timestamp) -> bool {
        match self.occasion {
            Occasion::Closed => self.launch.closes <= now,
            _ => self.opens() <= now && now < self.launch.closes,
        }
    }
}

/// Everything that has its time at `now`.
#[must_use]
pub fn due(launches: &[Launch], groups: &[AudienceGroup], now: Timestamp) -> Vec<Plan> {
    let plans = launches.iter().flat_map(|launch| plans_of(launch, groups));
    plans.filter(|plan| plan.is_due(now)).collect()
}

/// What can be announced by hand at `now`: on this occasion, or the one that it is the time for; to this audience, or to
/// all.
///
/// # Errors
/// [`NothingToAnnounce`]: no such launch, no offer for the audience, or not the time.
pub fn by_hand(
    launches: &[Launch],
    groups: &[AudienceGroup],
    (launch, occasion, audience): (&Slug, Option<Occasion>, Option<&Audience>),
    now: Timestamp,
) -> Result<Vec<Plan>, NothingToAnnounce> {
    let name = launch.to_string();
    let found = launches.iter().find(|candidate| candidate.id == *launch);
    let launch = found.ok_or(NothingToAnnounce::NoLaunch(name.clone()))?;
    let mut plans: Vec<Plan> = plans_of(launch, groups).collect();
    if let Some(audience) = audience {
        plans.retain(|plan| plan.audience == *audience);
        if plans.is_empty() {
            return Err(NothingToAnnounce::NoOffer { launch: name, audience: audience.to_string() });
        }
    }
    plans.retain(|plan| match occasion {
        Some(occasion) => plan.occasion == occasion && plan.is_true(now),
        None => plan.is_due(now),
    });
    if plans.is_empty() { Err(NothingToAnnounce::NotNow(name)) } else { Ok(plans) }
}

fn plans_of<'a>(launch: &'a Launch, groups: &[AudienceGroup]) -> impl Iterator<Item = Plan> + use<'a> {
    let audiences = audiences(launch, groups).into_iter();
    audiences.flat_map(move |audience| {
        Occasion::ALL.map(|occasion| Plan { launch: launch.clone(), occasion, audience: audience.clone() })
    })
}

/// What keeps `recipient` from being written to on this occasion, in a launch that opens for them at `opens`.
#[must_use]
pub fn kept_from(recipient: &Recipient, occasion: Occasion, opens: Timestamp) -> Option<Reason> {
    let has_come_since = recipient.waiting_since.is_some_and(|since| since >= opens);
    match recipient {
        Recipient { suppressed: true, .. } => Some(Reason::Suppressed),
        Recipient { bought: true, .. } => Some(Reason::Bought),
        Recipient { holds: true, .. } => Some(Reason::Holds),
        _ if occasion == Occasion::Opening && has_come_since => Some(Reason::JoinedSince),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::LaunchMails;
    use crate::launch::samples::{at, launch, offer};
    use proptest::prelude::*;

    fn students() -> AudienceGroup {
        AudienceGroup {
            id: Slug::parse("students").unwrap(),
            title: String::new(),
            description: String::new(),
        }
    }

    fn friends() -> AudienceGroup {
        AudienceGroup { id: Slug::parse("friends").unwrap(), ..students() }
    }

    fn with_mails(reminder: i64, last_call: i64, closed: i64) -> Launch {
        let mails = LaunchMails {
            reminder: Some(at(reminder)),
            last_call: Some(at(last_call)),
            closed: Some(at(closed)),
        };
        Launch { mails, ..launch("august") }
    }

    #[test]
    fn a_launch_for_everyone_is_told_to_everybody_who_may_be_written_to() {
        let told = audiences(&launch("august"), &[students(), friends()]);
        assert_eq!(told.iter().map(Audience::name).collect::<Vec<_>>(), ["waitlist", "students", "friends"]);
    }

    #[test]
    fn a_launch_for_graduates_alone_is_told_to_them_alone() {
        let own = Launch { offers: vec![offer("a", "students", 19_900)], ..launch("august") };
        let told = audiences(&own, &[students(), friends()]);
        assert_eq!(told.iter().map(Audience::name).collect::<Vec<_>>(), ["students"]);
        assert_eq!(window(&own, Occasion::Opening, &Audience::Waitlist), None);
    }

    #[test]
    fn each_occasion_ends_where_the_next_begins() {
        let launch = with_mails(1500, 1900, 2100);
        let windows = Occasion::ALL.map(|occasion| window(&launch, occasion, &Audience::Waitlist));
        let of = |from, until| Some((at(from), at(until)));
        let week = 7 * 24 * 3600;
        assert_eq!(windows, [of(1000, 1500), of(1500, 1900), of(1900, 2000), of(2100, 2100 + week)]);
    }

    #[test]
    fn who_may_buy_before_the_others_is_told_before_them() {
        let mut launch = launch("august");
        launch.offers.push(crate::launch::Offer { opens: at(900), ..offer("ventet", "waitlist", 24_900) });
        let opens = |audience| window(&launch, Occasion::Opening, &audience).map(|(from, _)| from);
        assert_eq!(opens(Audience::Waitlist), Some(at(900)));
        assert_eq!(opens(Audience::parse("students").unwrap()), Some(at(1000)));
    }

    #[test]
    fn who_has_bought_holds_or_left_is_left_in_peace() {
        let of = |recipient| kept_from(&recipient, Occasion::Opening, at(1000));
        let nobody = Recipient::default();
        assert_eq!(of(Recipient { suppressed: true, ..nobody }), Some(Reason::Suppressed));
        assert_eq!(of(Recipient { bought: true, ..nobody }), Some(Reason::Bought));
        assert_eq!(of(Recipient { holds: true, ..nobody }), Some(Reason::Holds));
        assert_eq!(of(Recipient { waiting_since: Some(at(1000)), ..nobody }), Some(Reason::JoinedSince));
        assert_eq!(of(Recipient { waiting_since: Some(at(999)), ..nobody }), None);
        let later = Recipient { waiting_since: Some(at(1500)), ..nobody };
        assert_eq!(kept_from(&later, Occasion::LastCall, at(1000)), None);
    }

    #[test]
    fn by_hand_what_is_not_planned_can_be_announced_while_it_is_true() {
        let launches = [launch("august")];
        let august = Slug::parse("august").unwrap();
        let ask = |occasion, audience: Option<&str>, now| {
            let audience = audience.map(|name| Audience::parse(name).unwrap());
            by_hand(&launches, &[students()], (&august, occasion, audience.as_ref()), at(now))
                .map(|plans| plans.iter().map(|plan| plan.audience.to_string()).collect::<Vec<_>>())
        };
        let not_now = Err(NothingToAnnounce::NotNow("august".to_owned()));
        assert_eq!(ask(None, None, 1500), Ok(vec!["waitlist".to_owned(), "students".to_owned()]));
        assert_eq!(ask(Some(Occasion::LastCall), Some("waitlist"), 1500), Ok(vec!["waitlist".to_owned()]));
        assert_eq!(ask(Some(Occasion::LastCall), None, 2000), not_now);
        assert_eq!(ask(Some(Occasion::Closed), Some("students"), 2000), Ok(vec!["students".to_owned()]));
        assert_eq!(ask(None, None, 999), not_now);
        let no_offer = ask(None, Some("friends"), 1500).map_err(|error| error.to_string());
        assert_eq!(no_offer, Err("`august` has no offer for `friends`".to_owned()));
    }

    proptest! {
        #[test]
        fn nobody_is_in_two_windows_at_once(times in prop::array::uniform3(prop::option::of(900_i64..2500)), now in 800_i64..3000) {
            let [reminder, last_call, closed] = times.map(|time| time.map(at));
            let launch = Launch { mails: LaunchMails { reminder, last_call, closed }, ..launch("august") };
            let is_in = |occasion: &Occasion| {
                let window = window(&launch, *occasion, &Audience::Waitlist);
                window.is_some_and(|(from, until)| from <= at(now) && at(now) < until)
            };
            let sales = Occasion::ALL.iter().filter(|occasion| **occasion != Occasion::Closed && is_in(occasion));
            prop_assert!(sales.count() <= 1);
        }
    }

    #[test]
    fn an_occasion_reads_back_as_itself() {
        for occasion in Occasion::ALL {
            assert_eq!(Occasion::parse(occasion.word()), Some(occasion));
        }
    }
}
