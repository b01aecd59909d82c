//! What a rehearsal leaves behind: what people remember, what the table says, and what the pay desk has written.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::launch::Launch;
use functions::ledger::{MemberEntry, Undone};
use jiff::Timestamp;

use super::doors::Found;
use super::person::Person;
use super::post::Letter;
use super::watch::Watch;
use super::world::World;
use crate::serve::pay_desk::Sale;
use crate::serve::trouble::Mishap;

/// Everything that was found.
pub(super) struct Evidence {
    pub launch: Launch,
    /// The seller's address.
    pub seller: String,
    pub ended_at: Timestamp,
    pub people: Vec<Person>,
    /// What each person found at the doors, by number.
    pub found: BTreeMap<u32, Found>,
    /// The pay desk's books.
    pub sales: Vec<Sale>,
    /// The table's members, by address.
    pub members: BTreeMap<String, MemberEntry>,
    pub undone: Undone,
    pub watch: Watch,
    pub mishaps: Vec<(Mishap, u64)>,
    pub world: Arc<World>,
}

impl Evidence {
    /// What the person has paid for, by the pay desk's books, the earliest first.
    pub(super) fn paid_by(&self, person: &Person) -> Vec<&Sale> {
        let theirs = self.sales.iter().filter(|sale| sale.email == person.address);
        let mut paid: Vec<&Sale> = theirs.filter(|sale| sale.payment.is_some()).collect();
        paid.sort_by_key(|sale| sale.payment.as_ref().map(|payment| payment.at));
        paid
    }

    /// Every sale that was paid.
    pub(super) fn paid(&self) -> impl Iterator<Item = &Sale> {
        self.sales.iter().filter(|sale| sale.payment.is_some())
    }

    /// The mails to this person.
    pub(super) fn letters_to(&self, person: &Person) -> Vec<Arc<Letter>> {
        self.world.post.to(&person.address)
    }

    /// How many mails of this kind went to this address.
    pub(super) fn count_letters(&self, address: &str, kind: &str) -> usize {
        self.world.post.to(address).iter().filter(|letter| letter.kind == kind).count()
    }
}
