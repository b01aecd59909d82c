//! Everything that differs between a Lambda, `terskel serve` and a test.

use std::num::NonZeroU32;

use aws_sdk_dynamodb::config::Credentials;
use domain::address_book::AddressBookKey;
use domain::keyed_hash::HashKey;
use domain::pass::PassKeys;

/// Everything that differs between a Lambda, `terskel serve` and a test.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table's name.
    pub table: String,
    /// Where `DynamoDB` answers, if not at AWS.
    pub dynamodb_endpoint: Option<String>,
    /// Where SES answers, if not at AWS.
    pub ses_endpoint: Option<String>,
    /// The name of the SES configuration set that tells what becomes of announcements.
    pub mail_events: Option<String>,
    /// How many announcements the mail provider takes in a second; as many as come, if absent.
    pub mails_per_second: Option<NonZeroU32>,
    /// The AWS region.
    pub region: String,
    /// AWS credentials: access key id, secret, and a session token.
    pub credentials: AwsCredentials,
    /// Where the payment provider's API answers.
    pub payments_url: String,
    /// The payment provider's API key.
    pub payments_key: Secret,
    /// The secrets that webhooks may be signed with: the current one and, while it changes, the old one.
    pub webhook_secrets: Vec<Secret>,
    /// What addresses, networks and codes are hashed with.
    pub hash_key: HashKey,
    /// What the addresses of audiences are sealed with; only who imports and announces has it.
    pub address_key: Option<AddressBookKey>,
    /// What passes are signed with; only `access` has it.
    pub pass_keys: Option<PassKeys>,
    /// The gate's store at the edge; only `access` has it.
    pub gate_store: Option<GateStoreSettings>,
    /// What the CDN says to the functions, so that nobody comes around it: the current one and, while it changes, the old
    /// one. Where there are none, nothing is checked.
    pub origin_secrets: Vec<Secret>,
    /// Whether the calls of each caller are signed under its own name, so that whoever stands before the table can tell
    /// them apart. At AWS its role does that.
    pub callers_apart: bool,
    /// Where visitors reach the portal, without a slash at the end. Links in mails begin with it.
    pub public_url: String,
    /// The origins that forms may be posted from; the first is the public URL's.
    pub origins: Vec<String>,
    /// Whether cookies are `Secure` and named `__Host-…`; off only on plain http.
    pub secure_cookies: bool,
}

/// Which key value store the gate reads.
#[derive(Clone, Debug)]
pub struct GateStoreSettings {
    /// Its Amazon resource name.
    pub arn: String,
    /// Where its API answers, if not at AWS.
    pub endpoint: Option<String>,
}

/// A secret text, hidden from `Debug`.
#[derive(Clone)]
pub struct Secret(String);

/// What AWS requests are signed with.
#[derive(Clone, Debug)]
pub struct AwsCredentials {
    /// The access key's id.
    pub id: String,
    /// The access key.
    pub key: Secret,
    /// The session's token, which Lambda gives.
    pub token: Option<Secret>,
}

impl AwsCredentials {
    pub(crate) fn provider(&self) -> Credentials {
        let token = self.token.as_ref().map(|token| token.0.clone());
        Credentials::new(&self.id, &self.key.0, token, None, "settings")
    }
}

impl Secret {
    /// The secret that `text` spells.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for where it must be told.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(hidden)")
    }
}
