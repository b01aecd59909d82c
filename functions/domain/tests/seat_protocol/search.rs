//! Every world that can come about, each once, the nearest first.
//!
//! Buyers meet at the counter alone. So the steps of one buyer are worked out once for each state that a buyer can be
//! in, and worlds are put together of the states' numbers. Buyers are alike, so their order makes no difference.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use domain::seats::Seats;

use crate::buyer::{Buyer, Session};
use crate::promises::{Promise, broken_by, broken_together};
use crate::steps::{Bounds, Counter, Flaw, Move, Step, moves};

/// How much is explored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    pub buyers: usize,
    pub seats: u32,
    /// How many requests are under way at once, for all buyers together.
    pub runs: usize,
    pub each: Bounds,
    pub flaw: Option<Flaw>,
    /// The one promise that is looked at; all of them if none is named.
    pub watched: Option<Promise>,
}

/// How much was explored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explored {
    /// In how many states one buyer can be.
    pub states: usize,
    pub worlds: usize,
    /// How many steps lead on from them.
    pub steps: usize,
}

/// A promise that was broken, and the shortest way there: whose step, and which.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    pub promise: Promise,
    pub way: Vec<(usize, Step)>,
}

/// The most buyers of a world.
const MOST: usize = 3;

/// The counter, and the number of each buyer's state, the smallest first.
#[derive(Clone, Copy, Debug)]
struct World {
    seats: Seats,
    buyers: [u32; MOST],
}

/// A buyer's state, with what is asked of it again and again.
struct Known {
    buyer: Buyer,
    rows: Seats,
    late_payments: u32,
    broken: Vec<Promise>,
    edges: Option<Rc<[Edge]>>,
}

/// A step to another state of the same buyer.
struct Edge {
    step: Step,
    to: u32,
    counter: Counter,
}

struct Search {
    scope: Scope,
    known: Vec<Known>,
    numbers: HashMap<Buyer, u32>,
    worlds: Vec<World>,
    /// From which world each came, by whose step.
    before: Vec<(usize, usize, Step)>,
    seen: HashSet<u128>,
}

/// Explores everything in `scope`.
pub(crate) fn explore(scope: Scope) -> Result<Explored, Broken> {
    let mut search = Search {
        scope,
        known: Vec::new(),
        numbers: HashMap::new(),
        worlds: Vec::new(),
        before: Vec::new(),
        seen: HashSet::new(),
    };
    let nobody = search.number(Buyer::default());
    search.reach(World { seats: Seats::default(), buyers: [nobody; MOST] }, (0, 0, Step::PressesHold))?;
    let (mut next, mut steps) = (0, 0);
    while next < search.worlds.len() {
        for buyer in 0..scope.buyers {
            steps += search.follow(next, buyer)?;
        }
        next += 1;
    }
    Ok(Explored { states: search.known.len(), worlds: search.worlds.len(), steps })
}

impl Search {
    /// Takes every step of this buyer in this world. How many there are.
    fn follow(&mut self, from: usize, buyer: usize) -> Result<usize, Broken> {
        let world = self.worlds[from];
        let edges = self.edges(world.buyers[buyer]);
        for edge in edges.iter() {
            let Some(seats) = self.count(world.seats, edge.counter) else { continue };
            let mut buyers = world.buyers;
            buyers[buyer] = edge.to;
            buyers[..self.scope.buyers].sort_unstable();
            if self.under_way(&buyers) <= self.scope.runs {
                self.reach(World { seats, buyers }, (from, buyer, edge.step))?;
            }
        }
        Ok(edges.len())
    }

    fn count(&self, seats: Seats, counter: Counter) -> Option<Seats> {
        match counter {
            Counter::Stays => Some(seats),
            Counter::Steps(step) => Some(seats.after(step)),
            Counter::Holds if self.scope.flaw == Some(Flaw::SeatWithoutCondition) => seats.hold(None),
            Counter::Holds => seats.hold(Some(self.scope.seats)),
        }
    }

    fn under_way(&self, buyers: &[u32; MOST]) -> usize {
        buyers.iter().map(|buyer| self.known[*buyer as usize].buyer.runs.len()).sum()
    }

    /// Keeps a world that is new, if it keeps every promise.
    fn reach(&mut self, world: World, before: (usize, usize, Step)) -> Result<(), Broken> {
        if !self.seen.insert(key(world)) {
            return Ok(());
        }
        self.worlds.push(world);
        self.before.push(before);
        match self.broken(world) {
            Some(promise) => Err(Broken { promise, way: self.way(self.worlds.len() - 1) }),
            None => Ok(()),
        }
    }

    fn broken(&self, world: World) -> Option<Promise> {
        let (mut rows, mut late_payments) = (Seats::default(), 0);
        for buyer in &world.buyers[..self.scope.buyers] {
            let known = &self.known[*buyer as usize];
            if let Some(promise) = self.watched(&known.broken) {
                return Some(promise);
            }
            rows.used += known.rows.used;
            rows.taken += known.rows.taken;
            rows.late += known.rows.late;
            late_payments += known.late_payments;
        }
        self.watched(&broken_together(world.seats, rows, late_payments, self.scope.seats))
    }

    fn watched(&self, broken: &[Promise]) -> Option<Promise> {
        let is_watched = |promise: &&Promise| self.scope.watched.is_none_or(|watched| watched == **promise);
        broken.iter().find(is_watched).copied()
    }

    fn way(&self, mut world: usize) -> Vec<(usize, Step)> {
        let mut way = Vec::new();
        while world > 0 {
            let (before, buyer, step) = self.before[world];
            way.push((buyer, step));
            world = before;
        }
        way.reverse();
        way
    }

    fn edges(&mut self, number: u32) -> Rc<[Edge]> {
        if let Some(edges) = &self.known[number as usize].edges {
            return Rc::clone(edges);
        }
        let buyer = self.known[number as usize].buyer.clone();
        let mut edges: Vec<Edge> = Vec::new();
        for Move { step, buyer, counter } in moves(&buyer, self.scope.each, self.scope.flaw) {
            let to = self.number(buyer);
            if to != number && !edges.iter().any(|edge| edge.to == to && edge.counter == counter) {
                edges.push(Edge { step, to, counter });
            }
        }
        let edges: Rc<[Edge]> = edges.into();
        self.known[number as usize].edges = Some(Rc::clone(&edges));
        edges
    }

    /// The number of this state, under which it is known from now on.
    fn number(&mut self, buyer: Buyer) -> u32 {
        if let Some(number) = self.numbers.get(&buyer) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).expect("fewer states of a buyer");
        let late = buyer.holds.iter().filter(|hold| hold.session == Session::PaidLate).count();
        self.known.push(Known {
            rows: buyer.rows(),
            late_payments: u32::try_from(late).expect("few holds"),
            broken: broken_by(&buyer, self.scope.each, self.scope.flaw),
            buyer: buyer.clone(),
            edges: None,
        });
        self.numbers.insert(buyer, number);
        number
    }
}

/// A world as one number: 32 bits for each buyer, eight for each count.
fn key(World { seats, buyers: [one, two, three] }: World) -> u128 {
    let low = |count: u32| count.to_be_bytes()[3];
    let counts = u32::from_be_bytes([0, low(seats.used), low(seats.taken), low(seats.late)]);
    u128::from(one) << 96 | u128::from(two) << 64 | u128::from(three) << 32 | u128::from(counts)
}
