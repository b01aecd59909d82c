//! Which path is answered by what.
//!
//! | path | what |
//! | --- | --- |
//! | any `/v1/…` | the provider's API, with the key as `Authorization: Bearer` |
//! | GET `/` | the dashboard: every customer, subscription, payment and switch |
//! | GET `/pay/{session}` | the page where a buyer pays |
//! | POST `/pay/{session}` | pays; `late=1` after the end, `card=declines`, `wallet=<address>`, `slowly=yes` |
//! | GET `/portal/{visit}` | the customer's portal |
//! | POST `/portal/{visit}/card` | `works=yes` or `no`: a new card |
//! | POST `/portal/{visit}/cancel`, `/undo` | `subscription=`: cancels, or keeps after all |
//! | GET `/invoices/{invoice}`, `/invoices/{invoice}/pdf`, `/receipts/{charge}` | papers |
//! | GET `/events`, `/events.json` | what happened, and how telling it went |
//! | POST `/events/{event}/resend` | tells it once more |
//! | GET `/desk/books.json` | `customers`, `sessions`, `subscriptions`, `invoices`, `payments`, `charges` with `refunds`, `disputes`, and `now` |
//! | POST `/desk/due` | does and tells what is due by now |
//! | POST `/desk/customers/{customer}/card` | `works=yes` or `no`: from now on |
//! | POST `/desk/customers/{customer}/delete` | deletes the customer |
//! | POST `/desk/subscriptions/{subscription}/cancel` | `when=end` or `now` |
//! | POST `/desk/subscriptions/{subscription}/undo` | keeps it after all |
//! | POST `/desk/payments/{intent}/refund` | `amount=` in the smallest unit, or all that is left |
//! | POST `/desk/payments/{intent}/dispute` | the payer's bank disputes it |
//! | POST `/desk/payments/{intent}/arrive` | `works=yes` or `no`: one that takes days ends now |
//! | POST `/desk/disputes/{dispute}/close` | `won=yes` or `no` |
//! | POST `/desk/webhooks` | `hold=yes` or `no`; or `fate=drop`, `delay` (an hour), `duplicate` or `reorder` (after the next), with `times=` |
//! | POST `/desk/webhooks/deliver` | `event=`, repeated, in the order wished; none: all that is held |
//! | POST `/desk/calls` | `path=` (`*` is any step), `method=`, `times=`, `fate=done-unanswered`, `half-answered`, `not-done`, `refused` or `slow` |
//!
//! What a POST does is told before it answers, with 303 to where its button stands. A form that does not read is 400,
//! an unknown id 404. A request that a browser makes for another site is refused with 403.

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};

use super::{Desk, api, buttons, pages};

/// Everything the desk answers.
pub(super) fn of(desk: Desk) -> Router {
    let switches = Router::new()
        .route("/desk/due", post(buttons::due))
        .route("/desk/customers/{customer}/card", post(buttons::card))
        .route("/desk/customers/{customer}/delete", post(buttons::delete))
        .route("/desk/subscriptions/{subscription}/cancel", post(buttons::cancel))
        .route("/desk/subscriptions/{subscription}/undo", post(buttons::undo))
        .route("/desk/payments/{intent}/refund", post(buttons::refund))
        .route("/desk/payments/{intent}/dispute", post(buttons::dispute))
        .route("/desk/payments/{intent}/arrive", post(buttons::arrive))
        .route("/desk/disputes/{dispute}/close", post(buttons::close))
        .route("/desk/webhooks", post(buttons::switch_webhooks))
        .route("/desk/webhooks/deliver", post(buttons::deliver))
        .route("/desk/calls", post(buttons::plan_calls));
    let pages = Router::new()
        .route("/", get(pages::dashboard))
        .route("/pay/{session}", get(pages::pay_page).post(pages::pay))
        .route("/portal/{visit}", get(pages::portal))
        .route("/portal/{visit}/{what}", post(pages::change_in_portal))
        .route("/invoices/{invoice}", get(pages::invoice))
        .route("/invoices/{invoice}/pdf", get(pages::invoice))
        .route("/receipts/{charge}", get(pages::receipt))
        .route("/events", get(pages::events))
        .route("/events.json", get(pages::events_json))
        .route("/events/{event}/resend", post(pages::resend))
        .route("/desk/books.json", get(pages::books_json));
    let for_people = switches.merge(pages).layer(middleware::from_fn(from_here));
    Router::new().route("/v1/{*path}", any(api::answer)).merge(for_people).with_state(desk)
}

/// Refuses what a browser does because another site's page says so: these buttons are for whoever sees them.
async fn from_here(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if request.method() == Method::POST && site == Some("cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}
