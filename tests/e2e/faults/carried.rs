//! What the gate's store was told is remembered: it is not asked again without need, and what is remembered is true,
//! whatever else happens at whichever call of a run.
//!
//! One fact stands for all: that the passes of somebody are void. It stands in the table, and is taken from there, by hand.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use functions::app::App;
use functions::gate::carry;
use generator::serve::backstage::Ports;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::port;
use crate::portal::{OPEN, Portal, launch};
use crate::rows::{Row, client, rows, stand};

const VOID: &str = "revoked:somebody";
const STRANGE: &str = "revoked:a-stranger";
const DAY: SignedDuration = SignedDuration::from_hours(24);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// Longer than a run makes calls.
const NEVER: usize = usize::MAX;

/// A portal, and functions whose calls are counted and may be held up.
struct Scene {
    portal: Portal,
    app: App,
    calls: Arc<Calls>,
}

/// The calls that go to the table and to the gate's store.
struct Calls {
    to_store: AtomicUsize,
    turn: Mutex<Arc<Turn>>,
}

/// The calls of one run, of which call number `held_up` waits, from 1.
struct Turn {
    calls: AtomicUsize,
    held_up: usize,
    reached: Semaphore,
    go: Semaphore,
    is_dead: AtomicBool,
}

impl Calls {
    fn new() -> Self {
        Self { to_store: AtomicUsize::new(0), turn: Mutex::new(Turn::held_up_at(NEVER)) }
    }

    /// A new run, that is held up before its call number `at`.
    fn hold_up(&self, at: usize) -> Arc<Turn> {
        let turn = Turn::held_up_at(at);
        *self.turn.lock().expect("a turn") = Arc::clone(&turn);
        turn
    }

    fn turn(&self) -> Arc<Turn> {
        Arc::clone(&self.turn.lock().expect("a turn"))
    }
}

impl Turn {
    fn held_up_at(at: usize) -> Arc<Self> {
        Arc::new(Self {
            calls: AtomicUsize::new(0),
            held_up: at,
            reached: Semaphore::new(0),
            go: Semaphore::new(0),
            is_dead: AtomicBool::new(false),
        })
    }

    /// Waits, if it is this call's turn to. Whether it is made at all.
    async fn passes(&self) -> bool {
        if self.calls.fetch_add(1, Ordering::SeqCst) + 1 == self.held_up {
            self.reached.add_permits(1);
            self.go.acquire().await.expect("a semaphore").forget();
        }
        !self.is_dead.load(Ordering::SeqCst)
    }
}

/// Stands before `target`, and lets every call through when its time has come.
async fn before(target: String, calls: Arc<Calls>, is_store: bool) -> String {
    let client = client();
    port::open(move |call| {
        let (client, target, calls) = (client.clone(), target.clone(), Arc::clone(&calls));
        async move {
            calls.to_store.fetch_add(usize::from(is_store), Ordering::SeqCst);
            if !calls.turn().passes().await {
                return None;
            }
            Some(port::forward(&client, &target, call).await)
        }
    })
    .await
}

impl Scene {
    async fn open() -> Self {
        let portal = Portal::with_launches(OPEN, &launch("august", 10_000, "all")).await;
        let (real, calls) = (portal.running().ports(), Arc::new(Calls::new()));
        let table = real.table.expect("a table that is not at AWS");
        let ports = Ports {
            table: Some(before(table, Arc::clone(&calls), false).await),
            gate_store: before(real.gate_store, Arc::clone(&calls), true).await,
            ..portal.running().ports()
        };
        let app = portal.running().app_through(&ports).expect("an app");
        Self { portal, app, calls }
    }

    /// Another run, from its beginning to its end.
    async fn carry(&self) {
        carry(self.portal.running().app()).await.expect("the gate's store");
    }

    /// How many calls to the gate's store a run makes.
    async fn calls_to_store(&self) -> usize {
        self.calls.to_store.store(0, Ordering::SeqCst);
        carry(&self.app).await.expect("the gate's store");
        self.calls.to_store.load(Ordering::SeqCst)
    }

