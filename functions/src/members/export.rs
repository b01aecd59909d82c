//! Everything that is known of one person, for that person (GDPR, articles 15 and 20).

use domain::address::EmailAddress;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::list::promises_to;
use crate::app::App;
use crate::failure::Broken;
use crate::store;
use crate::store::member::Member;

/// Everything that is known of whoever has this address, as JSON; none if nothing is. Instants are UTC.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn export(app: &App, address: &EmailAddress) -> Result<Option<Value>, Broken> {
    let hash = app.hash(address);
    let member = store::member::of_address(&app.store, &hash).await?;
    let waiting = store::waitlist::waiting(&app.store, &hash).await?;
    let audiences = store::audience::of(&app.store, &hash).await?;
    if member.is_none() && waiting.is_none() && audiences.is_empty() {
        return Ok(None);
    }
    let waitlist = waiting.map(|entry| {
        json!({
            "since": entry.since, "joined_on_page": entry.source, "campaign": entry.campaign,
            "launches_seen": entry.seen,
        })
    });
    let membership = match &member {
        Some(member) => Some(of_member(app, member).await?),
        None => None,
    };
    Ok(Some(json!({
        "email": address.as_str(),
        "exported_at": second(app.now()),
        "membership": membership,
        "waitlist": waitlist,
        "audiences": audiences,
    })))
}

async fn of_member(app: &App, member: &Member) -> Result<Value, Broken> {
    let promises = promises_to(app, member).await?;
    let first = promises.iter().map(|promise| promise.at).min().unwrap_or(member.joined_at);
    let promises: Vec<Value> = promises
        .into_iter()
        .map(|promise| {
            json!({
                "ordered_at": promise.at, "number": promise.number, "offer": promise.quote,
                "terms_version": promise.terms_version, "asked_for_immediate_start": promise.immediate_start,
            })
        })
        .collect();
    let sessions = store::session::of_member(&app.store, &member.id, app.now()).await?;
    let sessions: Vec<Value> = sessions
        .into_iter()
        .map(|session| json!({ "device": session.device, "signed_in_at": session.began }))
        .collect();
    let ticks = store::ticks::of(&app.store, &member.id).await?.into_iter();
    let ticks: Vec<Value> = ticks
        .flat_map(|(lesson, ticked)| {
            let lesson = lesson.to_string();
            ticked
                .into_iter()
                .map(move |(task, at)| json!({ "lesson": lesson, "task": task, "ticked_at": at }))
        })
        .collect();
    let feedback = store::feedback::of(&app.store, &member.id).await?.into_iter();
    let feedback: Vec<Value> = feedback
        .map(
            |entry| json!({ "lesson": entry.lesson.to_string(), "written_at": entry.at, "text": entry.text }),
        )
        .collect();
    let visit = store::visit::get(&app.store, &member.id).await?;
    let withdrawal = store::withdrawal::of(&app.store, &member.subscription).await?;
    Ok(json!({
        "id": member.id,
        "number": member.number,
        "state": member.state,
        "joined_at": member.joined_at,
        "paid_until": member.paid_until,
        "offer": member.quote,
        "payment_provider": { "customer": member.customer, "subscription": member.subscription },
        "withdrawn_at": withdrawal.map(|withdrawal| withdrawal.asked_at),
        "promises": promises,
        "signed_in_on": sessions,
        "ticked_tasks": ticks,
        "feedback": feedback,
        "last_visit_at": visit.map(|visit| visit.at),
        "visit_before_at": visit.and_then(|visit| visit.before),
        "sales_records": sales_of(app, member, first).await?,
    }))
}

/// The member's sales records, from the year of the first promise on.
async fn sales_of(app: &App, member: &Member, first: Timestamp) -> Result<Vec<Value>, Broken> {
    let zone = app.time_zone().await?;
    let year = |at: Timestamp| at.to_zoned(zone.clone()).year();
    let mut sales = Vec::new();
    for year in year(first)..=year(app.now()) {
        let of_year = store::sale::of_year(&app.store, year).await?;
        let theirs = of_year.into_iter().filter(|(_, sale)| sale.member == member.id);
        sales.extend(theirs.map(|(number, sale)| {
            json!({
                "number": number, "kind": sale.kind, "at": sale.at, "title": sale.title,
                "amount": sale.amount, "provider_id": sale.bill,
            })
        }));
    }
    Ok(sales)
}

fn second(instant: Timestamp) -> Timestamp {
    Timestamp::from_second(instant.as_second()).unwrap_or(instant)
}
