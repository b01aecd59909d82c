//! A walk through an audience, page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use domain::address::AddressHash;
use domain::announcement::Plan;
use domain::audience::Audience;
use jiff::SignedDuration;
use tokio::task::JoinSet;

use super::pace::Pace;
use super::tally::Tally;
use crate::app::App;
use crate::failure::Broken;
use crate::portal::Loaded;
use crate::present::Present;
use crate::random;
use crate::store::announcement::{self, Claim, Topic};
use crate::store::{self, Cursor, audience, waitlist};

/// How long after its time an audience is walked through again, for those whom the index did not show yet.
const LAST_COMERS: SignedDuration = SignedDuration::from_mins(10);

/// What every step of a walk needs.
pub(super) struct Walk {
    pub app: App,
    pub portal: Arc<Loaded>,
    pub plan: Plan,
    pub topic: Topic,
    /// Who walks.
    walker: String,
    claims: BTreeMap<String, Claim>,
}

impl Walk {
    pub(super) async fn begin(app: &App, plan: Plan) -> Result<Self, Broken> {
        let (portal, topic) = (app.portal().await?, Topic::of(&plan));
        let claims = announcement::claims(&app.store, &topic).await?;
        Ok(Self { app: app.clone(), portal, plan, topic, walker: random::id()?, claims })
    }

    /// Whether the mail is worth sending: a launch that is sold out is not advertised.
    async fn is_worth_it(&self) -> Result<bool, Broken> {
        let seats = store::seats::get(&self.app.store, &self.plan.launch.id).await?.seats;
        Ok(self.plan.occasion.is_worth_it(seats.room(self.plan.launch.seats)))
    }

    /// Writes to everybody, unless another walks here.
    pub(super) async fn through(
        self: Arc<Self>,
        until: Instant,
        progress: &mut (dyn FnMut(&Tally) + Send),
    ) -> Result<Tally, Broken> {
        if !self.is_mine().await? {
            return Ok(Tally { elsewhere: true, ..Tally::default() });
        }
        let tally = self.batches(until, progress).await?;
        self.let_go(tally.is_whole() && self.is_late()).await?;
        Ok(tally)
    }

    /// Batch by batch, as long as all goes well.
    async fn batches(
        self: &Arc<Self>,
        until: Instant,
        progress: &mut (dyn FnMut(&Tally) + Send),
    ) -> Result<Tally, Broken> {
        let mut tally = Tally::default();
        let mut pace = Pace::new(self.app.settings.mails_per_second);
        let mut sheet = Sheet::first();
        while sheet.turn(self, &mut tally).await? {
            while let Some(batch) = sheet.batch(pace.size()) {
                tally.elsewhere = !self.is_mine().await?;
                tally.sold_out = !self.is_worth_it().await?;
                tally.cut_short = Instant::now() >= until;
                if !tally.is_whole() {
                    return Ok(tally);
                }
                self.write_to_all(batch, &mut tally).await?;
                progress(&tally);
                tally.cut_short |= tally.unknown > 0;
                if tally.cut_short {
                    return Ok(tally);
                }
                pace.rest().await;
            }
        }
        Ok(tally)
    }

    /// How many it has still to come to, by the index alone.
    pub(super) async fn count(self) -> Result<usize, Broken> {
        let (mut tally, mut sheet, mut count) = (Tally::default(), Sheet::first(), 0);
        while sheet.turn(&self, &mut tally).await? {
            count += sheet.fresh.len();
        }
        Ok(count)
    }

    /// What it would do, without doing it.
    pub(super) async fn look_around(self) -> Result<Tally, Broken> {
        let mut tally = Tally::default();
        let mut sheet = Sheet::first();
        while sheet.turn(&self, &mut tally).await? {
            while let Some(batch) = sheet.batch(1) {
                for address in &batch {
                    tally.add(self.look_at(address).await?);
                }
            }
        }
        Ok(tally)
    }

    async fn write_to_all(
        self: &Arc<Self>,
        batch: Vec<AddressHash>,
        tally: &mut Tally,
    ) -> Result<(), Broken> {
        let mut tasks = JoinSet::new();
        for address in batch {
            let walk = Arc::clone(self);
            tasks.spawn(Present::now().during(async move { walk.write_to(&address).await }));
        }
        let mut failed = None;
        while let Some(done) = tasks.join_next().await {
            match done.map_err(|error| Broken::new("announcing", &error))? {
                Ok(outcome) => tally.add(outcome),
                Err(error) => failed = Some(error),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Whether the audience is this walk's to go through, for a while from now on.
    async fn is_mine(&self) -> Result<bool, Broken> {
        let (app, audience) = (&self.app, &self.plan.audience);
        announcement::take(&app.store, &self.topic, audience, &self.walker, app.now()).await
    }

    async fn let_go(&self, done: bool) -> Result<(), Broken> {
        let (app, audience) = (&self.app, &self.plan.audience);
        let let_go = announcement::let_go(&self.topic, audience, &self.walker, done, app.now());
        app.store.write(let_go).await.map(|_| ())
    }

    /// Whether nobody who belongs to it can still be missing from the index.
    fn is_late(&self) -> bool {
        self.plan.since().is_some_and(|since| self.app.now() >= since + LAST_COMERS)
    }
}

/// Where a walk stands: the page that it reads, and those on it who are still to come.
struct Sheet {
    fresh: Vec<AddressHash>,
    next: Next,
}

enum Next {
    After(Option<Cursor>),
    End,
}

impl Sheet {
    fn first() -> Self {
        Self { fresh: Vec::new(), next: Next::After(None) }
    }

    /// Reads the next page, if there is one; those who were written to before are counted and left out.
    async fn turn(&mut self, walk: &Walk, tally: &mut Tally) -> Result<bool, Broken> {
        let Next::After(after) = std::mem::replace(&mut self.next, Next::End) else { return Ok(false) };
        let (app, now) = (&walk.app, walk.app.now());
        let (addresses, next) = match &walk.plan.audience {
            Audience::Everyone => (Vec::new(), None),
            Audience::Waitlist => waitlist::page(&app.store, now, after).await?,
            Audience::Imported(name) => audience::page(&app.store, name, after).await?,
        };
        // The index may show a row twice while it changes its place.
        let addresses: BTreeSet<String> = addresses.iter().map(ToString::to_string).collect();
        let (before, fresh): (Vec<_>, Vec<_>) =
            addresses.into_iter().partition(|address| walk.claims.contains_key(address));
        tally.before += before.len();
        self.fresh = fresh.into_iter().map(AddressHash::stored).collect();
        self.next = next.map_or(Next::End, |cursor| Next::After(Some(cursor)));
        Ok(true)
    }

    /// Up to `size` of those that the page has left.
    fn batch(&mut self, size: usize) -> Option<Vec<AddressHash>> {
        let rest = self.fresh.len().saturating_sub(size);
        let batch = self.fresh.split_off(rest);
        (!batch.is_empty()).then_some(batch)
    }
}
