//! Mistakes in what a launch says of offers that open early, of its mails, and of founders who come back.

use crate::portal::{PortalFolder, assert_mistakes};

fn saying(was: &str, is: &str) -> PortalFolder {
    PortalFolder::small().saying("launches.yaml", was, is)
}

#[test]
fn an_offer_for_everyone_opens_with_its_launch() {
    assert_mistakes(
        &saying("        price: 249", "        opens: 2026-08-16T09:00\n        price: 249"),
        r"
error: an offer for `everyone` opens with its launch
  --> content/launches.yaml:22:16
   |
 8 |     opens: 2026-08-17T09:00
   |            ---------------- the launch opens here
...
22 |         opens: 2026-08-16T09:00
   |                ^^^^^^^^^^^^^^^^
   |
   = help: leave `opens:` out, or move the launch
",
    );
}

#[test]
fn an_offer_that_opens_early_opens_before_its_launch() {
    assert_mistakes(
        &saying("        price: 199", "        opens: 2026-08-17T09:00\n        price: 199"),
        r"
error: `opens:` of an offer is for those who may buy before the others
  --> content/launches.yaml:16:16
   |
 8 |     opens: 2026-08-17T09:00
   |            ---------------- the launch opens here
...
16 |         opens: 2026-08-17T09:00
   |                ^^^^^^^^^^^^^^^^
   |
   = help: write an earlier time, or leave it out
",
    );
}

#[test]
fn mails_about_an_open_launch_are_sent_while_it_is_open_and_in_their_order() {
    let mails = "mails:
      reminder: 2026-08-31T21:00
      last_call: 2026-08-20T12:00
      closed: 2026-08-30T10:00
    levels: all";
    assert_mistakes(
        &saying("levels: all", mails),
        r"
error: `reminder` is sent while the launch is closed
  --> content/launches.yaml:12:17
   |
 9 |     closes: 2026-08-31T21:00
   |             ---------------- it closes here
...
12 |       reminder: 2026-08-31T21:00
   |                 ^^^^^^^^^^^^^^^^
   |
   = help: write a time after it opens and before it closes

error: `last_call` is sent before `reminder`
  --> content/launches.yaml:13:18
   |
12 |       reminder: 2026-08-31T21:00
   |                 ---------------- the reminder
13 |       last_call: 2026-08-20T12:00
   |                  ^^^^^^^^^^^^^^^^
   |
   = help: write a later time

error: `closed` is sent before the launch closes
  --> content/launches.yaml:14:15
   |
 9 |     closes: 2026-08-31T21:00
   |             ---------------- it closes here
...
14 |       closed: 2026-08-30T10:00
   |               ^^^^^^^^^^^^^^^^
   |
   = help: write that time, or a later one
",
    );
}

#[test]
fn a_price_is_kept_for_a_number_of_days() {
    for days in ["a month", "30", "0 days", "400 days"] {
        let width = "^".repeat(days.len());
        assert_mistakes(
            &saying("levels: all", &format!("keeps_price_if_back_within: {days}\n    levels: all")),
            &format!(
                r"
error: `{days}` is not a number of days from 1 to 366
  --> content/launches.yaml:11:33
   |
11 |     keeps_price_if_back_within: {days}
   |                                 {width}
   |
   = help: write it as in `30 days`
"
            ),
        );
    }
}

#[test]
fn a_price_is_kept_only_if_there_is_one_to_keep() {
    let ordinary = "keeps_price_if_back_within: 30 days\n    levels: [1, 2]";
    assert_mistakes(
        &saying("levels: [1, 2]", ordinary),
        r"
error: no offer of this launch is founding
  --> content/launches.yaml:29:33
   |
29 |     keeps_price_if_back_within: 30 days
   |                                 ^^^^^^^
   |
   = help: leave the line out, or make one `founding: true`
",
    );
}

#[test]
fn an_interval_that_is_none_is_told_with_those_that_are() {
    assert_mistakes(
        &saying(
            "interval: month\n        founding: true\n      - id",
            "interval: week\n        founding: true\n      - id",
        ),
        r"
error: unknown interval `week`
  --> content/launches.yaml:17:19
   |
17 |         interval: week
   |                   ^^^^
   |
   = help: write `month`, `year` or `once`
",
    );
}

#[test]
fn days_of_grace_are_days_and_not_too_many() {
    assert_mistakes(
        &PortalFolder::small().saying("site.yaml", "mva: none", "mva: none\ngrace_days: 31"),
        r"
error: `31` is no number of days
 --> content/site.yaml:8:13
  |
8 | grace_days: 31
  |             ^^
  |
  = help: write one from 0 to 30
",
    );
}
