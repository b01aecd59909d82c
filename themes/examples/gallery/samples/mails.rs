//! The mails, as HTML and as plain text.

use domain::launch::Phase;
use domain::money::{Currency, Money};
use themes::context::{Mail, Order};

use super::{Camera, TERMS, at, launch, quote, quote_once};

/// Every mail that the functions send.
pub(crate) const MAILS: [&str; 25] = [
    "waitlist-confirm",
    "waitlist-welcome",
    "announce-opening",
    "announce-reminder",
    "announce-last-call",
    "announce-closed",
    "offer-link",
    "sign-in",
    "order",
    "payment-failed",
    "cancelled",
    "taken-up",
    "ended-unpaid",
    "ended-refunded",
    "withdraw",
    "withdrawn",
    "erased",
    "member-added",
    "address-changed",
    "paid-twice",
    "report-late",
    "report-twice",
    "report-dispute",
    "report-withdrawn",
    "report-reconciled",
];

/// Those that have no button.
const WITHOUT_BUTTON: [&str; 7] = [
    "ended-refunded",
    "withdrawn",
    "erased",
    "paid-twice",
    "report-dispute",
    "report-withdrawn",
    "report-reconciled",
];

/// Those that mention a day.
const WITH_DATE: [&str; 4] = ["payment-failed", "cancelled", "taken-up", "withdrawn"];

/// Those that mention an amount.
const WITH_AMOUNT: [&str; 4] = ["ended-refunded", "withdrawn", "report-dispute", "report-withdrawn"];

pub(super) fn shoot(camera: &mut Camera) {
    let launch = launch(Phase::Open);
    for key in MAILS {
        let mail = Mail {
            href: (!WITHOUT_BUTTON.contains(&key))
                .then(|| "https://tydelig.example/api/access/open?token=abc&x=1".to_owned()),
            code: (key == "sign-in").then_some("123456"),
            unsubscribe: (key.starts_with("waitlist") || key.starts_with("announce"))
                .then(|| "https://tydelig.example/api/waitlist/leave?t=x".to_owned()),
            launch: (key.starts_with("announce") && key != "announce-closed").then_some(&launch),
            date: WITH_DATE.contains(&key).then(|| at("2026-08-20T07:12:00Z")),
            amount: WITH_AMOUNT.contains(&key).then(|| kroner(12_450)),
            ..mail(key)
        };
        if key != "order" && key != "report-reconciled" {
            post(camera, key, &mail);
        }
    }
    shoot_nothing_back(camera);
    shoot_orders(camera);
    shoot_reconciled(camera);
}

fn mail(key: &str) -> Mail<'_> {
    let args = [("title", "Tydelig"), ("launch", "Første runde"), ("offer", "Grunnlegger")];
    Mail {
        key,
        args: args.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        href: None,
        order: None,
        code: None,
        unsubscribe: None,
        launch: None,
        date: None,
        amount: None,
    }
}

fn post(camera: &mut Camera, name: &str, mail: &Mail<'_>) {
    camera.shoot(&format!("mail-{name}"), "mail.html", mail);
    camera.shoot(&format!("mail-{name}"), "mail.txt", mail);
}

fn kroner(minor: u32) -> Money {
    Money { minor, currency: Currency::Nok }
}

fn shoot_nothing_back(camera: &mut Camera) {
    for key in ["withdrawn", "report-withdrawn"] {
        let (date, amount) = (Some(at("2026-08-20T07:12:00Z")), Some(kroner(0)));
        post(camera, &format!("{key}-nothing-back"), &Mail { date, amount, ..mail(key) });
    }
}

fn shoot_orders(camera: &mut Camera) {
    let founder = quote("Grunnlegger", 24_900, true);
    let once = quote_once();
    let next_charge = Some(at("2026-09-17T07:12:00Z"));
    let shots = [("order", &founder, next_charge, true), ("order-once", &once, None, false)];
    for (name, quote, next_charge, immediate_start) in shots {
        let (paid_at, terms_version) = (at("2026-08-17T07:12:00Z"), TERMS);
        let order = Order { quote, number: 43, paid_at, next_charge, terms_version, immediate_start };
        let href = Some("https://tydelig.example/logg-inn/".to_owned());
        post(camera, name, &Mail { href, order: Some(order), ..mail("order") });
    }
}

fn shoot_reconciled(camera: &mut Camera) {
    let shots = [
        ("report-reconciled", "2", "2", "member 7f3a: the provider knows no `sub_1`\ngive-back of sub_2"),
        ("report-reconciled-nothing-left", "1", "0", ""),
        ("report-reconciled-one-left", "0", "1", "end of sub_3"),
    ];
    for (name, repaired, count, findings) in shots {
        let mut mail = mail("report-reconciled");
        let told = [("repaired", repaired), ("count", count), ("findings", findings)];
        mail.args.extend(told.map(|(name, value)| (name.to_owned(), value.to_owned())));
        post(camera, name, &mail);
    }
}
