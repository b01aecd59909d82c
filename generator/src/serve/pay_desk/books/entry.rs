//! What all entries have in common: an id, a time, a table they stand in, and their JSON.

use serde_json::Value;

use super::{
    Books, Charge, Configuration, Customer, Dispute, Endpoint, Intent, Invoice, PortalSession, Price,
    Product, Refund, Session, Subscription, Table,
};
use crate::serve::pay_desk::objects;

/// One of the provider's objects, as the books keep it.
pub(crate) trait Entry: Sized {
    /// What the provider calls it where it says that there is none.
    const KIND: &'static str;
    /// Where entries of its kind stand.
    fn table(books: &Books) -> &Table<Self>;
    /// Where entries of its kind stand, to be changed.
    fn table_mut(books: &mut Books) -> &mut Table<Self>;
    fn id(&self) -> &str;
    /// When it was made, in Unix seconds.
    fn created(&self) -> i64;
    /// Its JSON at the provider.
    fn object(&self, books: &Books) -> Value;
}

macro_rules! entries {
    ($($entry:ident in $table:ident is $kind:literal as $object:path;)*) => {$(
        impl Entry for $entry {
            const KIND: &'static str = $kind;

            fn table(books: &Books) -> &Table<Self> {
                &books.$table
            }

            fn table_mut(books: &mut Books) -> &mut Table<Self> {
                &mut books.$table
            }

            fn id(&self) -> &str {
                &self.id
            }

            fn created(&self) -> i64 {
                self.created
            }

            fn object(&self, books: &Books) -> Value {
                $object(books, self)
            }
        }
    )*};
}

entries! {
    Customer in customers is "customer" as objects::customer;
    Product in products is "product" as objects::product;
    Price in prices is "price" as objects::price;
    Session in sessions is "checkout.session" as objects::session;
    Subscription in subscriptions is "subscription" as objects::subscription;
    Invoice in invoices is "invoice" as objects::invoice;
    Intent in intents is "payment_intent" as objects::intent;
    Charge in charges is "charge" as objects::charge;
    Refund in refunds is "refund" as objects::refund;
    Dispute in disputes is "dispute" as objects::dispute;
    Configuration in configurations is "configuration" as objects::configuration;
    PortalSession in portal_sessions is "session" as objects::portal_session;
    Endpoint in endpoints is "webhook endpoint" as objects::endpoint;
}
