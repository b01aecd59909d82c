//! What the template lets run by itself, and what everything weighs and lasts: every assumption of the cost page that is
//! not about what people do.

pub(super) const MAIL: &str = "a mail sent";
pub(super) const SALES_RECORD: &str = "the sales record of a payment, an errand";
pub(super) const NO_ERRANDS: &str = "errands, when there are none";
pub(super) const GATE: &str = "the gate told";
pub(super) const NO_NEWS: &str = "the gate told, when nothing changed";
pub(super) const SNAPSHOT_AGAIN: &str = "the snapshot, asked again after ten seconds";
pub(super) const SNAPSHOT_COLD: &str = "the snapshot, when a function is cold";

/// What the clock wakes.
pub(super) struct Schedule {
    pub whom: &'static str,
    pub every_minutes: u128,
    /// The line in ARCHITECTURE.md of what it does when nothing waits.
    pub does: &'static str,
}

impl Schedule {
    /// In a month.
    pub(super) fn times(&self) -> u128 {
        MINUTES_IN_A_MONTH / self.every_minutes
    }
}

/// As the template has them. What each does when nothing waits was measured for errands and for the gate; of the others
/// we assume the same query.
pub(super) const SCHEDULES: [Schedule; 6] = [
    Schedule { whom: "`announce`", every_minutes: 1, does: NO_ERRANDS },
    Schedule { whom: "`sweeper`", every_minutes: 1, does: NO_ERRANDS },
    Schedule { whom: "`reconciler`, for errands", every_minutes: 1, does: NO_ERRANDS },
    Schedule { whom: "`reconciler`, for all", every_minutes: 15, does: NO_ERRANDS },
    Schedule { whom: "`outbox`", every_minutes: 5, does: NO_ERRANDS },
    Schedule { whom: "`access`", every_minutes: 5, does: NO_NEWS },
];
pub(super) const MINUTES_IN_A_MONTH: u128 = 30 * 24 * 60;
/// A function that the clock wakes is kept for some two hours, then started anew.
pub(super) const STARTS_OF_A_SCHEDULE: u128 = 12 * 30;
/// Of the requests, so many in a thousand meet a function that has to start.
pub(super) const COLD_IN_A_THOUSAND: u128 = 100;
/// Secrets that a function reads when it starts.
pub(super) const SECRETS: u128 = 3;

/// `access` asks the gate's store what it holds once a day, and when a fact has changed; each time is two calls, and a
/// change a third.
pub(super) const LOOKS_AT_THE_STORE: u128 = 30;
/// Facts that change whoever does what: launches that fill, keys, stages; so many times a month.
pub(super) const STORE_CHANGES: u128 = 20;

/// The template's default.
pub(super) const MEGABYTES: u128 = 256;
/// How long a function works, in milliseconds: by itself and with the table; where it reaches the payment or mail
/// provider; and what starting adds.
pub(super) const WORK: u128 = 50;
pub(super) const WORK_WITH_A_PROVIDER: u128 = 300;
pub(super) const START: u128 = 200;

/// What reaches the payment provider.
pub(super) const REACHES_A_PROVIDER: [&str; 9] = [
    "POST /api/checkout/pay",
    "GET /api/checkout/success",
    "POST /api/checkout/give-up",
    "POST /api/payments/webhook",
    "POST /api/account/card",
    "POST /api/account/cancel",
    "POST /api/account/keep",
    "POST /api/account/withdraw/confirm",
    SALES_RECORD,
];

/// What SES tells of each mail: that it was sent, and delivered. Each wakes `announce`; the units are not measured.
pub(super) const EVENTS_OF_A_MAIL: u128 = 2;
pub(super) const UNITS_OF_AN_EVENT: (u128, u128) = (1, 4);

/// Requests for a page: itself and two pictures. What all pages share, a browser keeps.
pub(super) const REQUESTS_FOR_A_PAGE: u128 = 3;
pub(super) const KILOBYTES_OF_A_LESSON: u128 = 300;
pub(super) const KILOBYTES_OF_A_PAGE: u128 = 150;
pub(super) const KILOBYTES_OF_AN_ANSWER: u128 = 12;
/// What the gate reads of its store: for something gated, whether the key is there, the key, and whether there is a
/// revocation; for a public page, what stands and whether it is full.
pub(super) const READS_FOR_A_LESSON: u128 = 3;
pub(super) const READS_FOR_A_PAGE: u128 = 2;
/// Of the files that readers ask for, so many in a thousand the CDN fetches from the bucket.
pub(super) const FETCHED_IN_A_THOUSAND: u128 = 100;

/// Kilobytes in the table for a member with two years of sales records, and for an address on a list; so many of
/// those there are for each member.
pub(super) const KILOBYTES_OF_A_MEMBER: u128 = 20;
pub(super) const KILOBYTES_OF_AN_ADDRESS: u128 = 1;
pub(super) const ADDRESSES_FOR_A_MEMBER: u128 = 2;

pub(super) const BUCKET_GIGABYTES: u128 = 1;
/// Files put by publishing once a week.
pub(super) const FILES_PUT: u128 = 4 * 200;

/// Bytes in the log of a request, and of a waking.
pub(super) const LOGGED_FOR_A_REQUEST: u128 = 2_000;
pub(super) const LOGGED_FOR_A_WAKING: u128 = 1_000;
pub(super) const METRICS: u128 = 9;
pub(super) const ALARMS: u128 = 10;

/// What a member pays each month at the services that are compared.
pub(super) const PAID_BY_A_MEMBER: &str = "20";
