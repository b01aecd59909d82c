//! The client of the gate's store: a `CloudFront` key value store.

use std::collections::BTreeMap;

use aws_sdk_cloudfrontkeyvaluestore::Client;
use aws_sdk_cloudfrontkeyvaluestore::config::endpoint::{
    DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint,
};
use aws_sdk_cloudfrontkeyvaluestore::config::{BehaviorVersion, Config, Region, SharedHttpClient};
use aws_sdk_cloudfrontkeyvaluestore::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudfrontkeyvaluestore::operation::update_keys::UpdateKeysError;
use aws_sdk_cloudfrontkeyvaluestore::types::{DeleteKeyRequestListItem, PutKeyRequestListItem};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::failure::Broken;
use crate::patience;
use crate::settings::{GateStoreSettings, Settings};

/// One request changes no more keys.
const MOST_CHANGES: usize = 50;

/// One page of the store's keys has no more. Each page is paid for, and has ten if nothing is said.
const MOST_LISTED: i32 = 50;

/// The store and the client that reaches it.
#[derive(Clone, Debug)]
pub(crate) struct GateStore {
    client: Client,
    arn: String,
}

/// What the store held when it was read.
#[derive(Debug)]
pub(super) struct Held {
    version: String,
    pub entries: BTreeMap<String, String>,
}

/// One key that must be put, with its value, or deleted.
type Change = (String, Option<String>);

impl GateStore {
    pub(crate) fn new(store: &GateStoreSettings, settings: &Settings, http: SharedHttpClient) -> Self {
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http)
            .region(Region::new(settings.region.clone()))
            .retry_config(patience::retries())
            .timeout_config(patience::timeouts())
            .credentials_provider(settings.credentials.provider());
        if let Some(url) = &store.endpoint {
            config = config.endpoint_resolver(Elsewhere { url: url.clone(), aws: DefaultResolver::new() });
        }
        Self { client: Client::from_conf(config.build()), arn: store.arn.clone() }
    }

    /// What stands for this store and these facts in it. Two stores have not one ARN, nor has one that was made anew.
    pub(super) fn digest(&self, facts: &BTreeMap<String, String>) -> Result<String, Broken> {
        let named = serde_json::to_vec(&(&self.arn, facts));
        let named = named.map_err(|error| Broken::new("comparing facts for the gate's store", &error))?;
        Ok(URL_SAFE_NO_PAD.encode(Sha256::digest(named)))
    }

    /// Everything in it, with the version it is in.
    pub(super) async fn read(&self) -> Result<Held, Broken> {
        let described = self.client.describe_key_value_store().kvs_arn(&self.arn).send().await;
        let described = described.map_err(|error| broken("reading the gate's store", &error))?;
        let listed = self.client.list_keys().kvs_arn(&self.arn).max_results(MOST_LISTED);
        let listed = listed.into_paginator().items().send();
        let items = listed.collect::<Result<Vec<_>, _>>().await;
        let items = items.map_err(|error| broken("reading the gate's store", &error))?;
        let entries = items.into_iter().map(|item| (item.key, item.value)).collect();
        Ok(Held { version: described.e_tag, entries })
    }

    /// Makes the store hold `wanted` and nothing else, if it is still as it was read. Whether it was.
    pub(super) async fn change(&self, held: Held, wanted: &BTreeMap<String, String>) -> Result<bool, Broken> {
        let mut version = held.version;
        for changes in differences(&held.entries, wanted).chunks(MOST_CHANGES) {
            match self.update(version, changes).await? {
                Some(next) => version = next,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The version after these changes; none if the store was not in `version` any more.
    async fn update(&self, version: String, changes: &[Change]) -> Result<Option<String>, Broken> {
        let mut request = self.client.update_keys().kvs_arn(&self.arn).if_match(version);
        for (key, value) in changes {
            request = match value {
                Some(value) => request.puts(put(key, value)?),
                None => request.deletes(delete(key)?),
            };
        }
        match request.send().await {
            Ok(updated) => Ok(Some(updated.e_tag)),
            Err(error) if is_of_another_version(&error) => Ok(None),
            Err(error) => Err(broken("changing the gate's store", &error)),
        }
    }
}

/// Whether the store was not as it had been read. Amazon's reference names no one error for that: a conflict, a
/// validation that fails, or a key to delete that is gone already. What has another cause fails in the next round too.
fn is_of_another_version(error: &SdkError<UpdateKeysError>) -> bool {
    error.as_service_error().is_some_and(|error| {
        error.is_conflict_exception()
            || error.is_validation_exception()
            || error.is_resource_not_found_exception()
    })
}

/// What must change, what must be put first: a revocation must not wait for what is only tidied away.
fn differences(held: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>) -> Vec<Change> {
    let puts = wanted.iter().filter(|(key, value)| held.get(*key) != Some(*value));
    let puts = puts.map(|(key, value)| (key.clone(), Some(value.clone())));
    let deletes = held.keys().filter(|key| !wanted.contains_key(*key)).map(|key| (key.clone(), None));
    puts.chain(deletes).collect()
}

fn put(key: &str, value: &str) -> Result<PutKeyRequestListItem, Broken> {
    let item = PutKeyRequestListItem::builder().key(key).value(value).build();
    item.map_err(|error| Broken::new("changing the gate's store", &error))
}

fn delete(key: &str) -> Result<DeleteKeyRequestListItem, Broken> {
    let item = DeleteKeyRequestListItem::builder().key(key).build();
    item.map_err(|error| Broken::new("changing the gate's store", &error))
}

/// The error's code alone: its text may quote a key, which names a member.
fn broken<E: ProvideErrorMetadata>(action: &str, error: &SdkError<E>) -> Broken {
    Broken::new(action, error.code().unwrap_or("it was not reached, or its answer could not be read"))
}

/// The stand-in's address, asked as AWS would be: the SDK itself would put the account's number before the host.
#[derive(Debug)]
struct Elsewhere {
    url: String,
    aws: DefaultResolver,
}

impl ResolveEndpoint for Elsewhere {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let at_aws = self.aws.resolve_endpoint(params);
        EndpointFuture::new(async move {
            let endpoint: Endpoint = at_aws.await?;
            Ok(endpoint.into_builder().url(self.url.clone()).build())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_difference_is_written_and_what_is_new_comes_first() {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let held = map(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let wanted = map(&[("b", "2"), ("c", "4"), ("d", "5")]);
        let change = |key: &str, value: Option<&str>| (key.to_owned(), value.map(str::to_owned));
        assert_eq!(
            differences(&held, &wanted),
            [change("c", Some("4")), change("d", Some("5")), change("a", None)]
        );
        assert!(differences(&wanted, &wanted).is_empty());
    }
}
