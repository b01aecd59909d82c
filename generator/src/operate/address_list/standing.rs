//! Whether a list says that somebody has unsubscribed, or never confirmed: in what columns, and in what words.
//!
//! As Mailchimp (`UNSUB_TIME`, `CLEAN_TIME`, `Status`), Kit (`state`, `status`), Kajabi (`Subscribed`) and Podia
//! (`Subscription`) write it, and their like. Names and words are compared folded, see [`fold`].

use unicode_normalization::UnicodeNormalization as _;

/// What a column tells of everybody in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A word for it: `active`, `cancelled`.
    Word,
    /// Whether they may be written to: `yes`, `false`.
    Consent,
    /// Whether, or when, they said that they may not: `yes`, or an instant.
    Withdrawal,
}

const WORD: &[&str] = &[
    "abonnement",
    "abonnementsstatus",
    "contactstatus",
    "emailmarketingstatus",
    "emailpermissionstatus",
    "emailstatus",
    "estado",
    "liststatus",
    "marketingstatus",
    "memberstatus",
    "state",
    "stato",
    "status",
    "statut",
    "subscriberstate",
    "subscriberstatus",
    "subscription",
    "subscriptionstatus",
];

const CONSENT: &[&str] = &[
    "abonnent",
    "acceptsemailmarketing",
    "acceptsmarketing",
    "consent",
    "emailconsent",
    "emailmarketing",
    "emailmarketingconsent",
    "emailoptin",
    "emailsubscribed",
    "issubscribed",
    "marketing",
    "marketingconsent",
    "marketingoptin",
    "newsletter",
    "nyhetsbrev",
    "optedin",
    "optin",
    "samtykke",
    "subscribed",
    "subscribedtoemails",
    "subscribedtomarketing",
];

const WITHDRAWAL: &[&str] = &[
    "avmeldt",
    "avmeldtdato",
    "blacklisted",
    "blocklisted",
    "bounced",
    "bouncedat",
    "cleantime",
    "complained",
    "emailblacklisted",
    "emailoptout",
    "globalunsubscribe",
    "optedout",
    "optout",
    "optoutdate",
    "optouttime",
    "suppressed",
    "unsub",
    "unsubscribed",
    "unsubscribedat",
    "unsubscribeddate",
    "unsubscribedon",
    "unsubscribetime",
    "unsubtime",
];

/// Words for somebody who may not be written to. Who only seems tired of it (`cold`) is not among them.
const GONE: &[&str] = &[
    "abgemeldet",
    "afmeldt",
    "archived",
    "avmeldt",
    "avregistrerad",
    "baja",
    "blacklisted",
    "blocked",
    "blocklisted",
    "bounced",
    "canceled",
    "cancelado",
    "cancelled",
    "cleaned",
    "complained",
    "complaint",
    "deleted",
    "désabonné",
    "désinscrit",
    "hardbounced",
    "ikkebekreftet",
    "inactive",
    "inaktiv",
    "invalid",
    "neversubscribed",
    "nonsubscribed",
    "notsubscribed",
    "optedout",
    "optout",
    "pending",
    "removed",
    "slettet",
    "spam",
    "sperret",
    "suppressed",
    "transactional",
    "unconfirmed",
    "unsub",
    "unsubscribe",
    "unsubscribed",
    "utmeldt",
];

const NO: &[&str] =
    &["0", "falsch", "false", "falskt", "n", "nei", "nein", "nej", "never", "no", "non", "off", "usann"];

impl Standing {
    /// What a column of this folded name tells.
    pub(super) fn of(name: &str) -> Option<Self> {
        let kinds = [(WORD, Self::Word), (CONSENT, Self::Consent), (WITHDRAWAL, Self::Withdrawal)];
        kinds.into_iter().find(|(names, _)| names.contains(&name)).map(|(_, kind)| kind)
    }

    /// Whether `cell` in such a column says that somebody may not be written to. An empty one says nothing.
    pub(super) fn is_gone(self, cell: &str) -> bool {
        let word = fold(cell);
        let (is_no, is_gone) = (NO.contains(&word.as_str()), GONE.contains(&word.as_str()));
        match self {
            Self::Word => is_gone,
            Self::Consent => is_no || is_gone,
            Self::Withdrawal => !word.is_empty() && !is_no,
        }
    }
}

/// A name or word without case and without what stands between its parts: `E-mail_Address ` is `emailaddress`.
pub(super) fn fold(name: &str) -> String {
    name.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
