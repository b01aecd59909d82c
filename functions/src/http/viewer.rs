//! The viewer's network address, as the CDN tells it.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

/// The header that `CloudFront` adds for its origins, and that nobody else can set there.
pub const VIEWER_ADDRESS: &str = "cloudfront-viewer-address";

/// The address in the header: `192.0.2.1:46532`, or `2001:db8::1:46532` without brackets.
pub(super) fn read(headers: &HeaderMap) -> Option<IpAddr> {
    let text = headers.get(VIEWER_ADDRESS)?.to_str().ok()?;
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let without_brackets = || text.rsplit_once(':').and_then(|(address, _)| address.parse().ok());
    with_port().or_else(without_brackets)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn an_address_is_read_in_each_form_it_comes_in() {
        let read = |text: &'static str| {
            read(&HeaderMap::from_iter([(VIEWER_ADDRESS.parse().unwrap(), HeaderValue::from_static(text))]))
        };
        let address = |text: &str| Some(text.parse().unwrap());
        assert_eq!(read("192.0.2.1:46532"), address("192.0.2.1"));
        assert_eq!(read("2001:db8:0:0:0:0:0:1:46532"), address("2001:db8::1"));
        assert_eq!(read("[2001:db8::1]:46532"), address("2001:db8::1"));
        for nonsense in ["", "kari", "192.0.2.1", "999.0.0.1:1"] {
            assert_eq!(read(nonsense), None, "{nonsense:?}");
        }
    }
}
