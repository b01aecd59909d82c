//! The rules that must hold whatever goes wrong. Each is looked for in what two sides say that know nothing of each
//! other: the pay desk and the table, or the people and both of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::hold::{HoldState, expires};

use super::evidence::Evidence;
use super::person::Person;
use crate::serve::pay_desk::Sale;

/// A rule, how often it was looked at, and what broke it: a hold's id or a person's number, never an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What must hold.
    pub name: &'static str,
    /// How many cases were looked at.
    pub looked_at: usize,
    /// Where it did not hold.
    pub broken: Vec<String>,
}

/// Every rule.
pub(super) fn all(evidence: &Evidence) -> Vec<Rule> {
    let rules = [
        seats_are_never_oversold,
        seats_are_counted_as_holds_ended,
        a_hold_ends_once,
        no_hold_outlives_its_time,
        who_paid_in_time_has_a_seat,
        late_payments_are_honoured_and_reported,
        who_paid_reads,
        who_did_not_pay_does_not_read,
        the_price_shown_is_the_price_charged,
        books_agree,
        second_payments_are_reported,
        numbers_are_given_once,
        announcements_come_once,
        buyers_are_not_announced_to,
        who_left_is_not_written_to,
        no_mail_is_left_waiting,
        nobody_is_stuck,
    ];
    rules.into_iter().map(|rule| rule(evidence)).collect()
}

fn seats_are_never_oversold(evidence: &Evidence) -> Rule {
    let Evidence { watch, .. } = evidence;
    Rule {
        name: "no more seats are held and taken than there are",
        looked_at: watch.looks,
        broken: watch.too_many.clone(),
    }
}

fn seats_are_counted_as_holds_ended(evidence: &Evidence) -> Rule {
    let watch = &evidence.watch;
    let [open, taken, late] =
        [HoldState::Open, HoldState::Taken, HoldState::TakenLate].map(|state| watch.count(state));
    let counted = [watch.seats.used, watch.seats.taken, watch.seats.late].map(|count| count as usize);
    let broken = if counted == [open + taken, taken, late] {
        Vec::new()
    } else {
        vec![format!(
            "used, taken and late are counted as {counted:?}; the holds say {:?}",
            [open + taken, taken, late]
        )]
    };
    Rule { name: "seats are counted as the holds ended", looked_at: watch.holds.len(), broken }
}

fn a_hold_ends_once(evidence: &Evidence) -> Rule {
    let watch = &evidence.watch;
    Rule { name: "a hold ends once", looked_at: watch.holds.len(), broken: watch.restless.clone() }
}

fn no_hold_outlives_its_time(evidence: &Evidence) -> Rule {
    let watch = &evidence.watch;
    let open = watch.holds.iter().filter(|(_, hold)| hold.state == HoldState::Open);
    let old = open.filter(|(_, hold)| expires(hold.held_at) < evidence.ended_at);
    let mut broken: Vec<String> = old.map(|(id, _)| format!("hold {id} is still open")).collect();
    if broken.is_empty() && evidence.undone.holds > 0 {
        broken.push(format!("{} holds that nobody saw are open", evidence.undone.holds));
    }
    Rule { name: "no hold outlives its time", looked_at: watch.holds.len(), broken }
}

fn who_paid_in_time_has_a_seat(evidence: &Evidence) -> Rule {
    let in_time = evidence.paid().filter(|sale| sale.payment.as_ref().is_some_and(|payment| !payment.late));
    let states = in_time.map(|sale| (sale, evidence.watch.holds.get(&sale.hold).map(|hold| hold.state)));
    let states: Vec<_> = states.collect();
    let wrong =
        states.iter().filter(|(_, state)| !matches!(state, Some(HoldState::Taken | HoldState::PaidTwice)));
    Rule {
        name: "who paid in time has a seat of the launch",
        looked_at: states.len(),
        broken: wrong.map(|(sale, state)| format!("hold {} is {}", sale.hold, word(*state))).collect(),
    }
}

