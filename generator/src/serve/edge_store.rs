//! Stands in for the gate's store at the edge: the data API of a `CloudFront` key value store, as far as it is used.
//!
//! As in Amazon's API reference: an update names the version that it changes, and is refused as a conflict if that is
//! not the present one; a page of keys has ten, or as many as are asked for, fifty at most, and so many an update.

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use functions::random;
use serde::Deserialize;
use serde_json::{Value, json};

use super::gate::GateStore;
use crate::failure::Failure;

const MOST_KEYS: usize = 50;
/// Of a page of keys, if nothing is said.
const KEYS_OF_A_PAGE: usize = 10;
const LONGEST_KEY: usize = 512;
const LONGEST_VALUE: usize = 1024;

/// The store; clones share what it holds.
#[derive(Clone, Debug)]
pub(super) struct EdgeStore(Arc<RwLock<Kept>>);

#[derive(Debug)]
struct Kept {
    /// The name that the store goes by: each has one of its own, as at AWS.
    arn: String,
    version: u64,
    entries: GateStore,
}

#[derive(Deserialize)]
struct Update {
    #[serde(rename = "Puts", default)]
    puts: Vec<Put>,
    #[serde(rename = "Deletes", default)]
    deletes: Vec<Delete>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Put {
    key: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Delete {
    key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListPage {
    next_token: Option<String>,
    max_results: Option<usize>,
}

impl EdgeStore {
    /// A store that holds nothing.
    ///
    /// # Errors
    /// [`Failure::Broken`] if the operating system has no random bytes for its name.
    pub(super) fn open() -> Result<Self, Failure> {
        let id = random::id().map_err(|error| Failure::broken("could not open the gate's store", error))?;
        let arn = format!("arn:aws:cloudfront::000000000000:key-value-store/{id}");
        Ok(Self(Arc::new(RwLock::new(Kept { arn, version: 0, entries: GateStore::default() }))))
    }

    /// The name that it goes by.
    pub(super) fn arn(&self) -> String {
        self.read(|kept| kept.arn.clone())
    }

    /// What the gate reads.
    pub(super) fn entries(&self) -> GateStore {
        self.read(|kept| kept.entries.clone())
    }

    /// The store's API.
    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/key-value-stores/{arn}", get(describe))
            .route("/key-value-stores/{arn}/keys", get(list).post(update))
            .with_state(self.clone())
    }

    // What is kept is whole between two requests, so a panic elsewhere cannot have left half of it.
    fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        look(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Kept {
    fn described(&self) -> Response {
        let bytes: usize = self.entries.iter().map(|(key, value)| key.len() + value.len()).sum();
        let body = json!({
            "ItemCount": self.entries.len(), "TotalSizeInBytes": bytes, "KvsARN": self.arn,
            "Created": 0, "Status": "READY",
        });
        ([(header::ETAG, self.etag())], Json(body)).into_response()
    }

    fn etag(&self) -> String {
        format!("V{}", self.version)
    }

    fn change(&mut self, update: Update) {
        self.version += 1;
        self.entries.extend(update.puts.into_iter().map(|put| (put.key, put.value)));
        for delete in update.deletes {
            self.entries.remove(&delete.key);
        }
    }
}

async fn describe(State(store): State<EdgeStore>) -> Response {
    store.read(Kept::described)
}

async fn list(State(store): State<EdgeStore>, Query(page): Query<ListPage>) -> Json<Value> {
    let after = page.next_token.unwrap_or_default();
    let entries = store.entries();
    let rest: Vec<(&String, &String)> = entries.iter().filter(|(key, _)| **key > after).collect();
    let most = page.max_results.unwrap_or(KEYS_OF_A_PAGE).clamp(1, MOST_KEYS);
    let items = rest.iter().take(most).map(|(key, value)| json!({ "Key": key, "Value": value }));
    let items: Vec<Value> = items.collect();
    let next = (rest.len() > most).then(|| rest[most - 1].0);
    Json(json!({ "Items": items, "NextToken": next }))
}

async fn update(State(store): State<EdgeStore>, headers: HeaderMap, Json(update): Json<Update>) -> Response {
    let keys = update.puts.iter().map(|put| &put.key).chain(update.deletes.iter().map(|delete| &delete.key));
    let fits = keys.clone().count() <= MOST_KEYS && keys.clone().all(|key| key.len() <= LONGEST_KEY);
    if !fits || update.puts.iter().any(|put| put.value.len() > LONGEST_VALUE) {
        return refused(StatusCode::BAD_REQUEST, "ValidationException");
    }
    let mut kept = store.0.write().unwrap_or_else(PoisonError::into_inner);
    if headers.get(header::IF_MATCH).is_none_or(|version| version.as_bytes() != kept.etag().as_bytes()) {
        return refused(StatusCode::CONFLICT, "ConflictException");
    }
    kept.change(update);
    kept.described()
}

fn refused(status: StatusCode, kind: &'static str) -> Response {
    (status, [("x-amzn-errortype", kind)], Json(json!({ "Message": kind }))).into_response()
}
