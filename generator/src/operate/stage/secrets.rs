//! The secrets of a stage, in the parameter store. None is ever on a command line or on the screen.

use std::collections::BTreeMap;

use functions::settings::Secret;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Stage;
use super::aws::refused;
use super::secret_file::SecretFile;
use crate::failure::Failure;

/// A secret, and since when it is so.
#[derive(Clone, Debug)]
pub(in crate::operate) struct Kept {
    pub secret: Secret,
    /// As the AWS command line writes it: seconds since 1970, or as RFC 3339 has it.
    pub since: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Found {
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    name: String,
    value: String,
    #[serde(default)]
    last_modified_date: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Put<'a> {
    name: &'a str,
    value: &'a str,
    #[serde(rename = "Type")]
    kind: &'a str,
    overwrite: bool,
}

impl Stage {
    /// The parameter's whole name.
    pub(in crate::operate) fn parameter(&self, name: &str) -> String {
        format!("{}/{name}", self.secrets_path)
    }

    /// Those of these secrets that there are, up to ten.
    pub(in crate::operate) fn secrets(&self, names: &[&str]) -> Result<BTreeMap<String, Kept>, Failure> {
        let whole: Vec<String> = names.iter().map(|name| self.parameter(name)).collect();
        let mut arguments = vec!["ssm", "get-parameters", "--with-decryption", "--names"];
        arguments.extend(whole.iter().map(String::as_str));
        let found: Found = self.aws.ask_quietly("read the stage's secrets", &arguments)?;
        let short = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        let kept = found.parameters.into_iter().map(|found| {
            let kept = Kept { secret: Secret::new(found.value), since: found.last_modified_date };
            (short(&found.name), kept)
        });
        Ok(kept.collect())
    }

    /// That secret.
    pub(in crate::operate) fn secret(&self, name: &str) -> Result<Kept, Failure> {
        self.secrets(&[name])?.remove(name).ok_or_else(|| self.lacks(name))
    }

    /// The refusal for one that there is not.
    pub(super) fn lacks(&self, name: &str) -> Failure {
        let help = format!("`infra/deploy --stage {}` puts it there", self.names.stage);
        refused(&self.parameter(name), "the stage lacks this secret", &help)
    }

    /// Keeps that secret in place of what was there.
    pub(in crate::operate) fn keep_secret(&self, name: &str, value: &str) -> Result<(), Failure> {
        let name = self.parameter(name);
        let put = Put { name: &name, value, kind: "SecureString", overwrite: true };
        let put = serde_json::to_string(&put)
            .map_err(|error| Failure::broken("could not write the secret", error))?;
        let file = SecretFile::holding(&put)?;
        let arguments = ["ssm", "put-parameter", "--cli-input-json", &file.url()];
        self.aws.ask_quietly::<Value>("keep the secret in the parameter store", &arguments).map(|_| ())
    }

    /// Lets a function start anew, so that it reads its secrets anew. `why` stands in its description.
    pub(in crate::operate) fn start_anew(&self, function: &str, why: &str) -> Result<(), Failure> {
        let function = format!("{}-{function}", self.names.stack());
        let arguments =
            ["lambda", "update-function-configuration", "--function-name", &function, "--description", why];
        self.aws.ask::<Value>("let the function read its secrets anew", &arguments).map(|_| ())
    }
}
