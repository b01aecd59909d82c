//! A launch is announced while calls fail: nobody is told twice, and whoever was not told is known.

use domain::address::EmailAddress;
use domain::slug::Slug;
use functions::announce;
use tokio::task::JoinSet;

use super::fault::Fault;
use super::lane::Lane;
use crate::portal::{BEFORE, Portal};

/// How often this address was told that it is open.
async fn told(portal: &Portal, address: &str) -> usize {
    let mails = portal.mails_to(address).await;
    mails.iter().filter(|mail| mail.subject == "Tydelig er åpen").count()
}

/// Of whom nobody knows whether they were told.
async fn unknown(portal: &Portal) -> Vec<EmailAddress> {
    let (app, august) = (portal.running().app(), Slug::parse("august").expect("a name"));
    let plans = announce::by_hand(app, &august, None, None).await.expect("a portal").expect("a plan");
    announce::unknown(app, &plans[0]).await.expect("a list")
}

/// One more waits when it opens; the announcement runs with a fault, and then again without.
async fn announced(portal: &Portal, lane: &mut Lane) -> String {
    portal.clock_at(BEFORE);
    let address = format!("waits-{}@example.no", lane.at);
    portal.waiting(&address).await;
    portal.clock_at("2026-08-17T09:00");
    lane.work(async |app| drop(announce::due(app).await)).await;
    let calls = lane.calls;
    portal.clock_at("2026-08-17T09:03");
    announce::due(portal.running().app()).await.expect("an announcement");
    lane.calls = calls;
    address
}

async fn every_call(fault: Fault) {
    let (portal, webhooks) = super::portal(BEFORE).await;
    let mut lane = Lane::open(&portal, &webhooks, fault).await;
    let mut people = Vec::new();
    while lane.calls >= lane.at {
        lane.at += 1;
        people.push(announced(&portal, &mut lane).await);
    }
    assert!(lane.at > 10, "{fault:?}: announcing made {} calls", lane.calls);
    let unknown = unknown(&portal).await;
    for address in &people {
        let times = told(&portal, address).await;
        let is_listed = unknown.iter().any(|listed| listed.as_str() == address);
        assert!(times == 1 || (times == 0 && is_listed), "{fault:?}: {address} was told {times} times");
    }
    let mut remembered = 0;
    let each = |entry: functions::waitlist::Waiting| remembered += usize::from(entry.seen == ["august"]);
    functions::waitlist::list(portal.running().app(), each).await.expect("a list");
    assert_eq!(remembered, people.len(), "{fault:?}: who waited has seen it, told or not");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_twice_and_nobody_is_forgotten() {
    let mut lanes = JoinSet::new();
    for fault in Fault::ALL {
        lanes.spawn(every_call(fault));
    }
    while let Some(lane) = lanes.join_next().await {
        lane.expect("a lane that ends well");
    }
}
