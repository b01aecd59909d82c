//! What stands behind the stage: the embedded `DynamoDB`, the gate's store, the secrets, and the settings made of them.

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

use super::edge_store::{ARN, EdgeStore};
use super::kept_file;
use super::ports::{listen, port_of};
use super::secrets::Secrets;
use crate::failure::{Failure, IoContext as _};

/// Where the data of one `serve` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// In this folder, and there again at the next start.
    Kept(PathBuf),
    /// In memory.
    Fresh,
}

/// The addresses that a portal is served at.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    /// As in `http://localhost:4000`.
    pub portal: String,
    pub pay_desk: String,
}

/// The database, the gate's store and the secrets of one `serve`.
pub struct Backstage {
    database_url: String,
    edge_store_url: String,
    clock: Clock,
    pub(super) edge_store: EdgeStore,
    pub(super) secrets: Secrets,
    pub(super) ended: watch::Sender<bool>,
}

/// Where it stands how far `serve` has moved its clock, in seconds.
const CLOCK: &str = "clock";

impl Data {
    /// The file `name` with the data; none if nothing is kept.
    pub(super) fn file(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Kept(folder) => Some(folder.join(name)),
            Self::Fresh => None,
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

    /// The clock of these data; the system's, if none was moved.
    fn clock(&self) -> Clock {
        let kept = self.file(CLOCK).and_then(|path| fs::read_to_string(path).ok());
        let seconds = kept.and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        Clock::ahead_by(SignedDuration::from_secs(seconds))
    }
}

impl Backstage {
    /// Opens the database and answers for it on `port`, or on any free one for 0.
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
        let database = open_database(data.file("data.sqlite").as_deref())?;
        let listener = listen(port).await?;
        let database_url = format!("http://127.0.0.1:{}", port_of(&listener)?);
        let (ended, end) = watch::channel(false);
        tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database, over(end.clone())));
        let edge_store = EdgeStore::default();
        let listener = listen(0).await?;
        let edge_store_url = format!("http://127.0.0.1:{}", port_of(&listener)?);
        let edge = axum::serve(listener, edge_store.router()).with_graceful_shutdown(over(end));
        tokio::spawn(edge.into_future());
        let clock = data.clock();
        let backstage = Self { database_url, edge_store_url, clock, edge_store, secrets, ended };
        backstage
            .store()?
            .create_table()
            .await
            .map_err(|error| Failure::broken("could not open the data", error))?;
        Ok(backstage)
    }

    fn store(&self) -> Result<Store, Failure> {
        Ok(self.app_without_portal()?.store)
    }

    /// An app for commands that answer no request.
    ///
    /// # Errors
    /// [`Failure::Broken`] if it cannot be made.
    pub fn app_without_portal(&self) -> Result<App, Failure> {
        let nowhere = "http://localhost".to_owned();
        self.app(&Addresses { portal: nowhere.clone(), pay_desk: nowhere }, self.clock.clone())
    }

    /// The app of a portal that is served at `addresses`.
    pub(super) fn app(&self, addresses: &Addresses, clock: Clock) -> Result<App, Failure> {
        let settings = Settings {
            table: "terskel".to_owned(),
            dynamodb_endpoint: Some(self.database_url.clone()),
            ses_endpoint: Some(format!("{}/_terskel/ses", addresses.portal)),
            region: "local".to_owned(),
            credentials: AwsCredentials {
                id: "local".to_owned(),
                key: Secret::new("local".to_owned()),
                token: None,
            },
            payments_url: addresses.pay_desk.clone(),
            payments_key: self.secrets.payments_key(),
            webhook_secrets: vec![self.secrets.webhook_secret()],
            hash_key: self.secrets.hash_key()?,
            address_key: Some(self.secrets.address_key()?),
            pass_keys: Some(self.secrets.pass_keys()?),
            gate_store: Some(GateStoreSettings {
                arn: ARN.to_owned(),
                endpoint: Some(self.edge_store_url.clone()),
            }),
            public_url: addresses.portal.clone(),
            origins: vec![addresses.portal.clone(), addresses.portal.replace("//localhost:", "//127.0.0.1:")],
            secure_cookies: false,
        };
        App::new(settings, clock).map_err(|error| Failure::broken("could not start the functions", error))
    }
}

/// Until the sender is gone, or says so: either way it is over.
async fn over(mut end: watch::Receiver<bool>) {
    let _ = end.wait_for(|over| *over).await;
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
