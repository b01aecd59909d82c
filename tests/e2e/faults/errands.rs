//! What was decided here and is done at the provider, or in many steps: a withdrawal, an erasure, a new address and a
//! refund, each followed up with a fault at every call, and then again when what failed is due. And the reconciler, with a
//! fault at every call, on a day when nobody brought word of anything.
//!
//! What waits is done for all, so each fault has a portal of its own.

use domain::address::EmailAddress;
use functions::app::App;
use functions::failure::Broken;
use functions::members::readdress::change_address;
use functions::reconcile::{Care, by_itself, reconcile};
use functions::sweep::follow_up;
use jiff::SignedDuration;
use tokio::task::JoinSet;

use super::account::{CONFIRM, ERASE, WITHDRAW, joined, mails};
use super::books::Books;
use super::fault::Fault;
use super::heard::paying;
use super::lane::Lane;
use super::webhooks::deliver;
use crate::money::accord::{must_agree, records};
use crate::money::desk::Desk;
use crate::page::FilledForm;
use crate::portal::{OPEN, Portal};
use crate::rows::{Row, rows};

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Withdrawal,
    /// As the member asks for it.
    Erasure,
    NewAddress,
    Refund,
    /// The provider has said by events how the membership ends, and nobody has heard.
    Unheard,
    /// Likewise, so long ago that the events are gone.
    Night,
}

/// Longer than a first failure is left alone, a mail is leased, or a night's comparison may take.
const LATER: SignedDuration = SignedDuration::from_mins(16);
/// Longer than the provider's events are looked for.
const DAYS: SignedDuration = SignedDuration::from_hours(5 * 24);

/// Decides it, with nothing done about it yet.
async fn decide(lane: &mut Lane, kind: Kind, address: &str) {
    let who = EmailAddress::parse(address).expect("an address");
    let at = std::mem::replace(&mut lane.at, usize::MAX);
    match kind {
        Kind::Withdrawal => {
            joined(lane, address).await;
            let mut browser = lane.portal.browser();
            browser.submit(&FilledForm::to(WITHDRAW).with("email", address)).await.must_be(200);
            let link = lane.portal.mailed_link(address, CONFIRM).await;
            let form = browser.open(&link).await.form(CONFIRM);
            assert!(lane.press(&mut browser, &form, 303).await);
        }
        Kind::Erasure => {
            let browser = joined(lane, address).await.0;
            let mut kari = lane.portal.signing_in(browser, address).await;
            assert!(lane.press(&mut kari, &FilledForm::to(ERASE).with("understood", "yes"), 303).await);
        }
        Kind::NewAddress => {
            joined(lane, address).await;
            let new = EmailAddress::parse(&format!("moved-{address}")).expect("an address");
            lane.work(async |app| change_address(app, &who, &new).await).await.expect("a change");
        }
        Kind::Refund => {
            let (_, payment) = paying(lane, address).await;
            Desk::of(&lane.portal).press(&format!("/desk/payments/{payment}/refund"), &[]).await;
            let webhook = lane.webhooks.about(&payment, "charge.refunded");
            assert!(lane.hear(&webhook).await);
        }
        Kind::Unheard => {
            lane.portal.clock_on(DAYS);
            change_at_provider(&lane.portal, at).await;
        }
        Kind::Night => {
            change_at_provider(&lane.portal, at).await;
            lane.portal.clock_on(DAYS);
        }
    }
    lane.at = at;
}

/// The one subscription there is ends with its period, and goes on the next time.
async fn change_at_provider(portal: &Portal, at: usize) {
    let mut desk = Desk::of(portal);
    let path = format!("/desk/subscriptions/{}", desk.only_id("subscriptions").await);
    if at % 2 == 1 {
        desk.press(&format!("{path}/cancel"), &[("when", "end")]).await;
    } else {
        desk.press(&format!("{path}/undo"), &[]).await;
    }
}

async fn work(app: &App, kind: Kind) -> Result<(), Broken> {
    match kind {
        Kind::Unheard => reconcile(app, Care::Open).await.map(drop),
        Kind::Night => by_itself(app).await.map(drop),
        _ => follow_up(app).await,
    }
}

