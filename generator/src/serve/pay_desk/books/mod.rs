//! What the pay desk knows: an entry for each of the provider's objects, by id.
//!
//! The books stand at an instant of their own, so that what was due weeks ago is written down as of then.

mod buying;
mod entry;
mod goods;
mod happening;
mod life;
mod money;
mod people;
mod shelf;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::buying::{Mode, Session, Status};
pub(crate) use self::entry::Entry;
pub(crate) use self::goods::{Interval, Price, Product};
pub(crate) use self::happening::{Delivery, Endpoint, Event};
pub(crate) use self::life::{Invoice, InvoiceReason, InvoiceStatus, Life, Subscription};
pub(crate) use self::money::{Charge, ChargeStatus, Dispute, DisputeStatus, Intent, IntentStatus, Refund};
pub(crate) use self::people::{Configuration, Customer, Feature, PortalSession};
pub(crate) use self::shelf::{Answer, Kept, Shelf};
use super::api::Refusal;
use crate::serve::stand_in::{StandInError, fresh_id};

/// Texts of ours that the provider keeps with an object.
pub(crate) type Metadata = BTreeMap<String, String>;

/// Entries of one kind, by id; their order is the one in which they were made.
pub(crate) type Table<T> = BTreeMap<String, T>;

/// Everything but what has been told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Books {
    /// The instant they stand at, in Unix seconds; all that was due before it is done.
    pub now: i64,
    /// How many ids have been given out.
    ids: u64,
    /// How many invoices have been numbered.
    pub invoices_numbered: u64,
    pub customers: Table<Customer>,
    pub products: Table<Product>,
    pub prices: Table<Price>,
    pub sessions: Table<Session>,
    pub subscriptions: Table<Subscription>,
    pub invoices: Table<Invoice>,
    pub intents: Table<Intent>,
    pub charges: Table<Charge>,
    pub refunds: Table<Refund>,
    pub disputes: Table<Dispute>,
    pub configurations: Table<Configuration>,
    pub portal_sessions: Table<PortalSession>,
    pub endpoints: Table<Endpoint>,
    /// Where the desk stands, which may be elsewhere at its next start.
    #[serde(skip)]
    pub place: Place,
    /// What has happened since these books were opened, in order.
    #[serde(skip)]
    pub happened: Vec<Event>,
}

/// Where the desk stands, and where it tells what happens.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its origin, the beginning of every page of its own.
    pub origin: String,
    /// Where its webhooks go.
    pub receiver: String,
    /// What signs them.
    pub secret: String,
}

impl fmt::Debug for Place {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, receiver, .. } = self;
        f.debug_struct("Place").field("origin", origin).field("receiver", receiver).finish_non_exhaustive()
    }
}

impl Books {
    /// An id that no other entry has: its beginning counts, so that ids sort as they were given out.
    pub(crate) fn id(&mut self, prefix: &str) -> Result<String, StandInError> {
        self.ids += 1;
        let random = fresh_id("")?;
        Ok(format!("{prefix}{:08x}{}", self.ids, random.get(..16).unwrap_or(&random)))
    }

    /// The entry of this id, which stands in an address.
    pub(crate) fn get<T: Entry>(&self, id: &str) -> Result<&T, Refusal> {
        T::table(self).get(id).ok_or_else(|| Refusal::not_found(T::KIND, id))
    }

    /// The entry of this id, to be changed.
    pub(crate) fn get_mut<T: Entry>(&mut self, id: &str) -> Result<&mut T, Refusal> {
        T::table_mut(self).get_mut(id).ok_or_else(|| Refusal::not_found(T::KIND, id))
    }

    /// The entry of this id, which the parameter `param` names.
    pub(crate) fn named<T: Entry>(&self, id: &str, param: &str) -> Result<&T, Refusal> {
        T::table(self).get(id).ok_or_else(|| Refusal::no_such(T::KIND, id, param))
    }

    /// Writes the entry down, in place of one with its id.
    pub(crate) fn keep<T: Entry>(&mut self, entry: T) {
        T::table_mut(self).insert(entry.id().to_owned(), entry);
    }

    /// The JSON of the entry of this id as it stands now.
    pub(crate) fn object<T: Entry>(&self, id: &str) -> Result<Value, Refusal> {
        Ok(self.get::<T>(id)?.object(self))
    }

    /// An event of this kind about the entry of this id as it stands now.
    pub(crate) fn tell<T: Entry>(&mut self, kind: &str, id: &str) -> Result<(), Refusal> {
        let object = self.object::<T>(id)?;
        self.tell_of(kind, &object)
    }

    /// An event of this kind about `object`.
    pub(crate) fn tell_of(&mut self, kind: &str, object: &Value) -> Result<(), Refusal> {
        let event = Event::new(self, kind, object)?;
        self.happened.push(event);
        Ok(())
    }

    /// An address of a page at the desk.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.place.origin)
    }
}
