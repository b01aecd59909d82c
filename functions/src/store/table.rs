//! The table's shape, as the deployment's template declares it and as `serve` and tests create it.

use std::time::Duration;

use aws_sdk_dynamodb::client::Waiters as _;
use aws_sdk_dynamodb::operation::describe_table::DescribeTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};

use super::Store;
use super::trouble::broken;
use crate::failure::Broken;

/// The sparse index over rows that wait for something: `due` is what for, `due_at` since when (Unix seconds).
pub const DUE_INDEX: &str = "due";

/// The attribute after whose instant (Unix seconds) a row may vanish. The deployment's template says so to the table;
/// [`Store::create_table`] does not, for where a clock was moved, rows must not vanish by another.
pub const TTL_ATTRIBUTE: &str = "ttl";

/// How long a table may take to be created.
const TO_CREATE: Duration = Duration::from_mins(2);

impl Store {
    /// Creates the table if there is none.
    ///
    /// # Errors
    /// [`Broken`] if the database refuses.
    pub async fn create_table(&self) -> Result<(), Broken> {
        if self.exists().await? {
            return Ok(());
        }
        let create =
            self.client.create_table().table_name(&self.table).billing_mode(BillingMode::PayPerRequest);
        let create =
            create.set_attribute_definitions(Some(attributes()?)).set_key_schema(Some(keys("pk", "sk")?));
        let create = create.global_secondary_indexes(due_index()?);
        create.send().await.map_err(|error| broken("creating the table", &error))?;
        // At AWS a table takes a while before it takes anything else.
        let exists = self.client.wait_until_table_exists().table_name(&self.table).wait(TO_CREATE).await;
        exists.map_err(|error| Broken::new("waiting for the table", &error))?;
        Ok(())
    }

    async fn exists(&self) -> Result<bool, Broken> {
        match self.client.describe_table().table_name(&self.table).send().await {
            Ok(_) => Ok(true),
            Err(error) if is_unknown(error.as_service_error()) => Ok(false),
            Err(error) => Err(broken("looking for the table", &error)),
        }
    }
}

fn is_unknown(error: Option<&DescribeTableError>) -> bool {
    error.is_some_and(DescribeTableError::is_resource_not_found_exception)
}

impl Store {
    /// Deletes the table with all that is in it: for tests of what happens then.
    ///
    /// # Errors
    /// [`Broken`] if the database refuses.
    pub async fn delete_table(&self) -> Result<(), Broken> {
        let delete = self.client.delete_table().table_name(&self.table).send().await;
        delete.map(|_| ()).map_err(|error| broken("deleting the table", &error))
    }
}

fn attributes() -> Result<Vec<AttributeDefinition>, Broken> {
    let typed = [
        ("pk", ScalarAttributeType::S),
        ("sk", ScalarAttributeType::S),
        ("due", ScalarAttributeType::S),
        ("due_at", ScalarAttributeType::N),
    ];
    let define =
        |(name, kind)| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
    typed
        .into_iter()
        .map(define)
        .collect::<Result<_, _>>()
        .map_err(|error| Broken::new("describing the table", &error))
}

fn keys(hash: &str, range: &str) -> Result<Vec<KeySchemaElement>, Broken> {
    let element = |(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let elements = [(hash, KeyType::Hash), (range, KeyType::Range)].into_iter().map(element);
    elements.collect::<Result<_, _>>().map_err(|error| Broken::new("describing the table", &error))
}

fn due_index() -> Result<GlobalSecondaryIndex, Broken> {
    let projection = Projection::builder().projection_type(ProjectionType::KeysOnly).build();
    let index = GlobalSecondaryIndex::builder().index_name(DUE_INDEX).projection(projection);
    let index = index.set_key_schema(Some(keys("due", "due_at")?)).build();
    index.map_err(|error| Broken::new("describing the table", &error))
}
