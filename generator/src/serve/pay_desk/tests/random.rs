//! Money never goes wrong: whatever is bought, charged, given back, disputed and cancelled, in whatever order, the
//! books add up.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::DAY;
use crate::serve::pay_desk::books::{
    Books, ChargeStatus, Customer, DisputeStatus, IntentStatus, Interval, InvoiceReason, InvoiceStatus,
    Metadata, Mode, Price, Product, Session, Status, Table,
};
use crate::serve::pay_desk::story::arriving::{self, Arrival};
use crate::serve::pay_desk::story::buying::{self, Lateness, Payment, Way};
use crate::serve::pay_desk::story::cancelling::{self, Spelling};
use crate::serve::pay_desk::story::carding::{self, Card};
use crate::serve::pay_desk::story::refunding::{self, Return};
use crate::serve::pay_desk::story::{disputing, due};

/// One thing that somebody does; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Deed {
    Order(Mode),
    Pay(usize, Way, Lateness),
    Leap(i64),
    Card(usize, Card),
    Refund(usize, Option<i64>),
    Dispute(usize),
    Close(usize, DisputeStatus),
    Cancel(usize, Spelling),
    Undo(usize),
    EndNow(usize),
    Arrive(usize, Arrival),
    Delete(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let any = 0..100_usize;
    let card = prop_oneof![Just(Card::Works), Just(Card::Declines)];
    let way = prop_oneof![4 => Just(Way::Card), 1 => Just(Way::DecliningCard), 1 => Just(Way::Slowly)];
    let lateness = prop_oneof![Just(Lateness::Refused), Just(Lateness::Accepted)];
    let end = prop_oneof![Just(DisputeStatus::Won), Just(DisputeStatus::Lost)];
    let spelling = prop_oneof![Just(Spelling::PeriodEnd), Just(Spelling::Instant)];
    let arrival = prop_oneof![Just(Arrival::Arrived), Just(Arrival::Failed)];
    prop_oneof![
        3 => prop_oneof![3 => Just(Mode::Subscription), 1 => Just(Mode::Payment)].prop_map(Deed::Order),
        6 => (any.clone(), way, lateness).prop_map(|(one, way, late)| Deed::Pay(one, way, late)),
        5 => (0..100 * DAY).prop_map(Deed::Leap),
        2 => (any.clone(), card).prop_map(|(one, card)| Deed::Card(one, card)),
        3 => (any.clone(), proptest::option::of(1..30_000_i64)).prop_map(|(one, amount)| Deed::Refund(one, amount)),
        2 => any.clone().prop_map(Deed::Dispute),
        2 => (any.clone(), end).prop_map(|(one, end)| Deed::Close(one, end)),
        2 => (any.clone(), spelling).prop_map(|(one, spelling)| Deed::Cancel(one, spelling)),
        2 => any.clone().prop_map(Deed::Undo),
        1 => any.clone().prop_map(Deed::EndNow),
        1 => (any.clone(), arrival).prop_map(|(one, arrival)| Deed::Arrive(one, arrival)),
        1 => any.prop_map(Deed::Delete),
    ]
}

fn opened() -> Books {
    let mut books = Books::default();
    due::catch_up(&mut books, super::START).unwrap();
    let now = books.now;
    let metadata = Metadata::new();
    books.keep(Product {
        id: "prod_1".to_owned(),
        created: now,
        updated: now,
        name: "Nivå 1".to_owned(),
        description: None,
        active: true,
        metadata: metadata.clone(),
    });
    for (id, interval) in [("price_month", Some(Interval::Month)), ("price_once", None)] {
        books.keep(Price {
            id: id.to_owned(),
            created: now,
            product: "prod_1".to_owned(),
            currency: "nok".to_owned(),
            unit_amount: 24900,
            interval,
            tax_behavior: "inclusive".to_owned(),
            lookup_key: None,
            nickname: None,
            metadata: metadata.clone(),
            active: true,
        });
    }
    books
}

fn order(books: &mut Books, mode: Mode) {
    let (customer, id) = (books.id("cus_").unwrap(), books.id("cs_test_").unwrap());
    books.keep(Customer {
        id: customer.clone(),
        created: books.now,
        email: None,
        name: None,
        phone: None,
        description: None,
        preferred_locales: Vec::new(),
        metadata: Metadata::new(),
        card: None,
        card_works: true,
        deleted: false,
    });
    let price = if mode == Mode::Payment { "price_once" } else { "price_month" };
    books.keep(Session {
        id,
        created: books.now,
        expires_at: books.now + 40 * 60,
        status: Status::Open,
        mode,
        customer,
        price: price.to_owned(),
        quantity: 1,
        amount: 24900,
        currency: "nok".to_owned(),
        success_url: super::SUCCESS.to_owned(),
        cancel_url: None,
        client_reference_id: None,
        locale: None,
        submit_message: None,
        metadata: Metadata::new(),
        inner_metadata: Metadata::new(),
        payer: None,
        intent: None,
        subscription: None,
        invoice: None,
        paid: false,
        late: false,
    });
}

/// The id of one of these entries.
fn one<T>(table: &Table<T>, number: usize) -> Option<String> {
    if table.is_empty() { None } else { table.keys().nth(number % table.len()).cloned() }
}

/// Does it wholly or not at all, as the shelf does; what is refused changes nothing.
fn try_to(books: &mut Books, deed: &Deed) {
    let mut draft = books.clone();
    if does(&mut draft, deed).is_some() {
        *books = draft;
    }
}

