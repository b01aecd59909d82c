//! What one person will do, drawn beforehand, so that it depends on the seed and the person's number alone.

use domain::launch::Launch;
use jiff::{SignedDuration, Timestamp};

use super::plan::Rates;
use crate::dice::{Dice, Share};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Where somebody heard of the launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Background {
    /// They asked to be told.
    Waiting,
    /// They were imported into an audience.
    Imported,
    /// Elsewhere.
    Stranger,
}

/// How somebody joins the waitlist.
#[derive(Clone, Debug)]
pub(super) struct Joining {
    pub at: Timestamp,
    /// Whether they forget that they did, and do it again.
    pub twice: bool,
    pub confirms: bool,
    /// How long after it they leave, if they do.
    pub leaves_after: Option<SignedDuration>,
}

/// What becomes of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Paid, and the receipt seen.
    Pays,
    /// Paid, and the page closed before the receipt.
    PaysUnseen,
    /// The seat is given back.
    GivesUp,
    /// The seat is given back; then held again and paid, and the first page paid as well.
    GivesUpAndPaysTwice,
    /// Nothing more.
    WandersOff,
    /// Paid after the time was over.
    PaysLate,
    /// Likewise, and the page closed before the receipt.
    PaysLateUnseen,
}

/// What one person will do.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    pub background: Background,
    pub joins: Option<Joining>,
    /// When they come to buy, or to look; nobody else comes.
    pub comes_at: Option<Timestamp>,
    /// Whether they hold a seat, and what becomes of it; otherwise they only look.
    pub order: Option<Ending>,
    pub presses_back: bool,
    pub comes_again: bool,
}

/// Draws habits for people of one launch.
pub(super) struct Draw<'a> {
    pub rates: &'a Rates,
    pub launch: &'a Launch,
    /// From when on people join the waitlist.
    pub begins: Timestamp,
}

impl Draw<'_> {
    /// The habits of somebody with this background.
    pub(super) fn habits(&self, background: Background, dice: &mut Dice) -> Habits {
        let joins = (background == Background::Waiting).then(|| self.joining(dice));
        let (visits, orders) = match background {
            Background::Stranger => (Share::ALL, self.rates.strangers_order),
            _ => (self.rates.visit, self.rates.order),
        };
        let leaves = joins.as_ref().is_some_and(|joining| joining.leaves_after.is_some());
        let comes = dice.says(visits) && !leaves;
        let comes_at = self.arrival(dice);
        let order = dice.says(orders);
        let ending = self.ending(dice);
        Habits {
            background,
            joins,
            comes_at: comes.then_some(comes_at),
            order: order.then_some(ending),
            presses_back: dice.says(Share::percent(20)),
            comes_again: dice.says(Share::percent(10)),
        }
    }

    fn joining(&self, dice: &mut Dice) -> Joining {
        // Who joins in the last day could not both leave and be left alone before the opening.
        let last = self.launch.opens - SignedDuration::from_secs(2 * DAY);
        let leaves = dice.says(Share::percent(5));
        Joining {
            at: between(dice, self.begins, last),
            twice: dice.says(Share::percent(10)),
            confirms: leaves || dice.says(Share::percent(90)),
            leaves_after: leaves.then(|| SignedDuration::from_secs(DAY)),
        }
    }

    /// Most come at the opening and before the closing: some at its very minute, many within a day, fewer and fewer
    /// after it, and many again on the last day.
    fn arrival(&self, dice: &mut Dice) -> Timestamp {
        let Launch { opens, closes, .. } = *self.launch;
        let day = SignedDuration::from_secs(DAY.min((closes.as_second() - opens.as_second()) / 2));
        match dice.below(100) {
            0..15 => opens,
            15..45 => {
                let (one, other) = (between(dice, opens, opens + day), between(dice, opens, opens + day));
                one.min(other)
            }
            45..70 => between(dice, opens, closes),
            _ => between(dice, closes - day, closes - SignedDuration::from_secs(5 * MINUTE)),
        }
    }

    fn ending(&self, dice: &mut Dice) -> Ending {
        let rates = self.rates;
        let (pays, unseen) = (dice.says(rates.pay), dice.says(rates.leave_the_tab));
        let (late, gives_up, twice) =
            (dice.says(rates.pay_late), dice.says(rates.give_up), dice.says(Share::percent(30)));
        match () {
            () if pays && unseen => Ending::PaysUnseen,
            () if pays => Ending::Pays,
            () if late && unseen => Ending::PaysLateUnseen,
            () if late => Ending::PaysLate,
            () if gives_up && twice => Ending::GivesUpAndPaysTwice,
            () if gives_up => Ending::GivesUp,
            () => Ending::WandersOff,
        }
    }
}

/// An instant from `first`, before `last`; `first` if that is no time.
fn between(dice: &mut Dice, first: Timestamp, last: Timestamp) -> Timestamp {
    let seconds = u64::try_from(last.as_second() - first.as_second()).unwrap_or_default();
    first + SignedDuration::from_secs(i64::try_from(dice.below(seconds)).unwrap_or_default())
}
