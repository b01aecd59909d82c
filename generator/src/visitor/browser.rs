//! The browser: cookies, redirects, and the headers that a browser sends with a form of the page's own.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};

use super::page::{FilledForm, Page};
use super::{VisitError, bare};

/// More redirects than this lead nowhere.
const MOST_REDIRECTS: usize = 10;

/// One visitor's browser. It speaks plain HTTP, to portals on this machine.
pub struct Browser {
    client: Client,
    /// Where relative addresses lead, without a slash at the end.
    origin: String,
    /// The portal's cookies, by name. No other origin is sent any.
    pub cookies: BTreeMap<String, String>,
    /// What kind of answer it asks for.
    pub accept: &'static str,
}

impl Browser {
    /// A browser without cookies, at `network`; every address that begins with 127 is this machine.
    ///
    /// # Errors
    /// [`VisitError::NoBrowser`] if the HTTP client cannot be made.
    pub fn new(origin: &str, network: Ipv4Addr) -> Result<Self, VisitError> {
        // Reading the system's certificates takes longer than a visit, and plain HTTP needs none.
        let client = Client::builder().tls_certs_only([]).redirect(Policy::none());
        let client = client.local_address(IpAddr::from(network)).build().map_err(VisitError::NoBrowser)?;
        Ok(Self { client, origin: origin.to_owned(), cookies: BTreeMap::new(), accept: "text/html" })
    }

    /// Another browser without cookies on the same network, which shares the connections.
    #[must_use]
    pub fn neighbour(&self) -> Self {
        let (client, origin) = (self.client.clone(), self.origin.clone());
        Self { client, origin, cookies: BTreeMap::new(), accept: self.accept }
    }

    /// The same browser, when the portal stands at another port.
    pub fn move_to(&mut self, origin: &str) {
        origin.clone_into(&mut self.origin);
    }

    /// Where relative addresses lead.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Opens an address and follows where it leads.
    ///
    /// # Errors
    /// [`VisitError::NoAnswer`] and [`VisitError::NoEnd`].
    pub async fn open(&mut self, address: &str) -> Result<Page, VisitError> {
        let first = self.get(address).await?;
        self.follow(first).await
    }

    /// Opens an address and stays at its first answer.
    ///
    /// # Errors
    /// [`VisitError::NoAnswer`].
    pub async fn get(&mut self, address: &str) -> Result<Page, VisitError> {
        self.send(Method::GET, address, |request| request).await
    }

    /// Presses the button of a form on a page, and follows where it leads.
    ///
    /// # Errors
    /// As [`Browser::open`].
    pub async fn submit(&mut self, form: &FilledForm) -> Result<Page, VisitError> {
        let first = self.post(&form.action, &form.fields).await?;
        self.follow(first).await
    }

    /// Posts fields as a page of the same origin does, and stays at the first answer.
    ///
    /// # Errors
    /// [`VisitError::NoAnswer`].
    pub async fn post(
        &mut self,
        address: &str,
        fields: &BTreeMap<String, String>,
    ) -> Result<Page, VisitError> {
        let origin = origin_of(&self.absolute(address)).to_owned();
        self.send(Method::POST, address, |request| {
            request.header("Origin", origin).header("Sec-Fetch-Site", "same-origin").form(fields)
        })
        .await
    }

    /// Sends what `build` makes of a request.
    ///
    /// # Errors
    /// [`VisitError::NoAnswer`].
    pub async fn send(
        &mut self,
        method: Method,
        address: &str,
        build: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Page, VisitError> {
        let url = self.absolute(address);
        let path = self.path_of(&url);
        let no_answer =
            |source: reqwest::Error| VisitError::NoAnswer { path: bare(&path), source: source.without_url() };
        let request = self.client.request(method, &url).header("Accept", self.accept);
        let response = build(self.with_cookies(request, &url)).send().await.map_err(no_answer)?;
        if origin_of(&url) == self.origin {
            self.keep_cookies(response.headers());
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let location = headers.get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = response.text().await.map_err(no_answer)?;
        Ok(Page { status, path, location, headers, body })
    }

    /// Goes on from a first answer to where it leads.
    ///
    /// # Errors
    /// As [`Browser::open`].
    pub async fn follow(&mut self, first: Page) -> Result<Page, VisitError> {
        let mut page = first;
        for _ in 0..MOST_REDIRECTS {
            let Some(location) = page.location.clone() else { return Ok(page) };
            page = self.get(&location).await?;
        }
        Err(VisitError::NoEnd { path: bare(&page.path) })
    }

    fn with_cookies(&self, request: RequestBuilder, url: &str) -> RequestBuilder {
        match self.cookie_line().filter(|_| origin_of(url) == self.origin) {
            Some(cookies) => request.header(COOKIE, cookies),
            None => request,
        }
    }

    /// What it sends the portal as `Cookie`.
    #[must_use]
    pub fn cookie_line(&self) -> Option<String> {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Keeps the cookies of an answer of the portal's, and forgets those that it clears.
    pub fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
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

    /// Path and query of an address of the portal; another one as a whole.
    fn path_of(&self, url: &str) -> String {
        url.strip_prefix(&self.origin).unwrap_or(url).to_owned()
    }
}

/// Scheme and host of an absolute address.
fn origin_of(url: &str) -> &str {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(place, _)| place);
    &url[..end]
}

impl fmt::Debug for Browser {
    /// Without the cookies, which are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").field("origin", &self.origin).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::origin_of;

    #[test]
    fn an_origin_ends_where_the_path_begins() {
        for (url, origin) in [
            ("http://localhost:4000/a/b?c=/", "http://localhost:4000"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("https://a.example/", "https://a.example"),
        ] {
            assert_eq!(origin_of(url), origin);
        }
    }
}
