//! Where the tests keep their data: embedded, or in a second `DynamoDB`, so that nobody depends on one's habits.
//!
//! `TERSKEL_TEST_DYNAMODB` names an endpoint, or is `aws`, which goes by the SDK's usual variables. There each portal
//! has a table of its own, which is deleted with it.

use std::env;

use functions::random;
use functions::settings::{AwsCredentials, Secret};
use generator::serve::backstage::{Backstage, Data, Table};
use tokio::runtime::Runtime;

/// The data of a portal that begins with none.
pub(crate) fn fresh() -> Data {
    let Some(place) = variable("TERSKEL_TEST_DYNAMODB") else { return Data::Fresh };
    let is_aws = place == "aws";
    let local = || "local".to_owned();
    Data::Elsewhere(Table {
        endpoint: (!is_aws).then_some(place),
        name: format!("terskel-test-{}", random::id().expect("random bytes")),
        region: variable("AWS_REGION").unwrap_or_else(|| "eu-north-1".to_owned()),
        credentials: AwsCredentials {
            id: variable("AWS_ACCESS_KEY_ID").unwrap_or_else(local),
            key: Secret::new(variable("AWS_SECRET_ACCESS_KEY").unwrap_or_else(local)),
            token: variable("AWS_SESSION_TOKEN").map(Secret::new),
        },
    })
}

/// Whether the tests keep their data embedded.
pub(crate) fn is_embedded() -> bool {
    variable("TERSKEL_TEST_DYNAMODB").is_none()
}

/// Deletes what a portal has left elsewhere. To be called where nothing can be awaited any more.
pub(crate) fn clear(data: &Data) {
    let Data::Elsewhere(_) = data else { return };
    let data = data.clone();
    let cleared = std::thread::spawn(move || {
        Runtime::new().expect("a runtime").block_on(async {
            let backstage = Backstage::start(&data, 0).await.expect("the data");
            let app = backstage.app_without_portal().expect("an app");
            app.store.delete_table().await.expect("a table");
        });
    });
    // A table that is left behind is not this test's failure.
    drop(cleared.join());
}

#[expect(clippy::disallowed_methods, reason = "the one switch of the tests")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