    /// Whether somebody's passes are void.
    async fn are_void(&self, void: bool) {
        let at = self.portal.now() - SECOND;
        let text = |text: &str| json!({ "S": text });
        let at = json!({ "N": at.as_second().to_string() });
        let row = [("pk", text("revocation#all")), ("sk", text("somebody")), ("at", at)];
        let row = row.map(|(name, value)| (name.to_owned(), value)).into();
        stand(&self.portal, &row, void).await;
    }

    /// A run carries this, and remembers it. As what.
    async fn carries(&self, void: bool) -> String {
        self.are_void(void).await;
        self.carry().await;
        assert_eq!(self.edge().await.is_void(), void);
        self.remembered().await.expect("what was carried")
    }

    /// What the table says that the gate's store holds.
    async fn remembered(&self) -> Option<String> {
        let rows = rows(&self.portal).await;
        rows.iter().find(|row| row["pk"] == "carried#gate").and_then(|row| row.get("digest").cloned())
    }

    async fn edge(&self) -> Edge {
        Edge::of(&self.portal).await
    }
}

/// What the gate's store holds, read and changed by somebody else.
struct Edge {
    url: String,
    version: String,
    entries: BTreeMap<String, String>,
}

impl Edge {
    async fn of(portal: &Portal) -> Self {
        let url = format!("{}/key-value-stores/any", portal.running().ports().gate_store);
        let client = client();
        let described = client.get(&url).send().await.expect("an answer");
        let version = described.headers()["etag"].to_str().expect("a version").to_owned();
        let listed = client.get(format!("{url}/keys?MaxResults=50")).send().await.expect("an answer");
        let listed: Value = serde_json::from_str(&listed.text().await.expect("a text")).expect("JSON");
        let items = listed["Items"].as_array().expect("items").iter();
        let text = |item: &Value, name: &str| item[name].as_str().expect("a text").to_owned();
        let entries = items.map(|item| (text(item, "Key"), text(item, "Value"))).collect();
        Self { url, version, entries }
    }

    fn is_void(&self) -> bool {
        self.entries.contains_key(VOID)
    }

    fn is_spoilt(&self) -> bool {
        self.entries.contains_key(STRANGE)
    }

