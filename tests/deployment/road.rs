//! The whole road through a deployed portal, by its own Lambdas: from the waitlist to a lesson.
//!
//! `tests/deployment/run` calls it, once while people wait and once when the launch has opened. What the CDN does is done
//! here, by the gate that was deployed (`cdn.rs`).
#![expect(clippy::expect_used, clippy::panic, reason = "a road that does not lead on has failed")]
#![expect(clippy::print_stdout, reason = "its own talk")]

mod cdn;
mod mailbox;
mod webhook;

use std::net::Ipv4Addr;
use std::path::PathBuf;

use clap::Parser;
use generator::visitor::{Browser, FilledForm, Page};

use cdn::Cdn;
use mailbox::Mailbox;
use webhook::Webhooks;

/// Where everything is.
#[derive(Clone, Debug, Parser)]
struct Place {
    /// What to walk
    #[arg(value_enum)]
    part: Part,
    /// Where the stand-in of AWS answers
    #[arg(long)]
    stand_in: String,
    /// The stack's `PublicUrl`
    #[arg(long)]
    public_url: String,
    /// The stack's `ApiUrl`
    #[arg(long)]
    api_url: String,
    /// The stack's `SiteBucket`
    #[arg(long)]
    bucket: String,
    /// The stack's `GateStoreArn`
    #[arg(long)]
    gate_store: String,
    /// The file with the code of the gate, as it was deployed
    #[arg(long)]
    gate: PathBuf,
    /// Where the pay desk is; its API and its pages
    #[arg(long)]
    pay_desk: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Join the waitlist and confirm it
    Wait,
    /// Buy, sign in, and read a lesson
    Buy,
    /// Read what is public, and find the gate closed
    Look,
}

const KARI: &str = "kari@example.no";
const LESSON: &str = "/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/";

#[tokio::main]
async fn main() {
    let place = Place::parse();
    // Everything is on this machine and speaks plain HTTP, but the client wants one all the same.
    rustls::crypto::ring::default_provider().install_default().expect("the first");
    let secret = environment("TERSKEL_ORIGIN_SECRET");
    let cdn = Cdn::open(&place, secret).await;
    let walk = Walk { kari: cdn.browser(), mailbox: Mailbox::at(&place.stand_in), cdn, place };
    match walk.place.part {
        Part::Wait => walk.wait().await,
        Part::Buy => walk.buy().await,
        Part::Look => walk.look().await,
    }
}

/// A secret from the environment, where no other program sees it.
#[expect(clippy::disallowed_methods, reason = "the door to this program's environment")]
fn environment(name: &str) -> String {
    std::env::var(name).expect(name)
}

struct Walk {
    place: Place,
    cdn: Cdn,
    kari: Browser,
    mailbox: Mailbox,
}

impl Walk {
    async fn wait(mut self) {
        self.refuses_strangers().await;
        let landing = self.open("/").await;
        let joining = landing.form("/api/waitlist/join").expect("a waitlist");
        let sent = self.submit(&joining.with("email", KARI).with("consent", "yes")).await;
        must_be(&sent, 200);
        let confirm = self.mailed("/api/waitlist/confirm").await;
        let confirmed = self.submit(&confirm.form("/api/waitlist/confirm").expect("a button")).await;
        must_be(&confirmed, 200);
        println!("joined the waitlist, and confirmed it from the mail");
    }

