//! Who knows which secret, and what else is in a function's environment.

use std::collections::{BTreeMap, BTreeSet};

use functions::function::Function;
use serde_json::Value;

use super::parsed::texts;
use super::{Template, lambdas};
use crate::documents::document;

/// The secrets of a Lambda: the parameters whose names stand in its environment.
fn secrets(template: &Template, lambda: &str) -> BTreeSet<String> {
    let values = template.environment(lambda).values().flat_map(texts);
    values
        .filter_map(|value| value.strip_prefix("ssm:/terskel/${AWS::StackName}/").map(str::to_owned))
        .collect()
}

#[test]
fn each_function_may_read_the_secrets_that_it_names_and_no_others() {
    let template = Template::read();
    for lambda in lambdas() {
        let role = format!("{}Role", super::parsed::resource_of(&lambda));
        let of_parameters = |statement: &&Value| statement["Action"] == "ssm:GetParameters";
        let statements = template.statements().into_iter().filter(|(whose, _)| *whose == role);
        let allowed: Vec<String> = statements
            .map(|(_, one)| one)
            .filter(of_parameters)
            .flat_map(|one| texts(&one["Resource"]))
            .collect();
        let ending = |arn: &String| {
            arn.rsplit_once("parameter/terskel/${AWS::StackName}/").expect("ours").1.to_owned()
        };
        assert_eq!(
            allowed.iter().map(ending).collect::<BTreeSet<_>>(),
            secrets(&template, &lambda),
            "{lambda}"
        );
    }
}

#[test]
fn only_who_needs_a_secret_knows_it() {
    let template = Template::read();
    let mut who: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for lambda in lambdas() {
        for secret in secrets(&template, &lambda) {
            who.entry(secret).or_default().push(lambda.clone());
        }
    }
    assert_eq!(who["pass-keys"], ["access"]);
    assert_eq!(who["address-key"], ["announce"]);
    assert_eq!(who["webhook-secrets"], ["payments"]);
    assert_eq!(who["payments-key"], ["account", "checkout", "payments", "reconciler", "sweeper"]);
    assert_eq!(who["hash-key"], lambdas());
}

#[test]
fn whoever_answers_requests_asks_for_the_origins_secret() {
    let template = Template::read();
    let answering: BTreeSet<&str> = Function::ALL.into_iter().map(Function::name).collect();
    for lambda in lambdas() {
        let asks = template.environment(&lambda).contains_key("TERSKEL_ORIGIN_SECRETS");
        assert_eq!(asks, answering.contains(lambda.as_str()), "{lambda}");
    }
}

#[test]
fn the_environment_says_what_the_functions_read_and_nothing_else() {
    let template = Template::read();
    let given: BTreeSet<String> =
        lambdas().iter().flat_map(|lambda| template.environment(lambda).keys().cloned()).collect();
    let wiring = ["environment", "mod", "parameters", "running"];
    let wiring = wiring.map(|name| document(&format!("functions/src/lambda/{name}.rs"))).concat();
    let read: BTreeSet<String> = wiring
        .split('"')
        .filter(|word| {
            word.starts_with("TERSKEL_") && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(given, read);
}

#[test]
fn no_secret_stands_in_the_template() {
    let template = Template::read();
    for lambda in lambdas() {
        for (name, value) in template.environment(&lambda) {
            let is_secret =
                name.ends_with("_KEY") || name.ends_with("_KEYS") || name == "TERSKEL_WEBHOOK_SECRETS";
            let is_named = texts(value).iter().all(|text| text.starts_with("ssm:/terskel/"));
            assert!(!is_secret || is_named, "{lambda}: {name} is {value}");
        }
    }
}
