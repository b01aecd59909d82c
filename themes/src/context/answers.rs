//! The templates that only functions answer with, and the mails.

use std::collections::BTreeMap;

use domain::money::Money;
use domain::quote::Quote;
use jiff::Timestamp;
use serde::Serialize;

use super::launch::LaunchView;
use super::public::LevelCard;
use super::sections::Item;
use super::site::{Form, Page};

/// `sign-in.html`, static and answered; and `locked.html`, where somebody without access ends.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn<'a> {
    pub page: &'a Page,
    /// Where to go afterwards.
    pub next: &'a str,
    pub locked: Option<Locked<'a>>,
    pub form: Form,
}

/// `sign-in-sent.html`: a sign-in mail is on its way, if the address is a member's.
#[derive(Clone, Debug, Serialize)]
pub struct SignInSent<'a> {
    pub page: &'a Page,
    /// This browser asked, and may type the code.
    pub has_asked: bool,
    pub form: Form,
}

/// `sessions.html`: the browsers that a member is signed in with.
#[derive(Clone, Debug, Serialize)]
pub struct Sessions<'a> {
    pub page: &'a Page,
    pub sessions: Vec<SessionCard>,
}

/// One browser that a member is signed in with.
#[derive(Clone, Debug, Serialize)]
pub struct SessionCard {
    /// What its button posts.
    pub id: String,
    /// As in `Chrome · Android`; empty if it is not known.
    pub device: String,
    pub began: Timestamp,
    /// This is the browser that reads the page.
    pub here: bool,
}

/// `ended.html`: why a membership opens nothing any more, and what to do.
#[derive(Clone, Debug, Serialize)]
pub struct Ended<'a> {
    pub page: &'a Page,
    pub why: EndedWhy,
    /// Until when it was paid for, if that is past.
    pub at: Option<Timestamp>,
    /// The founding price that the member may come back to.
    pub kept: Option<Kept<'a>>,
    pub launch: Option<&'a LaunchView>,
}

/// A founding price that waits for its founder.
#[derive(Clone, Debug, Serialize)]
pub struct Kept<'a> {
    pub quote: &'a Quote,
    /// From when on it does so no more.
    pub until: Timestamp,
}

/// Why a membership opens nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EndedWhy {
    /// It was cancelled, and the paid period is over.
    Ended,
    /// It should have renewed, and the payment has not come.
    Lapsed,
    /// The bank asks for the payment back, and it is not decided.
    Disputed,
}

impl EndedWhy {
    /// The wording's key of the page's title.
    #[must_use]
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Ended => "access-ended-title",
            Self::Lapsed => "access-lapsed-title",
            Self::Disputed => "access-disputed-title",
        }
    }
}

/// What stands behind a locked page, as far as everybody may know.
#[derive(Clone, Debug, Serialize)]
pub struct Locked<'a> {
    pub level: Option<&'a LevelCard>,
    /// Title and summary of the lesson, if it is teased.
    pub teased: Option<Item>,
    /// Signed in, but the membership does not open this.
    pub signed_in: bool,
    /// When it will, if it will.
    pub opens: Option<Timestamp>,
    pub launch: Option<&'a LaunchView>,
}

/// `review.html`: the order as it will be charged.
#[derive(Clone, Debug, Serialize)]
pub struct Review<'a> {
    pub page: &'a Page,
    pub quote: &'a Quote,
    pub email: &'a str,
    pub hold: &'a str,
    /// Until when the seat is kept for starting the payment.
    pub keep_until: Timestamp,
    /// When the second charge comes, if it is paid today; none for what is paid once.
    pub next_charge: Option<Timestamp>,
    /// The fingerprint of the terms that are agreed to.
    pub terms_version: String,
    /// The price differs from the one on the page before; ask again.
    pub price_changed: bool,
    pub form: Form,
}

/// `receipt.html`: the page after a payment.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt<'a> {
    pub page: &'a Page,
    pub number: u32,
    pub founder: bool,
    pub quote: &'a Quote,
    /// None for what is paid once.
    pub next_charge: Option<Timestamp>,
    pub email: &'a str,
}

/// `account.html`: what a member pays, and what they were promised.
#[derive(Clone, Debug, Serialize)]
pub struct Account<'a> {
    pub page: &'a Page,
    pub email: &'a str,
    pub number: u32,
    pub quote: &'a Quote,
    pub state: AccountState,
    pub next_charge: Option<Timestamp>,
    /// When it ends, if it was cancelled; or unless a payment that failed is made good.
    pub ends: Option<Timestamp>,
    /// There is a card to change, and there are receipts, at the provider.
    pub has_card: bool,
    pub can_cancel: bool,
    pub can_keep: bool,
    /// Until when the right of withdrawal lasts, if it does.
    pub withdraw_until: Option<Timestamp>,
    /// The first one first.
    pub promises: Vec<PromiseLine<'a>>,
}

