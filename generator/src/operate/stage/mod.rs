//! A portal as it stands at AWS: a stage, which is one `CloudFormation` stack.

pub(super) mod aws;
mod cdn;
mod credentials;
mod names;
mod secret_file;
mod secrets;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use aws_smithy_http_client::tls;
use domain::address_book::AddressBookKey;
use domain::keyed_hash::HashKey;
use domain::token::Token;
use functions::app::App;
use functions::clock::Clock;
use functions::settings::{AwsCredentials, Secret, Settings};
use functions::store::Store;
use serde::Deserialize;

use crate::failure::Failure;
use crate::serve::real_payments::{Account, KEY, URL, WEBHOOK_SECRETS, environment};
pub use aws::Aws;
pub use names::Names;
pub(super) use names::{portal, stage};

use aws::refused;

/// What a function's HTTP client is; the same here.
type Http = aws_sdk_s3::config::SharedHttpClient;

/// A portal as it stands at AWS.
#[derive(Clone, Debug)]
pub struct Stage {
    pub(super) aws: Aws,
    pub(super) names: Names,
    pub(super) region: String,
    pub(super) credentials: AwsCredentials,
    pub(super) bucket: String,
    pub(super) distribution: String,
    /// Where it is reached, without a slash at the end.
    pub(super) public_url: String,
    pub(super) content_security_policy: String,
    pub(super) endpoints: Endpoints,
    /// One for all, for it reads the system's certificates when it is made.
    pub(super) http: Http,
    table: String,
    mail_events: String,
    /// Where its payment provider answers.
    payments_url: Option<String>,
    secrets_path: String,
}

/// Where the services of a stage answer, if not at AWS.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    /// `DynamoDB`.
    pub table: Option<String>,
    /// S3.
    pub bucket: Option<String>,
    /// SES.
    pub mails: Option<String>,
}

