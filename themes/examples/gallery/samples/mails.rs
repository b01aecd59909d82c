//! The mails, as HTML and as plain text.

use std::collections::BTreeMap;

use themes::context::{Mail, Order};

use super::{Camera, at, quote};

/// Every mail that the functions send.
pub(crate) const MAILS: [&str; 8] = [
    "waitlist-confirm",
    "waitlist-welcome",
    "offer-link",
    "sign-in",
    "order",
    "paid-twice",
    "report-late",
    "report-twice",
];

pub(super) fn shoot(camera: &mut Camera) {
    let quote = quote("Grunnlegger", 24_900, true);
    for key in MAILS {
        let mail = Mail {
            key,
            args: BTreeMap::from([("title".to_owned(), "Tydelig".to_owned())]),
            href: (key != "paid-twice")
                .then(|| "https://tydelig.example/api/access/open?token=abc&x=1".to_owned()),
            order: (key == "order").then(|| Order {
                quote: &quote,
                number: 43,
                paid_at: at("2026-08-17T07:12:00Z"),
                next_charge: at("2026-09-17T07:12:00Z"),
            }),
            code: (key == "sign-in").then_some("123456"),
            unsubscribe: key
                .starts_with("waitlist")
                .then(|| "https://tydelig.example/api/waitlist/leave?t=x".to_owned()),
        };
        camera.shoot(&format!("mail-{key}"), "mail.html", &mail);
        camera.shoot(&format!("mail-{key}"), "mail.txt", &mail);
    }
}