/// How a membership stands, as its member reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountState {
    Active,
    /// Paid once, for good.
    ForGood,
    /// The renewal was declined, or has not come.
    PastDue,
    /// Cancelled; it lasts until its end.
    Ending,
    Ended,
    Disputed,
    Revoked,
}

/// One promise of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseLine<'a> {
    pub at: Timestamp,
    pub quote: &'a Quote,
    pub number: u32,
    /// The launch's name.
    pub launch: &'a str,
    /// The fingerprint of the terms then.
    pub terms_version: &'a str,
    pub immediate_start: bool,
}

/// `cancel.html`: what ending the membership means.
#[derive(Clone, Debug, Serialize)]
pub struct Cancel<'a> {
    pub page: &'a Page,
    /// When it will end; none if at once.
    pub ends: Option<Timestamp>,
    pub quote: &'a Quote,
}

/// `erase.html`: what goes and what stays when a member is erased.
#[derive(Clone, Debug, Serialize)]
pub struct Erase<'a> {
    pub page: &'a Page,
    pub email: &'a str,
    /// Until when the right of withdrawal lasts, if it does; it is lost with the rest.
    pub withdraw_until: Option<Timestamp>,
    pub form: Form,
}

/// `withdraw-confirm.html`: what is withdrawn from, and what is given back.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawConfirm<'a> {
    pub page: &'a Page,
    pub quote: &'a Quote,
    pub email: &'a str,
    pub bought: Timestamp,
    /// The first instant at which the right is over.
    pub until: Timestamp,
    pub asked: Timestamp,
    /// None if nothing is left of what was paid.
    pub given_back: Option<Money>,
    /// All of the price is given back.
    pub in_full: bool,
    /// What the button posts; empty for who is signed in.
    pub token: &'a str,
}

/// `notice.html`: one message, perhaps with a button. Its words are `<key>-title` and `<key>-lead`.
#[derive(Clone, Debug, Serialize)]
pub struct Notice<'a> {
    pub page: &'a Page,
    pub key: &'a str,
    /// What the words mention: `$email`, `$count`.
    pub args: BTreeMap<String, String>,
    pub tone: Tone,
    /// A link under the message; its words are the key's.
    pub link: Option<KeyedLink<'a>>,
    /// A form of one button, which posts its hidden fields; its words are `<key>-button`.
    pub button: Option<Button<'a>>,
    /// The waitlist's form, where joining it is a way on.
    pub waitlist: Option<Form>,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Good,
    Plain,
    Problem,
}

/// A link whose words stand in the wording.
#[derive(Clone, Debug, Serialize)]
pub struct KeyedLink<'a> {
    pub key: &'a str,
    pub href: &'a str,
}

/// A form of one button.
#[derive(Clone, Debug, Serialize)]
pub struct Button<'a> {
    pub action: &'a str,
    pub hidden: Vec<(&'a str, &'a str)>,
}

/// `mail.html` and `mail.txt`: one mail. Its words are `mail-<key>-subject`, `-lead`, `-button`, `-small`.
#[derive(Clone, Debug, Serialize)]
pub struct Mail<'a> {
    pub key: &'a str,
    /// What its words mention. `findings`, if there are some, stand under them, one a line.
    pub args: BTreeMap<String, String>,
    /// Where the button leads, if there is one.
    pub href: Option<String>,
    /// The order, in an order confirmation.
    pub order: Option<Order<'a>>,
    /// Six digits to be typed instead of pressing the button, in a sign-in mail.
    pub code: Option<&'a str>,
    /// Where one click ends these mails, in mails that are not about an order or a sign-in.
    pub unsubscribe: Option<String>,
    /// The launch that it is about, with what its reader may buy.
    pub launch: Option<&'a LaunchView>,
    /// An instant that its words mention as `$date`, or with the time of day as `$moment`.
    pub date: Option<Timestamp>,
    /// An amount that its words mention as `$amount`. By `$minor`, its minor units, they tell nothing from something.
    pub amount: Option<Money>,
}

/// What was bought, for the order confirmation.
#[derive(Clone, Debug, Serialize)]
pub struct Order<'a> {
    pub quote: &'a Quote,
    pub number: u32,
    pub paid_at: Timestamp,
    /// None for what is paid once.
    pub next_charge: Option<Timestamp>,
    /// The fingerprint of the terms that were agreed to.
    pub terms_version: &'a str,
    /// Whether the buyer expressly asked for a start before the right of withdrawal is over.
    pub immediate_start: bool,
}
