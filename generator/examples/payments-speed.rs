//! What our own code costs for a payment that begins and for a webhook, without the time of the provider and the table:
//!
//! ```console
//! $ cargo run --release -p generator --example payments-speed
//! $ cargo run --release -p generator --example payments-speed -- 1000
//! ```
//!
//! The sample portal is served on threads of its own; the functions answer on this one, whose CPU time is told by
//! the system (Linux), so that waiting for the others' sockets does not count. The clients of table and provider do:
//! a Lambda pays for them too. Beside each, in the same run, the floor: as many bare round trips by one HTTP client,
//! without SDK, signature, conditions or anything decided. Beside other work on the same cores both time and ratio
//! swell, by half or more, for the caches are shared; instructions do not. TLS comes on top of both.
//!
//! The same in instructions of the program's own, without the kernel's; a file for each line, in their order, floors
//! included, to be divided by the number of buyers and [`WARMING`]:
//!
//! ```console
//! $ valgrind --tool=callgrind --toggle-collect='payments_speed::answered*' --toggle-collect='payments_speed::bare*' \
//!     --dump-after='payments_speed::tell*' target/release/examples/payments-speed 100
//! $ grep -H summary: callgrind.out.*
//! ```
//!
//! It told, in thousands for each: 3,040 for a checkout that begins (floor 540), 7,070 for a webhook that makes a member
//! (620), 650 for the same come again (80), and 750 for a stranger's (150).

use std::collections::BTreeMap;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;
use std::{fs, io};

use domain::address::EmailAddress;
use functions::app::App;
use functions::http::{Body, Request, Response, VIEWER_ADDRESS};
use functions::route::{CHECKOUT, Endpoints, PAYMENTS, answer};
use functions::tryout::prove;
use generator::serve::backstage::{Data, Ports};
use generator::serve::real_payments::Payments;
use generator::serve::{Options, Running, start};
use generator::visitor::Browser;
use hmac::{Hmac, Mac as _};
use http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use serde_json::Value;
use sha2::Sha256;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many buy, unless it is said.
const BUYERS: usize = 300;
/// So many more come first, and are not measured.
const WARMING: usize = 20;
/// Nobody listens there, so that no webhook comes by itself.
const NOWHERE: &str = "http://127.0.0.1:9";

fn main() -> Result<()> {
    let buyers = WARMING + std::env::args().nth(1).map_or(Ok(BUYERS), |buyers| buyers.parse())?;
    let content = tempfile::tempdir()?;
    copy_sample(content.path())?;
    let others = Runtime::new()?;
    let running = others.block_on(start(Options {
        sources: content.path().into(),
        data: Data::Fresh,
        port: 0,
        now: Some("2026-08-18T12:00".parse()?),
        by_itself: false,
        webhooks: Some(NOWHERE.to_owned()),
        payments: Payments::default(),
        bare: false,
    }))?;
    let bench = Bench::new(&running)?;

    let orders = bench.orders(buyers)?;
    let started = bench.measure("a checkout started", CHECKOUT, &orders, 303)?;
    let pages: Vec<&str> = started.iter().map(location).collect::<Result<_>>()?;
    let paid = others.block_on(pay(&running, &pages))?;
    let words: Vec<Request> = paid.iter().map(|event| bench.webhook(event)).collect::<Result<_>>()?;
    bench.measure("a webhook that makes a member", PAYMENTS, &words, 200)?;
    bench.measure("the same webhook, come again", PAYMENTS, &words, 200)?;
    let foreign: Vec<Request> =
        paid.iter().map(|event| bench.webhook(&foreign(event))).collect::<Result<_>>()?;
    bench.measure("a webhook of somebody else's sale", PAYMENTS, &foreign, 200)?;
    others.block_on(running.stop());
    Ok(())
}

/// The functions on this thread, and what reaches the same ports without them.
struct Bench {
    runtime: Runtime,
    app: App,
    bare: reqwest::Client,
    ports: Ports,
    webhook_secret: String,
}

impl Bench {
    fn new(running: &Running) -> Result<Self> {
        let (ports, webhook_secret) = (running.ports(), running.webhook_secret());
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let app = runtime.block_on(async { running.app_through(&ports) })?;
        let bare = reqwest::Client::builder().tls_certs_only([]).build()?;
        Ok(Self { runtime, app, bare, ports, webhook_secret })
    }

    /// The buttons that so many press, of whom each has proven an address and holds a seat.
    fn orders(&self, buyers: usize) -> Result<Vec<Request>> {
        (0..buyers).map(|buyer| self.runtime.block_on(self.order(buyer))).collect()
    }

