//! The secrets of a stage, in the parameter store. None is ever on a command line or on the screen.

use std::collections::BTreeMap;

use functions::settings::Secret;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Stage;
use super::aws::refused;
use super::secret_file::SecretFile;
use crate::failure::Failure;

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
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Function {
    #[serde(default)]
    description: String,
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
    pub(in crate::operate) fn secrets(&self, names: &[&str]) -> Result<BTreeMap<String, Secret>, Failure> {
        let whole: Vec<String> = names.iter().map(|name| self.parameter(name)).collect();
        let mut arguments = vec!["ssm", "get-parameters", "--with-decryption", "--names"];
        arguments.extend(whole.iter().map(String::as_str));
        let found: Found = self.aws.ask_quietly("read the stage's secrets", &arguments)?;
        let short = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        let pair = |found: Parameter| (short(&found.name), Secret::new(found.value));
        Ok(found.parameters.into_iter().map(pair).collect())
    }

    /// That secret.
    pub(in crate::operate) fn secret(&self, name: &str) -> Result<Secret, Failure> {
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

    /// What stands in a function's description.
    pub(in crate::operate) fn described(&self, function: &str) -> Result<String, Failure> {
        let function = format!("{}-{function}", self.names.stack());
        let arguments = ["lambda", "get-function-configuration", "--function-name", &function];
        self.aws
            .ask::<Function>("look at the function that reads the secrets", &arguments)
            .map(|found| found.description)
    }
}
