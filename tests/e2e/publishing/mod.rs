//! Publishing to a stage: the table is embedded, the bucket a port of ours, the AWS command line a script.

mod aws;
mod bucket;
mod refusals;
mod secrets;
mod stops;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use functions::clock::Clock;
use functions::store::snapshot;
use generator::failure::Failure;
use generator::operate::publish::{Done, Options, Patience, publish, rollback};
use generator::operate::stage::{Endpoints, Names, Stage};
use generator::output::headers::{PAYMENTS_ORIGINS, Reach, content_security_policy};
use generator::output::{Gated, Output, PublicPath};
use jiff::SignedDuration;
use themes::snapshot::Snapshot;

use crate::faults::fault::Plan;
use crate::faults::port::{Owner, before};
use crate::portal::{OPEN, Portal, sample};
use crate::rows::rows;
use aws::AwsScript;
use bucket::Bucket;

const BUCKET: &str = "terskel-test-site";

/// A stage, and everything behind it.
struct Ground {
    portal: Portal,
    bucket: Bucket,
    script: AwsScript,
    stage: Stage,
    /// How calls of table and bucket go.
    plan: Plan,
    snapshot: Snapshot,
}

/// What the stack says of itself.
fn outputs<'a>(table: &'a str, policy: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("PublicUrl", "https://tydelig.no/"),
        ("SiteBucket", BUCKET),
        ("TableName", table),
        ("DistributionId", "E1"),
        ("MailEvents", "events"),
        ("SecretsPath", "/terskel/terskel-test"),
        ("ContentSecurityPolicy", policy),
    ]
}

impl Ground {
    async fn open() -> Self {
        let portal = Portal::standing_at(OPEN).await;
        let (bucket, plan) = (Bucket::default(), Plan::default());
        let policy = content_security_policy(Reach::payments_alone(PAYMENTS_ORIGINS));
        let script = AwsScript::with_stack("CREATE_COMPLETE", &outputs(portal.table(), &policy));
        let table = portal.running().ports().table.expect("a table that is not at AWS");
        let endpoints = Endpoints {
            table: Some(before(&table, Owner::Table, plan.clone()).await),
            bucket: Some(before(&bucket.open().await, Owner::Aws, plan.clone()).await),
            mails: None,
        };
        let names = Names { stage: "test".to_owned(), portal: "terskel".to_owned() };
        let stage = Stage::find(script.aws(), names).expect("a stage").reached_at(endpoints);
        let site = generator::load::load(&sample(), jiff::Timestamp::UNIX_EPOCH, None).expect("a portal");
        let output = generator::render::render(&Arc::new(site)).expect("an output");
        let snapshot = Snapshot::clone(&output.snapshot);
        Self { portal, bucket, script, stage, plan, snapshot }
    }

    /// A small portal: each page names the style and the picture of its version.
    fn output(&self, version: u32, pages: &[&str]) -> Output {
        let mut snapshot = self.snapshot.clone();
        snapshot.portal.title = format!("Versjon {version}");
        let mut output = Output::new(snapshot).expect("an output");
        let style = format!("/assets/style.{version:08}.css");
        let picture = format!("/bilde-{version}.png");
        output.add_public(PublicPath::file(&style), format!("/* {version} */"));
        output.add_public(PublicPath::file(&picture), vec![137, 80, 78, 71]);
        let html = format!("<link href=\"{style}\"><img src=\"{picture}\">");
        for page in pages {
            output.add_public(PublicPath::page(page), html.clone());
        }
        output.plan_member_search(move || Ok(Gated::new(html.clone().into_bytes())));
        output
    }

    async fn publish(&self, output: &Output) -> Result<Done, Failure> {
        publish(&self.stage, output, &options()).await
    }

    async fn rollback(&self) -> Result<Done, Failure> {
        rollback(&self.stage, &options()).await
    }

