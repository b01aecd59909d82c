//! What one launch bears, by arithmetic from what the table says that a sale costs.

use super::buying::{held, hold_of, order, paid};
use super::fault::Fault;
use super::lane::Lane;
use crate::meter::Meter;
use crate::portal::OPEN;

/// What one partition, and so one item, takes in a second; and a new table that is paid by request. Source: "Service
/// quotas" and "On-demand capacity mode" in Amazon's developer guide.
const UNITS_OF_AN_ITEM: f64 = 1000.0;
const UNITS_OF_A_NEW_TABLE: f64 = 4000.0;

/// A write of up to 1 KB within a transaction. The counter, of 80 bytes, is written once by each.
const UNITS_OF_THE_COUNTER: f64 = 2.0;

/// Calls that the provider takes in a second, of reads as of writes; and in its test mode. Source: docs.stripe.com/rate-limits.
const CALLS_A_SECOND: f64 = 100.0;
const CALLS_A_SECOND_IN_TEST: f64 = 25.0;

/// What was written since the meter was last asked, in units of each transaction.
fn written(meter: &Meter) -> Vec<f64> {
    let requests = meter.take().into_iter().filter(|work| work.name.starts_with("POST "));
    let calls = requests.flat_map(|request| request.calls);
    calls.filter(|call| call.operation == "TransactWriteItems").map(|call| call.units).collect()
}

/// Prints the figures in ARCHITECTURE.md: `cargo test -p tests what_one_launch_bears -- --nocapture`
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are documented by this command")]
async fn what_one_launch_bears() {
    let (meter, _guard) = Meter::listening();
    let (portal, webhooks) = super::portal(OPEN).await;
    let mut lane = Lane::open(&portal, &webhooks, Fault::Refused).await;
    lane.at = usize::MAX;

    let mut buyer = portal.proving("buyer@example.no").await;
    let form = buyer.open("/api/offers/mine").await.form("/api/checkout/hold");
    // A function that is warm knows the id of the price.
    let (mut first, review) = held(&lane, "first@example.no").await;
    assert!(lane.press(&mut first, &order(&review), 303).await);
    written(&meter);
    assert!(lane.press(&mut buyer, &form, 303).await);
    let hold: f64 = written(&meter).iter().sum();
    let review = buyer.submit(&form).await;
    assert!(lane.press(&mut buyer, &order(&review), 303).await);
    let ordering = lane.to_provider;

    let (mut payer, review, back) = paid(&lane, "payer@example.no").await;
    let mut settling = 0;
    written(&meter);
    assert!(lane.hear(&lane.webhooks.about(&hold_of(&review), "checkout.session.completed")).await);
    let settlement: f64 = written(&meter).iter().sum();
    settling += lane.to_provider;
    assert!(lane.hear(&lane.webhooks.about(&hold_of(&review), "customer.subscription.created")).await);
    settling += lane.to_provider;
    assert!(lane.open_page(&mut payer, &back, 200).await);
    settling += lane.to_provider;

    let (counter, provider) = (UNITS_OF_THE_COUNTER, CALLS_A_SECOND);
    println!("a hold: {hold} write units, {counter} of them at the counter");
    println!("a settlement: {settlement} write units, {counter} of them at the counter");
    println!(
        "the counter bears {} holds a second, or {} sales",
        UNITS_OF_AN_ITEM / counter,
        UNITS_OF_AN_ITEM / (2.0 * counter)
    );
    println!(
        "a new table bears {:.0} holds a second, or {:.0} sales",
        UNITS_OF_A_NEW_TABLE / hold,
        UNITS_OF_A_NEW_TABLE / (hold + settlement)
    );
    println!("a sale asks the provider {ordering} times to write and {settling} times to read");
    let sales = |calls: f64| {
        (calls / f64::from(u32::try_from(ordering).unwrap_or(1)))
            .min(calls / f64::from(u32::try_from(settling).unwrap_or(1)))
    };
    println!(
        "the provider bears {} sales a second, {} in its test mode",
        sales(provider),
        sales(CALLS_A_SECOND_IN_TEST)
    );
    assert!(
        hold <= 10.0 && ordering <= 2 && settling <= 6,
        "a sale has become dearer: {hold}, {ordering}, {settling}"
    );
    assert!(sales(provider) < UNITS_OF_AN_ITEM / (2.0 * counter), "the table has become the tighter limit");
}
