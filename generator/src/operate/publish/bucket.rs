//! The stage's bucket: blobs by their hashes, records of releases, and the files in place.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::get_object::GetObjectError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::MetadataDirective;
use tokio::task::JoinSet;

use super::release::{File, Release};
use crate::failure::Failure;
use crate::operate::stage::Stage;
use crate::operate::stage::aws::refused;

/// The stage's bucket.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    client: Client,
    name: String,
}

/// Where blobs lie.
pub(super) const BLOBS: &str = "blobs/";
/// Where the records of releases lie.
pub(super) const RELEASES: &str = "releases/";

/// How many requests are under way at once.
const AT_ONCE: usize = 16;

/// How often a call is made in all.
const ATTEMPTS: u32 = 4;

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const TO_CONNECT: Duration = Duration::from_secs(5);

impl Bucket {
    /// Opens no connection yet.
    pub(super) fn of(stage: &Stage) -> Self {
        let (endpoint, signed) = (stage.endpoints.bucket.clone(), &stage.credentials);
        let token = signed.token.as_ref().map(|token| token.reveal().to_owned());
        let mut config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(stage.http.clone())
            .region(Region::new(stage.region.clone()))
            .retry_config(
                RetryConfig::standard().with_max_attempts(ATTEMPTS).with_initial_backoff(FIRST_PAUSE),
            )
            .timeout_config(TimeoutConfig::builder().connect_timeout(TO_CONNECT).build())
            .credentials_provider(Credentials::new(&signed.id, signed.key.reveal(), token, None, "stage"))
            // A stand-in has no host for each bucket.
            .force_path_style(endpoint.is_some());
        config.set_endpoint_url(endpoint);
        Self { client: Client::from_conf(config.build()), name: stage.bucket.clone() }
    }

    /// What lies under keys that begin so, and how many bytes each has.
    pub(super) async fn list(&self, beginning: &str) -> Result<BTreeMap<String, u64>, Failure> {
        let list = self.client.list_objects_v2().bucket(&self.name).prefix(beginning);
        let mut pages = list.into_paginator().send();
        let mut found = BTreeMap::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| failure("list what is in the bucket", &error))?;
            for object in page.contents.unwrap_or_default() {
                let size = object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
                found.insert(object.key.unwrap_or_default(), size);
            }
        }
        Ok(found)
    }

    /// Puts these bytes there.
    pub(super) async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Failure> {
        let put = self.client.put_object().bucket(&self.name).key(key).body(ByteStream::from(bytes));
        put.send().await.map(|_| ()).map_err(|error| failure("upload to the bucket", &error))
    }

    /// The bytes there, if there are any.
    pub(super) async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        let got = match self.client.get_object().bucket(&self.name).key(key).send().await {
            Ok(got) => got,
            Err(error) if error.as_service_error().is_some_and(GetObjectError::is_no_such_key) => {
                return Ok(None);
            }
            Err(error) => return Err(failure("read from the bucket", &error)),
        };
        let bytes = got.body.collect().await;
        let bytes = bytes.map_err(|error| Failure::broken("could not read from the bucket", error))?;
        Ok(Some(bytes.to_vec()))
    }

    /// The release of this id, if its record is there.
    pub(super) async fn release(&self, id: &str) -> Result<Option<Release>, Failure> {
        let Some(json) = self.bytes(&record(id)).await? else { return Ok(None) };
        let release = serde_json::from_slice(&json);
        release.map(Some).map_err(|error| Failure::broken("could not read the record of a release", error))
    }

    /// Puts the blob of `file` at `path`, with what it is answered with.
    pub(super) async fn place(&self, path: &str, file: &File) -> Result<(), Failure> {
        let copy = self.client.copy_object().bucket(&self.name).key(path);
        let copy = copy.copy_source(format!("{}/{}", self.name, blob(&file.blob.sha256)));
        let copy = copy.metadata_directive(MetadataDirective::Replace);
        let copy = copy.content_type(&file.content_type).cache_control(&file.cache_control);
        copy.send().await.map(|_| ()).map_err(|error| failure("put a file in its place", &error))
    }

    /// Removes what lies there, if anything does.
    pub(super) async fn remove(&self, key: &str) -> Result<(), Failure> {
        let removal = self.client.delete_object().bucket(&self.name).key(key).send().await;
        removal.map(|_| ()).map_err(|error| failure("remove a file from the bucket", &error))
    }
}

pub(super) fn blob(sha256: &str) -> String {
    format!("{BLOBS}{sha256}")
}

pub(super) fn record(id: &str) -> String {
    format!("{RELEASES}{id}.json")
}

/// Does `work` with each of `all`, some at once; after each, `done` is called. The first failure ends it.
pub(super) async fn each<T, W>(
    all: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> W,
    mut done: impl FnMut(),
) -> Result<(), Failure>
where
    W: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut under_way = JoinSet::new();
    let mut all = all.into_iter();
    loop {
        while under_way.len() < AT_ONCE
            && let Some(next) = all.next()
        {
            under_way.spawn(work(next));
        }
        let Some(ended) = under_way.join_next().await else { return Ok(()) };
        ended.map_err(|error| Failure::broken("could not go on", error))??;
        done();
    }
}

/// Why the bucket did not do it, with the causes as the SDK tells them; they name codes and hosts, never values.
fn failure<E>(doing: &str, error: &SdkError<E>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    match error.code().unwrap_or_default() {
        "NoSuchBucket" => {
            let help = "run `infra/deploy`, which makes it anew, and publish again";
            return refused("SiteBucket", "the stage's bucket is gone", help);
        }
        "ExpiredToken" | "TokenRefreshRequired" => {
            let help = "sign in anew, and publish again: it goes on where it stopped";
            return refused("aws", "your session with AWS has run out", help);
        }
        "AccessDenied" => {
            let help = "ask whoever keeps the account for the right to do it, or take another profile";
            return refused("SiteBucket", "AWS does not let you write to the stage's bucket", help);
        }
        _ => {}
    }
    let first: &(dyn std::error::Error + 'static) = error;
    let causes = std::iter::successors(Some(first), |error| error.source());
    let told = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    Failure::broken(format!("could not {doing}"), told)
}
