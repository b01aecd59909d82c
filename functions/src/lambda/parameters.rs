//! Values that lie in the parameter store: `ssm:<name>` in the environment stands for what is kept there.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::config::SharedHttpClient;
use lambda_http::Error;

use super::environment::Environment;
use super::parameter_store;

/// What a value begins with that is the name of a parameter.
const MARK: &str = "ssm:";

/// `environment` with what the parameter store keeps, all of it asked for in one call; without a call if there is nothing
/// to ask for.
///
/// # Errors
/// The variable whose parameter is missing or has no proper name; or that the store cannot be asked. No value is told.
pub(super) async fn resolved(
    environment: Environment,
    http: &SharedHttpClient,
) -> Result<Environment, Error> {
    let named = named(&environment)?;
    if named.is_empty() {
        return Ok(environment);
    }
    let kept = parameter_store::kept(&environment, http, named.values().cloned().collect()).await?;
    let mut values = environment.0;
    for (variable, parameter) in named {
        let lacking = || Error::from(format!("`{variable}`: the parameter store has no `{parameter}`"));
        values.insert(variable, kept.get(&parameter).ok_or_else(lacking)?.clone());
    }
    Ok(Environment(values))
}

/// The variables that stand for a parameter, with its name.
fn named(environment: &Environment) -> Result<BTreeMap<&'static str, String>, Error> {
    let marked =
        environment.0.iter().filter_map(|(variable, value)| Some((*variable, value.strip_prefix(MARK)?)));
    let checked = marked.map(|(variable, name)| {
        let misnamed = || Error::from(format!("`{variable}` names no parameter after `{MARK}`"));
        is_name(name).then(|| (variable, name.to_owned())).ok_or_else(misnamed)
    });
    checked.collect()
}

/// As in Amazon's reference of `PutParameter`.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};

    use serde_json::{Value, json};

    use super::*;

    fn environment(values: &[(&'static str, &str)]) -> Environment {
        let signing =
            [("AWS_REGION", "local"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "key")];
        let values = signing.iter().chain(values);
        Environment(values.map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    /// A parameter store that is asked once, and says what it was asked.
    fn keeping(parameters: &Value) -> (String, JoinHandle<Value>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let body = json!({ "Parameters": parameters }).to_string();
        let asked = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while lines.read_line(&mut line).unwrap() > 2 {
                let told = line.to_lowercase();
                length =
                    told.strip_prefix("content-length:").map_or(length, |told| told.trim().parse().unwrap());
                line.clear();
            }
            let mut asked = vec![0; length];
            lines.read_exact(&mut asked).unwrap();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            serde_json::from_slice(&asked).unwrap()
        });
        (url, asked)
    }

    async fn resolve(environment: Environment) -> Result<Environment, String> {
        let http = aws_smithy_http_client::Builder::new().build_http();
        resolved(environment, &http).await.map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn all_values_are_asked_for_at_once_and_decrypted() {
        let (url, asked) = keeping(&json!([
            { "Name": "/terskel/live/hash-key", "Value": "a-hash-key" },
            { "Name": "/terskel/live/pass-keys", "Value": "some-pass-keys" },
        ]));
        let environment = environment(&[
            ("AWS_ENDPOINT_URL_SSM", &url),
            ("TERSKEL_HASH_KEY", "ssm:/terskel/live/hash-key"),
            ("TERSKEL_PASS_KEYS", "ssm:/terskel/live/pass-keys"),
            ("TERSKEL_TABLE", "terskel-live"),
        ]);
        let resolved = resolve(environment).await.unwrap();
        let value = |name| resolved.required(name).unwrap();
        assert_eq!(value("TERSKEL_HASH_KEY"), "a-hash-key");
        assert_eq!(value("TERSKEL_PASS_KEYS"), "some-pass-keys");
        assert_eq!(value("TERSKEL_TABLE"), "terskel-live");
        let names = ["/terskel/live/hash-key", "/terskel/live/pass-keys"];
        assert_eq!(asked.join().unwrap(), json!({ "Names": names, "WithDecryption": true }));
    }

    #[tokio::test]
    async fn what_is_not_there_is_named_without_what_is() {
        let (url, _) = keeping(&json!([{ "Name": "/there", "Value": "a-secret" }]));
        let environment = environment(&[
            ("AWS_ENDPOINT_URL", &url),
            ("TERSKEL_HASH_KEY", "ssm:/there"),
            ("TERSKEL_PASS_KEYS", "ssm:/not/there"),
        ]);
        let expected = "`TERSKEL_PASS_KEYS`: the parameter store has no `/not/there`";
        assert_eq!(resolve(environment).await.err().as_deref(), Some(expected));
    }

    #[tokio::test]
    async fn without_a_parameter_nobody_is_asked_and_a_name_must_be_one() {
        let nowhere = ("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        let plain = environment(&[nowhere, ("TERSKEL_TABLE", "terskel-live")]);
        assert!(resolve(plain).await.is_ok());
        for name in ["ssm:", "ssm:a secret", "ssm:\"x\""] {
            let misnamed = environment(&[nowhere, ("TERSKEL_HASH_KEY", name)]);
            let expected = "`TERSKEL_HASH_KEY` names no parameter after `ssm:`";
            assert_eq!(resolve(misnamed).await.err().as_deref(), Some(expected), "{name}");
        }
    }
}