fn does(books: &mut Books, deed: &Deed) -> Option<()> {
    match deed {
        Deed::Order(mode) => order(books, *mode),
        Deed::Pay(number, way, lateness) => {
            let session = one(&books.sessions, *number)?;
            let payment = Payment { lateness: *lateness, way: *way, wallet: None };
            buying::pay(books, &session, &payment).ok().map(|_| ())?;
        }
        Deed::Leap(seconds) => due::catch_up(books, books.now + seconds).unwrap(),
        Deed::Card(number, card) => carding::change(books, &one(&books.customers, *number)?, *card).ok()?,
        Deed::Refund(number, amount) => {
            let charge = one(&books.charges, *number)?;
            let wish = Return { charge, amount: *amount, reason: None, metadata: Metadata::new() };
            refunding::refund(books, wish).ok().map(|_| ())?;
        }
        Deed::Dispute(number) => {
            disputing::dispute(books, &one(&books.charges, *number)?).ok().map(|_| ())?;
        }
        Deed::Close(number, end) => disputing::close(books, &one(&books.disputes, *number)?, *end).ok()?,
        Deed::Cancel(number, spelling) => {
            cancelling::cancel(books, &one(&books.subscriptions, *number)?, *spelling).ok()?;
        }
        Deed::Undo(number) => cancelling::undo(books, &one(&books.subscriptions, *number)?).ok()?,
        Deed::EndNow(number) => cancelling::end(books, &one(&books.subscriptions, *number)?, None).ok()?,
        Deed::Arrive(number, arrival) => {
            arriving::arrive(books, &one(&books.intents, *number)?, *arrival).ok()?;
        }
        Deed::Delete(number) => cancelling::delete_customer(books, &one(&books.customers, *number)?).ok()?,
    }
    Some(())
}

/// Each payment is charged once at most, and each paid invoice exactly once.
fn nobody_is_charged_twice(books: &Books) {
    for intent in books.intents.values() {
        let charges = books.charges.values().filter(|charge| charge.intent == intent.id);
        let succeeded = charges.filter(|charge| charge.status == ChargeStatus::Succeeded).count();
        assert_eq!(succeeded, usize::from(intent.status == IntentStatus::Succeeded), "{intent:?}");
    }
    for invoice in books.invoices.values() {
        let is_paid = books.intents[&invoice.intent].status == IntentStatus::Succeeded;
        assert_eq!(invoice.status == InvoiceStatus::Paid, is_paid, "{invoice:?}");
        let same = |other: &&super::super::books::Invoice| {
            other.subscription == invoice.subscription && other.period_start == invoice.period_start
        };
        assert_eq!(
            books.invoices.values().filter(same).count(),
            1,
            "a period is asked for once: {invoice:?}"
        );
    }
}

/// What is over renews no more, and says when it ended.
fn what_is_over_is_over(books: &Books) {
    for subscription in books.subscriptions.values() {
        assert_eq!(subscription.ended_at.is_some(), subscription.is_over(), "{subscription:?}");
        let own = books.invoices.values().filter(|invoice| invoice.subscription == subscription.id);
        for invoice in own.filter(|_| subscription.is_over()) {
            assert_eq!(invoice.next_attempt, None, "{invoice:?}");
            let renews = invoice.reason == InvoiceReason::SubscriptionCycle;
            assert!(!renews || invoice.created <= subscription.ended_at.unwrap(), "{invoice:?}");
        }
    }
}

/// What came in, less what went back or was taken back, is what the entries say and what the events said.
fn the_balance_is_right(books: &Books) {
    let came: i64 = books
        .charges
        .values()
        .filter(|charge| charge.status == ChargeStatus::Succeeded)
        .map(|charge| charge.amount)
        .sum();
    let went: i64 = books.refunds.values().map(|refund| refund.amount).sum();
    let lost = books.disputes.values().filter(|dispute| dispute.status == DisputeStatus::Lost);
    let lost: i64 = lost.map(|dispute| dispute.amount).sum();
    let mut told: BTreeMap<&str, i64> = BTreeMap::new();
    for event in &books.happened {
        let body: serde_json::Value = serde_json::from_str(&event.body).unwrap();
        let object = &body["data"]["object"];
        if event.kind != "charge.dispute.closed" || object["status"] == "lost" {
            *told.entry(event.kind.as_str()).or_default() += object["amount"].as_i64().unwrap_or_default();
        }
    }
    let told = |kind: &str| told.get(kind).copied().unwrap_or_default();
    let sums = (told("charge.succeeded"), told("refund.created"), told("charge.dispute.closed"));
    assert_eq!(sums, (came, went, lost));
    for charge in books.charges.values() {
        let refunds = books.refunds.values().filter(|refund| refund.charge == charge.id);
        let refunded: i64 = refunds.map(|refund| refund.amount).sum();
        let taken = books.disputes.values().filter(|dispute| dispute.charge == charge.id);
        let taken: i64 = taken.map(|dispute| dispute.amount).sum();
        assert_eq!(charge.refunded, refunded, "{charge:?}");
        assert!(refunded + taken <= charge.amount, "{charge:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_books_add_up_whatever_is_done(deeds in proptest::collection::vec(deed(), 1..40)) {
        let mut books = opened();
        for deed in &deeds {
            try_to(&mut books, deed);
        }
        nobody_is_charged_twice(&books);
        what_is_over_is_over(&books);
        the_balance_is_right(&books);
        prop_assert!(books.happened.is_sorted_by_key(|event| event.created));
    }
}
