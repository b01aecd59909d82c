//! What publishing refuses, in which words.

use generator::failure::Failure;
use generator::operate::publish::{Options, publish, rollback};
use generator::operate::stage::{Aws, Names, Stage};

use super::aws::AwsScript;
use super::{Ground, options, outputs};

fn names() -> Names {
    Names { stage: "test".to_owned(), portal: "terskel".to_owned() }
}

fn refusal(failure: &Failure) -> String {
    assert_eq!(failure.exit_code(), 1, "{failure}");
    failure.to_string()
}

fn found(script: &AwsScript) -> String {
    refusal(&Stage::find(script.aws(), names()).expect_err("a refusal"))
}

#[test]
fn a_machine_without_the_command_line_is_told_where_it_is() {
    let failure = Stage::find(Aws::at("/nowhere/aws"), names()).expect_err("a refusal");
    let expected = "\
error: the AWS command line is not on this machine
--> aws
 = help: get it as https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html says, and run `aws configure`

";
    assert_eq!(refusal(&failure), expected);
}

#[test]
fn what_the_command_line_says_is_told_with_what_to_do() {
    let script = AwsScript::with_stack("CREATE_COMPLETE", &[]);
    script.says(
        "says-no",
        "\nUnable to locate credentials. You can configure credentials by running \"aws configure\".\n",
    );
    let expected = "\
error: AWS does not know who you are
--> aws
 = note: Unable to locate credentials. You can configure credentials by running \"aws configure\".
 = help: run `aws configure`, or sign in anew with `aws sso login`

";
    assert_eq!(found(&script), expected);
    script.says(
        "says-no",
        "You must specify a region. You can also configure your region by running \"aws configure\".",
    );
    let expected = "\
error: AWS was not told which region to look in
--> aws
 = note: You must specify a region. You can also configure your region by running \"aws configure\".
 = help: run `aws configure`, or set `AWS_DEFAULT_REGION`

";
    assert_eq!(found(&script), expected);
    script.says("says-no", "An error occurred (AccessDenied) when calling the DescribeStacks operation: no");
    assert!(found(&script).starts_with("error: AWS does not let you do this\n"));
    script.says(
        "says-no",
        "Could not connect to the endpoint URL: \"https://cloudformation.eu-north-1.amazonaws.com/\"",
    );
    let failure = Stage::find(script.aws(), names()).expect_err("a failure");
    assert_eq!((failure.exit_code(), failure.to_string().as_str()), (2, "could not look for the stage"));
}

#[test]
fn a_stage_that_is_not_there_or_not_ready_is_told() {
    let script = AwsScript::with_stack("CREATE_IN_PROGRESS", &[("PublicUrl", "https://tydelig.no")]);
    let expected = "\
error: the stack is not ready: it says CREATE_IN_PROGRESS, and has no `SiteBucket`
--> terskel-test
 = help: see `infra/status`, and run `infra/deploy --stage test` until it ends well

";
    assert_eq!(found(&script), expected);
    script.says(
        "says-no",
        "\nAn error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id terskel-test does not exist\n",
    );
    let expected = "\
error: there is no stack of this name in your account and region
--> terskel-test
 = help: put it up with `infra/deploy --stage test`, or look for a typing error in `--stage` and `--portal`

";
    assert_eq!(found(&script), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_the_stack_would_break_are_not_published() {
    let ground = Ground::open().await;
    let outputs = outputs(ground.portal.table(), "default-src 'self'");
    let stack = AwsScript::with_stack("CREATE_COMPLETE", &outputs);
    let stage = Stage::find(stack.aws(), names()).expect("a stage");
    let failure = publish(&stage, &ground.output(1, &["/"]), &options()).await.expect_err("a refusal");
    let expected = "\
error: the stack answers with another content security policy than these pages need
--> terskel-test
 = help: run `infra/deploy --stage test`, and publish again

";
    assert_eq!(refusal(&failure), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_publishes_beside_another_and_there_is_something_to_go_back_to() {
    let ground = Ground::open().await;
    let failure = ground.rollback().await.expect_err("a refusal");
    let expected = "\
error: there is nothing to go back to
--> publication
 = help: publish the portal as it is to be, with `terskel publish`

";
    assert_eq!(refusal(&failure), expected);

    let store = ground.stage.store();
    let now = functions::clock::Clock::default().now();
    let claimed = functions::store::publication::claim(&store, "token", "kari on laptop", now, false).await;
    claimed.expect("a claim");
    let alone = Options { take_over: false, ..options() };
    let failure = publish(&ground.stage, &ground.output(1, &["/"]), &alone).await.expect_err("a refusal");
    assert!(refusal(&failure).starts_with("error: kari on laptop is publishing since "), "{failure}");
    let failure = rollback(&ground.stage, &alone).await.expect_err("a refusal");
    assert!(refusal(&failure).contains("add `--take-over`, or wait until "), "{failure}");
    // The claim is a lease.
    let later = now + functions::store::publication::LEASE;
    let claimed = functions::store::publication::claim(&store, "other", "ola", later, false).await;
    assert_eq!(claimed.expect("a claim"), functions::store::publication::Claim::Yours);
    assert!(!functions::store::publication::renew(&store, "token", later).await.expect("an answer"));
}
