//! Every binary is a function that something calls, and nothing calls what is not there.

use std::collections::BTreeSet;

use functions::function::Function;
use functions::route::Endpoints;
use serde_json::{Value, json};

use super::parsed::{resource_of, texts};
use super::{Template, lambdas};

#[test]
fn every_binary_is_a_function_with_a_role_of_its_own_and_the_reverse() {
    let template = Template::read();
    let functions = template.all("Lambda::Function");
    let declared: BTreeSet<String> = functions.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(declared, lambdas().into_iter().collect());
    for (name, function) in functions {
        let binary = name.to_lowercase();
        assert_eq!(function["Runtime"], "provided.al2023", "{name}");
        assert_eq!(function["Role"], json!({"GetAtt": format!("{name}Role.Arn")}));
        assert_eq!(function["FunctionName"], json!({"Sub": format!("${{AWS::StackName}}-{binary}")}));
        let file = json!({"Sub": format!("functions/${{CodeVersion}}/{binary}.zip")});
        assert_eq!(function["Code"], json!({"S3Bucket": {"Ref": "CodeBucket"}, "S3Key": file}));
    }
    let roles = template.all("IAM::Role").into_iter().map(|(name, _)| name.to_owned());
    let expected =
        lambdas().iter().map(|lambda| format!("{}Role", resource_of(lambda))).collect::<BTreeSet<_>>();
    assert_eq!(roles.filter(|name| name != "SchedulerRole").collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_path_of_a_function_has_a_route_to_it() {
    let template = Template::read();
    let keys: Vec<(String, String)> = template
        .all("ApiGatewayV2::Route")
        .into_iter()
        .map(|(_, route)| (texts(&route["RouteKey"]).concat(), texts(&route["Target"]).concat()))
        .collect();
    for function in Function::ALL {
        let target = format!("integrations/${{{}Integration}}", resource_of(function.name()));
        for (path, _) in Endpoints::of(function).paths {
            let fits = |key: &str| {
                let pattern = key.strip_prefix("ANY ").expect("any method");
                match pattern.strip_suffix("{proxy+}") {
                    Some(beginning) => path.len() > beginning.len() && path.starts_with(beginning),
                    None => pattern == *path,
                }
            };
            let found: Vec<&String> =
                keys.iter().filter(|(key, _)| fits(key)).map(|(_, target)| target).collect();
            assert_eq!(found, [&target], "{path}");
        }
        let integration = template.properties(&format!("{}Integration", resource_of(function.name())));
        assert_eq!(
            integration["IntegrationUri"],
            json!({"GetAtt": format!("{}.Arn", resource_of(function.name()))})
        );
        assert_eq!(integration["PayloadFormatVersion"], "2.0");
        let permission = template.properties(&format!("{}Invocation", resource_of(function.name())));
        assert_eq!(permission["Principal"], "apigateway.amazonaws.com");
        assert_eq!(permission["FunctionName"], json!({"Ref": resource_of(function.name())}));
    }
}

#[test]
fn a_shard_of_the_stream_has_two_readers_at_most() {
    let template = Template::read();
    let streams = template.all("Lambda::EventSourceMapping");
    let readers: BTreeSet<String> =
        streams.iter().map(|(_, stream)| texts(&stream["FunctionName"]).concat()).collect();
    assert_eq!(readers, BTreeSet::from(["Access".to_owned(), "Outbox".to_owned()]));
    for (name, stream) in streams {
        assert_eq!(
            stream["DestinationConfig"]["OnFailure"]["Destination"],
            json!({"GetAtt": "DeadLetters.Arn"}),
            "{name}"
        );
        for pattern in texts(&stream["FilterCriteria"]) {
            let pattern: Value = serde_json::from_str(&pattern).expect("a pattern");
            assert!(pattern["dynamodb"]["Keys"]["pk"]["S"][0]["prefix"].is_string(), "{name}");
        }
    }
}

#[test]
fn whoever_answers_no_request_is_woken_by_the_clock() {
    let template = Template::read();
    let mut woken = BTreeSet::new();
    for (name, schedule) in template.all("Scheduler::Schedule") {
        let rate = schedule["ScheduleExpression"].as_str().expect("a rate");
        assert!(minutes(rate).is_some(), "{name}: {rate}");
        let target = &schedule["Target"];
        assert_eq!(target["RoleArn"], json!({"GetAtt": "SchedulerRole.Arn"}), "{name}");
        assert_eq!(target["DeadLetterConfig"], json!({"Arn": {"GetAtt": "DeadLetters.Arn"}}), "{name}");
        let input = target["Input"].as_str().expect("an input");
        assert!(serde_json::from_str::<Value>(input).is_ok_and(|input| input.is_object()), "{name}: {input}");
        woken.insert(texts(&target["Arn"]).concat());
    }
    let others =
        lambdas().into_iter().filter(|lambda| Function::ALL.iter().all(|function| function.name() != lambda));
    let others = others.chain(["access".to_owned()]).map(|lambda| format!("{}.Arn", resource_of(&lambda)));
    assert_eq!(woken, others.collect());
    let scheduler = template.statements().into_iter().filter(|(role, _)| *role == "SchedulerRole");
    let wakes = scheduler.filter(|(_, one)| one["Action"] == "lambda:InvokeFunction");
    assert_eq!(wakes.flat_map(|(_, one)| texts(&one["Resource"])).collect::<BTreeSet<_>>(), woken);
}

/// How many minutes lie between two wakings of `rate(N minutes)`.
fn minutes(rate: &str) -> Option<u32> {
    let (number, unit) = rate.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let number: u32 = number.parse().ok()?;
    let is_grammatical = (number == 1 && unit == "minute") || (number > 1 && unit == "minutes");
    is_grammatical.then_some(number)
}

#[test]
fn what_became_of_mails_reaches_announce() {
    let template = Template::read();
    let events = &template.properties("MailEventDestination")["EventDestination"];
    assert_eq!(texts(&events["MatchingEventTypes"]), ["send", "delivery", "bounce", "complaint", "reject"]);
    let rule = template.properties("MailEventRule");
    assert_eq!(rule["Targets"][0]["Arn"], json!({"GetAtt": "Announce.Arn"}));
    assert_eq!(rule["EventPattern"]["source"], json!(["aws.ses"]));
    assert_eq!(template.properties("MailEventInvocation")["FunctionName"], json!({"Ref": "Announce"}));
}
