//! The secrets of a stage change without being seen.

use domain::pass::PassKeys;
use functions::settings::Secret;
use generator::operate::keys::rotate;
use generator::operate::payments::keep_webhook_secret;
use generator::operate::stage::{Names, Stage};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::aws::AwsScript;
use super::outputs;

/// A stage whose parameter store holds this alone.
fn stage(script: &AwsScript, name: &str, value: &str) -> Stage {
    let name = format!("/terskel/terskel-test/{name}");
    let parameter = json!({ "Name": name, "Value": value, "Version": 1 });
    script.says("secrets", &json!({ "Parameters": [parameter], "InvalidParameters": [] }).to_string());
    Stage::find(script.aws(), Names { stage: "test".to_owned(), portal: "terskel".to_owned() })
        .expect("a stage")
}

fn script() -> AwsScript {
    AwsScript::with_stack("CREATE_COMPLETE", &outputs("table", "policy"))
}

/// What was put into the parameter store, of which nothing was on a command line.
fn put(script: &AwsScript) -> Value {
    let put: Value = serde_json::from_str(&script.put()).expect("JSON");
    assert_eq!((&put["Type"], &put["Overwrite"]), (&json!("SecureString"), &json!(true)));
    put
}

#[test]
fn the_key_of_passes_is_changed_in_three_steps_with_time_between() {
    let now: Timestamp = "2026-08-17T09:00:00Z".parse().expect("an instant");
    let mut keys = format!("k1:{}", "A".repeat(43));
    let mut described = String::new();
    for (number, kids) in [["k1", "k2"].as_slice(), &["k2", "k1"], &["k2"]].into_iter().enumerate() {
        let script = script();
        let now = now + SignedDuration::from_mins(15) * i32::try_from(number).expect("a number");
        let stage = stage(&script, "pass-keys", &keys);
        script.says("function", &json!({ "Description": described }).to_string());
        if number > 0 {
            let expected = "\
error: the step before this one was just now
--> /terskel/terskel-test/pass-keys
 = help: wait 7 minutes more: somebody may read with a pass that another key has signed

";
            let hasty = rotate(&stage, now - SignedDuration::from_mins(7)).expect_err("a refusal");
            assert_eq!(hasty.to_string(), expected);
            assert_eq!(script.put(), "");
        }
        let told = rotate(&stage, now).expect("a step");
        assert!(told.starts_with(&format!("step {} of 3: ", number + 1)), "{told}");
        let put = put(&script);
        assert_eq!(put["Name"], "/terskel/terskel-test/pass-keys");
        put["Value"].as_str().expect("keys").clone_into(&mut keys);
        let now_good = PassKeys::parse(&keys).expect("keys");
        assert_eq!(now_good.all().map(|key| key.kid.as_str()).collect::<Vec<_>>(), kids);
        let asked = script.asked();
        let secrets: Vec<&str> = keys.split([',', ':']).filter(|part| part.len() == 43).collect();
        assert!(asked.iter().all(|asked| !secrets.iter().any(|secret| asked.contains(secret))), "{asked:?}");
        let anew = "lambda update-function-configuration --function-name terskel-test-access --description ";
        let anew = asked.iter().find_map(|asked| asked.strip_prefix(anew)).expect("a function begun anew");
        anew.trim_end_matches(" --output json").clone_into(&mut described);
    }
}

#[test]
fn a_function_that_was_not_told_of_a_key_is_told_before_anything_is_signed_with_it() {
    let script = script();
    let keys = format!("k1:{},k2:{}", "A".repeat(43), "E".repeat(43));
    let stage = stage(&script, "pass-keys", &keys);
    script.says("function", r#"{"Description":"Pass keys k1 since 2026-08-01T09:00:00Z"}"#);
    let told = rotate(&stage, "2026-08-17T09:00:00Z".parse().expect("an instant")).expect_err("a refusal");
    assert!(told.to_string().contains("wait 15 minutes more"), "{told}");
    assert_eq!(script.put(), "");
    let anew = "--description Pass keys k1 k2 since 2026-08-17T09:00:00Z";
    assert!(script.asked().iter().any(|asked| asked.contains(anew)));
}

#[test]
fn a_webhook_secret_goes_where_the_functions_read_it_and_the_old_one_stays_good() {
    let script = script();
    let stage = stage(&script, "webhook-secrets", "whsec_old");
    keep_webhook_secret(&stage, &Secret::new("whsec_new".to_owned())).expect("kept");
    assert_eq!(put(&script)["Value"], "whsec_new,whsec_old");
    assert!(script.asked().iter().all(|asked| !asked.contains("whsec")));
}
