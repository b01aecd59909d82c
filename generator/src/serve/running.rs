//! A portal being served: started, driven by tests and by the bar, stopped.

use std::net::SocketAddr;
use std::sync::Arc;

use functions::announce;
use functions::app::App;
use functions::clock::Clock;
use jiff::tz::TimeZone;
use notify::RecommendedWatcher;
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch as channel;
use tokio::task::JoinHandle;

use super::Options;
use super::aftermath::Aftermath;
use super::backstage::{Addresses, Backstage, Ports};
use super::by_itself::{self, tell_trouble};
use super::door::{self, MAIL_PATH};
use super::gate::Gate;
use super::house::{House, set_clock};
use super::mailbox::{Mailbox, MailboxOptions};
use super::pay_desk::{self, PayDesk, PayDeskOptions};
use super::ports::{listen, port_of};
use super::real_payments::Payments;
use super::stage::Stage;
use super::stand_in;
use super::trouble::Trouble;
use super::watch::watch;
use crate::failure::Failure;
use crate::load::time_zone;
use crate::output::headers::PAYMENTS_ORIGINS;

/// A portal being served.
pub struct Running {
    addresses: Addresses,
    port: u16,
    /// None where the payments are real.
    pay_desk: Option<PayDesk>,
    mailbox: Mailbox,
    trouble: Trouble,
    app: App,
    backstage: Backstage,
    server: JoinHandle<()>,
    by_itself: Vec<JoinHandle<()>>,
    _watcher: Option<RecommendedWatcher>,
}

/// Builds the portal and serves it; one that cannot be built is served as the list of its mistakes.
///
/// # Errors
/// [`Failure::Refused`] if there is no such folder or no such time; [`Failure::Broken`] if a port or the data cannot be had.
pub async fn start(options: Options) -> Result<Running, Failure> {
    start_through(options, async |ports| ports).await
}

/// The same, with functions that reach everything else through what `through` makes of their ports.
///
/// # Errors
/// As [`start`].
pub async fn start_through(
    options: Options,
    through: impl AsyncFnOnce(Ports) -> Ports,
) -> Result<Running, Failure> {
    functions::log::to_terminal();
    let clock = Clock::default();
    let today = clock.now().to_zoned(TimeZone::system()).date();
    let today = if options.now.is_none() { Some(today) } else { None };
    let zone = time_zone(&options.sources.content)?;
    if let Some(now) = options.now {
        set_clock(&clock, now, &zone).map_err(|message| Failure::refused("--now".as_ref(), message))?;
    }
    let backstage = Backstage::start(&options.data, 0).await?.paid_through(&options.payments);
    options.data.keep_clock(&clock)?;
    let listener = listen(options.port).await?;
    let port = port_of(&listener)?;
    let (desk_listener, payments) = payments_at(&options, port).await?;
    let addresses = Addresses { portal: format!("http://localhost:{port}"), payments };
    options
        .data
        .keep_addresses(&addresses.portal, desk_listener.as_ref().map(|_| addresses.payments.as_str()))?;
    let ports = through(backstage.ports(&addresses)).await;
    let app = backstage.app(&addresses, &ports, clock.clone())?;
    let now: stand_in::Clock = Arc::new(move || clock.now());
    let trouble = Trouble::default();
    let mailbox = open_mailbox(&options, Arc::clone(&now), &trouble, &app)?;
    let desk = desk_listener
        .map(|listener| open_pay_desk(listener, &options, &backstage, &addresses, now, &trouble));
    let pay_desk = desk.transpose()?;
    let payments = payments_origins(&options.payments, &addresses);
    let stage = Stage::open(options.sources.clone(), today, &payments, &app).await;
    let watcher =
        if options.by_itself { Some(watch(&options.sources, stage.clone(), app.clone())?) } else { None };
    let house = House {
        app: app.clone(),
        aftermath: Aftermath::default(),
        stage: stage.clone(),
        gate: Arc::new(Gate::new(GATE).map_err(|error| Failure::broken("could not load the gate", error))?),
        edge_store: backstage.edge_store.clone(),
        data: options.data.clone(),
        pay_desk: pay_desk.as_ref().map(PayDesk::desk),
        bare: options.bare,
    };
    let server = serve(listener, house, &mailbox, &backstage.ended);
    let by_itself = if options.by_itself {
        by_itself::begin(&app, &stage, pay_desk.as_ref().map(PayDesk::desk))
    } else {
        Vec::new()
    };
    Ok(Running {
        addresses,
        port,
        pay_desk,
        mailbox,
        trouble,
        app,
        backstage,
        server,
        by_itself,
        _watcher: watcher,
    })
}

/// The gate, the very file that runs at the edge.
const GATE: &str = include_str!("../../../infra/gate.js");

