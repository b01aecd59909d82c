//! The pay desk: stands in for the payment provider while a portal is tried out.
//!
//! It answers the provider's API calls that the functions make, in the provider's form; shows pages where a buyer
//! pays without money and looks after it; lets time go by, with renewals and cards that fail; and sends the signed
//! webhooks that follow. It stands on an origin of its own, as the real one does, so that a forgotten `form-action`
//! shows. Whatever goes wrong with a provider can be made to go wrong here, at a click or a call: [`router`] has the
//! paths.

mod api;
mod books;
mod buttons;
mod objects;
mod pages;
mod receiver;
mod router;
mod sales;
mod story;
mod switches;
mod telling;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::Method;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use self::api::{Refusal, UnderWay};
use self::books::{Books, Place, Shelf};
use self::receiver::Receiver;
pub(crate) use self::sales::Sale;
use self::story::due;
use self::switches::Switches;
use self::telling::Later;
use super::stand_in::{Clock, StandInError, second};
use super::trouble::{Mishap, Trouble};

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
pub(crate) struct Desk(Arc<Inner>);

struct Inner {
    url: String,
    api_key: String,
    clock: Clock,
    receiver: Receiver,
    shelf: Shelf,
    later: Later,
    trouble: Trouble,
    switches: Switches,
    under_way: UnderWay,
}

/// Opens a pay desk on `listener`; to be called within a runtime, which then serves it.
///
/// # Errors
/// [`StandInError`] if the file of its books does not read, or the listener has no address.
pub(crate) fn start(listener: TcpListener, options: PayDeskOptions) -> Result<PayDesk, StandInError> {
    let url = format!("http://{}", listener.local_addr()?);
    let PayDeskOptions { webhook_url, webhook_secret, client, api_key, clock, data, trouble } = options;
    let place = Place { origin: url.clone(), receiver: webhook_url.clone(), secret: webhook_secret.clone() };
    let receiver = Receiver { client, url: webhook_url, secret: webhook_secret };
    let (shelf, later, switches) = (Shelf::open(data, place)?, Later::default(), Switches::default());
    let under_way = UnderWay::default();
    let inner = Inner { url, api_key, clock, receiver, shelf, later, trouble, switches, under_way };
    let desk = Desk(Arc::new(inner));
    let (close, closed) = oneshot::channel();
    let server = axum::serve(listener, router::of(desk.clone()));
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
        self.desk.shelf().look(|kept| sales::of(&kept.books))
    }

    /// Does what is due by now, and tells the portal of it, of what was held back and of what it did not take, as far
    /// as its time has come. Without being told or asked, the pay desk does not know that time goes by.
    pub(crate) async fn deliver_due(&self) {
        self.desk.deliver_due().await;
    }

    /// The desk itself, to be told that time goes by from elsewhere.
    pub(crate) fn desk(&self) -> Desk {
        self.desk.clone()
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

    fn switches(&self) -> &Switches {
        &self.0.switches
    }

    fn under_way(&self) -> &UnderWay {
        &self.0.under_way
    }

    /// What happens to a call: what was planned for its path, or else what trouble has in store.
    fn fate_of_call(&self, method: &Method, path: &str) -> Option<Mishap> {
        self.switches().next_call(method.as_str(), path).or_else(|| self.trouble().of_call())
    }

    /// Changes the books as of now, wholly or not at all; tells the events that came of it.
    fn change<T>(
        &self,
        work: impl FnOnce(&mut Books) -> Result<T, Refusal>,
    ) -> Result<(T, Vec<String>), Refusal> {
        let now = self.now().as_second();
        self.shelf().change(|books| {
            due::catch_up(books, now)?;
            work(books)
        })
    }

    /// Does what is due by now; the portal is told while the caller goes on.
    fn catch_up(&self) -> Result<(), Refusal> {
        if self.is_behind() {
            let ((), events) = self.change(|_| Ok(()))?;
            self.deliver_later(events);
        }
        Ok(())
    }

    fn is_behind(&self) -> bool {
        let now = self.now().as_second();
        self.shelf().look(|kept| due::is_due(&kept.books, now))
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
