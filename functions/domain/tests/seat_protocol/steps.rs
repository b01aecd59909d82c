//! What may happen to one buyer next. Each step is one write, one call of the provider, or something in the world; a
//! request may stop for good before any of its own.

use domain::hold::{HoldState, Payment, Settlement, paid, seat_step, settle};
use domain::seats::SeatStep;

use crate::buyer::{Buyer, Cause, Hold, Reading, Run, Session};

/// A mistake that the code could make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    SweeperAsksNobody,
    SessionStaysOpen,
    ReleaseWithoutCondition,
    TakeWithoutCondition,
    StartWithoutCondition,
    MemberWithoutCondition,
    SeatWithoutCondition,
    LateIsNotCounted,
    SecondPaymentTakesTheSeat,
    EarlierHoldGoesOn,
    MarkStays,
    MembersMayPay,
    EventIsMarkedFirst,
    PaymentIsForgotten,
}

/// How far the exploration goes for one buyer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many holds a buyer gets of which something can still come.
    pub holds: usize,
    /// How many requests for one buyer are under way at once.
    pub runs: usize,
}

/// What happened, for the trace; a number is the hold's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    TimePasses(usize),
    SessionExpires(usize),
    Pays(usize),
    PaysSlowly(usize),
    SlowPaymentArrives(usize),
    SlowPaymentFails(usize),
    PaysLate(usize),
    PressesHold,
    PressesPay(usize),
    GivesUp(usize),
    SweeperComes(usize),
    WebhookComes(usize),
    ReturnsOrHearsTwice(usize),
    GoesOn(Run),
    Crashes(Run),
}

/// What a step does to the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    Stays,
    /// One more is held; under the limit, unless the condition is forgotten.
    Holds,
    Steps(SeatStep),
}

/// A step with what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub step: Step,
    pub buyer: Buyer,
    pub counter: Counter,
}

/// Every next step of this buyer.
pub(crate) fn moves(buyer: &Buyer, bounds: Bounds, flaw: Option<Flaw>) -> Vec<Move> {
    let mut moves = Moves { buyer, flaw, found: Vec::new() };
    for hold in 0..buyer.holds.len() {
        moves.world(hold);
        if buyer.runs.len() < bounds.runs {
            moves.requests(hold);
        }
    }
    let may_hold = buyer.live.is_some() || buyer.holds.len() < bounds.holds;
    if may_hold && buyer.runs.len() < bounds.runs && moves.may_buy(buyer.member) {
        moves.begin(Step::PressesHold, Run::Look);
    }
    for index in 0..buyer.runs.len() {
        moves.go_on(index, bounds);
    }
    moves.found
}

struct Moves<'a> {
    buyer: &'a Buyer,
    flaw: Option<Flaw>,
    found: Vec<Move>,
}