    async fn order(&self, buyer: usize) -> Result<Request> {
        let address = EmailAddress::parse(&format!("buyer{buyer}@example.no"))?;
        let proof = prove(&self.app, &address).await?;
        let mut request = form(&proof, "/api/checkout/hold", "launch=august&offer=alle&minor=24900")?;
        // Each has a network of their own, for holds are counted by it.
        let viewer = format!("10.0.{}.{}:443", buyer / 256, buyer % 256).parse()?;
        request.headers_mut().insert(VIEWER_ADDRESS, viewer);
        let answered = answer(&self.app, CHECKOUT, &request).await;
        let hold = location(&answered)?.split('=').nth(1).ok_or("no seat is held")?;
        let hold = hold.split('&').next().unwrap_or_default();
        form(&proof, "/api/checkout/pay", &format!("hold={hold}&minor=24900&terms=yes&immediate=yes"))
    }

    /// The event as the provider sends it.
    fn webhook(&self, event: &Value) -> Result<Request> {
        let (body, second) = (event.to_string(), self.app.clock.now().as_second());
        let mac = Hmac::<Sha256>::new_from_slice(self.webhook_secret.as_bytes())?;
        let signature = mac.chain_update(format!("{second}.{body}")).finalize().into_bytes();
        let request = http::Request::post("/api/payments/webhook").header(CONTENT_TYPE, "application/json");
        let request = request.header("Stripe-Signature", format!("t={second},v1={signature:x}"));
        Ok(request.body(Body::from(body))?)
    }

    /// Answers each of `requests`, and tells what that costs and what as many bare round trips do.
    fn measure(
        &self,
        what: &str,
        endpoints: Endpoints,
        requests: &[Request],
        status: u16,
    ) -> Result<Vec<Response>> {
        let counted = Counted::default();
        let (mut answers, mut costs) = (Vec::new(), Vec::new());
        for (number, request) in requests.iter().enumerate() {
            // Whoever counts costs time, so only those are counted that are not measured.
            let counting = counted.clone();
            let counting = (number + 1 == WARMING).then(|| counting.listening());
            let (answer, cost) = cost(|| answered(&self.runtime, &self.app, endpoints, request))?;
            drop(counting);
            if answer.status().as_u16() != status {
                return Err(format!("{what}: number {number} was answered {}", answer.status()).into());
            }
            answers.push(answer);
            costs.push(cost);
        }
        let trips = counted.trips();
        tell(what, trips, &costs[WARMING..], None);
        let mut floor = Vec::new();
        for _ in requests {
            let (done, cost) = cost(|| bare(self, trips))?;
            done?;
            floor.push(cost);
        }
        tell("  floor: as many bare round trips", trips, &floor[WARMING..], Some(&costs[WARMING..]));
        Ok(answers)
    }

    /// One row of the table read, and one answer of the provider's, as often as that.
    async fn bare_trips(&self, trips: Trips) -> Result<()> {
        let table = self.ports.table.as_deref().ok_or("the table is elsewhere")?;
        let key = r#"{"TableName":"terskel","Key":{"pk":{"S":"event#floor"},"sk":{"S":"event"}}}"#;
        for _ in 0..trips.table {
            let request = self.bare.post(table).header("X-Amz-Target", "DynamoDB_20120810.GetItem");
            let request =
                request.header(CONTENT_TYPE, "application/x-amz-json-1.0").header("X-Amz-Date", "x");
            let request = request
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=x, Signature=x");
            request.body(key).send().await?.error_for_status()?.bytes().await?;
        }
        for _ in 0..trips.provider {
            // It asks for a key, in as many bytes as it would answer that it knows of no such thing.
            self.bare
                .get(format!("{}/v1/checkout/sessions/floor", self.ports.payments))
                .send()
                .await?
                .bytes()
                .await?;
        }
        Ok(())
    }
}

/// One request answered. By itself, so that a profiler finds it.
#[inline(never)]
fn answered(runtime: &Runtime, app: &App, endpoints: Endpoints, request: &Request) -> Response {
    runtime.block_on(answer(app, endpoints, request))
}

/// The floor of one request. By itself, so that a profiler finds it.
#[inline(never)]
fn bare(bench: &Bench, trips: Trips) -> Result<()> {
    bench.runtime.block_on(bench.bare_trips(trips))
}

/// A form posted by a page of the portal's own.
fn form(proof: &str, path: &str, fields: &str) -> Result<Request> {
    let request = http::Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(COOKIE, format!("proof={proof}")).header("Sec-Fetch-Site", "same-origin");
    Ok(request.body(Body::from(fields))?)
}

