//! The functions of a portal, whose every call goes through a port that may let it fail.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use functions::app::App;
use functions::function::Function;
use functions::http::{Body, Request, VIEWER_ADDRESS};
use functions::route::{Endpoints, answer};
use generator::serve::backstage::Ports;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderValue, LOCATION, ORIGIN};

use super::fault::{Fault, Plan};
use super::port::{Owner, before};
use super::webhooks::{LostWebhooks, Webhook};
use crate::browser::Browser;
use crate::page::{FilledForm, Page};
use crate::portal::Portal;
use generator::visitor;

/// One line of faults through the same portal.
pub(crate) struct Lane {
    pub portal: Arc<Portal>,
    pub webhooks: LostWebhooks,
    pub app: App,
    pub fault: Fault,
    /// Where the fault is, from 1.
    pub at: usize,
    /// The form that holds a seat, the same for everybody; read once, for it takes a while to read a page.
    pub hold_form: FilledForm,
    plan: Plan,
    /// How many calls the last faulted request made.
    pub calls: usize,
    /// How many of them went to the payment provider.
    pub to_provider: usize,
}

impl Lane {
    pub(crate) async fn open(portal: &Arc<Portal>, webhooks: &LostWebhooks, fault: Fault) -> Self {
        let (real, plan) = (portal.running().ports(), Plan::default());
        let table = real.table.expect("a table that is not at AWS");
        let ports = Ports {
            table: Some(before(&table, Owner::Table, plan.clone()).await),
            mails: before(&real.mails, Owner::Aws, plan.clone()).await,
            payments: before(&real.payments, Owner::Payments, plan.clone()).await,
            gate_store: before(&real.gate_store, Owner::Aws, plan.clone()).await,
        };
        let app = portal.running().app_through(&ports).expect("an app");
        let lane = Self {
            portal: Arc::clone(portal),
            webhooks: webhooks.clone(),
            app,
            fault,
            at: 0,
            hold_form: hold_form(portal).await,
            plan,
            calls: 0,
            to_provider: 0,
        };
        // A function that is warm knows the portal.
        lane.ask(request(Method::GET, "/api/waitlist/sent", Body::Empty)).await.must_be(200);
        lane
    }

    /// Posts a form of ours, while the fault is there. Whether it went as `good` says that it goes.
    pub(crate) async fn press(&mut self, browser: &mut Browser, form: &FilledForm, good: u16) -> bool {
        let page = self.answer_to(browser, Method::POST, &form.action, &form.fields).await;
        self.judge(&page, good)
    }

    /// Opens an address, while the fault is there. Likewise.
    pub(crate) async fn open_page(&mut self, browser: &mut Browser, address: &str, good: u16) -> bool {
        let page = self.answer_to(browser, Method::GET, address, &BTreeMap::new()).await;
        self.judge(&page, good)
    }

    /// Hears of something from the provider, while the fault is there. Likewise.
    pub(crate) async fn hear(&mut self, webhook: &Webhook) -> bool {
        let body = Body::Text(webhook.body.clone());
        let mut request = request(Method::POST, "/api/payments/webhook", body);
        let signature = HeaderValue::from_str(&webhook.signature).expect("a signature");
        request.headers_mut().insert("Stripe-Signature", signature);
        self.plan.arm(self.fault, self.at);
        let page = self.ask(request).await;
        (self.calls, self.to_provider) = self.plan.disarm();
        self.judge(&page, 200)
    }

    /// Does `work` with the app while the fault is there.
    pub(crate) async fn work<T>(&mut self, work: impl AsyncFnOnce(&App) -> T) -> T {
        self.plan.arm(self.fault, self.at);
        let done = work(&self.app).await;
        (self.calls, self.to_provider) = self.plan.disarm();
        done
    }

    /// What a write sets off happens, without faults: whoever asks the portal for anything waits for it, and no two lanes
    /// do it at once.
    pub(crate) async fn follow_up(&self) {
        self.portal.browser().open("/api/waitlist/sent").await.must_be(200);
    }

    async fn answer_to(
        &mut self,
        browser: &mut Browser,
        method: Method,
        address: &str,
        fields: &BTreeMap<String, String>,
    ) -> Page {
        let path = address.strip_prefix(browser.origin()).unwrap_or(address);
        let body = if method == Method::POST { Body::Text(encoded(fields)) } else { Body::Empty };
        let mut request = request(method, path, body);
        let headers = request.headers_mut();
        headers.insert(ORIGIN, HeaderValue::from_str(browser.origin()).expect("an origin"));
        if let Some(cookies) = browser.cookie_line() {
            headers.insert(COOKIE, HeaderValue::from_str(&cookies).expect("cookies"));
        }
        self.plan.arm(self.fault, self.at);
        let page = self.ask(request).await;
        (self.calls, self.to_provider) = self.plan.disarm();
        browser.keep_cookies(&page.headers);
        page
    }

    async fn ask(&self, request: Request) -> Page {
        let function = Function::of(request.uri().path()).expect("a function");
        let path = request.uri().path_and_query().expect("a path").to_string();
        let (parts, body) = answer(&self.app, Endpoints::of(function), &request).await.into_parts();
        let location = parts.headers.get(LOCATION).map(|value| value.to_str().expect("ASCII").to_owned());
        let body = String::from_utf8(body.to_vec()).expect("UTF-8");
        Page(visitor::Page { status: parts.status.as_u16(), path, location, headers: parts.headers, body })
    }

    /// What passes is not noticed; a rush is told as one; only what is worse may be told as broken.
    fn judge(&self, page: &Page, good: u16) -> bool {
        let (fault, at) = (self.fault, self.at);
        let status = page.status;
        assert!(!fault.passes() || status == good, "{fault:?} at {at}: {} answered {status}", page.path);
        if status == good {
            return true;
        }
        if fault.is_rush() {
            page.must_be(429).must_say("mange her akkurat nå");
            assert!(page.headers.contains_key("retry-after"));
        } else {
            assert!(matches!(status, 429 | 500), "{fault:?} at {at}: {} answered {status}", page.path);
        }
        false
    }
}

/// As it stands on the sales page; an empty one while nothing is sold.
async fn hold_form(portal: &Portal) -> FilledForm {
    let action = "/api/checkout/hold";
    let offers = portal.proving("first@example.no").await.open("/api/offers/mine").await;
    if offers.has_form(action) { offers.form(action) } else { FilledForm::to(action) }
}

fn request(method: Method, path: &str, body: Body) -> Request {
    static VIEWERS: AtomicU32 = AtomicU32::new(0);
    let viewer = std::net::Ipv4Addr::from_bits(0x0a00_0001 + VIEWERS.fetch_add(1, Ordering::Relaxed));
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = path.parse().expect("a path");
    let headers = request.headers_mut();
    headers.insert(VIEWER_ADDRESS, HeaderValue::from_str(&format!("{viewer}:1")).expect("an address"));
    headers.insert(ACCEPT, HeaderValue::from_static("text/html"));
    headers.insert("Sec-Fetch-Site", HeaderValue::from_static("same-origin"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    request
}

fn encoded(fields: &BTreeMap<String, String>) -> String {
    let mut url = reqwest::Url::parse("http://localhost").expect("an address");
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}
