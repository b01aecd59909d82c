//! A bucket on this machine: the few calls of S3 that publishing makes, which may fail.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{HeaderMap, Method, Response};

use super::BUCKET;
use crate::faults::port::{Answer, Call, open};

/// A file, and what it is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub bytes: Bytes,
    pub content_type: String,
    pub cache_control: String,
}

/// What lies in the bucket, by key. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bucket(Arc<Mutex<BTreeMap<String, Object>>>);

impl Bucket {
    /// Answers for it on a port of its own, until the test is over.
    pub(crate) async fn open(&self) -> String {
        let bucket = self.clone();
        open(move |call| {
            let answer = bucket.answer(&call);
            async move { answer }
        })
        .await
    }

    /// Everything under keys that begin so.
    pub(crate) fn under(&self, beginning: &str) -> BTreeMap<String, Object> {
        let objects = self.objects();
        let found = objects.iter().filter(|(key, _)| key.starts_with(beginning));
        found.map(|(key, object)| (key.clone(), object.clone())).collect()
    }

    /// Removes what lies there, behind everybody's back.
    pub(crate) fn lose(&self, key: &str) {
        self.objects().remove(key).expect("an object");
    }

    fn objects(&self) -> MutexGuard<'_, BTreeMap<String, Object>> {
        self.0.lock().expect("a bucket")
    }

    fn answer(&self, call: &Call) -> Answer {
        let (path, query) = call.path.split_once('?').unwrap_or((&call.path, ""));
        let inner = path.strip_prefix('/').and_then(|path| path.strip_prefix(BUCKET))?;
        match (&call.method, inner.trim_start_matches('/')) {
            (&Method::GET, "") => Some(said(200, self.list(query))),
            (&Method::GET, key) => Some(match self.objects().get(key) {
                Some(object) => said(200, object.bytes.clone()),
                None => said(404, "<Error><Code>NoSuchKey</Code></Error>"),
            }),
            (&Method::PUT, key) => Some(self.put(key, call)),
            (&Method::DELETE, key) => {
                self.objects().remove(key);
                Some(said(204, ""))
            }
            _ => None,
        }
    }

    fn put(&self, key: &str, call: &Call) -> Response<Full<Bytes>> {
        let header = |name| of(&call.headers, name);
        let source = header("x-amz-copy-source");
        let copied = source.trim_start_matches('/').strip_prefix(&format!("{BUCKET}/"));
        let bytes = match copied {
            None => call.body.clone(),
            Some(source) => match self.objects().get(source) {
                Some(object) => object.bytes.clone(),
                None => return said(404, "<Error><Code>NoSuchKey</Code></Error>"),
            },
        };
        let (content_type, cache_control) = (header("content-type"), header("cache-control"));
        self.objects().insert(key.to_owned(), Object { bytes, content_type, cache_control });
        said(200, "<CopyObjectResult></CopyObjectResult>")
    }

    fn list(&self, query: &str) -> String {
        let prefix = query.split('&').find_map(|pair| pair.strip_prefix("prefix=")).unwrap_or_default();
        let prefix = prefix.replace("%2F", "/");
        let objects = self.objects();
        let found = objects.iter().filter(|(key, _)| key.starts_with(&prefix));
        let mut list = "<ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
        for (key, object) in found {
            let size = object.bytes.len();
            let _ = write!(list, "<Contents><Key>{key}</Key><Size>{size}</Size></Contents>");
        }
        list + "</ListBucketResult>"
    }
}

fn of(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

fn said(status: u16, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    Response::builder().status(status).body(Full::new(body.into())).expect("an answer")
}
