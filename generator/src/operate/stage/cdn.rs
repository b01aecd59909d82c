//! The stage's CDN.

use serde::Deserialize;

use super::Stage;
use crate::failure::Failure;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    invalidation: Invalidation,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Invalidation {
    id: String,
    status: String,
}

impl Stage {
    /// Lets the CDN forget these paths, which takes it a while. The id to ask for.
    pub(in crate::operate) fn invalidate(&self, paths: &[String]) -> Result<String, Failure> {
        let mut arguments =
            vec!["cloudfront", "create-invalidation", "--distribution-id", &self.distribution, "--paths"];
        arguments.extend(paths.iter().map(String::as_str));
        let answer: Answer = self.aws.ask("let CloudFront forget the old pages", &arguments)?;
        Ok(answer.invalidation.id)
    }

    /// Whether it has.
    pub(in crate::operate) fn is_invalidated(&self, id: &str) -> Result<bool, Failure> {
        let arguments =
            ["cloudfront", "get-invalidation", "--distribution-id", &self.distribution, "--id", id];
        let answer: Answer =
            self.aws.ask("ask whether CloudFront has forgotten the old pages", &arguments)?;
        Ok(answer.invalidation.status == "Completed")
    }
}
