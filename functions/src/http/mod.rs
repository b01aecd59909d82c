//! Requests parsed at the door, and answers made.
//!
//! Only the plain parts of HTTP are read (method, path, query, headers, body), so that the same handlers run
//! in Lambda and in `terskel serve`.

pub(crate) mod cookies;
pub(crate) mod incoming;
pub(crate) mod reply;
mod viewer;

/// The body of a request or an answer.
pub use lambda_http::Body;

/// A request, as Lambda gives it.
pub type Request = lambda_http::Request;
/// An answer, as Lambda takes it.
pub type Response = lambda_http::Response<lambda_http::Body>;

pub use cookies::pairs as cookie_pairs;
use http::Method;
pub use viewer::VIEWER_ADDRESS;

use crate::failure::Refusal;
pub use crate::origin::ORIGIN_HEADER;
pub use crate::request_id::EDGE_ID;

/// Method and path of a request, as endpoints are chosen by: `("GET", "/api/waitlist/sent")`. HEAD counts as GET.
pub(crate) fn door(request: &Request) -> (&str, &str) {
    let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
    (method, request.uri().path())
}

/// Why no endpoint was found behind a door: the path is known for another method, or not at all.
pub(crate) fn no_door(request: &Request, paths: &[(&str, &str)]) -> Refusal {
    if paths.iter().any(|(path, _)| *path == request.uri().path()) {
        Refusal::WRONG_METHOD
    } else {
        Refusal::NOT_FOUND
    }
}
