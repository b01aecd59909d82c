//! How far an announcement has come.

use std::collections::BTreeMap;

use domain::announcement::Reason;

/// How many were written to, and what became of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The provider took the mail; on a dry run, would be written to.
    pub sent: usize,
    /// Had been written to before, by this announcement.
    pub before: usize,
    /// Were left in peace, and why.
    pub kept: BTreeMap<Reason, usize>,
    /// Nobody knows whether the provider took the mail.
    pub unknown: usize,
    /// The provider would not have the mail.
    pub refused: usize,
    /// Are no longer in the audience.
    pub gone: usize,
    /// Were not come to, for the provider does not take mails now, or the time was over.
    pub cut_short: bool,
    /// The launch is sold out, and not advertised any more.
    pub sold_out: bool,
    /// Somebody else is walking through this audience.
    pub elsewhere: bool,
}

/// What became of one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Sent,
    Before,
    Kept(Reason),
    Unknown,
    Refused,
    Gone,
    NotNow,
}

impl Tally {
    /// Everybody that this walk came to.
    #[must_use]
    pub fn come_to(&self) -> usize {
        self.sent + self.unknown + self.refused + self.gone + self.kept.values().sum::<usize>()
    }

    /// Whether nothing kept from going through the whole audience.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.cut_short && !self.sold_out && !self.elsewhere
    }

    pub(super) fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Before => self.before += 1,
            Outcome::Kept(reason) => *self.kept.entry(reason).or_default() += 1,
            Outcome::Unknown => self.unknown += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Gone => self.gone += 1,
            Outcome::NotNow => self.cut_short = true,
        }
    }
}
