//! `/v1/webhook_endpoints`: who wants to be told of what.

use serde_json::json;

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Endpoint, Metadata};
use crate::serve::pay_desk::objects;

#[rustfmt::skip]
const KNOWN: &[&str] =
    &["api_version", "description", "disabled", "enabled_events[#]", "metadata", "metadata[*]", "url"];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => list::entries(books, params, "/v1/webhook_endpoints", &[], |_: &Endpoint| true),
        [id] => {
            params.only(&[])?;
            books.object::<Endpoint>(id)
        }
        _ => Err(unknown()),
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    params.only(KNOWN)?;
    match path {
        [] => create(books, params),
        [id] => {
            if params.is_given("api_version") {
                return Err(Refusal::unknown_parameter("api_version"));
            }
            let endpoint = changed(params, books.get::<Endpoint>(id)?.clone())?;
            books.keep(endpoint);
            books.object::<Endpoint>(id)
        }
        _ => Err(unknown()),
    }
}

/// What is told of a new one is told once: its secret, with which the desk signs what it sends to its receiver.
fn create(books: &mut Books, params: &Params) -> Reply {
    params.required("url")?;
    if params.list("enabled_events").is_empty() {
        return Err(Refusal::missing("enabled_events"));
    }
    let endpoint = changed(params, nothing_wanted(books)?)?;
    let secret =
        if endpoint.url == books.place.receiver { books.place.secret.clone() } else { books.id("whsec_")? };
    let mut object = objects::endpoint(books, &endpoint);
    object["secret"] = json!(secret);
    books.keep(endpoint);
    Ok(object)
}

fn nothing_wanted(books: &mut Books) -> Result<Endpoint, Refusal> {
    Ok(Endpoint {
        id: books.id("we_")?,
        created: books.now,
        url: String::new(),
        enabled_events: Vec::new(),
        api_version: None,
        description: None,
        disabled: false,
        metadata: Metadata::new(),
    })
}

fn changed(params: &Params, mut endpoint: Endpoint) -> Result<Endpoint, Refusal> {
    if let Some(url) = params.url("url")? {
        endpoint.url = url;
    }
    let events = params.list("enabled_events");
    if !events.is_empty() {
        endpoint.enabled_events = events;
    }
    if let Some(version) = params.text("api_version") {
        endpoint.api_version = Some(version);
    }
    params.change("description", &mut endpoint.description);
    endpoint.disabled = params.flag("disabled")?.unwrap_or(endpoint.disabled);
    params.change_metadata("metadata", &mut endpoint.metadata)?;
    Ok(endpoint)
}

pub(super) fn delete(books: &mut Books, id: &str, params: &Params) -> Reply {
    params.only(&[])?;
    books.get::<Endpoint>(id)?;
    books.endpoints.remove(id);
    Ok(objects::deleted("webhook_endpoint", id))
}
