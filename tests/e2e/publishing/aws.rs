//! The AWS command line, as far as publishing asks it: a script that answers from a folder and keeps what it was asked.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use generator::operate::stage::Aws;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::portal::write;

/// The script, in a folder of its own.
pub(crate) struct AwsScript {
    folder: TempDir,
}

const SCRIPT: &str = r#"#!/bin/sh
cd "$(dirname "$0")" || exit 9
echo "$*" >> asked
if [ -f says-no ]; then cat says-no >&2; exit 254; fi
case "$1 $2" in
"cloudformation describe-stacks") cat stack ;;
"configure export-credentials")
  echo '{"Version":1,"AccessKeyId":"local","SecretAccessKey":"local"}' ;;
"cloudfront create-invalidation") echo '{"Invalidation":{"Id":"I1","Status":"InProgress"}}' ;;
"cloudfront get-invalidation") echo '{"Invalidation":{"Id":"I1","Status":"Completed"}}' ;;
"ssm get-parameters") cat secrets ;;
"ssm put-parameter") cat "${4#file://}" > put; echo '{"Version":2}' ;;
"lambda update-function-configuration") echo '{}' ;;
"lambda get-function-configuration") cat function ;;
*) echo "unknown: $*" >&2; exit 252 ;;
esac
"#;

impl AwsScript {
    /// Of an account with this stack.
    pub(crate) fn with_stack(status: &str, outputs: &[(&str, &str)]) -> Self {
        let script = Self { folder: tempfile::tempdir().expect("a folder") };
        write(&script.path("aws"), SCRIPT);
        fs::set_permissions(script.path("aws"), fs::Permissions::from_mode(0o700)).expect("a script");
        let output = |(key, value): &(&str, &str)| json!({ "OutputKey": key, "OutputValue": value });
        let stack = json!({
            "StackId": "arn:aws:cloudformation:eu-north-1:123456789012:stack/terskel-test/1",
            "StackStatus": status,
            "Outputs": outputs.iter().map(output).collect::<Vec<Value>>(),
        });
        script.says("stack", &json!({ "Stacks": [stack] }).to_string());
        script.says("function", "{}");
        script.says("secrets", r#"{"Parameters":[],"InvalidParameters":[]}"#);
        script
    }

    /// What it answers from this file from now on; `says-no` is what it fails with.
    pub(crate) fn says(&self, file: &str, text: &str) {
        write(&self.path(file), text);
    }

    /// It fails no longer.
    pub(crate) fn says_yes(&self) {
        fs::remove_file(self.path("says-no")).expect("a file");
    }

    /// Everything that it was asked for, since this was asked last.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = fs::read_to_string(self.path("asked")).unwrap_or_default();
        write(&self.path("asked"), "");
        asked.lines().map(str::to_owned).collect()
    }

    /// What it was given for the parameter store.
    pub(crate) fn put(&self) -> String {
        fs::read_to_string(self.path("put")).unwrap_or_default()
    }

    pub(crate) fn aws(&self) -> Aws {
        Aws::at(self.path("aws"))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }
}