/// It is done with a fault, and then again without.
async fn done(lane: &mut Lane, kind: Kind) {
    let address = format!("round-{}@example.no", lane.at);
    decide(lane, kind, &address).await;
    let failed = lane.work(async |app| work(app, kind).await.is_err()).await;
    assert!(!(failed && lane.fault.passes()), "{:?} at {} stopped it", lane.fault, lane.at);
    let portal = &lane.portal;
    portal.clock_on(LATER);
    // What the first errand orders is done by the second round.
    for _ in 0..2 {
        work(portal.running().app(), kind).await.expect("all goes well");
        follow_up(portal.running().app()).await.expect("a follow-up");
    }
    if kind == Kind::Erasure {
        must_be_gone(lane, &address).await;
    }
    if matches!(kind, Kind::Unheard | Kind::Night) {
        // Of the same member the next round would hide it.
        must_agree(portal).await;
    }
    must_be_told(portal, kind, &address).await;
    assert_eq!(records(portal).await.len(), records_after(kind, lane.at), "{:?} at {}", lane.fault, lane.at);
}

/// No member has this address, and none of the provider's customers.
async fn must_be_gone(lane: &Lane, address: &str) {
    let is_theirs =
        |row: &Row| row["pk"].starts_with("member#") && row.values().any(|value| value == address);
    let customers = Desk::of(&lane.portal).books().await["customers"].to_string();
    let stands = rows(&lane.portal).await.iter().any(is_theirs) || customers.contains(address);
    assert!(!stands, "{:?} at {}: {address} stands", lane.fault, lane.at);
}

/// These mails come at least once.
async fn must_be_told(portal: &Portal, kind: Kind, address: &str) {
    let words = match kind {
        Kind::Withdrawal => "Kvittering",
        Kind::Refund => "er betalt tilbake",
        Kind::NewAddress => "Ny e-postadresse",
        Kind::Erasure => "Vi sletter det vi vet om deg",
        Kind::Unheard | Kind::Night => return,
    };
    assert!(mails(portal, address, words).await > 0, "{address} was not told");
}

/// How many sales records there are after so many rounds: one for each payment, and for whatever went back of it.
fn records_after(kind: Kind, rounds: usize) -> usize {
    match kind {
        Kind::Withdrawal | Kind::Refund => 2 * rounds,
        Kind::Erasure | Kind::NewAddress => rounds,
        Kind::Unheard | Kind::Night => 1,
    }
}

const YEARLY: &str = "launches:
  - id: august
    name: Runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    levels: all
    offers:
      - { id: alle, title: Grunnlegger, audience: everyone, price: 249, interval: year, founding: true }
";

async fn every_call(fault: Fault, kind: Kind) {
    let reconciles = matches!(kind, Kind::Unheard | Kind::Night);
    let (portal, webhooks) =
        if reconciles { super::portal_selling(OPEN, YEARLY).await } else { super::portal(OPEN).await };
    let mut lane = Lane::open(&portal, &webhooks, fault).await;
    if reconciles {
        let (subscription, _) = paying(&lane, "kari@example.no").await;
        deliver(&mut portal.browser(), &webhooks.about(&subscription, "invoice.paid")).await;
    }
    while lane.calls >= lane.at {
        lane.at += 1;
        done(&mut lane, kind).await;
    }
    assert!(lane.at > 10, "{fault:?}: {kind:?} made {} calls", lane.calls);
    assert_eq!(Books::read(&portal).await.of("errand#").count(), 0, "{fault:?}: errands wait");
    must_agree(&portal).await;
}

async fn with_every_fault(kind: Kind) {
    let mut lanes = JoinSet::new();
    for fault in Fault::ALL {
        lanes.spawn(every_call(fault, kind));
    }
    while let Some(lane) = lanes.join_next().await {
        lane.expect("a lane that ends well");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_from_is_ended_and_given_back_once() {
    with_every_fault(Kind::Withdrawal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_to_be_erased_is_told_and_erased_here_and_at_the_provider() {
    with_every_fault(Kind::Erasure).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_is_told_a_new_address() {
    with_every_fault(Kind::NewAddress).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_booked_once_and_ends_the_membership() {
    with_every_fault(Kind::Refund).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reconciler_hears_what_no_webhook_brought() {
    with_every_fault(Kind::Unheard).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reconciler_finds_what_no_event_tells_any_more() {
    with_every_fault(Kind::Night).await;
}