fn late_payments_are_honoured_and_reported(evidence: &Evidence) -> Rule {
    let late = evidence.paid().filter(|sale| sale.payment.as_ref().is_some_and(|payment| payment.late));
    let states = late.map(|sale| (sale, evidence.watch.holds.get(&sale.hold).map(|hold| hold.state)));
    let states: Vec<_> = states.collect();
    let wrong = states.iter().filter(|(_, state)| !state.is_some_and(HoldState::is_paid));
    let mut broken: Vec<String> =
        wrong.map(|(sale, state)| format!("hold {} is {}", sale.hold, word(*state))).collect();
    let (given, told) =
        (evidence.watch.count(HoldState::TakenLate), evidence.count_letters(&evidence.seller, "report-late"));
    if told < given {
        broken.push(format!("{given} seats were given late, and the seller heard of {told}"));
    }
    Rule { name: "late payments are honoured and reported", looked_at: states.len(), broken }
}

fn word(state: Option<HoldState>) -> &'static str {
    state.map_or("unknown", HoldState::word)
}

fn who_paid_reads(evidence: &Evidence) -> Rule {
    let buyers = evidence.people.iter().filter(|person| !evidence.paid_by(person).is_empty());
    // What ran out while the launch was open opens nothing any more: nothing renews here.
    let current: Vec<_> = buyers
        .filter(|person| {
            let member = evidence.members.get(&person.address);
            member.is_none_or(|member| evidence.ended_at < member.paid_until)
        })
        .collect();
    let reads = |number| evidence.found.get(&number).is_some_and(|found| found.open_doors > 0);
    let shut_out = current.iter().filter(|person| !reads(person.number));
    let why = |number| match evidence.found.get(&number) {
        Some(found) if found.could_sign_in => "signed in and could open nothing",
        _ => "could not sign in",
    };
    Rule {
        name: "who paid signs in and opens a lesson of what was bought",
        looked_at: current.len(),
        broken: shut_out.map(|person| format!("person {} {}", person.number, why(person.number))).collect(),
    }
}

fn who_did_not_pay_does_not_read(evidence: &Evidence) -> Rule {
    let others: Vec<_> =
        evidence.people.iter().filter(|person| evidence.paid_by(person).is_empty()).collect();
    let reads = |number| evidence.found.get(&number).is_some_and(|found| found.open_doors > 0);
    let inside = others.iter().filter(|person| reads(person.number));
    Rule {
        name: "who did not pay opens nothing",
        looked_at: others.len(),
        broken: inside.map(|person| format!("person {} opened a lesson", person.number)).collect(),
    }
}

fn the_price_shown_is_the_price_charged(evidence: &Evidence) -> Rule {
    let seen: BTreeMap<&str, _> = evidence
        .people
        .iter()
        .flat_map(|person| &person.diary.holds)
        .map(|held| (held.id.as_str(), held))
        .collect();
    let differs = |sale: &&Sale| {
        seen.get(sale.hold.as_str())
            .is_none_or(|held| !held.is_legible || held.minor != sale.minor.to_string())
    };
    Rule {
        name: "what the order page shows is what is charged",
        looked_at: evidence.sales.len(),
        broken: evidence.sales.iter().filter(differs).map(|sale| format!("hold {}", sale.hold)).collect(),
    }
}

fn books_agree(evidence: &Evidence) -> Rule {
    let mut broken = Vec::new();
    for person in &evidence.people {
        let (paid, member) = (evidence.paid_by(person), evidence.members.get(&person.address));
        let pays = |subscription: &str| {
            paid.iter().find(|sale| {
                sale.payment.as_ref().is_some_and(|payment| payment.subscription == subscription)
            })
        };
        match member {
            None if paid.is_empty() => {}
            None => broken.push(format!("person {} paid and is no member", person.number)),
            Some(member) => match pays(&member.subscription) {
                None => broken.push(format!("person {} is a member without a payment", person.number)),
                Some(sale) if sale.minor != i64::from(member.price.minor) => {
                    broken.push(format!("hold {} was paid at another price", sale.hold));
                }
                Some(_) => {}
            },
        }
    }
    let paid_holds = evidence.watch.holds.values().filter(|hold| hold.state.is_paid()).count();
    let payments = evidence.paid().count();
    if paid_holds != payments {
        broken.push(format!("the pay desk was paid {payments} times, and {paid_holds} holds say so"));
    }
    Rule { name: "the pay desk's books and the portal's agree", looked_at: evidence.people.len(), broken }
}