impl Running {
    /// Where the portal stands: `http://localhost:4000`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.addresses.portal
    }

    /// The port that was had.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the pay desk stands, or the API of who takes the payments instead.
    #[must_use]
    pub fn pay_desk_url(&self) -> &str {
        &self.addresses.payments
    }

    /// What the pay desk signs its webhooks with.
    #[must_use]
    pub fn webhook_secret(&self) -> String {
        self.backstage.secrets.webhook_text()
    }

    /// The functions behind the portal, with the clock that can be moved.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The pay desk, and what it knows; none where the payments are real.
    pub(crate) fn pay_desk(&self) -> Option<&PayDesk> {
        self.pay_desk.as_ref()
    }

    /// The mailbox, with every mail that was sent.
    pub(crate) fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    /// How often pay desk and mailbox fail: never, until it is begun.
    #[must_use]
    pub fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// Where the functions reach everything that is not theirs.
    #[must_use]
    pub fn ports(&self) -> Ports {
        self.backstage.ports(&self.addresses)
    }

    /// The same functions on the same data and by the same clock, which reach everything else through `ports`.
    ///
    /// # Errors
    /// [`Failure::Broken`] if they cannot be started.
    pub fn app_through(&self, ports: &Ports) -> Result<App, Failure> {
        self.backstage.app(&self.addresses, ports, self.app.clock.clone())
    }

    /// Stops answering, and waits for what is under way.
    pub async fn stop(self) {
        self.by_itself.iter().for_each(JoinHandle::abort);
        // Nobody listens any more if everything has ended already.
        let _ = self.backstage.ended.send(true);
        if let Some(pay_desk) = self.pay_desk {
            let _ = pay_desk.close().await;
        }
        let _ = self.server.await;
    }
}

/// Where payments are taken, and the listener that the pay desk gets, if there is to be one.
async fn payments_at(options: &Options, port: u16) -> Result<(Option<TcpListener>, String), Failure> {
    if let Payments::Real(account) = &options.payments {
        return Ok((None, account.url.clone()));
    }
    let listener = listen(if options.port == 0 { 0 } else { port.saturating_add(1) }).await?;
    let url = format!("http://127.0.0.1:{}", port_of(&listener)?);
    Ok((Some(listener), url))
}

/// Where buyers are led to pay.
fn payments_origins(payments: &Payments, addresses: &Addresses) -> String {
    match payments {
        Payments::PayDesk => addresses.payments.clone(),
        Payments::Real(_) => PAYMENTS_ORIGINS.to_owned(),
    }
}

/// The mailbox, whose events the functions are told of.
fn open_mailbox(
    options: &Options,
    clock: stand_in::Clock,
    trouble: &Trouble,
    app: &App,
) -> Result<Mailbox, Failure> {
    let (events, mut told) = unbounded_channel::<String>();
    let app = app.acting_as("announce");
    tokio::spawn(async move {
        while let Some(event) = told.recv().await {
            tell_trouble(announce::told(&app, &event).await);
        }
    });
    let options = MailboxOptions {
        clock,
        data: options.data.file("mail"),
        mounted_at: MAIL_PATH.to_owned(),
        trouble: trouble.clone(),
        events,
    };
    Mailbox::open(options).map_err(|error| Failure::broken("could not open the mailbox", error))
}

fn open_pay_desk(
    listener: TcpListener,
    options: &Options,
    backstage: &Backstage,
    addresses: &Addresses,
    clock: stand_in::Clock,
    trouble: &Trouble,
) -> Result<PayDesk, Failure> {
    let client = reqwest::Client::builder().build();
    let client = client.map_err(|error| Failure::broken("could not make the pay desk's client", error))?;
    let options = PayDeskOptions {
        webhook_url: format!(
            "{}/api/payments/webhook",
            options.webhooks.as_ref().unwrap_or(&addresses.portal)
        ),
        webhook_secret: backstage.secrets.webhook_text(),
        client,
        api_key: backstage.secrets.payments_text(),
        clock,
        data: options.data.file("pay-desk.json"),
        trouble: trouble.clone(),
    };
    pay_desk::start(listener, options).map_err(|error| Failure::broken("could not open the pay desk", error))
}

fn serve(
    listener: TcpListener,
    house: House,
    mailbox: &Mailbox,
    ended: &channel::Sender<bool>,
) -> JoinHandle<()> {
    let mut end = ended.subscribe();
    let until_end = async move {
        let _ = end.wait_for(|over| *over).await;
    };
    let router = door::router(house, mailbox);
    tokio::spawn(async move {
        // Fails only if the listener does, and then there is nobody left to tell.
        let _ = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(until_end)
            .await;
    })
}
