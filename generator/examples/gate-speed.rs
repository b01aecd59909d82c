//! How fast the gate decides in the embedded engine, and how long a pass is:
//!
//! ```console
//! $ cargo run --release -p generator --example gate-speed
//! ```
//!
//! Beside it, in the same rounds, the floor: the same pass verified natively. Times differ from machine to machine
//! and from hour to hour; the ratios, each a median over the rounds, hardly do. An engine at the CDN's edge is
//! another one, so these are figures of `terskel serve` and of the tests.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use domain::calendar::{MonthRange, ReleaseMonth};
use domain::level::LevelId;
use domain::pass::{Claims, PassKey};
use domain::slug::Slug;
use generator::serve::gate::{Decision, Gate, GateRequest, GateStore};
use jiff::Timestamp;
use jiff::tz::TimeZone;

const SOURCE: &str = include_str!("../../infra/gate.js");
const ROUNDS: usize = 9;
/// What browsers keep of a cookie: its name, value and attributes.
const LONGEST_COOKIE: usize = 4096;
const ATTRIBUTES: &str = "__Host-pass=; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure";

/// One member's request for a lesson, and what the gate needs to decide on it.
struct Visit {
    key: PassKey,
    pass: String,
    request: GateRequest,
    store: GateStore,
    now: Timestamp,
}

/// Microseconds for each decision in one round.
struct Round {
    floor: f64,
    warm: f64,
    fresh: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let visit = Visit::new(3)?;
    let gate = Gate::new(SOURCE)?;
    visit.decide(&gate)?;
    let rounds = (0..ROUNDS).map(|_| visit.round(&gate)).collect::<Result<Vec<_>, _>>()?;
    tell_speed(&rounds);
    tell_lengths()
}

impl Visit {
    fn new(levels: u8) -> Result<Self, Box<dyn Error>> {
        let now: Timestamp = "2026-11-17T09:00:00Z".parse()?;
        let range = MonthRange(ReleaseMonth::parse("2026-08")?, ReleaseMonth::parse("2026-11")?);
        let levels = (1..=levels).map(|level| LevelId::new(level).map(|level| (level, range)));
        let levels = levels.collect::<Result<BTreeMap<_, _>, _>>()?;
        let key = PassKey::new(Slug::parse("k1")?, [7; 32]);
        // An id has 20 characters.
        let claims = Claims::new("m".repeat(20), now, &TimeZone::UTC, levels);
        let (pass, store) = (key.sign(&claims), GateStore::from([("key:k1".to_owned(), key.reveal())]));
        let request = GateRequest {
            method: "GET".to_owned(),
            path: "/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/".to_owned(),
            query: String::new(),
            cookies: vec![("__Host-pass".to_owned(), pass.clone())],
        };
        Ok(Self { key, pass, request, store, now })
    }

    fn decide(&self, gate: &Gate) -> Result<(), Box<dyn Error>> {
        match gate.decide(&self.request, &self.store, self.now)? {
            Decision::Forward { uri } if uri.starts_with("/private/") => Ok(()),
            other => Err(format!("the gate does not open: {other:?}").into()),
        }
    }

    fn round(&self, gate: &Gate) -> Result<Round, Box<dyn Error>> {
        Ok(Round {
            floor: timed(20_000, || Ok(black_box(self.key.verify(&self.pass, self.now).map(drop))?))?,
            warm: timed(5_000, || self.decide(gate))?,
            fresh: timed(200, || self.decide(&Gate::new(SOURCE)?))?,
        })
    }
}

/// Microseconds that `work` takes, on average over so many times.
fn timed(times: u32, mut work: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let begun = Instant::now();
    (0..times).try_for_each(|_| work())?;
    Ok(begun.elapsed().as_secs_f64() * 1e6 / f64::from(times))
}

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn tell_speed(rounds: &[Round]) {
    let of = |figure: fn(&Round) -> f64| median(rounds.iter().map(figure).collect());
    let line = |what: &str, time: f64, ratio: f64| {
        println!("{what:<42} {time:>8.1} µs {:>9.0} a second {ratio:>8.1} times the floor", 1e6 / time);
    };
    line("floor: the pass verified natively", of(|round| round.floor), 1.0);
    line("the gate in a warm engine", of(|round| round.warm), of(|round| round.warm / round.floor));
    line("the gate in a fresh engine", of(|round| round.fresh), of(|round| round.fresh / round.floor));
    println!("a fresh engine takes {:.1} times as long as a warm one", of(|round| round.fresh / round.warm));
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The lengths of passes, of which the gate opened each.
#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn tell_lengths() -> Result<(), Box<dyn Error>> {
    let gate = Gate::new(SOURCE)?;
    for levels in [1, 3, 10, 99] {
        let visit = Visit::new(levels)?;
        visit.decide(&gate)?;
        let (pass, cookie) = (visit.pass.len(), visit.pass.len() + ATTRIBUTES.len());
        println!(
            "{levels:>2} levels: a pass of {pass:>4} bytes, a cookie of {cookie:>4} out of {LONGEST_COOKIE}"
        );
    }
    Ok(())
}
