//! The reconciler: finds what nobody brought word of, and puts it right.
//!
//! Each minute: errands. Every quarter of an hour beside them: holds whose time is over, events that no webhook brought. Once a night:
//! every subscription at the provider against every member, and whatever money went back lately. It may run at any time,
//! any number of times, beside everything else.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::app::App;
use crate::checkout::refresh::{self, Refreshed};
use crate::checkout::settle;
use crate::errand::{self, to_be_done};
use crate::failure::Broken;
use crate::mail::{self, Mail};
use crate::payments::act;
use crate::provider::{ProviderId, Subject};
use crate::store::errand::ErrandKind;
use crate::store::reconciliation;
use crate::{reversals, store};

/// What a run came upon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Events that no webhook had brought, and that were dealt with.
    pub events: usize,
    /// Errands that were done.
    pub errands: usize,
    /// Subscriptions of ours that were compared; none outside a nightly run.
    pub compared: usize,
    /// Memberships that did not stand as the provider says, and do now.
    pub repaired: usize,
    /// What could not be put right, for the creator: ids, and no addresses.
    pub findings: Vec<String>,
}

/// How thoroughly it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// What is open, lost or waiting.
    Open,
    /// That, and everything that stands.
    Everything,
}

/// So far back the provider keeps trying to bring an event, and so far back one is looked for.
const EVENTS_SINCE: SignedDuration = SignedDuration::from_hours(4 * 24);

/// The local hour from which on a night's comparison is made.
const NIGHTLY_FROM: i8 = 3;

/// The quarter-hourly run, and the nightly one in the first run after three o'clock at night.
///
/// # Errors
/// As [`reconcile`].
pub async fn by_itself(app: &App) -> Result<Report, Broken> {
    let local = app.now().to_zoned(app.time_zone().await?);
    let (night, day) = (local.hour() >= NIGHTLY_FROM, local.date());
    if !night || !reconciliation::claim(&app.store, day, app.now()).await? {
        return reconcile(app, Care::Open).await;
    }
    let done = nightly(app, day).await;
    match &done {
        Ok(_) => reconciliation::finish(&app.store, day, app.now()).await?,
        Err(_) => reconciliation::give_up(&app.store, day).await?,
    }
    done
}

async fn nightly(app: &App, day: Date) -> Result<Report, Broken> {
    let report = reconcile(app, Care::Everything).await?;
    tracing::info!(%day, compared = report.compared, repaired = report.repaired, "reconciled");
    if report.repaired > 0 || !report.findings.is_empty() {
        tell_seller(app, &report).await?;
    }
    Ok(report)
}

/// One run by hand.
///
/// # Errors
/// [`Broken`] if the table or the provider cannot be reached; what fails for one hold, event or errand is logged, and found
/// again by the next run.
pub async fn reconcile(app: &App, care: Care) -> Result<Report, Broken> {
    settle::sweep(app).await?;
    let mut report = Report { events: undelivered(app).await?, ..Report::default() };
    if care == Care::Everything {
        compare(app, &mut report).await?;
        follow_money(app).await?;
    }
    report.errands = errand::run_due(app).await?;
    report.findings.extend(errand::stuck(app).await?);
    Ok(report)
}

/// How long after its end a hold may be open, before somebody must look why.
const SETTLED_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// How many holds ended more than an hour ago, and could not be settled since.
///
/// # Errors
/// [`Broken`] if the table cannot be read.
pub async fn holds_unresolved(app: &App) -> Result<usize, Broken> {
    store::hold::unsettled(&app.store, SETTLED_WITHIN, app.now()).await
}

/// Deals with every event that no webhook brought. How many there were.
async fn undelivered(app: &App) -> Result<usize, Broken> {
    let mut count = 0;
    for hint in app.provider()?.undelivered(app.now() - EVENTS_SINCE).await? {
        if hint.subject == Subject::Other || store::event::is_done(&app.store, &hint.event).await? {
            continue;
        }
        match act::on(app, &hint).await {
            Ok(()) => count += 1,
            // In a rush the next run does better than pressing on.
            Err(error) if error.is_busy() => return Err(error),
            Err(error) => tracing::error!(event = hint.event, %error, "an event could not be dealt with"),
        }
    }
    Ok(count)
}

/// Compares every subscription with its member, and every member with what the provider knows.
async fn compare(app: &App, report: &mut Report) -> Result<(), Broken> {
    let (mut seen, mut after) = (BTreeSet::new(), None);
    loop {
        let page = app.provider()?.subscriptions(after.as_ref()).await?;
        for subscription in page.entries {
            let Some(id) = ProviderId::parse(&subscription.id) else { continue };
            match compare_one(app, &id).await {
                Ok(refreshed) => count(report, refreshed),
                Err(error) if error.is_busy() => return Err(error),
                Err(error) => report.findings.push(format!("subscription {id}: {error}")),
            }
            seen.insert(subscription.id);
        }
        match page.after {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    missing(app, &seen, report).await
}

/// A list is as old as its asking, so each is asked about anew before it is compared.
async fn compare_one(app: &App, id: &ProviderId) -> Result<Refreshed, Broken> {
    let refreshed = refresh::refresh(app, id, None).await?;
    if refreshed != Refreshed::NotOurs {
        let book = to_be_done(app, ErrandKind::Book, id.as_str(), None)?;
        app.store.write(book).await?;
    }
    Ok(refreshed)
}

fn count(report: &mut Report, refreshed: Refreshed) {
    report.compared += usize::from(refreshed != Refreshed::NotOurs);
    report.repaired += usize::from(refreshed == Refreshed::Changed);
}

/// The members who stand here and whose subscription the provider does not list.
async fn missing(app: &App, seen: &BTreeSet<String>, report: &mut Report) -> Result<(), Broken> {
    let mut after = None;
    loop {
        let (ids, next) = store::member::page(&app.store, after).await?;
        for id in ids {
            let Some(member) = store::member::get(&app.store, &id).await? else { continue };
            let is_missing = member.renews() && !seen.contains(&member.subscription);
            if is_missing && member.membership().stands(app.now()) {
                report.findings.push(format!("member {id}: the provider knows no `{}`", member.subscription));
            }
        }
        if next.is_none() {
            return Ok(());
        }
        after = next;
    }
}

/// Orders a look at every payment of which money went back lately.
async fn follow_money(app: &App) -> Result<(), Broken> {
    for payment in app.provider()?.reversed_since(app.now() - EVENTS_SINCE).await? {
        if reversals::is_ours(app, &payment).await? {
            let follow = to_be_done(app, ErrandKind::FollowMoney, payment.as_str(), None)?;
            app.store.write(follow).await?;
        }
    }
    Ok(())
}

async fn tell_seller(app: &App, report: &Report) -> Result<(), Broken> {
    let portal = app.portal().await?;
    let args = [
        ("repaired".to_owned(), report.repaired.to_string()),
        ("findings".to_owned(), report.findings.join("\n")),
        ("count".to_owned(), report.findings.len().to_string()),
    ];
    let to = &portal.portal().seller.email;
    let mail = Mail { args: args.into(), ..Mail::new("report-reconciled", to) };
    app.store.write(mail::in_outbox(app, &portal, &mail)?).await.map(|_| ())
}