fn location(answer: &Response) -> Result<&str> {
    let location = answer.headers().get(LOCATION).ok_or("the answer leads nowhere")?;
    Ok(location.to_str()?)
}

/// Pays at these pages of the provider's. What it says of each payment, in their order.
async fn pay(running: &Running, pages: &[&str]) -> Result<Vec<Value>> {
    let mut buyer = Browser::new(running.url(), Ipv4Addr::LOCALHOST)?;
    for page in pages {
        buyer.post(page, &BTreeMap::new()).await?;
    }
    let events = buyer.get(&format!("{}/events.json", running.pay_desk_url())).await?;
    let events: Vec<Value> = serde_json::from_str(&events.body)?;
    let paid = events.into_iter().filter(|event| event["type"] == "checkout.session.completed");
    let paid: Vec<Value> = paid.map(|mut event| event["event"].take()).collect();
    if paid.len() == pages.len() { Ok(paid) } else { Err(format!("{} have paid", paid.len()).into()) }
}

/// The same event about a sale that is none of ours.
fn foreign(event: &Value) -> Value {
    let mut event = event.clone();
    for id in ["/id", "/data/object/id"] {
        if let Some(id) = event.pointer_mut(id) {
            *id = format!("{}x", id.as_str().unwrap_or_default()).into();
        }
    }
    event
}

/// What one request cost, in microseconds.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn cost<T>(work: impl FnOnce() -> T) -> Result<(T, Cost)> {
    let (begun, before) = (Instant::now(), computed()?);
    let done = work();
    let (wall, after) = (begun.elapsed(), computed()?);
    Ok((done, Cost { cpu: (after - before) as f64 / 1e3, wall: wall.as_secs_f64() * 1e6 }))
}

/// For how many nanoseconds this thread has computed, what it waited left out.
fn computed() -> Result<u64> {
    // The kernel brings its figure up to date when it looks for somebody else to run.
    thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(told.split(' ').next().unwrap_or_default().parse()?)
}

/// How often table and provider were asked.
#[derive(Clone, Copy)]
struct Trips {
    table: usize,
    provider: usize,
}

/// Counts what functions tell at level debug.
#[derive(Clone, Default)]
struct Counted(Arc<[AtomicUsize; 2]>);

impl Counted {
    fn listening(self) -> tracing::subscriber::DefaultGuard {
        tracing::subscriber::set_default(tracing_subscriber::registry().with(self))
    }

    fn trips(&self) -> Trips {
        let [table, provider] = &*self.0;
        Trips { table: table.load(Ordering::Relaxed), provider: provider.load(Ordering::Relaxed) }
    }
}

impl<S: tracing::Subscriber> Layer<S> for Counted {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let [table, provider] = &*self.0;
        match event.metadata().target() {
            "functions::store::meter" => table.fetch_add(1, Ordering::Relaxed),
            "functions::provider::stripe::call" => provider.fetch_add(1, Ordering::Relaxed),
            _ => 0,
        };
    }
}

/// By itself, so that a profiler finds where a line ends.
#[inline(never)]
#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn tell(what: &str, trips: Trips, costs: &[Cost], above: Option<&[Cost]>) {
    let quartiles = |figure: fn(&Cost) -> f64, costs: &[Cost]| {
        let mut figures: Vec<f64> = costs.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        [1, 2, 3].map(|quarter| figures[figures.len() * quarter / 4])
    };
    let [low, cpu, high] = quartiles(|cost| cost.cpu, costs);
    let [_, wall, _] = quartiles(|cost| cost.wall, costs);
    let Trips { table, provider } = trips;
    let ratio = above.map(|above| quartiles(|cost| cost.cpu, above)[1] / cpu);
    let ratio = ratio.map(|ratio| format!("; the above is {ratio:.1} times that")).unwrap_or_default();
    println!(
        "{what:<36} {cpu:>6.0} µs of CPU ({low:.0} to {high:.0}), {wall:>6.0} µs in all; table {table}, provider {provider}{ratio}"
    );
}

/// The sample portal, with seats for everybody.
fn copy_sample(to: &Path) -> Result<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    for entry in walkdir::WalkDir::new(&sample) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(&sample)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else if entry.file_name() == "launches.yaml" {
            let launches = fs::read_to_string(entry.path())?.replace("seats: 100", "seats: 100000");
            io::Write::write_all(&mut fs::File::create(target)?, launches.as_bytes())?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