    /// A stranger's passes become void, behind our back.
    async fn spoil(self) {
        let change = json!({ "Puts": [{ "Key": STRANGE, "Value": "0" }] }).to_string();
        let request = client().post(format!("{}/keys", self.url)).header("If-Match", self.version);
        let request = request.header("Content-Type", "application/json").body(change);
        assert!(request.send().await.expect("an answer").status().is_success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_already_is_not_asked_for() {
    let scene = Scene::open().await;
    assert_eq!(scene.calls_to_store().await, 0, "what the portal told when it was opened");
    scene.portal.clock_on(DAY - SECOND * 2);
    assert_eq!(scene.calls_to_store().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_changed_is_carried_once_and_remembered() {
    let scene = Scene::open().await;
    for void in [true, false, true] {
        scene.are_void(void).await;
        assert_eq!(scene.calls_to_store().await, 3, "one describes, one lists, one changes");
        assert_eq!(scene.edge().await.is_void(), void);
        assert_eq!(scene.calls_to_store().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_somebody_else_changed_is_put_right_within_a_day() {
    let scene = Scene::open().await;
    scene.edge().await.spoil().await;
    scene.portal.clock_on(DAY - SECOND);
    assert_eq!(scene.calls_to_store().await, 0);
    assert!(scene.edge().await.is_spoilt(), "nobody has looked");
    scene.portal.clock_on(SECOND);
    assert_eq!(scene.calls_to_store().await, 3);
    assert!(!scene.edge().await.is_spoilt());
    assert_eq!(scene.calls_to_store().await, 0, "the day begins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_somebody_else_changed_is_put_right_with_the_next_fact() {
    let scene = Scene::open().await;
    scene.edge().await.spoil().await;
    scene.are_void(true).await;
    scene.carry().await;
    let edge = scene.edge().await;
    assert!(edge.is_void() && !edge.is_spoilt());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_moved_back_trusts_nothing_that_is_to_come() {
    let scene = Scene::open().await;
    scene.edge().await.spoil().await;
    scene.portal.clock_on(-SECOND);
    scene.carry().await;
    assert!(!scene.edge().await.is_spoilt());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_portal_cannot_be_read_passes_become_void_and_nothing_is_remembered() {
    let scene = Scene::open().await;
    let pages = scene.edge().await.entries["edge"].clone();
    let row = |row: &Row| row.iter().map(|(name, value)| (name.clone(), json!({ "S": value }))).collect();
    let rows = rows(&scene.portal).await;
    let pointer = rows.iter().find(|row| row["pk"] == "snapshot#pointer").expect("a pointer");
    let lost = Row::from([("current".to_owned(), "nowhere".to_owned())]);
    let lost = pointer.clone().into_iter().chain(lost).collect();
    stand(&scene.portal, &row(&lost), true).await;
    for void in [true, false] {
        scene.are_void(void).await;
        for _ in 0..2 {
            carry(&scene.app).await.expect_err("a portal that cannot be read");
            let edge = scene.edge().await;
            assert_eq!(edge.is_void(), void);
            assert_eq!(edge.entries["edge"], pages, "what was held of the pages stays");
        }
    }
    stand(&scene.portal, &row(pointer), true).await;
    assert_eq!(scene.calls_to_store().await, 3);
    assert_eq!(scene.calls_to_store().await, 0);
}

/// What happens while a run waits.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// The fact changes.
    Changes,
    /// Another run comes, and is done.
    Run,
    /// The run itself is dead.
    Dies,
}

use Event::{Changes, Dies, Run};

const MEANWHILE: [&[Event]; 6] =
    [&[Run], &[Run, Changes], &[Changes, Run], &[Run, Changes, Run], &[Dies], &[Changes, Run, Dies]];

/// A run that carries a fact is held up before its call number `at` while that happens, and goes on, unless it is dead.
/// Whether it makes so many calls. What it leaves is looked at; `said` is what the row says of a fact that is carried.
async fn is_held_up(scene: &Scene, at: usize, meanwhile: &[Event], said: &[String; 2]) -> bool {
    let told = format!("{meanwhile:?} at call {at}");
    scene.carries(false).await;
    let mut void = true;
    scene.are_void(void).await;
    let (turn, app) = (scene.calls.hold_up(at), scene.app.clone());
    let mut run = tokio::spawn(async move { carry(&app).await });
    tokio::select! {
        reached = turn.reached.acquire() => reached.expect("a semaphore").forget(),
        done = &mut run => {
            done.expect("a run").expect("the gate's store");
            return false;
        }
    }
    for event in meanwhile {
        match event {
            Changes => {
                void = !void;
                scene.are_void(void).await;
            }
            Run => scene.carry().await,
            Dies => {
                turn.is_dead.store(true, Ordering::SeqCst);
                run.abort();
            }
        }
    }
    turn.go.add_permits(1);
    let ended = run.await;
    if !matches!(meanwhile, [.., Dies]) {
        ended.expect("a run").unwrap_or_else(|error| panic!("{told}: {error}"));
    }
    let is_void = scene.edge().await.is_void();
    if let [.., Run] | [.., Run, Dies] = meanwhile {
        assert_eq!(is_void, void, "{told}: what was carried is undone");
    }
    if let Some(remembered) = scene.remembered().await {
        assert_eq!(remembered, said[usize::from(is_void)], "{told}: what is remembered is not so");
    }
    true
}

/// Whatever happens, at every call.
async fn at_every_call(meanwhile: &'static [Event]) {
    let scene = Scene::open().await;
    let said = [scene.carries(false).await, scene.carries(true).await];
    assert_ne!(said[0], said[1]);
    let mut at = 1;
    while is_held_up(&scene, at, meanwhile, &said).await {
        at += 1;
    }
    assert!(at > 10, "a run made {at} calls");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_between_two_calls_and_whoever_dies_there_what_is_remembered_is_so() {
    let mut scenes = JoinSet::new();
    for meanwhile in MEANWHILE {
        scenes.spawn(at_every_call(meanwhile));
    }
    while let Some(scene) = scenes.join_next().await {
        scene.expect("a scene that ends well");
    }
}