impl Endpoints {
    /// As the SDK's and the command line's own variables say.
    fn of_environment() -> Self {
        let value = |name: &str| environment(name).filter(|url| !url.is_empty());
        let endpoint =
            |service| value(&format!("AWS_ENDPOINT_URL_{service}")).or_else(|| value("AWS_ENDPOINT_URL"));
        Self { table: endpoint("DYNAMODB"), bucket: endpoint("S3"), mails: endpoint("SESV2") }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Described {
    stacks: Vec<Stack>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stack {
    #[serde(rename = "StackId")]
    id: String,
    #[serde(rename = "StackStatus")]
    status: String,
    #[serde(default)]
    outputs: Vec<StackOutput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StackOutput {
    output_key: String,
    output_value: String,
}

impl Stage {
    /// The stage that is called so.
    ///
    /// # Errors
    /// [`Failure::Refused`] if there is none, if it is not ready, or if AWS does not know who asks; [`Failure::Broken`] if
    /// AWS cannot be reached.
    pub fn find(aws: Aws, names: Names) -> Result<Self, Failure> {
        let name = names.stack();
        let stack = describe(&aws, &names)?;
        let outputs: BTreeMap<String, String> =
            stack.outputs.into_iter().map(|output| (output.output_key, output.output_value)).collect();
        let status = stack.status;
        let output = |key: &str| {
            outputs.get(key).filter(|value| !value.is_empty()).cloned().ok_or_else(|| {
                let message = format!("the stack is not ready: it says {status}, and has no `{key}`");
                let help = format!(
                    "see `infra/status`, and run `infra/deploy --stage {}` until it ends well",
                    names.stage
                );
                refused(&name, &message, &help)
            })
        };
        Ok(Self {
            // As in `arn:aws:cloudformation:eu-north-1:…`.
            region: stack.id.split(':').nth(3).unwrap_or_default().to_owned(),
            bucket: output("SiteBucket")?,
            distribution: output("DistributionId")?,
            public_url: output("PublicUrl")?.trim_end_matches('/').to_owned(),
            content_security_policy: output("ContentSecurityPolicy")?,
            table: output("TableName")?,
            mail_events: output("MailEvents")?,
            payments_url: outputs.get("PaymentsUrl").cloned(),
            secrets_path: output("SecretsPath")?.trim_end_matches('/').to_owned(),
            credentials: credentials::of(&aws)?,
            endpoints: Endpoints::of_environment(),
            http: http(),
            aws,
            names,
        })
    }

    /// The same stage, whose services answer there.
    #[must_use]
    pub fn reached_at(self, endpoints: Endpoints) -> Self {
        Self { endpoints, ..self }
    }

    /// Its table.
    #[must_use]
    pub fn store(&self) -> Store {
        Store::at(
            &self.table,
            &self.region,
            &self.credentials,
            self.endpoints.table.as_deref(),
            self.http.clone(),
        )
    }

    /// The account that its payments go to.
    pub(super) fn account(&self) -> Result<Account, Failure> {
        let mut kept = self.secrets(&["payments-key", "webhook-secrets"])?;
        let mut reveal = |name| kept.remove(name).map(|kept| kept.reveal().to_owned());
        let (key, secrets) = (reveal("payments-key"), reveal("webhook-secrets"));
        if key.as_deref().is_none_or(|key| key.trim().is_empty()) {
            return Err(self.lacks("payments-key"));
        }
        Account::read(|name| match name {
            KEY => key.clone(),
            WEBHOOK_SECRETS => secrets.clone(),
            URL => self.payments_url.clone().or_else(|| environment(URL)),
            _ => None,
        })
    }

    /// The functions of the portal, on its table, for commands that answer no request.
    pub(super) fn app(&self, account: Option<&Account>) -> Result<App, Failure> {
        let kept = self.secrets(&["hash-key", "address-key"])?;
        let kept = |name: &str| kept.get(name).map(Secret::reveal).ok_or_else(|| self.lacks(name));
        let malformed = |name: &str| {
            let help =
                "put back the one that the data were written with; with another nobody is found any more";
            refused(&self.parameter(name), "this secret does not read", help)
        };
        let hash_key = Token::parse(kept("hash-key")?).map_err(|_| malformed("hash-key"))?;
        let address_key =
            AddressBookKey::parse(kept("address-key")?).map_err(|_| malformed("address-key"))?;
        let settings = Settings {
            table: self.table.clone(),
            dynamodb_endpoint: self.endpoints.table.clone(),
            ses_endpoint: self.endpoints.mails.clone(),
            mail_events: Some(self.mail_events.clone()),
            mails_per_second: NonZeroU32::new(MAILS_PER_SECOND),
            region: self.region.clone(),
            credentials: self.credentials.clone(),
            payments_url: account.map(|account| account.url.clone()).unwrap_or_default(),
            payments_key: account.map_or_else(|| Secret::new(String::new()), |account| account.key.clone()),
            webhook_secrets: account.map(|account| account.webhook_secrets.clone()).unwrap_or_default(),
            hash_key: HashKey::new(hash_key.into_bytes()),
            address_key: Some(address_key),
            // Passes and the gate's store are the function `access`'s.
            pass_keys: None,
            gate_store: None,
            origin_secrets: Vec::new(),
            callers_apart: false,
            public_url: self.public_url.clone(),
            origins: vec![self.public_url.clone()],
            secure_cookies: true,
        };
        let app = App::new(settings, Clock::default()).map(App::with_mail);
        let app = if account.is_some() { app.and_then(App::with_payments) } else { app };
        app.map_err(|error| Failure::broken("could not start the functions", error))
    }
}

/// What the functions announce by, if nothing is said: a new account that has left SES's sandbox may send fourteen.
const MAILS_PER_SECOND: u32 = 10;

fn describe(aws: &Aws, names: &Names) -> Result<Stack, Failure> {
    let name = names.stack();
    let found = aws.try_ask::<Described>(&["cloudformation", "describe-stacks", "--stack-name", &name]);
    let none = || {
        let message = "there is no stack of this name in your account and region";
        let help = format!(
            "put it up with `infra/deploy --stage {}`, or look for a typing error in `--stage` and `--portal`",
            names.stage
        );
        refused(&name, message, &help)
    };
    match found {
        Ok(found) => found.stacks.into_iter().next().ok_or_else(none),
        Err(trouble) if trouble.mentions("does not exist") => Err(none()),
        Err(trouble) => Err(trouble.failure("look for the stage")),
    }
}

fn http() -> Http {
    let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    aws_smithy_http_client::Builder::new().tls_provider(tls).build_https()
}
