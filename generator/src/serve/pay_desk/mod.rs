//! The pay desk: stands in for the payment provider while a portal is tried out.
//!
//! It answers the provider's API calls that the functions make, in the provider's form; shows a page where
//! a buyer pays without money; and sends the signed webhooks that follow. It stands on an origin of its
//! own, as the real one does, so that a forgotten `form-action` shows. It is not a whole provider: nothing
//! renews, fails or is refunded here yet.

mod api;
mod books;
mod checkout;
mod events;
mod objects;
mod pages;
mod params;
mod prices;
mod refusal;
mod sales;
mod telling;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, post};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use self::books::Shelf;
use self::events::Receiver;
pub(crate) use self::sales::Sale;
use self::telling::Later;
use super::stand_in::{Clock, StandInError, second};
use super::trouble::Trouble;

/// What a pay desk is started with.
pub(crate) struct PayDeskOptions {
    /// Where its webhooks go.
    pub webhook_url: String,
    /// What signs them, as `whsec_…`.
    pub webhook_secret: String,
    /// The client that sends them.
    pub client: reqwest::Client,
    /// The key that callers of the API must show.
    pub api_key: String,
    /// The clock it goes by.
    pub clock: Clock,
    /// The file that keeps its books between runs; without one they end with it.
    pub data: Option<PathBuf>,
    /// How often it fails.
    pub trouble: Trouble,
}

/// A pay desk that is open. Dropped, it closes.
#[derive(Debug)]
pub(crate) struct PayDesk {
    desk: Desk,
    close: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

/// What every request sees.
#[derive(Clone)]
struct Desk(Arc<Inner>);

struct Inner {
    url: String,
    api_key: String,
    clock: Clock,
    receiver: Receiver,
    shelf: Shelf,
    later: Later,
    trouble: Trouble,
}

/// Opens a pay desk on `listener`; to be called within a runtime, which then serves it.
///
/// # Errors
/// [`StandInError`] if the file of its books does not read, or the listener has no address.
pub(crate) fn start(listener: TcpListener, options: PayDeskOptions) -> Result<PayDesk, StandInError> {
    let url = format!("http://{}", listener.local_addr()?);
    let PayDeskOptions { webhook_url, webhook_secret, client, api_key, clock, data, trouble } = options;
    let receiver = Receiver { client, url: webhook_url, secret: webhook_secret };
    let (shelf, later) = (Shelf::open(data)?, Later::default());
    let desk = Desk(Arc::new(Inner { url, api_key, clock, receiver, shelf, later, trouble }));
    let (close, closed) = oneshot::channel();
    let server = axum::serve(listener, router(desk.clone()));
    let server = server.with_graceful_shutdown(async { closed.await.unwrap_or_default() });
    Ok(PayDesk { desk, close, task: tokio::spawn(server.into_future()) })
}

impl PayDesk {
    /// Its origin, as `http://127.0.0.1:4243`: the base of the API and of the pages.
    #[must_use]
    pub(crate) fn url(&self) -> &str {
        self.desk.url()
    }

    /// What was ordered and what was paid, by its own books.
    pub(crate) fn sales(&self) -> Vec<Sale> {
        self.desk.shelf().look(sales::of)
    }

    /// Tells the portal what was held back and what it did not take, as far as its time has come. Nothing else does:
    /// without being told, the pay desk does not know that time goes by.
    pub(crate) async fn deliver_due(&self) {
        self.desk.deliver_due().await;
    }

    /// Closes it once what is under way is done.
    ///
    /// # Errors
    /// [`StandInError`] if it had stopped serving by itself.
    pub(crate) async fn close(self) -> Result<(), StandInError> {
        // It may have stopped already; then its task says why.
        let _ = self.close.send(());
        self.task.await.map_err(std::io::Error::other)?.map_err(StandInError::from)
    }
}

fn router(desk: Desk) -> Router {
    Router::new()
        .route("/v1/{*path}", any(api::answer))
        .route("/pay/{session}", get(pages::show).post(pages::pay))
        .route("/events", get(pages::events))
        .route("/events.json", get(pages::events_json))
        .route("/events/{event}/resend", post(pages::resend))
        .with_state(desk)
}

impl Desk {
    fn url(&self) -> &str {
        &self.0.url
    }

    fn api_key(&self) -> &str {
        &self.0.api_key
    }

    fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    fn now(&self) -> Timestamp {
        second(&self.0.clock)
    }

    fn receiver(&self) -> &Receiver {
        &self.0.receiver
    }

    fn later(&self) -> &Later {
        &self.0.later
    }

    fn trouble(&self) -> &Trouble {
        &self.0.trouble
    }
}

impl fmt::Debug for Desk {
    /// Without the key and the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("url", &self.0.url).finish_non_exhaustive()
    }
}

impl fmt::Debug for PayDeskOptions {
    /// Without the key and the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PayDeskOptions")
            .field("webhook_url", &self.webhook_url)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
