//! What stands behind the stage: the table, the gate's store, the secrets, and the settings made of them.

use std::fs;
use std::future::IntoFuture as _;
use std::path::{Path, PathBuf};

use dynoxide::Database;
use functions::app::App;
use functions::clock::Clock;
use functions::settings::{AwsCredentials, GateStoreSettings, Secret, Settings};
use functions::store::Store;
use jiff::SignedDuration;
use tokio::sync::watch;

use super::edge_store::EdgeStore;
use super::kept_file;
use super::ports::{listen, port_of};
use super::real_payments::Payments;
use super::secrets::Secrets;
use crate::failure::{Failure, IoContext as _};

/// Where the data of one `serve` is.
#[derive(Clone, Debug)]
pub enum Data {
    /// In this folder, and there again at the next start.
    Kept(PathBuf),
    /// In memory.
    Fresh,
    /// In a table that is not of this process; it is made if there is none.
    Elsewhere(Table),
}

/// A table, and how it is reached.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where `DynamoDB` answers, if not at AWS.
    pub endpoint: Option<String>,
    /// What it is called.
    pub name: String,
    /// The AWS region.
    pub region: String,
    /// What requests are signed with.
    pub credentials: AwsCredentials,
}

/// Where the functions reach everything that is not theirs. A test may put something in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ports {
    /// `DynamoDB`, if not at AWS.
    pub table: Option<String>,
    /// The mail provider.
    pub mails: String,
    /// The payment provider.
    pub payments: String,
    /// The gate's store.
    pub gate_store: String,
}

/// The addresses that a portal is served at.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    /// As in `http://localhost:4000`.
    pub portal: String,
    /// Of the API of who takes the payments.
    pub payments: String,
}

/// The table, the gate's store and the secrets of one `serve`.
pub struct Backstage {
    table: Table,
    /// Whether who calls the table is told apart: by the embedded one alone, which checks no signature.
    callers_apart: bool,
    edge_store_url: String,
    /// Where the portal was last served, and who took the payments there.
    addresses: Addresses,
    /// What calls of the payment provider are signed with, and what its webhooks are.
    payments_key: Secret,
    webhook_secrets: Vec<Secret>,
    clock: Clock,
    pub(super) edge_store: EdgeStore,
    pub(super) secrets: Secrets,
    pub(super) ended: watch::Sender<bool>,
}

/// Where it stands how far `serve` has moved its clock, in seconds.
const CLOCK: &str = "clock";

/// Where it stands where `serve` was last reached.
const ADDRESS: &str = "address";

/// Where it stands where the pay desk of `serve` was last reached; empty if there was none.
const PAY_DESK: &str = "pay-desk-address";

/// Where nobody answers.
const NOWHERE: &str = "http://localhost";

impl Data {
    /// The file `name` with the data; none if nothing is kept.
    pub(super) fn file(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Kept(folder) => Some(folder.join(name)),
            Self::Fresh | Self::Elsewhere(_) => None,
        }
    }

    /// Keeps how far `clock` was moved, so that commands beside `serve` stand at the same time.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be written.
    pub(super) fn keep_clock(&self, clock: &Clock) -> Result<(), Failure> {
        let Some(path) = self.file(CLOCK) else { return Ok(()) };
        kept_file::write(&path, clock.ahead().as_secs().to_string().as_bytes())
    }

    /// Keeps where the portal is served and where its pay desk is, if it has one, so that commands beside `serve` write
    /// mails that lead there and speak with that pay desk.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be written.
    pub(super) fn keep_addresses(&self, portal: &str, pay_desk: Option<&str>) -> Result<(), Failure> {
        for (name, address) in [(ADDRESS, portal), (PAY_DESK, pay_desk.unwrap_or_default())] {
            self.file(name).map_or(Ok(()), |path| kept_file::write(&path, address.as_bytes()))?;
        }
        Ok(())
    }

    /// Where the portal is, or was, served with these data.
    fn address(&self) -> String {
        self.kept_text(ADDRESS).unwrap_or_else(|| NOWHERE.to_owned())
    }

    /// Where the pay desk of a `serve` with these data is, or was.
    pub(crate) fn pay_desk(&self) -> Option<String> {
        self.kept_text(PAY_DESK).filter(|address| !address.is_empty())
    }

    fn kept_text(&self, name: &str) -> Option<String> {
        self.file(name).and_then(|path| fs::read_to_string(path).ok())
    }

    /// The clock of these data; the system's, if none was moved.
    fn clock(&self) -> Clock {
        let seconds = self.kept_text(CLOCK).and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        Clock::ahead_by(SignedDuration::from_secs(seconds))
    }
}

