//! Every call along every endpoint fails once in every way, and afterwards all is as if it had not.
//!
//! Between the functions and the table, the mail provider, the payment provider and the gate's store stand ports of ours.
//! For each fault there is a lane; in it the fault is at the first call, then at the second, until the request makes no
//! more. After each the visitor tries again, as people do. In the end time passes, what must happen by itself happens,
//! the provider sends its webhooks again, and the table is looked through.
//!
//! Two of the faults are deaths: who calls has died before a call, or after it without having heard. So each story covers
//! the crash points of a protocol, between any two of its steps:
//!
//! | protocol | decided | done |
//! | --- | --- | --- |
//! | a seat held, ordered, paid, given back | `buying` | `by_itself` |
//! | what the provider tells: ask, then effect and event at once | `buying`, `heard` | `errands::Kind::Refund` |
//! | ending a membership, and taking it up again: the provider first | `account` | the provider's event, told again |
//! | withdrawing: the end, the receipt and the errands at once | `account` | `errands::Kind::Withdrawal` |
//! | erasing, and another address: the table first | `members` | `errands::Kind::Erasure`, `NewAddress` |
//! | the reconciler: what no webhook brought; the night's comparison and its lease | | `errands::Kind::Unheard`, `Night` |
//! | a mail from the outbox, and what the gate is told | `waitlist`, `access` | `by_itself`, `errands`; `carried` |
//! | an announcement: claimed, then sent | | `announcing` |

mod access;
mod account;
mod announcing;
mod bearing;
mod books;
mod buying;
mod by_itself;
mod carried;
mod errands;
pub(crate) mod fault;
mod heard;
mod lane;
mod member_pages;
mod members;
pub(crate) mod port;
mod waitlist;
mod webhooks;

use std::pin::Pin;
use std::sync::Arc;

use fault::Fault;
use lane::Lane;
use tokio::task::JoinSet;
use webhooks::LostWebhooks;

use crate::portal::{Portal, launch};

/// One thing that somebody does, once with a fault and then without. It gets the lane and an address of its own, and
/// fails if anything is not as it should be.
type Story = for<'a> fn(&'a mut Lane, &'a str) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A portal with seats for all, whose webhooks are lost.
async fn portal(now: &str) -> (Arc<Portal>, LostWebhooks) {
    portal_selling(now, &launch("august", 10_000, "all")).await
}

/// Likewise, with these launches.
async fn portal_selling(now: &str, launches: &str) -> (Arc<Portal>, LostWebhooks) {
    let webhooks = LostWebhooks::open().await;
    let files = [("launches.yaml", launches)];
    let portal = Portal::with_webhooks_to(Some(webhooks.url.clone()), now, &files).await;
    (Arc::new(portal), webhooks)
}

/// Tells `story` for every fault at every call.
async fn with_every_fault(now: &str, story: Story) -> (Arc<Portal>, LostWebhooks) {
    let (portal, webhooks) = portal(now).await;
    tell(lanes(&portal, &webhooks).await, story).await;
    books::balance(&portal, &webhooks).await;
    (portal, webhooks)
}

/// A lane through the portal for every fault.
async fn lanes(portal: &Arc<Portal>, webhooks: &LostWebhooks) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for fault in Fault::ALL {
        lanes.push(Lane::open(portal, webhooks, fault).await);
    }
    lanes
}

/// Whom the story is about in this lane, when the fault is at call `at`.
fn somebody(fault: Fault, at: usize) -> String {
    format!("{fault:?}-{at}@example.no").to_lowercase()
}

/// Tells `story` in every lane until a fault would come after the last call. How often it was told.
async fn tell(lanes: Vec<Lane>, story: Story) -> usize {
    let mut going = JoinSet::new();
    for mut lane in lanes {
        going.spawn(async move {
            loop {
                lane.at += 1;
                let address = somebody(lane.fault, lane.at);
                story(&mut lane, &address).await;
                if lane.calls < lane.at {
                    return lane.at;
                }
            }
        });
    }
    let mut told = 0;
    while let Some(lane) = going.join_next().await {
        told += lane.expect("a story that ends well");
    }
    assert!(told > 2 * Fault::ALL.len(), "no call was made at all");
    told
}
