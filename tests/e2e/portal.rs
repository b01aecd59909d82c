//! The sample portal, served for one test on a port of its own, with its own data and a clock that is moved.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::address::EmailAddress;
use domain::membership::MembershipState;
use functions::members::{Deed, act};
use functions::sweep::{follow_up, sweep};
use functions::tryout::{become_founder, let_stand, prove};
use generator::serve::backstage::{Data, Ports};
use generator::serve::real_payments::Payments;
use generator::serve::trouble::Trouble;
use generator::serve::{Options, Running, start, start_through};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::elsewhere;
use crate::page::{FilledForm, Page};
use crate::permissions::kept_to_roles_if_wished;

/// Before the first round opens.
pub(crate) const BEFORE: &str = "2026-08-10T12:00";
/// While it is open.
pub(crate) const OPEN: &str = "2026-08-18T12:00";
/// After it has closed, before the second opens.
pub(crate) const BETWEEN: &str = "2026-09-20T12:00";

/// A lesson of level 1, and one of level 2.
pub(crate) const LESSON: &str = "/medlem/1-ro-i-kroppen/2026-08/fire-rolige-pust/";

/// A launch of this id that everyone can buy in: `seats` seats, these levels, 249 kr a month, founding.
pub(crate) fn launch(id: &str, seats: u32, levels: &str) -> String {
    format!(
        "launches:
  - id: {id}
    name: Runde
    opens: 2026-08-17T09:00
    closes: 2026-08-31T21:00
    seats: {seats}
    levels: {levels}
    offers:
      - {{ id: alle, title: Grunnlegger, audience: everyone, price: 249, interval: month, founding: true }}
"
    )
}

/// The form at the pay desk whose button pays.
pub(crate) fn pay_form(desk: &Page, desk_url: &str) -> FilledForm {
    let action = desk.path.strip_prefix(desk_url).expect("the pay desk");
    FilledForm { action: format!("{desk_url}{action}"), ..desk.form(action) }
}

/// A portal that is served.
pub(crate) struct Portal {
    running: Running,
    data: Data,
    content: Option<TempDir>,
}

/// A mail in the mailbox.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub subject: String,
    pub text: String,
    pub links: Vec<String>,
    /// The values of its headers `List-Unsubscribe` and `List-Unsubscribe-Post`.
    pub unsubscribe: [Option<String>; 2],
}

impl Portal {
    /// The sample portal at this local time, without data.
    pub(crate) async fn standing_at(now: &str) -> Self {
        Self::serve(sample(), now, None, None).await
    }

    /// The sample portal with another `launches.yaml`.
    pub(crate) async fn with_launches(now: &str, launches: &str) -> Self {
        Self::with_files(now, &[("launches.yaml", launches)]).await
    }

    /// The sample portal with these files in place of its own, or beside them.
    pub(crate) async fn with_files(now: &str, files: &[(&str, &str)]) -> Self {
        Self::with_webhooks_to(None, now, files).await
    }