impl Moves<'_> {
    fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    fn add(&mut self, step: Step, counter: Counter, change: impl FnOnce(&mut Buyer)) {
        let mut buyer = self.buyer.clone();
        change(&mut buyer);
        self.found.push(Move { step, buyer: buyer.tidied(), counter });
    }

    fn change(&mut self, step: Step, hold: usize, change: impl FnOnce(&mut Hold)) {
        self.add(step, Counter::Stays, |buyer| change(&mut buyer.holds[hold]));
    }

    fn begin(&mut self, step: Step, run: Run) {
        self.add(step, Counter::Stays, |buyer| buyer.runs.push(run));
    }

    fn may_buy(&self, member: Option<usize>) -> bool {
        self.has(Flaw::MembersMayPay) || !Buyer::is_kept_from_another(member)
    }

    /// The clock, the provider, and the buyer at the provider's page.
    fn world(&mut self, hold: usize) {
        let row = &self.buyer.holds[hold];
        if row.state == HoldState::Open && !row.is_due() {
            self.change(Step::TimePasses(hold), hold, |row| row.age = row.age.next());
        }
        match row.session {
            Session::Open => {
                if row.session_is_over() {
                    self.change(Step::SessionExpires(hold), hold, |row| row.session = Session::Expired);
                }
                if row.page {
                    self.change(Step::Pays(hold), hold, |row| row.session = Session::Paid);
                    self.change(Step::PaysSlowly(hold), hold, |row| row.session = Session::Slow);
                }
            }
            Session::Slow => {
                self.change(Step::SlowPaymentArrives(hold), hold, |row| row.session = Session::Paid);
                self.change(Step::SlowPaymentFails(hold), hold, |row| {
                    (row.session, row.page) = (Session::Expired, false);
                });
            }
            Session::Expired if row.page => {
                self.change(Step::PaysLate(hold), hold, |row| row.session = Session::PaidLate);
            }
            Session::None | Session::Expired | Session::Paid | Session::PaidLate => {}
        }
    }

    /// Requests that begin, each with what it reads first.
    fn requests(&mut self, hold: usize) {
        let row = &self.buyer.holds[hold];
        if row.may_start_payment() && self.may_buy(self.buyer.member) {
            self.begin(Step::PressesPay(hold), Run::Create(hold));
        }
        if row.state == HoldState::Open {
            self.begin(Step::GivesUp(hold), end(row.read(hold, Cause::Asked)));
        }
        if row.is_due() {
            let reading = row.read(hold, Cause::Asked);
            let unasked = Run::Settle(reading, Payment::Expired, None);
            let run = if self.has(Flaw::SweeperAsksNobody) { unasked } else { end(reading) };
            self.begin(Step::SweeperComes(hold), run);
        }
        if row.session != Session::None && !row.state.is_paid() {
            let asking = Run::Ask(row.read(hold, Cause::Asked));
            self.begin(Step::ReturnsOrHearsTwice(hold), asking);
        }
        if row.is_charged() && !row.heard {
            let marked = self.has(Flaw::EventIsMarkedFirst);
            let cause = if marked { Cause::Asked } else { Cause::Event };
            let run = Run::Ask(row.read(hold, cause));
            self.add(Step::WebhookComes(hold), Counter::Stays, |buyer| {
                buyer.holds[hold].heard |= marked;
                buyer.runs.push(run);
            });
        }
    }

    /// A request does what it does next, or nothing ever again.
    fn go_on(&mut self, index: usize, bounds: Bounds) {
        let run = self.buyer.runs[index];
        let (step, others) = (Step::GoesOn(run), self.without(index));
        match run {
            Run::Look => self.look(&others),
            Run::Hold => self.hold(&others, bounds),
            Run::Create(hold) => self.next(step, &others, Some(Run::Start(hold)), |buyer| {
                let session = &mut buyer.holds[hold].session;
                *session = if *session == Session::None { Session::Open } else { *session };
            }),
            Run::Start(hold) => {
                let open = self.buyer.holds[hold].state == HoldState::Open;
                if open || self.has(Flaw::StartWithoutCondition) {
                    self.next(step, &others, None, |buyer| {
                        let row = &mut buyer.holds[hold];
                        (row.recorded, row.page) = (true, true);
                    });
                } else {
                    self.next(step, &others, Some(Run::Withdraw(hold)), |_| ());
                }
            }
            Run::Withdraw(hold) => self.next(step, &others, None, |buyer| {
                buyer.holds[hold].session = buyer.holds[hold].session.ended();
            }),
            Run::End(reading) => {
                let stays_open = self.has(Flaw::SessionStaysOpen);
                self.next(step, &others, Some(Run::Ask(reading)), |buyer| {
                    let session = &mut buyer.holds[reading.hold].session;
                    *session = if stays_open { *session } else { session.ended() };
                });
            }
            Run::Ask(reading) => self.ask(reading, &others),
            Run::Settle(reading, payment, member) => self.settle(reading, payment, member, &others),
        }
        self.next(Step::Crashes(run), &others, None, |_| ());
    }

    fn without(&self, index: usize) -> Vec<Run> {
        let mut runs = self.buyer.runs.clone();
        runs.remove(index);
        runs
    }

    /// The request has changed something, and goes on as `run`, if it goes on.
    fn next(&mut self, step: Step, others: &[Run], run: Option<Run>, change: impl FnOnce(&mut Buyer)) {
        self.add(step, Counter::Stays, |buyer| {
            change(buyer);
            buyer.runs = others.iter().copied().chain(run).collect();
        });
    }

    /// An earlier hold that serves is the answer; if it does not, or if it is for another offer, it is ended first.
    fn look(&mut self, others: &[Run]) {
        let step = Step::GoesOn(Run::Look);
        let earlier = self.buyer.live.filter(|_| !self.has(Flaw::EarlierHoldGoesOn));
        if earlier.is_some_and(|hold| self.buyer.holds[hold].serves()) {
            self.next(step, others, None, |_| ());
        }
        let run = earlier.map_or(Run::Hold, |hold| end(self.buyer.holds[hold].read(hold, Cause::NewHold)));
        self.next(step, others, Some(run), |_| ());
    }

    /// One transaction: the mark, if there is none; the row; the counter.
    fn hold(&mut self, others: &[Run], bounds: Bounds) {
        let step = Step::GoesOn(Run::Hold);
        if self.buyer.live.is_some() && !self.has(Flaw::EarlierHoldGoesOn) {
            self.next(step, others, Some(Run::Look), |_| ());
        } else if self.buyer.holds.len() < bounds.holds {
            self.add(step, Counter::Holds, |buyer| {
                buyer.live = Some(buyer.holds.len());
                buyer.holds.push(Hold::new());
                buyer.runs = others.to_vec();
            });
        }
    }

    fn ask(&mut self, reading: Reading, others: &[Run]) {
        let said = self.buyer.holds[reading.hold].session.payment();
        let payment = match said {
            Payment::Pending if self.has(Flaw::SessionStaysOpen) => Payment::Expired,
            Payment::Paid if self.has(Flaw::PaymentIsForgotten) => Payment::Expired,
            said => said,
        };
        let run = match settle(reading.state, payment) {
            Settlement::Nothing => None,
            Settlement::Join | Settlement::Release => Some(Run::Settle(reading, payment, self.buyer.member)),
        };
        self.next(Step::GoesOn(Run::Ask(reading)), others, run, |buyer| {
            buyer.holds[reading.hold].heard |= run.is_none() && reading.cause == Cause::Event;
        });
    }

    /// One transaction: everything that follows, if the rows still stand as they were read.
    fn settle(&mut self, reading: Reading, payment: Payment, member: Option<usize>, others: &[Run]) {
        let (hold, step) = (reading.hold, Step::GoesOn(Run::Settle(reading, payment, member)));
        let too_many = member != Some(hold) && Buyer::is_kept_from_another(member);
        let after = match settle(reading.state, payment) {
            Settlement::Join => paid(reading.state, too_many),
            Settlement::Release => HoldState::Released,
            Settlement::Nothing => return,
        };
        if !self.holds_true(reading, after) {
            let again = (reading.cause == Cause::NewHold).then_some(Run::Look);
            return self.next(step, others, again, |_| ());
        }
        let mark_stays = self.has(Flaw::MarkStays);
        let run = (reading.cause == Cause::NewHold && after == HoldState::Released).then_some(Run::Hold);
        self.add(step, self.counter(reading.state, after), |buyer| {
            let row = &mut buyer.holds[hold];
            row.released += u8::from(seat_step(reading.state, after) == Some(SeatStep::Release));
            row.heard |= reading.cause == Cause::Event;
            (row.state, row.recorded) = (after, row.recorded || after.is_paid());
            if matches!(after, HoldState::Taken | HoldState::TakenLate) {
                buyer.member = Some(hold);
            }
            if reading.state == HoldState::Open && !mark_stays {
                buyer.live = None;
            }
            buyer.runs = others.iter().copied().chain(run).collect();
        });
    }

    /// Whether the transaction's conditions hold.
    fn holds_true(&self, reading: Reading, after: HoldState) -> bool {
        let row = &self.buyer.holds[reading.hold];
        let forgotten = match after {
            HoldState::Released => self.has(Flaw::ReleaseWithoutCondition),
            _ => self.has(Flaw::TakeWithoutCondition),
        };
        let as_read = row.state == reading.state && row.recorded == reading.recorded;
        let mark = reading.state != HoldState::Open || self.buyer.live == Some(reading.hold);
        let mark = mark || self.has(Flaw::EarlierHoldGoesOn) || self.has(Flaw::MarkStays);
        let joins = matches!(after, HoldState::Taken | HoldState::TakenLate);
        let member = !joins || self.buyer.member.is_none() || self.has(Flaw::MemberWithoutCondition);
        let event = reading.cause != Cause::Event || !row.heard;
        event && member && (forgotten || (as_read && mark))
    }

    fn counter(&self, before: HoldState, after: HoldState) -> Counter {
        let step = match seat_step(before, after) {
            Some(SeatStep::TakeLate) if self.has(Flaw::LateIsNotCounted) => None,
            Some(SeatStep::Release) if after == HoldState::PaidTwice => {
                let mistaken = self.has(Flaw::SecondPaymentTakesTheSeat);
                Some(if mistaken { SeatStep::Take } else { SeatStep::Release })
            }
            step => step,
        };
        step.map_or(Counter::Stays, Counter::Steps)
    }
}

/// How ending an open hold begins. Without a session nobody can pay for it.
fn end(reading: Reading) -> Run {
    if reading.recorded { Run::End(reading) } else { Run::Settle(reading, Payment::Expired, None) }
}
