//! Those who wait and those who were imported, for tests that write to them.

use domain::address::EmailAddress;
use domain::audience::Basis;
use domain::slug::Slug;
use functions::app::App;
use functions::import::{Import, Purpose};
use generator::serve::backstage::Ports;
use tokio::net::TcpListener;

use crate::browser::Browser;
use crate::page::Page;
use crate::portal::Portal;

impl Portal {
    /// Puts an address into an audience, as `terskel import` does.
    pub(crate) async fn import(&self, audience: &str, address: &str) {
        self.import_for(Purpose::Matching, audience, address).await;
    }

    /// Likewise, so that it may be written to.
    pub(crate) async fn import_to_mail(&self, audience: &str, address: &str) {
        self.import_for(Purpose::Mailing, audience, address).await;
    }

    async fn import_for(&self, purpose: Purpose, audience: &str, address: &str) {
        let (audience, address) = (Slug::parse(audience), EmailAddress::parse(address));
        let (audience, address) = (audience.expect("a name"), address.expect("an address"));
        let basis = Basis::parse("bought a course").expect("a basis");
        let import = Import { audience, basis, purpose };
        let imported = functions::import::import(self.running().app(), &import, &[address], || ()).await;
        imported.expect("an import");
    }

    /// Lets this address join the waitlist and confirm it.
    pub(crate) async fn waiting(&self, address: &str) {
        let mut browser = self.browser();
        let fields = [("email", address), ("consent", "yes")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        browser.post("/api/waitlist/join", &fields).await.must_be(303);
        self.following(address, "/api/waitlist/confirm").await.1.must_be(200);
    }

    /// A new browser in which the newest mailed link to `path` was opened and its button pressed, and where that led.
    pub(crate) async fn following(&self, address: &str, path: &str) -> (Browser, Page) {
        let mut browser = self.browser();
        let link = self.mailed_link(address, path).await;
        let button = browser.open(&link).await;
        let page = browser.submit(&button.form(path)).await;
        (browser, page)
    }

    /// A browser that has proven this address without a mail, on the page with its own offers.
    pub(crate) async fn proven_by_hand(&self, address: &str) -> (Browser, Page) {
        let mut browser = self.proving(address).await;
        let offers = browser.open("/api/offers/mine").await;
        (browser, offers)
    }

    /// What stands for this address in the table.
    pub(crate) fn hash_of(&self, address: &str) -> String {
        let address = EmailAddress::parse(address).expect("an address");
        functions::tryout::address_hash(self.running().app(), &address).to_string()
    }

    /// The same functions, whose mail provider hangs up on them without a word.
    pub(crate) async fn app_whose_mails_vanish(&self) -> App {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let mails = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                drop(connection);
            }
        });
        let ports = Ports { mails, ..self.running().ports() };
        self.running().app_through(&ports).expect("the functions")
    }
}
