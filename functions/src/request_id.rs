//! The id of a request or a waking: every log line of it names it, and every row that others act on later.

use http::HeaderMap;
use lambda_http::RequestExt as _;

use crate::http::Request;

/// The header in which `CloudFront` names a request to its origins, and that nobody else can set there.
pub const EDGE_ID: &str = "x-amz-cf-id";

/// `CloudFront`'s have 56 characters, Lambda's 36.
const LONGEST: usize = 100;

/// Letters, digits, `-`, `_` and `=`, as many as fit into a log line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(String);

impl RequestId {
    /// What `text` spells; none if it is no such id, so that nobody writes into the log what they like.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte);
        let is_id = (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain);
        is_id.then(|| Self(text.to_owned()))
    }

    /// The id of a request that came through the CDN: the edge's own, else Lambda's.
    pub(crate) fn at_edge(request: &Request) -> Option<Self> {
        let told = |headers: &HeaderMap| Self::parse(headers.get(EDGE_ID)?.to_str().ok()?);
        told(request.headers()).or_else(|| Self::at_lambda(request))
    }

    /// Lambda's id of a request, whatever its headers say.
    pub(crate) fn at_lambda(request: &Request) -> Option<Self> {
        Self::parse(&request.lambda_context_ref()?.request_id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::Context;

    use super::*;

    const AT_EDGE: &str = "pKkDhuhMB9oSZX9DB1dMCJkqMZ7QUYCoYJVTX8eHxAnPyu9DLrM0zA==";

    fn request(edge_id: &str) -> Request {
        let mut context = Context::default();
        context.request_id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd".to_owned();
        let mut request = Request::default().with_lambda_context(context);
        request.headers_mut().insert(EDGE_ID, edge_id.parse().unwrap());
        request
    }

    #[test]
    fn the_edge_names_a_request_and_else_lambda_does() {
        let at_edge = |id: &str| RequestId::at_edge(&request(id)).unwrap().as_str().to_owned();
        assert_eq!(at_edge(AT_EDGE), AT_EDGE);
        let long = "a".repeat(101);
        for nonsense in ["", "a b", "\"},{\"", "kari@example.no", &long] {
            assert_eq!(at_edge(nonsense), "8476a536-e9f4-11e8-9739-2dfe598c3fcd", "{nonsense:?}");
        }
    }

    #[test]
    fn what_the_edge_says_may_be_left_aside() {
        let id = RequestId::at_lambda(&request(AT_EDGE)).unwrap();
        assert_eq!(id.as_str(), "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        assert_eq!(RequestId::at_lambda(&Request::default()), None);
    }
}
