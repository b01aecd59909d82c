//! The table looked through, when all has been tried again: does everything agree?

use std::collections::BTreeSet;

use functions::sweep::sweep;
use jiff::SignedDuration;
use serde_json::Value;

use super::webhooks::LostWebhooks;
use crate::portal::Portal;
use crate::rows::{Row, rows};

/// Every row of the table, by key.
pub(crate) struct Books {
    rows: Vec<Row>,
}

/// Lets time pass until nothing waits any more, has the provider send its webhooks again, and checks the books.
pub(crate) async fn balance(portal: &Portal, webhooks: &LostWebhooks) {
    let_all_happen(portal, webhooks).await;
    Books::read(portal).await.check(portal).await;
}

/// Lets time pass until nothing waits any more, and has the provider send its webhooks again.
pub(crate) async fn let_all_happen(portal: &Portal, webhooks: &LostWebhooks) {
    for minutes in [50, 10, 10] {
        portal.clock_on(SignedDuration::from_mins(minutes));
        for _ in 0..8 {
            // A sweep sees to a hundred at a time.
            sweep(portal.running().app()).await.expect("a sweep");
        }
    }
    webhooks.redeliver(portal).await;
    for _ in 0..4 {
        sweep(portal.running().app()).await.expect("a sweep");
    }
}

impl Books {
    pub(crate) async fn read(portal: &Portal) -> Self {
        Self { rows: rows(portal).await }
    }

    /// The rows whose key begins so, without that.
    pub(crate) fn of(&self, kind: &str) -> impl Iterator<Item = (&str, &Row)> {
        self.rows.iter().filter_map(move |row| Some((row["pk"].strip_prefix(kind)?, row)))
    }

    fn count(&self, kind: &str, is_counted: impl Fn(&Row) -> bool) -> usize {
        self.of(kind).filter(|(_, row)| is_counted(row)).count()
    }

    async fn check(&self, portal: &Portal) {
        self.check_seats();
        self.check_members();
        self.check_payments(portal).await;
        let waiting: Vec<&str> =
            self.of("mail#").filter(|(_, row)| row["due"] == "mail").map(|(id, _)| id).collect();
        assert!(waiting.is_empty(), "mails wait: {waiting:?}");
    }

    /// What is counted is what there is, and an address's live hold is an open one.
    fn check_seats(&self) {
        let with_state = |state: &str| self.count("hold#", |row| row["state"] == state);
        let Some((_, seats)) = self.of("seats#").next() else {
            assert_eq!(self.count("hold#", |_| true), 0);
            return;
        };
        let counted = |name: &str| seats.get(name).map_or(0, |count| count.parse().expect("a number"));
        assert_eq!(counted("taken"), with_state("taken"), "taken");
        assert_eq!(counted("late"), with_state("taken-late"), "late");
        assert_eq!(counted("used"), with_state("open") + with_state("taken"), "used");
        let open: BTreeSet<&str> =
            self.of("hold#").filter(|(_, row)| row["state"] == "open").map(|(id, _)| id).collect();
        let live: BTreeSet<&str> = self.of("hold-of#").map(|(_, row)| row["hold"].as_str()).collect();
        assert_eq!(open, live, "live holds");
    }

    /// Each address has one member at most, and each member a number of their own.
    fn check_members(&self) {
        let paid: BTreeSet<&str> = self.of("subscription#").map(|(_, row)| row["member"].as_str()).collect();
        let members = self.of("member#").filter(|(id, _)| paid.contains(id));
        let numbers: Vec<&str> = members.map(|(_, row)| row["number"].as_str()).collect();
        let different: BTreeSet<&str> = numbers.iter().copied().collect();
        assert_eq!(different.len(), numbers.len(), "two members have one number");
        let addresses: BTreeSet<&str> = self.of("member#").map(|(_, row)| row["address"].as_str()).collect();
        assert_eq!(addresses.len(), self.of("member#").count(), "two members have one address");
        for (address, row) in self.of("member-of#") {
            let member = self.of("member#").find(|(id, _)| *id == row["member"]);
            assert_eq!(member.expect("a member").1["address"], address);
        }
    }

    /// Whoever paid has what they paid for, and one payment too many is reported.
    async fn check_payments(&self, portal: &Portal) {
        let events = portal.browser().open(&format!("{}/events.json", portal.pay_desk_url())).await;
        let events: Vec<Value> = serde_json::from_str(&events.body).expect("JSON");
        let completed = events.iter().filter(|event| event["type"] == "checkout.session.completed");
        let mut twice = 0;
        for session in completed.map(|event| &event["event"]["data"]["object"]) {
            let hold = session["metadata"]["hold"].as_str().expect("a hold");
            let (_, hold) = self.of("hold#").find(|(id, _)| *id == hold).expect("a hold");
            assert_eq!(hold["session"], session["id"].as_str().expect("an id"));
            let subscription = session["subscription"].as_str().expect("a subscription");
            let known = self.of("subscription#").find(|(id, _)| *id == subscription);
            let (_, known) = known.unwrap_or_else(|| panic!("nobody has what was paid by {hold:?}"));
            let (_, member) = self.of("member#").find(|(id, _)| *id == known["member"]).expect("a member");
            assert_eq!(member["address"], hold["address"]);
            match hold["state"].as_str() {
                "taken" | "taken-late" => assert_eq!(member["subscription"], subscription),
                "paid-twice" => twice += 1,
                state => panic!("{hold:?} was paid and is {state}"),
            }
        }
        let reports = portal.mails_to("hei@tydelig.example").await;
        let late = self.count("hold#", |row| row["state"] == "taken-late");
        assert!(
            reports.len() >= twice + late,
            "{twice} paid twice and {late} late, and {} reported",
            reports.len()
        );
    }
}
