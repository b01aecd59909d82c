//! The play itself: a portal is served on fresh data, the clock is led from one instant to the next, and at each one
//! what happens by itself happens, is looked at, and people go on.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::address::EmailAddress;
use domain::audience::{Audience, Basis};
use domain::launch::Launch;
use functions::app::App;
use functions::failure::Broken;
use functions::import::{Import, Purpose};
use functions::ledger;
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use super::doors::{self, Found};
use super::evidence::Evidence;
use super::habits::{Background, Draw};
use super::person::Person;
use super::plan::Plan;
use super::post::Post;
use super::timetable::Timetable;
use super::watch::Watch;
use super::wording::Wording;
use super::world::World;
use crate::dice::{Dice, Share};
use crate::failure::Failure;
use crate::serve::backstage::Data;
use crate::serve::pay_desk::PayDesk;
use crate::serve::real_payments::Payments;
use crate::serve::{Options, Running, start};
use crate::site::Site;

/// For how long before the opening people join the waitlist.
const WAITING_LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How many of those who wait were imported instead, into one of the launch's audiences if it has any: one of so many.
const IMPORTED_ONE_OF: u32 = 6;

/// So often the sweeper comes by while there is something to do.
const STEP: SignedDuration = SignedDuration::from_mins(6);

/// Whatever waits for longer than so many steps waits on; nobody is there to notice.
const MOST_STEPS: usize = 20;

/// How long after the closing, in hours, all is looked at again and again; the provider tries for three days.
const AFTERMATH: i64 = 4 * 24;

/// A rehearsal that goes on.
struct Play<'a, S> {
    site: &'a Site,
    running: &'a Running,
    world: Arc<World>,
    sweep: &'a S,
    watch: Watch,
}

/// Plays `launch` as planned, with this sweeper, and tells what was found.
///
/// # Errors
/// [`Failure`] if the portal cannot be served, or the table cannot be read.
pub(super) async fn play(
    content: &Path,
    site: &Site,
    launch: &Launch,
    plan: &Plan,
    sweep: &impl AsyncFn(&App) -> Result<(), Broken>,
) -> Result<Evidence, Failure> {
    let begins = begins(site, launch);
    let options = Options {
        sources: content.into(),
        data: Data::Fresh,
        port: 0,
        now: Some(begins.to_zoned(site.portal.time_zone.zone()).datetime()),
        by_itself: false,
        webhooks: None,
        payments: Payments::PayDesk,
        bare: false,
    };
    let running = start(options).await?;
    running.app().clock.stop_at(begins);
    let world = world(site, &running, launch, plan)?;
    let mut stage = Play { site, running: &running, world, sweep, watch: Watch::over(launch) };
    let evidence = stage.play_all(plan, begins).await;
    running.stop().await;
    evidence
}

/// Two weeks before the opening; later if another round closes later.
fn begins(site: &Site, launch: &Launch) -> Timestamp {
    let zone = site.portal.time_zone.zone();
    let early = (launch.opens - WAITING_LASTS).to_zoned(zone).round(jiff::Unit::Hour);
    let early = early.map_or(launch.opens - WAITING_LASTS, |hour| hour.timestamp());
    let others = site.portal.launches.iter().filter(|other| other.closes <= launch.opens);
    others.map(|other| other.closes).fold(early, Timestamp::max)
}

fn world(site: &Site, running: &Running, launch: &Launch, plan: &Plan) -> Result<Arc<World>, Failure> {
    let wording = Arc::new(Wording::of(site)?);
    Ok(Arc::new(World {
        url: running.url().to_owned(),
        desk_url: running.pay_desk_url().to_owned(),
        sales_path: site.shared.sales_href.clone(),
        launch: launch.clone(),
        is_calm: plan.faults == Share::NONE,
        timetable: Timetable::new(running.app().clock.clone()),
        post: Post::new(running.mailbox().clone(), Arc::clone(&wording)),
        wording,
        tally: Mutex::default(),
    }))
}

