//! What members do on their own pages.

use std::pin::Pin;

use domain::address::EmailAddress;
use functions::members::feedback::feedback;

use super::lane::Lane;
use super::{Story, lanes, portal, tell};
use crate::page::{FilledForm, Page};
use crate::portal::{LESSON, OPEN};

type Told<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

const HOME: &str = "/api/members/home";
const TASKS: &str = "/api/members/tasks";
const FEEDBACK: &str = "/api/members/feedback";

async fn with_every_fault(story: Story) {
    let (portal, webhooks) = portal(OPEN).await;
    tell(lanes(&portal, &webhooks).await, story).await;
}

/// The names of the boxes on a page, and those of them that stand ticked.
fn boxes(page: &Page) -> (Vec<String>, Vec<String>) {
    let named = page.must_be(200).body.split(" name=\"tick-").skip(1);
    let all = named.filter_map(|rest| rest.split('"').next()).map(|id| format!("tick-{id}")).collect();
    let ticked = page.form(TASKS).fields.into_keys().filter(|name| name.starts_with("tick-")).collect();
    (all, ticked)
}

fn ticking<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = lane.portal.founder(address).await;
        let tasks = format!("{TASKS}?lesson={LESSON}");
        let page = kari.open(&tasks).await;
        let (all, _) = boxes(&page);
        let form = page.form(TASKS).with(&all[1], "yes");
        let worked = lane.press(&mut kari, &form, 303).await;
        let (_, ticked) = boxes(&kari.open(&tasks).await);
        assert!(!worked || ticked == all[1..2], "{address} was told that it is kept");
        let (_, ticked) = boxes(&kari.submit(&form).await);
        assert_eq!(ticked, all[1..2]);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn ticking_a_task() {
    with_every_fault(ticking).await;
}

fn finding<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = lane.portal.founder(address).await;
        lane.open_page(&mut kari, &format!("/api/members/ticks?lesson={LESSON}"), 200).await;
        lane.open_page(&mut kari, &format!("{TASKS}?lesson={LESSON}"), 200).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn finding_what_is_ticked() {
    with_every_fault(finding).await;
}

fn arriving<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = lane.portal.founder(address).await;
        lane.open_page(&mut kari, HOME, 200).await;
        kari.open(HOME).await.must_be(200).must_say("Velkommen inn");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn arriving_at_ones_own_page() {
    with_every_fault(arriving).await;
}

fn writing<'a>(lane: &'a mut Lane, address: &'a str) -> Told<'a> {
    Box::pin(async move {
        let mut kari = lane.portal.founder(address).await;
        let form = FilledForm::to(FEEDBACK).with("lesson", LESSON).with("feedback", "Fint");
        let app = lane.portal.running().app().clone();
        let who = EmailAddress::parse(address).expect("an address");
        let kept = async || {
            let all = feedback(&app, None).await.expect("a list");
            all.iter().filter(|card| card.address.as_ref() == Some(&who)).count()
        };
        let worked = lane.press(&mut kari, &form, 303).await;
        assert!(!worked || kept().await == 1, "{address} was told that it is kept");
        kari.submit(&form).await.must_be(200);
        assert_eq!(kept().await, 1, "{address}");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_about_a_lesson() {
    with_every_fault(writing).await;
}
