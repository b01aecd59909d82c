//! A person with a browser: what they do, how patient they are, and what they remember of it.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::habits::Habits;
use super::post::Letter;
use super::timetable::Part;
use super::wording::Snag;
use super::world::World;
use crate::dice::Dice;
use crate::visitor::{Browser, FilledForm, Page, VisitError};

/// So often somebody tries again what failed, a minute or two apart.
const TRIES: usize = 6;

/// So long somebody waits for a mail that was asked for, in minutes.
const WAITS_FOR_MAIL: usize = 45;

/// The networks of people, one for each: every address that begins with 127 is this machine.
const FIRST_NETWORK: u32 = 0x7f40_0001;

/// Somebody who plays in a rehearsal.
pub(super) struct Person {
    pub number: u32,
    pub address: String,
    pub habits: Habits,
    pub diary: Diary,
    pub(super) world: Arc<World>,
    pub(super) browser: Browser,
    pub(super) dice: Dice,
    /// None once the part is played.
    part: Option<Part>,
}

/// What somebody remembers.
#[derive(Clone, Debug, Default)]
pub(super) struct Diary {
    pub deeds: BTreeSet<Deed>,
    pub left_at: Option<Timestamp>,
    pub holds: Vec<Held>,
    /// What they could not do although they should have been able to.
    pub stuck: Vec<String>,
}

/// What somebody has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// Joined the waitlist.
    Joined,
    /// Confirmed that.
    Confirmed,
    /// Seen the sales page.
    Visited,
    /// Given a seat back.
    GaveUp,
    /// Seen the receipt.
    SawReceipt,
}

/// A hold as its buyer saw it on the review page.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub id: String,
    /// What the page said that it costs, in the smallest unit.
    pub minor: String,
    /// Whether the reader saw that same amount.
    pub is_legible: bool,
    pub at: Timestamp,
}

/// One thing to do in a browser.
pub(super) enum Step<'a> {
    Open(&'a str),
    Submit(&'a FilledForm),
}

impl Person {
    /// A person with a browser of their own.
    ///
    /// # Errors
    /// [`VisitError::NoBrowser`].
    pub(super) fn new(
        number: u32,
        habits: Habits,
        dice: Dice,
        world: &Arc<World>,
    ) -> Result<Self, VisitError> {
        let network = Ipv4Addr::from_bits(FIRST_NETWORK + number);
        Ok(Self {
            number,
            address: format!("person{number}@rehearsal.example"),
            habits,
            diary: Diary::default(),
            browser: Browser::new(&world.url, network)?,
            dice,
            part: None,
            world: Arc::clone(world),
        })
    }

    /// From now on the clock waits for this person.
    pub(super) fn take_part(&mut self) {
        self.part = Some(self.world.timetable.join());
    }

    /// Nobody waits for this person any more.
    pub(super) fn rest(&mut self) {
        self.part = None;
    }

    /// Plays the whole part.
    pub(super) async fn live(mut self) -> Self {
        if let Err(error) = self.wait_for_the_opening().await {
            self.diary.stuck.push(error.to_string());
        }
        if let Err(error) = self.come_to_buy().await {
            self.diary.stuck.push(error.to_string());
        }
        self.rest();
        self
    }

    pub(super) fn now(&self) -> Timestamp {
        self.world.timetable.now()
    }

    pub(super) async fn until(&self, instant: Timestamp) {
        if let Some(part) = &self.part {
            part.until(instant).await;
        }
    }

    /// Waits for `shortest` to `longest` minutes.
    pub(super) async fn wait(&mut self, shortest: u32, longest: u32) {
        // How often somebody looks for a mail must not shift what they do later.
        let more = if longest > shortest { self.dice.below(u64::from(longest - shortest) + 1) } else { 0 };
        let minutes = i64::from(shortest) + i64::try_from(more).unwrap_or_default();
        self.until(self.now() + SignedDuration::from_mins(minutes)).await;
    }

    /// Does it, and again after a while as long as something of ours fails.
    pub(super) async fn patiently(&mut self, step: Step<'_>) -> Result<Page, VisitError> {
        let mut page = self.once(&step).await?;
        for _ in 1..TRIES {
            match self.world.wording.snag(&page) {
                Some(snag @ (Snag::Broken | Snag::TooMany)) => self.world.met(snag),
                _ => break,
            }
            self.wait(1, 2).await;
            page = self.once(&step).await?;
        }
        Ok(page)
    }

    async fn once(&mut self, step: &Step<'_>) -> Result<Page, VisitError> {
        match step {
            Step::Open(address) => self.browser.open(address).await,
            Step::Submit(form) => self.browser.submit(form).await,
        }
    }

    /// The first mail since `from` that leads to `path`, waited for.
    pub(super) async fn mail_to(&mut self, path: &str, from: Timestamp) -> Option<Arc<Letter>> {
        for _ in 0..WAITS_FOR_MAIL {
            let letters = self.world.post.to(&self.address);
            let found =
                letters.into_iter().find(|letter| letter.at >= from && letter.link_to(path).is_some());
            if found.is_some() {
                return found;
            }
            self.wait(1, 1).await;
        }
        None
    }

    /// Follows a mailed link to its button and presses it.
    pub(super) async fn press_mailed(&mut self, letter: &Letter, path: &str) -> Result<Page, VisitError> {
        let link = letter.link_to(path).unwrap_or_default().to_owned();
        let opened = self.patiently(Step::Open(&link)).await?;
        if opened.status != 200 {
            return Ok(opened);
        }
        let form = opened.form(path)?;
        self.patiently(Step::Submit(&form)).await
    }

    /// Remembers that this was done.
    pub(super) fn did(&mut self, deed: Deed) {
        self.diary.deeds.insert(deed);
    }

    /// Whether this was done.
    pub(super) fn has(&self, deed: Deed) -> bool {
        self.diary.deeds.contains(&deed)
    }

    /// Notes why a page is not what was asked for: a snag that has a name, or something that should not be.
    pub(super) fn note(&mut self, doing: &str, page: &Page) {
        match self.world.wording.snag(page) {
            Some(snag) => self.world.met(snag),
            None => self.diary.stuck.push(format!("{doing} was answered {}", page.status)),
        }
        // With faults on purpose somebody is unlucky often enough to go away; without them nothing may fail.
        if self.world.wording.snag(page) == Some(Snag::Broken) && self.world.is_calm {
            self.diary.stuck.push(format!("{doing} failed {TRIES} times"));
        }
    }
}
