//! Customers: one for each hold, so that whoever pays is known by our id, whatever address a wallet brings.

use std::future::ready;

use serde::Deserialize;

use super::{Stripe, call};
use crate::failure::Broken;
use crate::provider::ProviderId;
use crate::store::hold::Hold;

const CUSTOMERS: &str = "/v1/customers";

#[derive(Deserialize)]
pub(super) struct CustomerObject {
    pub id: String,
}

impl Stripe {
    /// A customer who was made twice does no harm, so none is looked for.
    pub(super) async fn create_customer(&self, hold: &Hold) -> Result<String, Broken> {
        let params =
            vec![("email", hold.address.as_str().to_owned()), ("metadata[member]", hold.member.clone())];
        let (key, none) = (format!("{}-customer", hold.id), || ready(Ok(None::<CustomerObject>)));
        Ok(self.make("creating a customer", CUSTOMERS, &params, &key, none).await?.id)
    }

    /// The customer's address is another one now.
    pub(crate) async fn change_customer(&self, customer: &ProviderId, email: &str) -> Result<(), Broken> {
        let request = self.post(&format!("{CUSTOMERS}/{customer}")).form(&[("email", email)]);
        call::find::<CustomerObject>("changing a customer", request).await.map(|_| ())
    }

    /// Deletes the customer with what identifies them; subscriptions of theirs end at once. Bills stay.
    pub(crate) async fn forget_customer(&self, customer: &ProviderId) -> Result<(), Broken> {
        let request = self.delete(&format!("{CUSTOMERS}/{customer}"));
        call::find::<CustomerObject>("deleting a customer", request).await.map(|_| ())
    }
}