impl<S: AsyncFn(&App) -> Result<(), Broken>> Play<'_, S> {
    async fn play_all(&mut self, plan: &Plan, begins: Timestamp) -> Result<Evidence, Failure> {
        let people = self.people(plan, begins).await?;
        self.running.trouble().begin(plan.faults, plan.seed);
        let people = self.act(people, Person::live).await?;
        self.aftermath().await?;
        let (people, found) = self.doors(people).await?;
        self.evidence(people, found).await
    }

    async fn people(&self, plan: &Plan, begins: Timestamp) -> Result<Vec<Person>, Failure> {
        let launch = &self.world.launch;
        let draw = Draw { rates: &plan.rates, launch, begins };
        let seed = Dice::new(plan.seed);
        let mut people = Vec::new();
        for number in 0..plan.people + plan.strangers() {
            let background = match number {
                number if number >= plan.people => Background::Stranger,
                number if number % IMPORTED_ONE_OF == 0 => Background::Imported,
                _ => Background::Waiting,
            };
            let mut dice = seed.for_number(number.into());
            let habits = draw.habits(background, &mut dice);
            let person = Person::new(number, habits, dice, &self.world);
            people.push(person.map_err(|error| Failure::broken("could not make a visitor", error))?);
        }
        self.import(&people).await?;
        Ok(people)
    }

    /// Puts those who were imported into the audiences of the launch's offers, one after the other.
    async fn import(&self, people: &[Person]) -> Result<(), Failure> {
        let offers = &self.world.launch.offers;
        let audiences: Vec<_> = offers
            .iter()
            .filter_map(|offer| match &offer.audience {
                Audience::Imported(group) => Some(group),
                Audience::Everyone | Audience::Waitlist => None,
            })
            .collect();
        let imported = people.iter().filter(|person| person.habits.background == Background::Imported);
        for (person, audience) in imported.zip(audiences.iter().cycle()) {
            let address = address(person)?;
            let basis =
                Basis::parse("a rehearsal").map_err(|error| Failure::broken("could not import", error))?;
            let import = Import { audience: (*audience).clone(), basis, purpose: Purpose::Mailing };
            let done = functions::import::import(self.app(), &import, &[address], || {}).await;
            done.map_err(broken)?;
        }
        Ok(())
    }

    /// Lets people act until nobody waits for anything any more.
    async fn act<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
        &mut self,
        people: Vec<Person>,
        part: impl Fn(Person) -> F,
    ) -> Result<Vec<T>, Failure> {
        let mut tasks = JoinSet::new();
        for mut person in people {
            person.take_part();
            tasks.spawn(part(person));
        }
        let timetable = self.world.timetable.clone();
        while let Some(instant) = timetable.next().await {
            self.go_on_to(instant).await?;
            timetable.wake(instant);
        }
        let mut acted = Vec::new();
        while let Some(done) = tasks.join_next().await {
            acted.push(done.map_err(|error| Failure::broken("could not play a visitor", error))?);
        }
        Ok(acted)
    }

    /// Comes to an instant as time does: as long as holds are open or mails wait, step by step.
    async fn go_on_to(&mut self, instant: Timestamp) -> Result<(), Failure> {
        for _ in 0..MOST_STEPS {
            let next = self.world.timetable.now() + STEP;
            if next >= instant
                || ledger::undone(self.app()).await.map_err(broken)? == ledger::Undone::default()
            {
                break;
            }
            self.go_to(next).await?;
        }
        self.go_to(instant).await
    }

    /// Moves the clock; what was held back comes, what happens by itself happens, and all is looked at.
    async fn go_to(&mut self, instant: Timestamp) -> Result<(), Failure> {
        self.app().clock.stop_at(instant);
        if let Some(desk) = self.running.pay_desk() {
            desk.deliver_due().await;
        }
        (self.sweep)(self.app()).await.map_err(broken)?;
        let holds = self.world.tally().holds;
        self.watch.look(self.running.app(), &holds).await.map_err(broken)
    }

    /// When everybody has gone: the last holds end and the last webhooks come, at first with all that goes wrong.
    async fn aftermath(&mut self) -> Result<(), Failure> {
        let ends = self.world.timetable.now().max(self.world.launch.closes);
        for quarter in 1..=8 {
            self.go_to(ends + SignedDuration::from_mins(15 * quarter)).await?;
        }
        for hours in (6..=AFTERMATH).step_by(6) {
            self.go_to(ends + SignedDuration::from_hours(hours)).await?;
        }
        self.running.trouble().end();
        // A mail or a hold that failed is left alone for five minutes.
        for again in 1..=4 {
            self.go_to(ends + SignedDuration::from_hours(AFTERMATH) + SignedDuration::from_mins(6 * again))
                .await?;
        }
        Ok(())
    }

    async fn doors(&mut self, people: Vec<Person>) -> Result<(Vec<Person>, BTreeMap<u32, Found>), Failure> {
        let doors = doors::of(self.site, &self.world.launch, self.world.timetable.now());
        let sales = self.running.pay_desk().map(PayDesk::sales).unwrap_or_default();
        let pays =
            |person: &Person| sales.iter().any(|sale| sale.payment.is_some() && sale.email == person.address);
        let tried = self.act(people, |person| {
            let pays = pays(&person);
            person.try_doors(doors.clone(), pays)
        });
        let mut tried = tried.await?;
        tried.sort_by_key(|(person, _)| person.number);
        let found = tried.iter().map(|(person, found)| (person.number, *found)).collect();
        Ok((tried.into_iter().map(|(person, _)| person).collect(), found))
    }

    async fn evidence(
        &mut self,
        people: Vec<Person>,
        found: BTreeMap<u32, Found>,
    ) -> Result<Evidence, Failure> {
        let app = self.running.app();
        let sales = self.running.pay_desk().map(PayDesk::sales).unwrap_or_default();
        let mut holds = self.world.tally().holds;
        holds.extend(sales.iter().map(|sale| sale.hold.clone()));
        self.watch.look_at_all(app, &holds).await.map_err(broken)?;
        let mut members = BTreeMap::new();
        for person in &people {
            if let Some(member) = ledger::member(app, &address(person)?).await.map_err(broken)? {
                members.insert(person.address.clone(), member);
            }
        }
        Ok(Evidence {
            launch: self.world.launch.clone(),
            seller: self.site.portal.seller.email.as_str().to_owned(),
            ended_at: self.world.timetable.now(),
            undone: ledger::undone(app).await.map_err(broken)?,
            watch: std::mem::replace(&mut self.watch, Watch::over(&self.world.launch)),
            mishaps: self.running.trouble().met(),
            world: Arc::clone(&self.world),
            people,
            found,
            sales,
            members,
        })
    }

    fn app(&self) -> &App {
        self.running.app()
    }
}

fn address(person: &Person) -> Result<EmailAddress, Failure> {
    let parsed = EmailAddress::parse(&person.address);
    parsed.map_err(|error| Failure::broken("could not make an address", error))
}

fn broken(error: Broken) -> Failure {
    Failure::broken("the portal failed", error)
}
