//! What requests are signed with, as the AWS command line knows it.

use functions::settings::{AwsCredentials, Secret};
use serde::Deserialize;

use super::aws::{Aws, Trouble, refused};
use crate::failure::Failure;
use crate::serve::real_payments::environment;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Exported {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
}

/// The credentials of who asks: from the environment, as the AWS command line itself begins; else what it exports. Version
/// 1 does not, and tells what stands in the configuration.
pub(super) fn of(aws: &Aws) -> Result<AwsCredentials, Failure> {
    if let Some(credentials) = plain(environment) {
        return Ok(credentials);
    }
    let exported = aws.try_ask::<Exported>(&["configure", "export-credentials", "--format", "process"]);
    match exported {
        Ok(exported) => Ok(AwsCredentials {
            id: exported.access_key_id,
            key: Secret::new(exported.secret_access_key),
            token: exported.session_token.map(Secret::new),
        }),
        Err(trouble) if is_version_1(&trouble) => configured(aws),
        Err(trouble) => Err(trouble.failure("find out who you are")),
    }
}

/// It knows no such command; the last of its words are those it knows.
fn is_version_1(trouble: &Trouble) -> bool {
    ["nvalid choice", "set ", "| get", "add-model"].iter().any(|word| trouble.mentions(word))
}

fn configured(aws: &Aws) -> Result<AwsCredentials, Failure> {
    let value = |name: &str| {
        let name = name.to_ascii_lowercase();
        let text = aws.run(&["configure", "get", &name]).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    plain(value).ok_or_else(|| {
        let help =
            "run `aws configure`; for a role or a sign-in by browser take version 2 of the AWS command line";
        refused("aws", "AWS does not know who you are", help)
    })
}

fn plain(value: impl Fn(&str) -> Option<String>) -> Option<AwsCredentials> {
    let value = |name| value(name).filter(|text| !text.is_empty());
    let (id, key) = (value("AWS_ACCESS_KEY_ID")?, value("AWS_SECRET_ACCESS_KEY")?);
    Some(AwsCredentials { id, key: Secret::new(key), token: value("AWS_SESSION_TOKEN").map(Secret::new) })
}