fn second_payments_are_reported(evidence: &Evidence) -> Rule {
    let (mut broken, mut second, mut looked_at) = (Vec::new(), 0, 0);
    for person in &evidence.people {
        let payments = evidence.paid_by(person).len();
        looked_at += payments;
        let more = payments.saturating_sub(1);
        second += more;
        if evidence.count_letters(&person.address, "paid-twice") < more {
            broken.push(format!("person {} paid {payments} times and was not told", person.number));
        }
    }
    let told = evidence.count_letters(&evidence.seller, "report-twice");
    if told < second {
        broken.push(format!("{second} payments must be given back, and the seller heard of {told}"));
    }
    Rule { name: "nobody pays for two memberships without being told", looked_at, broken }
}

fn numbers_are_given_once(evidence: &Evidence) -> Rule {
    let mut seen = BTreeSet::new();
    let again = evidence.members.values().filter(|member| !seen.insert((member.founding, member.number)));
    let broken = again.map(|member| format!("two members have the number {}", member.number)).collect();
    Rule { name: "no two members have the same number", looked_at: evidence.members.len(), broken }
}

fn announcements_come_once(evidence: &Evidence) -> Rule {
    let (mut broken, mut looked_at) = (Vec::new(), 0);
    for person in &evidence.people {
        let mut seen = BTreeSet::new();
        for letter in evidence.letters_to(person).iter().filter(|letter| letter.is_announcement()) {
            looked_at += 1;
            if !seen.insert((letter.kind.clone(), letter.subject.clone())) {
                broken.push(format!("person {} got one twice", person.number));
            }
        }
    }
    Rule { name: "nobody gets the same announcement twice", looked_at, broken }
}

fn buyers_are_not_announced_to(evidence: &Evidence) -> Rule {
    let (mut broken, mut looked_at) = (Vec::new(), 0);
    for person in &evidence.people {
        let letters = evidence.letters_to(person);
        let announced: Vec<_> = letters.iter().filter(|letter| letter.is_announcement()).collect();
        looked_at += announced.len();
        // Until a hold was seen to have ended, it held.
        let ended = |id: &str| evidence.watch.ended.get(id).copied().unwrap_or(evidence.ended_at);
        let holds = |at| person.diary.holds.iter().any(|held| held.at < at && at < ended(&held.id));
        if announced.iter().any(|letter| holds(letter.at)) {
            broken.push(format!("person {} held a seat", person.number));
        }
        let bought_at = letters.iter().find(|letter| letter.kind == "order").map(|order| order.at);
        if announced.iter().any(|letter| bought_at.is_some_and(|bought_at| bought_at < letter.at)) {
            broken.push(format!("person {} had bought", person.number));
        }
    }
    Rule { name: "nobody is announced to who holds a seat or has bought", looked_at, broken }
}

fn who_left_is_not_written_to(evidence: &Evidence) -> Rule {
    let left = |person: &&Person| person.diary.left_at.is_some();
    let gone: Vec<_> = evidence.people.iter().filter(left).collect();
    let written_to = gone.iter().filter(|person| {
        let letters = evidence.letters_to(person);
        person.diary.left_at.is_some_and(|left_at| letters.iter().any(|letter| letter.at > left_at))
    });
    Rule {
        name: "nobody who left the waitlist is written to",
        looked_at: gone.len(),
        broken: written_to.map(|person| format!("person {}", person.number)).collect(),
    }
}

fn no_mail_is_left_waiting(evidence: &Evidence) -> Rule {
    let left = evidence.undone.mails;
    let broken = if left == 0 { Vec::new() } else { vec![format!("{left} in the outbox")] };
    let sent = evidence.world.post.count_by_kind().values().sum();
    Rule { name: "no mail is left waiting", looked_at: sent, broken }
}

fn nobody_is_stuck(evidence: &Evidence) -> Rule {
    let told = evidence
        .people
        .iter()
        .flat_map(|person| person.diary.stuck.iter().map(|what| format!("person {}: {what}", person.number)));
    Rule {
        name: "everybody could do what they came for, or was told why not",
        looked_at: evidence.people.len(),
        broken: told.collect(),
    }
}
