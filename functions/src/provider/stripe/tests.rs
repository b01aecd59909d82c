//! Every field that is read is one that Stripe's objects have, in the shapes of its own `OpenAPI` fixtures.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer as _, Visitor};

use super::bills::{InvoiceObject, InvoicePaymentObject, PaymentIntentObject};
use super::customers::CustomerObject;
use super::event::EventObject;
use super::objects::{PaymentObject, SessionObject, SubscriptionObject};
use super::portal::{ConfigurationObject, PortalSessionObject};
use super::prices::{PriceObject, ProductObject};
use super::refunds::{DisputeObject, RefundObject};
use super::webhooks::EndpointObject;

/// Kinds of objects, each with the paths of its fields.
const SHAPES: &str = include_str!("../../../../generator/src/serve/pay_desk/shapes.json");

/// Fields of kinds that their fixtures do not show, each with the reason.
const WIDER: &str = include_str!("../../../../generator/src/serve/pay_desk/shapes_wider.json");

/// Gives a value of whatever is asked for, and notes which fields are.
struct Tracer<'a> {
    path: String,
    asked: &'a mut BTreeSet<String>,
}

type Error = de::value::Error;

macro_rules! answers {
    ($($method:ident => $visit:ident($value:expr);)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit($value)
        })*
    };
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    answers! {
        deserialize_any => visit_str("x");
        deserialize_bool => visit_bool(true);
        deserialize_i64 => visit_i64(1);
        deserialize_str => visit_str("x");
        deserialize_string => visit_str("x");
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Once(Some(Tracer { path: format!("{}[]", self.path), asked: self.asked })))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { path: self.path, asked: self.asked, left: fields.iter(), at: "" })
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

struct Once<'a>(Option<Tracer<'a>>);

impl<'de> de::SeqAccess<'de> for Once<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|tracer| seed.deserialize(tracer)).transpose()
    }
}

struct Fields<'a> {
    path: String,
    asked: &'a mut BTreeSet<String>,
    left: std::slice::Iter<'static, &'static str>,
    at: &'static str,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.left.next() else { return Ok(None) };
        self.at = field;
        let name: StrDeserializer<'_, Error> = field.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let dot = if self.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{}", self.path, self.at);
        self.asked.insert(path.clone());
        seed.deserialize(Tracer { path, asked: self.asked })
    }
}

fn fields_read<T: DeserializeOwned>() -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    T::deserialize(Tracer { path: String::new(), asked: &mut asked }).unwrap();
    assert!(!asked.is_empty());
    asked
}

#[test]
fn every_field_that_is_read_is_in_the_providers_own_shapes() {
    let shapes: BTreeMap<String, BTreeMap<String, serde_json::Value>> = serde_json::from_str(SHAPES).unwrap();
    for (kind, read) in [
        ("billing_portal.configuration", fields_read::<ConfigurationObject>()),
        ("billing_portal.session", fields_read::<PortalSessionObject>()),
        ("checkout.session", fields_read::<SessionObject>()),
        ("customer", fields_read::<CustomerObject>()),
        ("dispute", fields_read::<DisputeObject>()),
        ("event", fields_read::<EventObject>()),
        ("invoice", fields_read::<InvoiceObject>()),
        ("invoice_payment", fields_read::<InvoicePaymentObject>()),
        ("payment_intent", fields_read::<PaymentIntentObject>()),
        ("payment_intent", fields_read::<PaymentObject>()),
        ("price", fields_read::<PriceObject>()),
        ("product", fields_read::<ProductObject>()),
        ("refund", fields_read::<RefundObject>()),
        ("subscription", fields_read::<SubscriptionObject>()),
        ("webhook_endpoint", fields_read::<EndpointObject>()),
    ] {
        let shape = shapes.get(kind).unwrap_or_else(|| panic!("no shape of {kind}"));
        // What stands in metadata is ours, and what an event is about is in the shape of that.
        let theirs = |field: &&String| !field.starts_with("metadata.") && !field.starts_with("data.object.");
        for field in read.iter().filter(theirs) {
            let is_wider = WIDER.contains(&format!("\"{kind}.{field}\""));
            assert!(
                is_wider || shape.contains_key(field),
                "no `{kind}` has a field `{field}`: {:?}",
                shape.keys()
            );
        }
    }
}
