//! One write with its condition, the same alone and in a transaction.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem, Update};
use jiff::Timestamp;

use super::item::{self, Row};
use crate::failure::Broken;

/// The SDK's builder of a write with what every kind of write has: table, condition, names and values.
macro_rules! finished {
    ($builder:expr, $write:expr, $table:expr) => {
        $builder
            .table_name($table)
            .set_condition_expression($write.condition.clone())
            .set_expression_attribute_names($write.names())
            .set_expression_attribute_values($write.values())
            .build()
            .map_err(|error| Broken::new("building a write", &error))?
    };
}

/// A put, update or delete of one row. Attribute names are written `#name` in expressions
/// (many plain ones are reserved words), values `:name`.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    kind: Kind,
    condition: Option<String>,
    values: HashMap<String, AttributeValue>,
}

#[derive(Clone, Debug)]
enum Kind {
    Put(Row),
    Update { pk: String, sk: String, expression: String },
    Delete { pk: String, sk: String },
}

impl Write {
    /// Puts `row`, whatever stood there.
    pub(super) fn put(row: Row) -> Self {
        Self::of(Kind::Put(row))
    }

    /// Puts `row` where none stands.
    pub(super) fn put_new(row: Row) -> Self {
        Self::put(row).when("attribute_not_exists(pk)")
    }

    /// Changes the row under this key by `expression`.
    pub(super) fn update(pk: impl Into<String>, sk: &str, expression: &str) -> Self {
        Self::of(Kind::Update { pk: pk.into(), sk: sk.to_owned(), expression: expression.to_owned() })
    }

    /// Deletes the row under this key.
    pub(super) fn delete(pk: impl Into<String>, sk: &str) -> Self {
        Self::of(Kind::Delete { pk: pk.into(), sk: sk.to_owned() })
    }

    pub(super) fn when(mut self, condition: &str) -> Self {
        self.condition = Some(condition.to_owned());
        self
    }

    pub(super) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.value(name, item::text(value))
    }

    pub(super) fn number(self, name: &str, value: impl std::fmt::Display) -> Self {
        self.value(name, item::number(value))
    }

    pub(super) fn instant(self, name: &str, value: Timestamp) -> Self {
        self.number(name, value.as_second())
    }

    /// One word, as a set of words that it can be added to.
    pub(super) fn word(self, name: &str, value: impl Into<String>) -> Self {
        self.value(name, AttributeValue::Ss(vec![value.into()]))
    }

    pub(super) fn flag(self, name: &str, value: bool) -> Self {
        self.value(name, AttributeValue::Bool(value))
    }

    pub(super) fn bytes(self, name: &str, value: Vec<u8>) -> Self {
        self.value(name, AttributeValue::B(Blob::new(value)))
    }

    fn value(mut self, name: &str, value: AttributeValue) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    fn of(kind: Kind) -> Self {
        Self { kind, condition: None, values: HashMap::new() }
    }

    pub(super) fn transact_item(&self, table: &str) -> Result<TransactWriteItem, Broken> {
        let item = TransactWriteItem::builder();
        let item = match &self.kind {
            Kind::Put(row) => {
                let put = Put::builder().set_item(Some(row.clone().into_attributes()));
                item.put(finished!(put, self, table))
            }
            Kind::Update { pk, sk, expression } => {
                let update = Update::builder().set_key(Some(key(pk, sk))).update_expression(expression);
                item.update(finished!(update, self, table))
            }
            Kind::Delete { pk, sk } => {
                let delete = Delete::builder().set_key(Some(key(pk, sk)));
                item.delete(finished!(delete, self, table))
            }
        };
        Ok(item.build())
    }

    /// `request` for an update alone.
    pub(super) fn update_request(
        &self,
        request: UpdateItemFluentBuilder,
    ) -> Result<UpdateItemFluentBuilder, Broken> {
        let Kind::Update { pk, sk, expression } = &self.kind else {
            return Err(Broken::new("building a write", "this is not an update"));
        };
        let request = request.set_key(Some(key(pk, sk))).update_expression(expression);
        Ok(request
            .set_condition_expression(self.condition.clone())
            .set_expression_attribute_names(self.names())
            .set_expression_attribute_values(self.values()))
    }

    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }

    /// Every `#name` in the expressions, as the SDK wants them declared.
    fn names(&self) -> Option<HashMap<String, String>> {
        let update = match &self.kind {
            Kind::Update { expression, .. } => expression.as_str(),
            _ => "",
        };
        let expressions = [update, self.condition.as_deref().unwrap_or("")].join(" ");
        let names: HashMap<String, String> = expressions
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '#' || c == '_'))
            .filter_map(|word| word.strip_prefix('#'))
            .map(|name| (format!("#{name}"), name.to_owned()))
            .collect();
        (!names.is_empty()).then_some(names)
    }
}

fn key(pk: &str, sk: &str) -> HashMap<String, AttributeValue> {
    let [pk, sk] = item::key_values(pk, sk);
    HashMap::from([("pk".to_owned(), pk), ("sk".to_owned(), sk)])
}
