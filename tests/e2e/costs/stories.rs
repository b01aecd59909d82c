//! What people do with a portal in a month: assumptions of the cost page.

use super::usage::SALES_RECORD;
use crate::cost::ERASURE;

/// Something that people do.
pub(super) struct Story {
    pub what: &'static str,
    /// How often in a month, for each thousand members.
    pub often: u128,
    /// The requests it makes, and what it sets off; each a line of the table in ARCHITECTURE.md, with how many times.
    pub does: &'static [(&'static str, u128)],
    /// Pages that are opened, gated or public.
    pub lessons: u128,
    pub pages: u128,
    pub mails: u128,
    /// How many writes wake `access`: to a counter of seats or to a revocation, which vanishes later, too.
    pub wakes_access: u128,
    /// How many facts of the gate's store it changes.
    pub changes_store: u128,
}

const NOTHING: Story = Story {
    what: "",
    often: 0,
    does: &[],
    lessons: 0,
    pages: 0,
    mails: 0,
    wakes_access: 0,
    changes_store: 0,
};

pub(super) const STORIES: [Story; 24] = [
    Story {
        what: "reads for 25 minutes: four pages, and three passes of ten minutes",
        often: 8_000,
        does: &[("GET /api/access/refresh", 3), ("GET /api/members/home", 1), ("GET /api/members/ticks", 4)],
        lessons: 4,
        ..NOTHING
    },
    Story {
        what: "ticks three tasks, and looks at them without a script",
        often: 2_000,
        does: &[("POST /api/members/tasks", 3), ("GET /api/members/tasks", 1)],
        ..NOTHING
    },
    Story {
        what: "writes about a lesson, and at first too much",
        often: 100,
        does: &[
            ("POST /api/members/feedback", 1),
            ("GET /api/members/feedback", 1),
            ("GET /api/members/feedback/thanks", 1),
        ],
        ..NOTHING
    },
    Story {
        what: "signs in by the link",
        often: 700,
        does: &[
            ("GET /api/access/locked", 1),
            ("POST /api/access/link", 1),
            ("GET /api/access/sent", 1),
            ("GET /api/access/open", 1),
            ("POST /api/access/open", 1),
        ],
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "signs in by the code",
        often: 300,
        does: &[
            ("GET /api/access/locked", 1),
            ("POST /api/access/link", 1),
            ("GET /api/access/sent", 1),
            ("POST /api/access/code", 1),
        ],
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "signs out",
        often: 100,
        does: &[("POST /api/access/sign-out", 1), ("GET /api/access/signed-out", 1)],
        ..NOTHING
    },
    Story {
        what: "ends a lost device, then signs out everywhere",
        often: 5,
        does: &[
            ("GET /api/access/sessions", 1),
            ("POST /api/access/end-session", 1),
            ("POST /api/access/sign-out-everywhere", 1),
        ],
        wakes_access: 3,
        changes_store: 3,
        ..NOTHING
    },
    Story {
        what: "looks at the account",
        often: 200,
        does: &[("GET /api/account", 1), ("GET /api/access/sessions", 1)],
        ..NOTHING
    },
    Story {
        what: "changes the card",
        often: 20,
        does: &[("POST /api/account/card", 1), ("POST /api/payments/webhook", 2)],
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "is charged for another month",
        often: 1_000,
        does: &[("POST /api/payments/webhook", 2), (SALES_RECORD, 1)],
        ..NOTHING
    },
    Story {
        what: "ends the membership",
        often: 30,
        does: &[
            ("GET /api/account/cancel", 1),
            ("POST /api/account/cancel", 1),
            ("POST /api/payments/webhook", 2),
        ],
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "takes it up again",
        often: 5,
        does: &[("POST /api/account/keep", 1), ("POST /api/payments/webhook", 1)],
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "takes along what is known of them",
        often: 2,
        does: &[("GET /api/account", 1), ("GET /api/account/export", 1)],
        ..NOTHING
    },
    Story {
        what: "is erased, as they ask for",
        often: 1,
        does: &[
            ("GET /api/account/erase", 1),
            ("POST /api/account/erase", 1),
            ("GET /api/account/erase/done", 1),
            (ERASURE, 1),
        ],
        wakes_access: 1,
        changes_store: 1,
        mails: 1,
        ..NOTHING
    },
    Story { what: "visits the public pages: three of them", often: 3_000, pages: 3, ..NOTHING },
    Story {
        what: "joins the waitlist",
        often: 100,
        does: &[
            ("POST /api/waitlist/join", 1),
            ("GET /api/waitlist/sent", 1),
            ("GET /api/waitlist/confirm", 1),
            ("POST /api/waitlist/confirm", 1),
            ("GET /api/waitlist/confirmed", 1),
        ],
        pages: 1,
        mails: 1,
        ..NOTHING
    },
    Story {
        what: "leaves it",
        often: 10,
        does: &[
            ("GET /api/waitlist/leave", 1),
            ("POST /api/waitlist/leave", 1),
            ("GET /api/waitlist/left", 1),
        ],
        ..NOTHING
    },
    Story { what: "is written to about a launch", often: 2_667, mails: 1, ..NOTHING },
    Story {
        what: "looks at the offers",
        often: 1_000,
        does: &[("GET /api/offers", 1), ("GET /api/offers/facts", 1)],
        ..NOTHING
    },
    Story {
        what: "asks for a price and holds a seat",
        often: 50,
        does: &[
            ("POST /api/offers/ask", 1),
            ("GET /api/offers/sent", 1),
            ("GET /api/offers/open", 1),
            ("POST /api/offers/open", 1),
            ("GET /api/offers/mine", 2),
            ("POST /api/checkout/hold", 1),
            ("GET /api/checkout/review", 1),
        ],
        mails: 1,
        wakes_access: 1,
        ..NOTHING
    },
    Story {
        what: "gives it up",
        often: 17,
        does: &[
            ("GET /api/checkout/cancelled", 1),
            ("POST /api/checkout/give-up", 1),
            ("GET /api/checkout/gave-up", 1),
        ],
        wakes_access: 1,
        ..NOTHING
    },
    Story {
        what: "buys",
        often: 33,
        does: &[
            ("POST /api/checkout/pay", 1),
            ("GET /api/checkout/success", 1),
            ("POST /api/payments/webhook", 3),
            (SALES_RECORD, 1),
        ],
        mails: 1,
        wakes_access: 1,
        ..NOTHING
    },
    Story {
        what: "comes back as a founder",
        often: 2,
        does: &[("POST /api/offers/come-back", 1), ("GET /api/offers/mine", 1)],
        ..NOTHING
    },
    Story {
        what: "withdraws",
        often: 1,
        does: &[
            ("GET /api/account/withdraw", 1),
            ("POST /api/account/withdraw", 1),
            ("GET /api/account/withdraw/sent", 1),
            ("GET /api/account/withdraw/confirm", 1),
            ("POST /api/account/withdraw/confirm", 1),
            ("GET /api/account/withdraw/done", 1),
            ("POST /api/payments/webhook", 2),
            (SALES_RECORD, 1),
        ],
        mails: 2,
        wakes_access: 2,
        changes_store: 2,
        ..NOTHING
    },
];