    /// Likewise; the pay desk's webhooks go to this origin, if to another than the portal's own.
    pub(crate) async fn with_webhooks_to(
        webhooks: Option<String>,
        now: &str,
        files: &[(&str, &str)],
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&sample(), folder.path());
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            write(&path, text);
        }
        Self::serve(folder.path().to_owned(), now, webhooks, Some(folder)).await
    }

    /// The sample portal, whose functions reach everything else through what `through` makes of their ports.
    pub(crate) async fn through(now: &str, through: impl AsyncFnOnce(Ports) -> Ports) -> Self {
        let options = options(&sample(), Data::Fresh, now, None);
        let data = options.data.clone();
        let running = start_through(options, through).await.expect("a portal");
        let portal = Self { running, data, content: None };
        portal.stand_at(now).await;
        portal
    }

    /// Publishes the portal anew with another `launches.yaml`, as a creator does during a launch.
    pub(crate) async fn publish(&self, launches: &str) {
        self.publish_file("launches.yaml", launches).await;
    }

    /// Publishes the portal anew with this file, for the functions; the pages stay as they were.
    pub(crate) async fn publish_file(&self, path: &str, text: &str) {
        let content = self.content.as_ref().expect("a portal with files of its own").path();
        let file = content.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        write(&file, text);
        let site =
            Arc::new(generator::load::load(content, jiff::Timestamp::UNIX_EPOCH, None).expect("a portal"));
        let output = generator::render::render(&site).expect("a portal");
        let app = self.running.app();
        functions::store::snapshot::publish(&app.store, &output.snapshot).await.expect("a snapshot");
        app.reread_portal().await;
        functions::gate::carry(app).await.expect("the gate's store");
    }

    /// The sample portal at this local time, with its data in a folder, so that commands reach them.
    pub(crate) async fn kept_in(data: &Path, now: &str, payments: Payments) -> Self {
        let options = Options { payments, ..kept(&sample(), data, now) };
        let portal = Self {
            data: options.data.clone(),
            running: start(options).await.expect("a portal"),
            content: None,
        };
        portal.stand_at(now).await;
        portal
    }

    async fn serve(content: PathBuf, now: &str, webhooks: Option<String>, folder: Option<TempDir>) -> Self {
        let data = elsewhere::fresh();
        let options = options(&content, data.clone(), now, webhooks);
        let running = start_through(options, kept_to_roles_if_wished).await.expect("a portal");
        let portal = Self { running, data, content: folder };
        portal.stand_at(now).await;
        portal
    }

    /// The portal itself.
    pub(crate) fn running(&self) -> &Running {
        &self.running
    }

    /// A browser that has proven this address without a mail.
    pub(crate) async fn proving(&self, address: &str) -> Browser {
        let mut browser = self.browser();
        self.prove(&mut browser, address).await;
        browser
    }

    /// A browser in which a new founder with this address has signed in, without having paid.
    pub(crate) async fn founder(&self, address: &str) -> Browser {
        let address = EmailAddress::parse(address).expect("an address");
        let mut browser = self.browser();
        let entered = become_founder(self.running.app(), &address).await.expect("a founder");
        browser.keep_cookies(entered.headers());
        browser
    }

    /// Proves this address to a browser, without a mail.
    pub(crate) async fn prove(&self, browser: &mut Browser, address: &str) {
        let address = EmailAddress::parse(address).expect("an address");
        let proof = prove(self.running.app(), &address).await.expect("a proof");
        browser.cookies.insert("proof".to_owned(), proof);
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.running.url())
    }

    pub(crate) fn pay_desk_url(&self) -> &str {
        self.running.pay_desk_url()
    }

    /// What signs the provider's webhooks.
    pub(crate) fn webhook_secret(&self) -> String {
        self.running.webhook_secret()
    }

    /// Stops the clock at this local time; what must happen by itself happens.
    pub(crate) async fn stand_at(&self, now: &str) {
        self.running.app().clock.stop_at(instant(now));
        sweep(self.running.app()).await.expect("a sweep");
    }

    /// Moves the clock to this local time, and nothing else.
    pub(crate) fn clock_at(&self, now: &str) {
        self.running.app().clock.stop_at(instant(now));
    }

    /// Moves the clock on by so much, and nothing else.
    pub(crate) fn clock_on(&self, by: SignedDuration) {
        self.running.app().clock.stop_at(self.now() + by);
    }

    /// What the table is called.
    pub(crate) fn table(&self) -> &str {
        match &self.data {
            Data::Elsewhere(table) => &table.name,
            _ => "terskel",
        }
    }

    /// The mails to this address, the oldest first.
    pub(crate) async fn mails_to(&self, address: &str) -> Vec<Mail> {
        let asked =
            reqwest::Url::parse_with_params("http://localhost", [("to", address)]).expect("an address");
        let asked = asked.query().unwrap_or_default();
        let page = self.browser().open(&format!("/_terskel/mail/mails.json?{asked}")).await;
        let mails: Vec<Value> = serde_json::from_str(&page.body).expect("JSON");
        let text = |mail: &Value, name: &str| mail[name].as_str().expect(name).to_owned();
        let links = |mail: &Value| {
            let links = mail["links"].as_array().expect("links").iter();
            links.map(|link| link.as_str().expect("a link").to_owned()).collect()
        };
        let unsubscribe = |mail: &Value| {
            ["list_unsubscribe", "list_unsubscribe_post"].map(|name| mail[name].as_str().map(str::to_owned))
        };
        let mut mails: Vec<(u64, Mail)> = mails
            .iter()
            .filter(|mail| mail["to"].as_array().expect("to").iter().any(|to| to.as_str() == Some(address)))
            .map(|mail| {
                let number = mail["number"].as_u64().expect("a number");
                let (subject, text) = (text(mail, "subject"), text(mail, "text"));
                (number, Mail { subject, text, links: links(mail), unsubscribe: unsubscribe(mail) })
            })
            .collect();
        mails.sort_by_key(|(number, _)| *number);
        mails.into_iter().map(|(_, mail)| mail).collect()
    }

    /// The link in the newest mail to this address that leads to `path`.
    pub(crate) async fn mailed_link(&self, address: &str, path: &str) -> String {
        let mails = self.mails_to(address).await;
        let mut links = mails.iter().rev().flat_map(|mail| &mail.links);
        let found = links.find(|link| link.contains(path));
        found.unwrap_or_else(|| panic!("no mail to {address} leads to {path}: {mails:?}")).clone()
    }

    /// A browser that has proven this address, on the sales page with its own offers.
    pub(crate) async fn proven(&self, address: &str) -> (Browser, Page) {
        let mut browser = self.browser();
        let sales = browser.open("/bli-medlem/").await;
        browser.submit(&sales.form("/api/offers/ask").with("email", address)).await.must_be(200);
        let link = self.mailed_link(address, "/api/offers/open").await;
        let opened = browser.open(&link).await;
        let offers = browser.submit(&opened.form("/api/offers/open")).await;
        offers.must_be(200);
        (browser, offers)
    }

    /// A browser at the pay desk, whose reader has ordered the first offer that is theirs.
    pub(crate) async fn ordered(&self, address: &str) -> (Browser, Page) {
        let (mut browser, offers) = self.proven(address).await;
        let review = browser.submit(&offers.form("/api/checkout/hold")).await;
        review.must_be(200);
        let desk = browser.submit(&review.form("/api/checkout/pay").with("terms", "yes")).await;
        desk.must_be(200);
        (browser, desk)
    }

    /// A browser whose reader has paid and sees the receipt.
    pub(crate) async fn paid(&self, address: &str) -> (Browser, Page) {
        let (mut browser, desk) = self.ordered(address).await;
        let receipt = self.pay(&mut browser, &desk).await;
        (browser, receipt)
    }

    /// Pays at the pay desk and comes back.
    pub(crate) async fn pay(&self, browser: &mut Browser, desk: &Page) -> Page {
        browser.submit(&pay_form(desk, self.pay_desk_url())).await
    }

    /// A browser whose reader has become a member and signed in.
    pub(crate) async fn signed_in(&self, address: &str) -> Browser {
        let (browser, _) = self.paid(address).await;
        self.signing_in(browser, address).await
    }

    /// The browser after its reader has signed in.
    pub(crate) async fn signing_in(&self, mut browser: Browser, address: &str) -> Browser {
        let sign_in = browser.open("/logg-inn/").await;
        browser.submit(&sign_in.form("/api/access/link").with("email", address)).await.must_be(200);
        let link = self.mailed_link(address, "/api/access/open").await;
        let opened = browser.open(&link).await;
        browser.submit(&opened.form("/api/access/open")).await.must_be(200);
        browser
    }

    /// A browser that asked for a sign-in link, on the page that says so, and the code in the mail.
    pub(crate) async fn asked_to_sign_in(&self, address: &str) -> (Browser, Page, String) {
        let mut browser = self.browser();
        let form = browser.open("/logg-inn/").await.form("/api/access/link");
        let sent = browser.submit(&form.with("email", address)).await;
        sent.must_be(200);
        (browser, sent, self.newest_code(address).await)
    }

    /// The code in the newest mail to this address; empty if there is none.
    pub(crate) async fn newest_code(&self, address: &str) -> String {
        let mails = self.mails_to(address).await;
        let text = mails.last().map(|mail| mail.text.clone()).unwrap_or_default();
        let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        text.split_whitespace().find(is_code).unwrap_or_default().to_owned()
    }

    /// Lets the membership of this address stand so, paid until this local time, as if the provider had said it.
    pub(crate) async fn let_stand(&self, address: &str, state: MembershipState, paid_until: &str) {
        let address = EmailAddress::parse(address).expect("an address");
        let stood = let_stand(self.running.app(), &address, state, instant(paid_until)).await;
        stood.expect("a member");
        follow_up(self.running.app()).await.expect("a follow-up");
    }

    /// Does this to the member of this address, as `terskel members` does.
    pub(crate) async fn act(&self, deed: Deed, address: &str) {
        let address = EmailAddress::parse(address).expect("an address");
        assert!(act(self.running.app(), deed, &address).await.expect("a deed"), "nobody has the address");
        follow_up(self.running.app()).await.expect("a follow-up");
    }

    /// Lets every request fail that needs the portal: nothing of it is known any more, and the table is gone.
    pub(crate) async fn forget(&self) {
        self.running.app().store.delete_table().await.expect("a table");
        self.running.app().reread_portal().await;
    }

    /// How often pay desk and mailbox fail.
    pub(crate) fn trouble(&self) -> &Trouble {
        self.running.trouble()
    }

    /// What the portal's clock shows.
    pub(crate) fn now(&self) -> Timestamp {
        self.running.app().clock.now()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        elsewhere::clear(&self.data);
    }
}

/// The instant of a local time in the sample portal's zone.
fn instant(local: &str) -> Timestamp {
    let local: DateTime = local.parse().expect("a local time");
    TimeZone::get("Europe/Oslo").and_then(|zone| zone.to_timestamp(local)).expect("an instant")
}

/// A portal with its data in a folder, standing at this local time.
pub(crate) fn kept(content: &Path, data: &Path, now: &str) -> Options {
    options(content, Data::Kept(data.to_owned()), now, None)
}

/// A portal on a port of its own, where nothing happens by itself.
fn options(content: &Path, data: Data, now: &str, webhooks: Option<String>) -> Options {
    let now = Some(now.parse().expect("a local time"));
    let sources = content.into();
    Options {
        sources,
        data,
        port: 0,
        now,
        by_itself: false,
        webhooks,
        payments: Payments::PayDesk,
        bare: false,
    }
}

/// The sample portal's folder.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) {
    fs::File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).expect("a file");
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
