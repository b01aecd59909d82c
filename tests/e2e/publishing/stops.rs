//! Publishing that is stopped for good before and after every call of table and bucket, and calls that fail.

use generator::output::Output;

use super::Ground;
use crate::faults::fault::Fault;

/// Publishes with a fault at call number `at`. Whether it came to that call.
async fn faulted(ground: &Ground, fault: Fault, at: usize, output: &Output) -> bool {
    ground.plan.arm(fault, at);
    let killed = async {
        while ground.plan.calls() < at {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        // What was under way is answered, or not.
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    };
    // Who is killed gives nothing back, and tries nothing again.
    let done = if matches!(fault, Fault::KilledBefore | Fault::KilledAfter) {
        tokio::select! {
            done = ground.publish(output) => Some(done),
            () = killed => None,
        }
    } else {
        Some(ground.publish(output).await)
    };
    let (calls, _) = ground.plan.disarm();
    if let Some(done) = done
        && (fault.passes() || calls < at)
    {
        done.expect("a fault that passes is not noticed");
    }
    calls >= at
}

async fn wherever_it_is_stopped(fault: Fault) {
    let ground = Ground::open().await;
    let outputs = [1, 2, 3].map(|version| {
        ground.output(version, [&["/", "/om/"], &["/", "/nytt/"], &["/", "/"]][version as usize - 1])
    });
    ground.publish(&outputs[0]).await.expect("a release");
    let (mut at, mut current) = (1, 0);
    loop {
        let (wanted, other) = ((current + 1) % 3, (current + 2) % 3);
        let came_to_it = faulted(&ground, fault, at, &outputs[wanted]).await;
        ground.must_hold().await;
        // Each of the three makes it good.
        current = match at % 3 {
            0 => wanted,
            1 => other,
            _ => {
                ground.rollback().await.expect("back to what was before");
                ground.must_hold().await;
                current
            }
        };
        ground.publish(&outputs[current]).await.expect("a release");
        ground.must_show(&outputs[current]).await;
        if !came_to_it {
            break;
        }
        at += 1;
    }
    assert!(at > 20, "only {at} calls");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_killed_before_a_call_is_made_good_by_the_next() {
    Box::pin(wherever_it_is_stopped(Fault::KilledBefore)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_killed_after_a_call_is_made_good_by_the_next() {
    Box::pin(wherever_it_is_stopped(Fault::KilledAfter)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_is_not_noticed() {
    Box::pin(wherever_it_is_stopped(Fault::Lost)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_line_that_fails_stops_it_and_the_next_makes_it_good() {
    let ground = Ground::open().await;
    let (first, second) = (ground.output(1, &["/", "/om/"]), ground.output(2, &["/"]));
    ground.publish(&first).await.expect("a release");
    ground.script.says("says-no", "An error occurred (ServiceUnavailable) when calling CreateInvalidation");
    let failure = ground.publish(&second).await.expect_err("a failure");
    assert_eq!(
        (failure.exit_code(), failure.to_string().as_str()),
        (2, "could not let CloudFront forget the old pages")
    );
    ground.must_hold().await;
    // What the old page names is there still.
    assert_eq!(ground.bucket.under("public/bilde-1.png").len(), 1);
    ground.script.says_yes();
    ground.rollback().await.expect("back");
    ground.must_show(&first).await;
    ground.publish(&second).await.expect("a release");
    ground.must_show(&second).await;
}
