//! Which file answers which path.

use axum::http::Method;

use super::refusal::Refusal;
use super::{
    Call, Reply, customers, disputes, endpoints, events, invoice_payments, invoices, payments, portal,
    prices, products, refunds, sessions, subscriptions,
};
use crate::serve::pay_desk::books::{Books, Kept};

/// Answers a GET.
pub(super) fn read(kept: &Kept, call: &Call<'_>) -> Reply {
    let (books, params) = (&kept.books, &call.params);
    match &steps(call.path)[..] {
        ["customers", path @ ..] => customers::read(books, path, params),
        ["products", path @ ..] => products::read(books, path, params),
        ["prices", path @ ..] => prices::read(books, path, params),
        ["checkout", "sessions", path @ ..] => sessions::read(books, path, params),
        ["subscriptions", path @ ..] => subscriptions::read(books, path, params),
        ["invoices", path @ ..] => invoices::read(books, path, params),
        ["invoice_payments", path @ ..] => invoice_payments::read(books, path, params),
        ["payment_intents", path @ ..] => payments::read_intents(books, path, params),
        ["charges", path @ ..] => payments::read_charges(books, path, params),
        ["refunds", path @ ..] => refunds::read(books, path, params),
        ["disputes", path @ ..] => disputes::read(books, path, params),
        ["billing_portal", "configurations", path @ ..] => portal::read(books, path, params),
        ["webhook_endpoints", path @ ..] => endpoints::read(books, path, params),
        ["events", path @ ..] => events::read(kept, path, params, call.now),
        _ => Err(unknown()),
    }
    .map_err(|refusal| named(refusal, call))
}

/// Answers a POST or a DELETE.
pub(super) fn write(books: &mut Books, call: &Call<'_>) -> Reply {
    let params = &call.params;
    match (call.method.clone(), &steps(call.path)[..]) {
        (Method::DELETE, ["customers", id]) => customers::delete(books, id, params),
        (Method::DELETE, ["subscriptions", id]) => subscriptions::delete(books, id, params),
        (Method::DELETE, ["webhook_endpoints", id]) => endpoints::delete(books, id, params),
        (Method::POST, ["customers", path @ ..]) => customers::write(books, path, params),
        (Method::POST, ["products", path @ ..]) => products::write(books, path, params),
        (Method::POST, ["prices", path @ ..]) => prices::write(books, path, params),
        (Method::POST, ["checkout", "sessions", path @ ..]) => sessions::write(books, path, params),
        (Method::POST, ["subscriptions", path @ ..]) => subscriptions::write(books, path, params),
        (Method::POST, ["refunds", path @ ..]) => refunds::write(books, path, params),
        (Method::POST, ["billing_portal", path @ ..]) => portal::write(books, path, params),
        (Method::POST, ["webhook_endpoints", path @ ..]) => endpoints::write(books, path, params),
        _ => Err(unknown()),
    }
    .map_err(|refusal| named(refusal, call))
}

fn steps(path: &str) -> Vec<&str> {
    path.trim_start_matches("/v1/").split('/').collect()
}

/// A path that nobody answers; [`read`] and [`write()`] say which.
pub(super) fn unknown() -> Refusal {
    Refusal::unknown_address("", "")
}

fn named(refusal: Refusal, call: &Call<'_>) -> Refusal {
    if refusal == unknown() { Refusal::unknown_address(call.method.as_str(), call.path) } else { refusal }
}
