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
use super::stand_in::{Clock, StandInError, second};

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
}

/// A pay desk that is open. Dropped, it closes.
#[derive(Debug)]
pub(crate) struct PayDesk {
    url: String,
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
}

/// Opens a pay desk on `listener`; to be called within a runtime, which then serves it.
///
/// # Errors
/// [`StandInError`] if the file of its books does not read, or the listener has no address.
pub(crate) fn start(listener: TcpListener, options: PayDeskOptions) -> Result<PayDesk, StandInError> {
    let url = format!("http://{}", listener.local_addr()?);
    let PayDeskOptions { webhook_url, webhook_secret, client, api_key, clock, data } = options;
    let receiver = Receiver { client, url: webhook_url, secret: webhook_secret };
    let inner = Inner { url: url.clone(), api_key, clock, receiver, shelf: Shelf::open(data)? };
    let (close, closed) = oneshot::channel();
    let server = axum::serve(listener, router(Desk(Arc::new(inner))));
    let server = server.with_graceful_shutdown(async { closed.await.unwrap_or_default() });
    Ok(PayDesk { url, close, task: tokio::spawn(server.into_future()) })
}

impl PayDesk {
    /// Its origin, as `http://127.0.0.1:4243`: the base of the API and of the pages.
    #[must_use]
    pub(crate) fn url(&self) -> &str {
        &self.url
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

    /// Sends these events, in their order, and writes down how it went.
    async fn deliver(&self, events: Vec<String>) {
        for id in events {
            let body = self.shelf().look(|books| {
                books.events.iter().find(|event| event.id == id).map(|event| event.body.clone())
            });
            let Some(body) = body else { continue };
            let delivery = self.0.receiver.send(body, self.now()).await;
            let written = self.shelf().change(|books| {
                if let Some(event) = books.events.iter_mut().find(|event| event.id == id) {
                    event.deliveries.push(delivery);
                }
                Ok(())
            });
            // The books could not be kept; the next call that changes them answers so.
            drop(written);
        }
    }

    /// Sends these events while the caller already has its answer, as the provider does.
    fn deliver_later(&self, events: Vec<String>) {
        if !events.is_empty() {
            let desk = self.clone();
            tokio::spawn(async move { desk.deliver(events).await });
        }
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
