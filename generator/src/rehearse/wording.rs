//! What the portal says, for telling its mails and its refusals apart as a reader does.

use std::collections::BTreeMap;

use themes::theme::Theme;

use crate::failure::Failure;
use crate::site::Site;
use crate::visitor::Page;

/// Why somebody could not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Snag {
    /// Every seat is taken.
    SoldOut,
    /// Every seat is held or taken.
    SeatsHeld,
    /// The seat was no longer held.
    HoldExpired,
    /// The launch was over.
    Closed,
    /// They were members already.
    AlreadyMember,
    /// There was nothing for them to buy.
    NothingForThem,
    /// They asked too often.
    TooMany,
    /// Something of ours failed.
    Broken,
}

/// The refusals that have a page of their own, by the key of their words.
const REFUSALS: [(&str, Snag); 5] = [
    ("sold-out", Snag::SoldOut),
    ("seats-held", Snag::SeatsHeld),
    ("hold-expired", Snag::HoldExpired),
    ("launch-closed", Snag::Closed),
    ("already-member", Snag::AlreadyMember),
];

/// The words that matter.
#[derive(Debug)]
pub(super) struct Wording {
    /// The kind of a mail by its subject.
    mails: BTreeMap<String, String>,
    /// The titles of refusals.
    refusals: Vec<(String, Snag)>,
    /// The title of the page that waits for a payment.
    waiting: String,
}

impl Wording {
    /// The words of this portal.
    ///
    /// # Errors
    /// [`Failure::Broken`] if its theme has lost some of them.
    pub(super) fn of(site: &Site) -> Result<Self, Failure> {
        let broken = |error| Failure::broken("could not read the portal's wording", error);
        let zone = site.portal.time_zone.zone();
        let theme = Theme::new(&site.theme, &site.shared, zone).map_err(broken)?;
        let word = |key: &str| theme.word(key, &BTreeMap::new());
        let title = |(key, snag): (&str, Snag)| word(&format!("{key}-title")).map(|title| (title, snag));
        let keys = site.theme.wording.lines().filter_map(|line| line.split_once('='));
        let kinds =
            keys.filter_map(|(key, _)| key.trim_end().strip_prefix("mail-")?.strip_suffix("-subject"));
        // A subject that mentions what only its mail knows is not among them.
        let subject = |kind: &str| Some((word(&format!("mail-{kind}-subject")).ok()?, kind.to_owned()));
        Ok(Self {
            mails: kinds.filter_map(subject).collect(),
            refusals: REFUSALS.into_iter().map(title).collect::<Result<_, _>>().map_err(broken)?,
            waiting: word("checkout-waiting-title").map_err(broken)?,
        })
    }

    /// The kind of the mail with this subject, if the wording has one.
    pub(super) fn kind_of_mail(&self, subject: &str) -> Option<&str> {
        self.mails.get(subject).map(String::as_str)
    }

    /// Why this page is not what was asked for, if it is not.
    pub(super) fn snag(&self, page: &Page) -> Option<Snag> {
        match page.status {
            500.. => Some(Snag::Broken),
            429 => Some(Snag::TooMany),
            400.. => {
                let text = page.text();
                self.refusals.iter().find(|(title, _)| text.contains(title)).map(|(_, snag)| *snag)
            }
            _ => None,
        }
    }

    /// Whether the page waits for a payment.
    pub(super) fn is_waiting(&self, page: &Page) -> bool {
        page.status == 200 && page.text().contains(&self.waiting)
    }
}

impl Snag {
    /// What it was, in a few words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::SoldOut => "saw that it was sold out",
            Self::SeatsHeld => "saw that all seats were held",
            Self::HoldExpired => "came back after their hold",
            Self::Closed => "came after the closing",
            Self::AlreadyMember => "were members already",
            Self::NothingForThem => "found nothing for them",
            Self::TooMany => "were told to wait (429)",
            Self::Broken => "saw that something failed (5xx)",
        }
    }
}