impl Backstage {
    /// Opens the database and answers for it on `port`, or on any free one for 0, unless the data are elsewhere.
    ///
    /// # Errors
    /// [`Failure::Broken`] if the data or a port cannot be had.
    pub async fn start(data: &Data, port: u16) -> Result<Self, Failure> {
        if let Data::Kept(folder) = data {
            fs::create_dir_all(folder).doing("create", folder)?;
        }
        let secrets = match data.file("secrets.json") {
            Some(path) => Secrets::kept_in(&path)?,
            None => Secrets::make()?,
        };
        let (ended, end) = watch::channel(false);
        let table = match data {
            Data::Elsewhere(table) => table.clone(),
            _ => embedded(data, port, end.clone()).await?,
        };
        let edge_store = EdgeStore::open()?;
        let listener = listen(0).await?;
        let edge_store_url = format!("http://127.0.0.1:{}", port_of(&listener)?);
        let edge = axum::serve(listener, edge_store.router()).with_graceful_shutdown(over(end));
        tokio::spawn(edge.into_future());
        let addresses = Addresses {
            portal: data.address(),
            payments: data.pay_desk().unwrap_or_else(|| NOWHERE.to_owned()),
        };
        let backstage = Self {
            table,
            callers_apart: !matches!(data, Data::Elsewhere(_)),
            edge_store_url,
            addresses,
            payments_key: secrets.payments_key(),
            webhook_secrets: vec![secrets.webhook_secret()],
            clock: data.clock(),
            edge_store,
            secrets,
            ended,
        };
        backstage
            .store()?
            .create_table()
            .await
            .map_err(|error| Failure::broken("could not open the data", error))?;
        Ok(backstage)
    }

    /// The same, with payments that these take.
    #[must_use]
    pub fn paid_through(self, payments: &Payments) -> Self {
        match payments {
            Payments::PayDesk => self,
            Payments::Real(account) => Self {
                addresses: Addresses { payments: account.url.clone(), ..self.addresses },
                payments_key: account.key.clone(),
                webhook_secrets: account.webhook_secrets.clone(),
                ..self
            },
        }
    }

    fn store(&self) -> Result<Store, Failure> {
        Ok(self.app_without_portal()?.store)
    }

    /// An app for commands that answer no request.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be made.
    pub fn app_without_portal(&self) -> Result<App, Failure> {
        self.app(&self.addresses, &self.ports(&self.addresses), self.clock.clone())
    }

    /// The ports of a portal that is served at `addresses`.
    pub(super) fn ports(&self, addresses: &Addresses) -> Ports {
        Ports {
            table: self.table.endpoint.clone(),
            mails: format!("{}/_terskel/ses", addresses.portal),
            payments: addresses.payments.clone(),
            gate_store: self.edge_store_url.clone(),
        }
    }

    /// The app of a portal that is served at `addresses`, which reaches everything else through `ports`.
    pub(super) fn app(&self, addresses: &Addresses, ports: &Ports, clock: Clock) -> Result<App, Failure> {
        let settings = Settings {
            table: self.table.name.clone(),
            dynamodb_endpoint: ports.table.clone(),
            ses_endpoint: Some(ports.mails.clone()),
            mail_events: Some("local".to_owned()),
            mails_per_second: None,
            region: self.table.region.clone(),
            credentials: self.table.credentials.clone(),
            payments_url: ports.payments.clone(),
            payments_key: self.payments_key.clone(),
            webhook_secrets: self.webhook_secrets.clone(),
            hash_key: self.secrets.hash_key()?,
            address_key: Some(self.secrets.address_key()?),
            pass_keys: Some(self.secrets.pass_keys()?),
            gate_store: Some(GateStoreSettings {
                arn: self.edge_store.arn(),
                endpoint: Some(ports.gate_store.clone()),
            }),
            origin_secrets: Vec::new(),
            callers_apart: self.callers_apart,
            public_url: addresses.portal.clone(),
            origins: vec![addresses.portal.clone(), addresses.portal.replace("//localhost:", "//127.0.0.1:")],
            secure_cookies: false,
        };
        App::new(settings, clock)
            .and_then(App::with_payments)
            .map(|app| app.with_mail().with_gate_store())
            .map_err(|error| Failure::broken("could not start the functions", error))
    }
}

/// Until the sender is gone, or says so: either way it is over.
async fn over(mut end: watch::Receiver<bool>) {
    let _ = end.wait_for(|over| *over).await;
}

/// The embedded database, answered for on `port` until the end.
async fn embedded(data: &Data, port: u16, end: watch::Receiver<bool>) -> Result<Table, Failure> {
    let database = open_database(data.file("data.sqlite").as_deref())?;
    let listener = listen(port).await?;
    let endpoint = Some(format!("http://127.0.0.1:{}", port_of(&listener)?));
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database, over(end)));
    let local = "local".to_owned();
    let credentials = AwsCredentials { id: local.clone(), key: Secret::new(local.clone()), token: None };
    Ok(Table { endpoint, name: "terskel".to_owned(), region: local, credentials })
}

fn open_database(path: Option<&Path>) -> Result<Database, Failure> {
    let opened = match path {
        Some(path) => Database::new(&path.to_string_lossy()).and_then(|database| {
            // What SQLite's own advice for its write-ahead log is (`synchronous = NORMAL`): a write does not wait for
            // the disk. When the process ends nothing is lost; when the power fails, perhaps the last writes.
            database.disable_bulk_loading()?;
            Ok(database)
        }),
        None => Database::memory(),
    };
    opened.map_err(|error| Failure::broken("could not open the database", error))
}
