//! Lists: the newest first, a page at a time.

use serde_json::{Value, json};

use super::params::Params;
use super::refusal::Refusal;
use crate::serve::pay_desk::books::{Books, Entry};

/// What every list may be asked for.
#[rustfmt::skip]
const KNOWN: &[&str] =
    &["limit", "starting_after", "ending_before", "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]"];

/// How much stands on a page, if nothing else is asked for, and at most.
const PAGE: i64 = 10;
const LONGEST_PAGE: i64 = 100;

/// The entries for which `wanted` holds. `known` are the parameters that it looks at.
pub(super) fn entries<T: Entry>(
    books: &Books,
    params: &Params,
    url: &str,
    known: &[&str],
    wanted: impl Fn(&T) -> bool,
) -> Result<Value, Refusal> {
    let all = T::table(books).values();
    let wanted = all.filter(|entry| wanted(entry));
    page(
        params,
        url,
        known,
        T::KIND,
        wanted,
        |entry| (entry.created(), entry.id()),
        |entry| entry.object(books),
    )
}

/// A page of whatever has a time and an id.
pub(super) fn page<'a, T: 'a>(
    params: &Params,
    url: &str,
    known: &[&str],
    kind: &str,
    all: impl Iterator<Item = &'a T>,
    place: impl Fn(&T) -> (i64, &str),
    object: impl Fn(&T) -> Value,
) -> Result<Value, Refusal> {
    params.only(&[known, KNOWN].concat())?;
    let (created, limit) = (created(params)?, limit(params)?);
    let mut newest: Vec<&T> = all.collect();
    newest.sort_by(|a, b| place(b).cmp(&place(a)));
    let position = |name: &str| position(&newest, params, name, kind, &place);
    let (after, before) = (position("starting_after")?, position("ending_before")?);
    let from = after.map_or(0, |after| after + 1);
    let to = before.unwrap_or(newest.len()).max(from);
    let mut found: Vec<&T> = newest.get(from..to).unwrap_or_default().to_vec();
    found.retain(|entry| created(place(entry).0));
    let has_more = found.len() > limit;
    if before.is_some() {
        found.drain(..found.len().saturating_sub(limit));
    }
    found.truncate(limit);
    let data: Vec<Value> = found.into_iter().map(object).collect();
    Ok(json!({ "object": "list", "data": data, "has_more": has_more, "url": url }))
}

fn limit(params: &Params) -> Result<usize, Refusal> {
    let limit = params.number("limit")?.unwrap_or(PAGE);
    match usize::try_from(limit) {
        Ok(limit) if (1..=LONGEST_PAGE).contains(&i64::try_from(limit).unwrap_or(i64::MAX)) => Ok(limit),
        _ => Err(Refusal::invalid("A page has 1 to 100 elements", Some("limit"))),
    }
}

/// Whether something was made when it is asked for.
fn created(params: &Params) -> Result<impl Fn(i64) -> bool + use<>, Refusal> {
    let bound = |name: &str| params.number(name);
    let (from, above) = (bound("created[gte]")?, bound("created[gt]")?);
    let (to, below) = (bound("created[lte]")?, bound("created[lt]")?);
    let exactly = bound("created")?;
    Ok(move |second: i64| {
        from.is_none_or(|from| second >= from)
            && above.is_none_or(|above| second > above)
            && to.is_none_or(|to| second <= to)
            && below.is_none_or(|below| second < below)
            && exactly.is_none_or(|exactly| second == exactly)
    })
}

fn position<T>(
    newest: &[&T],
    params: &Params,
    name: &str,
    kind: &str,
    place: impl Fn(&T) -> (i64, &str),
) -> Result<Option<usize>, Refusal> {
    let Some(id) = params.get(name) else { return Ok(None) };
    let found = newest.iter().position(|entry| place(entry).1 == id);
    found.map(Some).ok_or_else(|| Refusal::no_such(kind, id, name))
}
