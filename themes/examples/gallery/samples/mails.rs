//! The mails, as HTML and as plain text.

use domain::launch::Phase;
use themes::context::{Mail, Order};

use super::{Camera, at, launch, quote};

/// Every mail that the functions send.
pub(crate) const MAILS: [&str; 12] = [
    "waitlist-confirm",
    "waitlist-welcome",
    "announce-opening",
    "announce-reminder",
    "announce-last-call",
    "announce-closed",
    "offer-link",
    "sign-in",
    "order",
    "paid-twice",
    "report-late",
    "report-twice",
];

pub(super) fn shoot(camera: &mut Camera) {
    let quote = quote("Grunnlegger", 24_900, true);
    let launch = launch(Phase::Open);
    for key in MAILS {
        let mail = Mail {
            key,
            args: [("title", "Tydelig"), ("launch", "Første runde")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            href: (key != "paid-twice")
                .then(|| "https://tydelig.example/api/access/open?token=abc&x=1".to_owned()),
            order: (key == "order").then(|| Order {
                quote: &quote,
                number: 43,
                paid_at: at("2026-08-17T07:12:00Z"),
                next_charge: at("2026-09-17T07:12:00Z"),
            }),
            code: (key == "sign-in").then_some("123456"),
            unsubscribe: (key.starts_with("waitlist") || key.starts_with("announce"))
                .then(|| "https://tydelig.example/api/waitlist/leave?t=x".to_owned()),
            launch: (key.starts_with("announce") && key != "announce-closed").then_some(&launch),
        };
        camera.shoot(&format!("mail-{key}"), "mail.html", &mail);
        camera.shoot(&format!("mail-{key}"), "mail.txt", &mail);
    }
}
