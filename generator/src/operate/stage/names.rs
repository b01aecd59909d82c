//! What a stage is called.

use clap::Args;

/// Which portal, and which stage of it.
#[derive(Clone, Debug, Args)]
pub struct Names {
    /// The stage, as it was named to `infra/deploy`
    #[arg(long, default_value = "live", value_parser = stage)]
    pub stage: String,
    /// The portal, as it was named to `infra/deploy`
    #[arg(long, default_value = "terskel", value_parser = portal)]
    pub portal: String,
}

impl Names {
    /// What the stage's `CloudFormation` stack is called.
    #[must_use]
    pub fn stack(&self) -> String {
        format!("{}-{}", self.portal, self.stage)
    }
}

/// A stage's name.
pub(in crate::operate) fn stage(text: &str) -> Result<String, String> {
    let is_good = begins_and_is_of(text, 10, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let rule = "write up to 10 of a to z and 0 to 9, a letter first, as in `live` or `test`";
    if is_good { Ok(text.to_owned()) } else { Err(rule.to_owned()) }
}

/// A portal's name.
pub(in crate::operate) fn portal(text: &str) -> Result<String, String> {
    let of = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let rule = "write up to 20 of a to z, 0 to 9 and -, a letter first, as in `terskel`";
    if begins_and_is_of(text, 20, of) { Ok(text.to_owned()) } else { Err(rule.to_owned()) }
}

fn begins_and_is_of(text: &str, most: usize, of: impl Fn(u8) -> bool) -> bool {
    text.len() <= most
        && text.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
        && text.bytes().all(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for good in ["live", "test", "a1", "t123456789"] {
            assert_eq!(stage(good), Ok(good.to_owned()));
        }
        for bad in ["", "Live", "1a", "a-b", "t1234567890", "a b", "æ"] {
            assert!(stage(bad).is_err(), "{bad}");
        }
        assert!(portal("tydelig-tale").is_ok() && portal("-x").is_err() && portal(&"x".repeat(21)).is_err());
    }
}