    /// The files in place hold exactly this, the functions have its snapshot, and nothing else is kept but what the one
    /// before needs.
    async fn must_show(&self, output: &Output) {
        let lies =
            |side| self.bucket.under(side).into_iter().map(|(path, object)| (path, object.bytes.to_vec()));
        let lies: BTreeMap<String, Vec<u8>> = lies("public/").chain(lies("private/")).collect();
        let is_file = |path: &str| path.starts_with("public/") || path.starts_with("private/");
        let wanted = output.files().filter(|(path, _)| is_file(path.as_str()));
        let wanted: BTreeMap<String, Vec<u8>> = wanted
            .map(|(path, bytes)| (path.as_str().to_owned(), bytes.bytes().expect("a file").into_owned()))
            .collect();
        assert_eq!(lies.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
        assert!(lies == wanted, "a file is another");
        let version = Self::version_of(output);
        let store = &self.portal.running().app().store;
        let pointer = snapshot::pointer(store).await.expect("an answer").expect("a snapshot");
        assert_eq!(pointer.current, version);
        self.must_answer().await;
    }

    /// Within a day every chunk of the snapshots of some versions vanishes, and none of the others'.
    async fn must_vanish(&self, vanishing: &[u32], staying: &[u32]) {
        let rows = rows(&self.portal).await;
        let a_day_on = (Clock::default().now() + SignedDuration::from_hours(24)).as_second();
        let told = |version: &u32| {
            let pk = format!("snapshot#{}", Self::version_of(&self.output(*version, &["/"])));
            let chunks = rows.iter().filter(|row| row["pk"] == pk);
            let ends = chunks.map(|row| row.get("ttl").map(|ttl| ttl.parse::<i64>().expect("a number")));
            let ends: Vec<Option<i64>> = ends.collect();
            assert!(!ends.is_empty(), "nothing is kept of version {version}");
            ends
        };
        for end in vanishing.iter().flat_map(told) {
            assert!(end.is_some_and(|end| (a_day_on - 60..=a_day_on).contains(&end)), "{end:?}, {a_day_on}");
        }
        assert!(staying.iter().flat_map(told).all(|end| end.is_none()));
    }

    /// The version that functions know a published snapshot by.
    fn version_of(output: &Output) -> String {
        let mut snapshot = Snapshot::clone(&output.snapshot);
        "https://tydelig.no".clone_into(&mut snapshot.site.url);
        snapshot::version_of(&snapshot::written(&snapshot).expect("a snapshot"))
    }

    /// The functions have a whole snapshot.
    async fn must_answer(&self) {
        self.portal.running().app().reread_portal().await;
        self.portal.browser().open("/api/waitlist/sent").await.must_be(200);
    }

    /// Whatever was stopped where: each page names what is there, and the functions have a whole snapshot.
    async fn must_hold(&self) {
        for (path, object) in self.bucket.under("p").iter().filter(|(path, _)| path.ends_with("index.html")) {
            let html = String::from_utf8(object.bytes.to_vec()).expect("UTF-8");
            for named in html.split('"').skip(1).step_by(2) {
                assert!(self.bucket.under(&format!("public{named}")).len() == 1, "{path} names {named}");
            }
        }
        self.must_answer().await;
    }
}

fn options() -> Options {
    let patience = Patience {
        to_reread: Duration::ZERO,
        to_forget: Duration::from_secs(5),
        between: Duration::from_millis(1),
    };
    Options { take_over: true, patience, ..Options::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_is_published_changed_and_put_back() {
    let ground = Ground::open().await;
    let (first, second) = (ground.output(1, &["/", "/om/"]), ground.output(2, &["/", "/nytt/"]));
    let done = ground.publish(&first).await.expect("a release");
    assert_eq!(done, Done { new: 5, ..Done::default() });
    ground.must_show(&first).await;
    ground.script.asked();

    let done = ground.publish(&second).await.expect("a release");
    assert_eq!(done, Done { new: 3, replaced: 2, removed: 3, untidy: None });
    ground.must_show(&second).await;
    let forgotten = |asked: &[String]| -> Vec<String> {
        let paths = asked.iter().filter_map(|asked| asked.split_once("--paths "));
        paths.map(|(_, paths)| paths.trim_end_matches(" --output json").to_owned()).collect()
    };
    let expected = [
        "/ /bilde-2.png /nytt/ /public/bilde-2.png /public/index.html /public/nytt/index.html",
        "/om/ /public/om/index.html",
        "/bilde-1.png /public/bilde-1.png",
    ];
    assert_eq!(forgotten(&ground.script.asked()), expected);

    let done = ground.publish(&second).await.expect("a release");
    assert_eq!(done, Done::default());
    assert_eq!(forgotten(&ground.script.asked()), Vec::<String>::new());

    ground.rollback().await.expect("the first again");
    ground.must_show(&first).await;
    ground.rollback().await.expect("the second again");
    ground.must_show(&second).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_file_has_its_type_and_is_kept_as_its_address_says() {
    let ground = Ground::open().await;
    ground.publish(&ground.output(1, &["/", "/om/"])).await.expect("a release");
    let pages = "max-age=0, must-revalidate, s-maxage=86400";
    for (path, content_type, cache_control) in [
        ("public/om/index.html", "text/html; charset=utf-8", pages),
        ("public/bilde-1.png", "image/png", pages),
        (
            "public/assets/style.00000001.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("private/medlem/sok/index.html", "text/html; charset=utf-8", "private, no-store"),
    ] {
        let object = ground.bucket.under(path).remove(path).expect(path);
        assert_eq!(
            (object.content_type.as_str(), object.cache_control.as_str()),
            (content_type, cache_control)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_releases_need_is_kept_and_no_more() {
    let ground = Ground::open().await;
    for version in 1..=4 {
        ground.publish(&ground.output(version, &["/"])).await.expect("a release");
    }
    assert_eq!(ground.bucket.under("releases/").len(), 2);
    // Of each a style, a page and a snapshot; the pages for all and for members are the same, and so is the picture.
    assert_eq!(ground.bucket.under("blobs/").len(), 2 * 3 + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_vanishes_in_a_day_once_no_function_accepts_it() {
    let ground = Ground::open().await;
    let publish = async |version| ground.publish(&ground.output(version, &["/"])).await.expect("a release");
    for version in 1..=4 {
        publish(version).await;
    }
    ground.must_vanish(&[1, 2], &[3, 4]).await;
    publish(1).await;
    ground.must_vanish(&[2, 3], &[1, 4]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_by_hand_is_put_right_by_a_whole_publishing() {
    let ground = Ground::open().await;
    let output = ground.output(1, &["/", "/om/"]);
    ground.publish(&output).await.expect("a release");
    ground.bucket.lose("public/om/index.html");
    let whole = Options { whole: true, ..options() };
    publish(&ground.stage, &output, &whole).await.expect("a release");
    ground.must_show(&output).await;
    // A record that is lost has the same effect.
    let record = ground.bucket.under("releases/").into_keys().next().expect("a record");
    ground.bucket.lose(&record);
    ground.bucket.lose("public/om/index.html");
    ground.publish(&output).await.expect("a release");
    ground.must_show(&output).await;
}
