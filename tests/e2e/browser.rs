//! A browser without JavaScript: it keeps cookies, follows redirects, and sends forms as they stand on the page.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};

use crate::page::{FilledForm, Page};

/// One visitor's browser.
pub(crate) struct Browser {
    client: Client,
    /// Where relative addresses lead, without a slash at the end.
    origin: String,
    pub cookies: BTreeMap<String, String>,
    /// What kind of answer it asks for.
    pub accept: &'static str,
}

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
        let client = Client::builder().redirect(Policy::none()).local_address(IpAddr::from(address));
        // Nothing here is encrypted, and to read the system's certificates takes longer than most tests.
        let client = client.tls_certs_only([]).build().expect("a client");
        Self { client, origin: origin.to_owned(), cookies: BTreeMap::new(), accept: "text/html" }
    }

    /// Another browser without cookies on the same network, which shares the connections.
    pub(crate) fn neighbour(&self) -> Self {
        let (client, origin) = (self.client.clone(), self.origin.clone());
        Self { client, origin, cookies: BTreeMap::new(), accept: self.accept }
    }

    /// The same browser, when the portal stands at another port.
    pub(crate) fn move_to(&mut self, origin: &str) {
        origin.clone_into(&mut self.origin);
    }

    /// Where relative addresses lead.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Opens an address and follows where it leads.
    pub(crate) async fn open(&mut self, address: &str) -> Page {
        let first = self.get(address).await;
        self.follow(first).await
    }

    /// Opens an address and stays at its first answer.
    pub(crate) async fn get(&mut self, address: &str) -> Page {
        self.send(Method::GET, address, |request| request).await
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
        let first = self.post(&form.action, &form.fields).await;
        self.follow(first).await
    }

    /// Posts fields as a page of ours does, and stays at the first answer.
    pub(crate) async fn post(&mut self, address: &str, fields: &BTreeMap<String, String>) -> Page {
        let origin = self.origin_of(address);
        self.send(Method::POST, address, |request| {
            request.header("Origin", origin).header("Sec-Fetch-Site", "same-origin").form(fields)
        })
        .await
    }

    /// Sends what `build` makes of a request.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        address: &str,
        build: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Page {
        let url = self.absolute(address);
        let request = self.client.request(method, &url).header("Accept", self.accept);
        let request = match self.cookie_line() {
            Some(cookies) => request.header(COOKIE, cookies),
            None => request,
        };
        let response = build(request).send().await.expect("an answer");
        self.keep_cookies(response.headers());
        let status = response.status().as_u16();
        let location =
            response.headers().get(LOCATION).map(|value| value.to_str().expect("ASCII").to_owned());
        let path = url.strip_prefix(&self.origin).unwrap_or(&url).to_owned();
        let headers = response.headers().clone();
        Page { status, path, location, headers, body: response.text().await.expect("text") }
    }

    /// What it sends as `Cookie`.
    pub(crate) fn cookie_line(&self) -> Option<String> {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    async fn follow(&mut self, first: Page) -> Page {
        let mut page = first;
        for _ in 0..10 {
            let Some(location) = page.location.clone() else { return page };
            page = self.get(&location).await;
        }
        panic!("redirects without end at {}", page.path);
    }

    /// Keeps the cookies of an answer, and forgets those that it clears.
    pub(crate) fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().expect("ASCII");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with("http") { address.to_owned() } else { format!("{}{address}", self.origin) }
    }

    fn origin_of(&self, address: &str) -> String {
        let url = self.absolute(address);
        url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
    }
}
