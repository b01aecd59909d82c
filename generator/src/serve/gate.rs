//! The gate, as the edge runs it: `infra/gate.js` in an embedded JavaScript engine.
//!
//! Not a second gate: every decision is made by that file. Here are only the event it is given, the
//! few things that the edge provides (`crypto`, `cloudfront`, `Buffer`, the time), and limits on its
//! memory and work. Each thread keeps an engine warm, as the edge does; nothing is left over from one request
//! to the next, and any thread may ask.

mod engine;
mod event;
mod native;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

/// The gate's source, compiled once to see that it is one.
#[derive(Clone, Debug)]
pub struct Gate {
    source: Arc<str>,
}

/// A viewer's request for a page or a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GateRequest {
    /// The method, as `GET`.
    pub method: String,
    /// The path as it was sent, still percent-encoded.
    pub path: String,
    /// The query as it was sent, without its question mark; empty if there is none.
    pub query: String,
    /// The cookies by the names the edge sees (`__Host-pass`), in their order, repeated ones repeated.
    pub cookies: Vec<(String, String)>,
}

/// What the gate decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Fetch this file of the output, as `/public/index.html`, or answer 404 if it is not there.
    Forward {
        /// The file's path in the output, with a slash before it.
        uri: String,
    },
    /// Answer this at once.
    Answer {
        /// The status code.
        status: u16,
        /// Names in lower case, and values.
        headers: Vec<(String, String)>,
        /// Plain text, often empty.
        body: String,
    },
}

/// Why there is no decision. None of these says anything of the request, the store or its keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// The file is no JavaScript module, or has no function `handler`.
    #[error("the gate does not load: {0}")]
    Source(String),
    /// The function threw, or ran past its limits of memory and work.
    #[error("the gate failed, or took more memory or time than the edge gives it")]
    Failed,
    /// The function returned neither a request nor a response.
    #[error("the gate returned something that is neither a request nor a response")]
    Unreadable,
}

/// What the gate's store holds, by key: `key:<kid>`, `revoked:<member>`, `edge`, `full:<launch>`.
pub type GateStore = BTreeMap<String, String>;

impl Gate {
    /// The gate whose JavaScript this is.
    ///
    /// # Errors
    /// [`GateError::Source`] if it does not load.
    pub fn new(source: &str) -> Result<Self, GateError> {
        let source = Arc::from(source);
        engine::check(&source)?;
        Ok(Self { source })
    }

    /// What the gate decides on `request` at `now`, if its store holds `store`.
    ///
    /// # Errors
    /// [`GateError`]; the caller then answers 503 and opens nothing.
    pub fn decide(
        &self,
        request: &GateRequest,
        store: &GateStore,
        now: Timestamp,
    ) -> Result<Decision, GateError> {
        let event = event::of_request(request)?;
        let returned = engine::run(&self.source, &event, store, now)?;
        event::decision(&returned)
    }
}

#[cfg(test)]
mod tests;
