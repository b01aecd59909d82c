//! What a Lambda reaches AWS by. It trusts Amazon's own roots alone: to read all that the system trusts would be nine tenths
//! of what happens before the first request.

use aws_sdk_dynamodb::config::SharedHttpClient;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use lambda_http::Error;

/// The roots that every service of AWS is certified by, until 2037 or longer. Source: Amazon Trust Services' repository.
const ROOTS: &[u8] = include_bytes!("amazon-roots.pem");

/// The client.
///
/// # Errors
/// That the roots cannot be used.
pub(super) fn client() -> Result<SharedHttpClient, Error> {
    let roots = TrustStore::empty().with_pem_certificate(ROOTS);
    let context = TlsContext::builder().with_trust_store(roots).build()?;
    Ok(Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).tls_context(context).build_https())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// As Amazon Trust Services publishes them: Amazon Root CA 1 to 4, Starfield Services Root Certificate Authority - G2.
    const FINGERPRINTS: [&str; 5] = [
        "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
        "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
        "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
        "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
        "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
    ];

    #[test]
    fn the_roots_are_those_that_amazon_names() {
        let text = std::str::from_utf8(ROOTS).unwrap();
        let body = |part: &str| part.split("-----END").next().unwrap().replace('\n', "");
        let fingerprint = |part| format!("{:x}", Sha256::digest(BASE64_STANDARD.decode(body(part)).unwrap()));
        let found: Vec<String> = text.split("BEGIN CERTIFICATE-----").skip(1).map(fingerprint).collect();
        assert_eq!(found, FINGERPRINTS);
    }

    #[tokio::test]
    async fn the_roots_can_be_used() {
        use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .credentials_provider(Credentials::new("id", "key", None, None, "test"))
            .http_client(client().unwrap())
            .region(Region::new("local"))
            .endpoint_url("https://127.0.0.1:1")
            .retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled());
        let asked = aws_sdk_dynamodb::Client::from_conf(config.build()).list_tables().send().await;
        assert!(asked.is_err(), "nobody answers there, but the client was made");
    }
}
