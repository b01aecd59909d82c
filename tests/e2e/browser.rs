//! A visitor's browser that fails the test where a reader could not go on.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU32, Ordering};

use generator::visitor;
use reqwest::{Method, RequestBuilder};

use crate::page::{FilledForm, Page};

/// One visitor's browser.
pub(crate) struct Browser(visitor::Browser);

impl Browser {
    /// A browser without cookies, on a network of its own.
    pub(crate) fn new(origin: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Every address that begins with 127 is this machine.
        Self::on_network(origin, Ipv4Addr::from_bits(0x7f01_0001 + number))
    }

    /// A browser without cookies, at this address.
    pub(crate) fn on_network(origin: &str, address: Ipv4Addr) -> Self {
        Self(visitor::Browser::new(origin, address).expect("a browser"))
    }

    /// Another browser without cookies on the same network, which shares the connections.
    pub(crate) fn neighbour(&self) -> Self {
        Self(self.0.neighbour())
    }

    /// Opens an address and follows where it leads.
    pub(crate) async fn open(&mut self, address: &str) -> Page {
        Page(self.0.open(address).await.expect("a page"))
    }

    /// Opens an address and stays at its first answer.
    pub(crate) async fn get(&mut self, address: &str) -> Page {
        Page(self.0.get(address).await.expect("an answer"))
    }

    /// Opens an address again with each build until the page is as wished; fails after ten builds.
    pub(crate) async fn open_when(&mut self, address: &str, wished: impl Fn(&Page) -> bool) -> Page {
        for _ in 0..10 {
            let build: u64 = self.open("/_terskel/build?build=0").await.body.parse().expect("a number");
            let page = self.open(address).await;
            if wished(&page) {
                return page;
            }
            self.open(&format!("/_terskel/build?build={build}")).await;
        }
        panic!("{address} never came to be as wished");
    }

    /// Presses the button of a form on a page of ours, and follows where it leads.
    pub(crate) async fn submit(&mut self, form: &FilledForm) -> Page {
        Page(self.0.submit(form).await.expect("a page"))
    }

    /// Posts fields as a page of ours does, and stays at the first answer.
    pub(crate) async fn post(&mut self, address: &str, fields: &BTreeMap<String, String>) -> Page {
        Page(self.0.post(address, fields).await.expect("an answer"))
    }

    /// Sends what `build` makes of a request.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        address: &str,
        build: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Page {
        Page(self.0.send(method, address, build).await.expect("an answer"))
    }
}

impl Deref for Browser {
    type Target = visitor::Browser;

    fn deref(&self) -> &visitor::Browser {
        &self.0
    }
}

impl DerefMut for Browser {
    fn deref_mut(&mut self) -> &mut visitor::Browser {
        &mut self.0
    }
}