    async fn buy(mut self) {
        let sales = self.open("/bli-medlem/").await;
        let asking = sales.form("/api/offers/ask").expect("something for sale");
        must_be(&self.submit(&asking.with("email", KARI)).await, 200);
        let open = self.mailed("/api/offers/open").await;
        let offers = self.submit(&open.form("/api/offers/open").expect("a button")).await;
        let review = self.submit(&offers.form("/api/checkout/hold").expect("an offer")).await;
        must_be(&review, 200);
        let ordered = review.form("/api/checkout/pay").expect("a review").with("terms", "yes");
        let receipt = self.paid(&ordered).await;
        must_be(&receipt, 200);
        assert!(receipt.text().contains("Grunnlegger nummer 1"), "{}", receipt.text());
        println!("bought: {}", receipt.path);

        let locked = self.open(LESSON).await;
        must_be(&locked, 403);
        let asked = self.submit(&locked.form("/api/access/link").expect("sign-in").with("email", KARI)).await;
        must_be(&asked, 200);
        let button = self.mailed("/api/access/open").await;
        let lesson = self.submit(&button.form("/api/access/open").expect("a button")).await;
        must_be(&lesson, 200);
        assert_eq!(lesson.path, LESSON, "the reader ends where they wanted to go");
        assert!(lesson.text().contains("Oppgaver"), "{}", lesson.text());
        assert_eq!(header(&lesson, "cache-control"), "private, no-store");
        println!("signed in, and read a lesson through the gate");

        let account = self.open("/api/account").await;
        must_be(&account, 200);
        let tasks = self.open(&format!("/api/members/tasks?lesson={LESSON}")).await;
        let form = tasks.form("/api/members/tasks").expect("tasks");
        let first = tasks.body.split("name=\"").find(|rest| rest.starts_with("tick-")).expect("a task");
        let first = first.split('"').next().expect("a name");
        must_be(&self.submit(&form.with(first, "yes")).await, 200);
        let home = self.open("/api/members/home").await;
        must_be(&home, 200);
        println!("ticked a task, and arrived at home");
        let out = self.submit(&home.form("/api/access/sign-out").expect("a way out")).await;
        must_be(&out, 200);
        must_be(&self.open(LESSON).await, 403);
        println!("signed out, and the gate is closed");
    }

    async fn look(mut self) {
        let landing = self.open("/").await;
        must_be(&landing, 200);
        must_be(&self.open("/nowhere/").await, 404);
        must_be(&self.open(LESSON).await, 403);
        println!("{}", header(&landing, "etag"));
    }

    /// Nobody reaches the functions around the CDN, or the bucket around the gate.
    async fn refuses_strangers(&mut self) {
        for secret in [None, Some(""), Some("wrong")] {
            assert_eq!(self.cdn.straight_to_the_api("/api/waitlist/sent", secret).await, 403, "{secret:?}");
        }
        let page = self.open("/private/medlem/index.html").await;
        assert_ne!(page.status, 200, "what is gated is public");
    }

    /// Presses the button that obliges to pay, pays at the pay desk, and comes back.
    async fn paid(&mut self, ordered: &FilledForm) -> Page {
        let desk = self.submit(ordered).await;
        let action = desk.path.strip_prefix(&self.place.pay_desk).expect("the pay desk").to_owned();
        let form = desk.form(&action).expect("a pay page");
        let paying = FilledForm { action: format!("{}{action}", self.place.pay_desk), ..form };
        let paid = self.kari.post(&paying.action, &paying.fields).await.expect("an answer of the pay desk");
        let webhooks = Webhooks {
            pay_desk: self.place.pay_desk.clone(),
            key: environment("TERSKEL_PAYMENTS_KEY"),
            secret: environment("TERSKEL_WEBHOOK_SECRET"),
        };
        webhooks.bring_to(self.kari.origin()).await;
        self.follow(paid).await
    }

    async fn open(&mut self, address: &str) -> Page {
        let first = self.kari.get(&self.cdn.here(address)).await.expect("an answer");
        self.follow(first).await
    }

    async fn submit(&mut self, form: &FilledForm) -> Page {
        let first = self.kari.post(&form.action, &form.fields).await.expect("an answer");
        self.follow(first).await
    }

    /// Goes on to where an answer leads. Addresses of the portal are reached through [`Cdn`].
    async fn follow(&mut self, first: Page) -> Page {
        let mut page = first;
        for _ in 0..10 {
            let Some(location) = page.location.clone() else { return page };
            page = self.kari.get(&self.cdn.here(&location)).await.expect("an answer");
        }
        panic!("redirects without end at {}", page.path)
    }

    /// Opens the newest mailed link to `path`, when it has come.
    async fn mailed(&mut self, path: &str) -> Page {
        let link = self.mailbox.link(KARI, path).await;
        let page = self.open(&link).await;
        must_be(&page, 200);
        page
    }
}

fn must_be(page: &Page, status: u16) {
    assert_eq!(page.status, status, "{}: {}", page.path, page.text());
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Where the visitor is, for the functions.
const VIEWER: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
