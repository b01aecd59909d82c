//! How the table is reached.

use aws_sdk_dynamodb::config::{BehaviorVersion, Region, SharedHttpClient};
use aws_sdk_dynamodb::{Client, Config};

use super::Store;
use super::meter::Meter;
use crate::patience;
use crate::settings::AwsCredentials;

impl Store {
    /// The table `name` in `region`, at `endpoint`, or at AWS if there is none. Opens no connection yet.
    #[must_use]
    pub fn at(
        name: &str,
        region: &str,
        credentials: &AwsCredentials,
        endpoint: Option<&str>,
        http: SharedHttpClient,
    ) -> Self {
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http)
            .region(Region::new(region.to_owned()))
            .retry_config(patience::retries())
            .timeout_config(patience::timeouts())
            .interceptor(Meter)
            .credentials_provider(credentials.provider());
        config.set_endpoint_url(endpoint.map(str::to_owned));
        Self::new(Client::from_conf(config.build()), name.to_owned())
    }
}
