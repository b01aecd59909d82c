//! What must happen by itself: seats that come free, payments that nobody heard of, mails, and the gate's store.

use std::sync::Arc;

use functions::sweep::sweep;
use tokio::task::JoinSet;

use super::fault::Fault;
use super::lane::Lane;
use super::webhooks::LostWebhooks;
use super::{books, buying};
use crate::browser::Browser;
use crate::portal::{LESSON, OPEN, Portal};

/// What waits for the sweeper.
struct Waiting {
    /// Whose time ran out.
    slow: Browser,
    /// Who paid, was not heard of, and is somewhere else by now.
    paid: String,
    /// Who signed out everywhere, as their old cookies have it.
    out: Browser,
    /// Who asked for a link that nobody has sent yet.
    asked: String,
}

/// A buyer who does not pay, one who does, a member who signs out, and one who asks for a link, all at noon.
async fn begin(lane: &mut Lane, round: usize) -> Waiting {
    let address = |who: &str| format!("{who}-{round}@example.no");
    let (mut slow, review) = buying::held(lane, &address("slow")).await;
    slow.submit(&buying::order(&review)).await.must_be(200);
    buying::paid(lane, &address("paid")).await;
    let mut out = lane.portal.founder(&address("out")).await;
    let copied = super::access::copy(lane, &out);
    let form = out.open("/api/access/sessions").await.form("/api/access/sign-out-everywhere");
    let asked = address("asked");
    let mut visitor = lane.portal.browser();
    let ask = visitor.open("/bli-medlem/").await.form("/api/offers/ask").with("email", &asked);
    lane.at = usize::MAX;
    // Without what a write sets off.
    assert!(lane.press(&mut out, &form, 303).await && lane.press(&mut visitor, &ask, 303).await);
    Waiting { slow, paid: address("paid"), out: copied, asked }
}

/// The sweeper runs, with a fault at this call, and then again without. How many calls it made.
async fn swept(portal: &Portal, lane: &mut Lane, at: usize) -> usize {
    portal.clock_at(OPEN);
    let mut waiting = begin(lane, at).await;
    lane.at = at;
    portal.clock_at("2026-08-18T12:46");
    // What it could not do is told in the log, and left for the next time.
    let failed = lane.work(async |app| sweep(app).await.is_err()).await;
    assert!(!(failed && lane.fault.passes()), "{:?} at {at} stopped the sweeper", lane.fault);
    let calls = lane.calls;
    portal.clock_at("2026-08-18T12:52");
    sweep(portal.running().app()).await.expect("a sweep");
    assert!(!portal.mails_to(&waiting.paid).await.is_empty(), "{} has no confirmation", waiting.paid);
    portal.mailed_link(&waiting.asked, "/api/offers/open").await;
    waiting.out.open(LESSON).await.must_be(403);
    let form = waiting.slow.open("/api/offers/mine").await.form("/api/checkout/hold");
    waiting.slow.submit(&form).await.must_be(200);
    calls
}

async fn every_call(fault: Fault) {
    let (portal, webhooks): (Arc<Portal>, LostWebhooks) = super::portal(OPEN).await;
    portal.running().stop_sweeping();
    let mut lane = Lane::open(&portal, &webhooks, fault).await;
    let mut at = 1;
    while swept(&portal, &mut lane, at).await >= at {
        at += 1;
    }
    assert!(at > 10, "{fault:?}: the sweeper made {at} calls");
    drop(lane);
    books::balance(&portal, &webhooks).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweeper_repairs_what_an_earlier_run_left_undone() {
    let mut lanes = JoinSet::new();
    for fault in Fault::ALL {
        lanes.spawn(every_call(fault));
    }
    while let Some(lane) = lanes.join_next().await {
        lane.expect("a lane that ends well");
    }
}
