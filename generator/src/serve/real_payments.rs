//! The payment provider itself instead of the pay desk: `--real-payments`.
//!
//! Its key and the secrets of its webhooks come from the environment, so that they stand on no command line and in no
//! file of ours.

use functions::settings::Secret;

use crate::diagnostics::{Diagnostic, Place};
use crate::failure::Failure;

/// What calls of the provider are signed with.
pub const KEY: &str = "TERSKEL_PAYMENTS_KEY";

/// What its webhooks are signed with; several with commas between them.
pub const WEBHOOK_SECRETS: &str = "TERSKEL_WEBHOOK_SECRETS";

/// Where its API answers, if not at its usual address.
pub(crate) const URL: &str = "TERSKEL_PAYMENTS_URL";

const STRIPE: &str = "https://api.stripe.com";

/// Who takes the payments.
#[derive(Clone, Debug, Default)]
pub enum Payments {
    /// The pay desk of `serve`, and no money moves.
    #[default]
    PayDesk,
    /// The payment provider.
    Real(Account),
}

/// An account with the payment provider, as it is reached from here.
#[derive(Clone, Debug)]
pub struct Account {
    /// Where its API answers, without a slash at the end.
    pub url: String,
    /// What calls are signed with.
    pub key: Secret,
    /// What its webhooks may be signed with.
    pub webhook_secrets: Vec<Secret>,
}

impl Account {
    /// The account that the environment names.
    ///
    /// # Errors
    /// [`Failure::Refused`] if it names none, or in another way than the provider's.
    pub fn of_environment() -> Result<Self, Failure> {
        Self::read(environment)
    }

    /// The account that `value` names, as the environment would.
    ///
    /// # Errors
    /// As [`Account::of_environment`].
    pub(crate) fn read(value: impl Fn(&str) -> Option<String>) -> Result<Self, Failure> {
        let value =
            |name: &str| value(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let key = value(KEY).ok_or_else(|| {
            refused(
                KEY,
                "the environment names no key",
                "set it to a secret or restricted key of your Stripe account",
            )
        })?;
        if key.starts_with("pk_") || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let help = "take a secret key (`sk_…`) or a restricted one (`rk_…`); one that begins with `pk_` is for pages";
            return Err(refused(KEY, "this is no key that can be worked with", help));
        }
        let secrets = value(WEBHOOK_SECRETS).unwrap_or_default();
        let secrets = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty());
        Ok(Self {
            url: address(value(URL).as_deref().unwrap_or(STRIPE))?,
            key: Secret::new(key),
            webhook_secrets: secrets.map(|secret| Secret::new(secret.to_owned())).collect(),
        })
    }

    /// Whether money moves with this key.
    #[must_use]
    pub fn is_live(&self) -> bool {
        ["sk_live_", "rk_live_"].iter().any(|beginning| self.key.reveal().starts_with(beginning))
    }

    /// The account, for trying out.
    ///
    /// # Errors
    /// [`Failure::Refused`] if money would move.
    pub fn for_trying_out(self) -> Result<Self, Failure> {
        if self.is_live() {
            let help =
                "take a key of a test account, as `sk_test_…`; real buyers pay where the portal is deployed";
            return Err(refused(KEY, "this is a live key, and `serve` is for trying out", help));
        }
        Ok(self)
    }
}

/// The key must not cross a network in the clear.
fn address(url: &str) -> Result<String, Failure> {
    let near = ["http://127.0.0.1:", "http://localhost:"].iter().any(|beginning| url.starts_with(beginning));
    if near || url.starts_with("https://") {
        return Ok(url.trim_end_matches('/').to_owned());
    }
    Err(refused(URL, "this is no address with `https://`", "leave it out for Stripe"))
}

/// What is wrong with what the environment says under `name`; the value is not told, for it may be a secret.
pub(crate) fn refused(name: &str, message: &str, help: &str) -> Failure {
    Failure::Refused(Diagnostic::error(Place::Path(name.into()), message).help(help).into())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the door to the environment, for what must not stand on a command line"
)]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(named: &[(&str, &str)]) -> Result<Account, Failure> {
        let value =
            |name: &str| named.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
        Account::read(value)
    }

    fn refusal<T>(outcome: Result<T, Failure>) -> String {
        match outcome {
            Err(failure) => failure.to_string(),
            Ok(_) => panic!("this should be refused"),
        }
    }

    #[test]
    fn the_environment_names_key_secrets_and_address() {
        let account = read(&[(KEY, " sk_test_1 \n"), (WEBHOOK_SECRETS, "whsec_new, whsec_old,")]).unwrap();
        assert_eq!((account.url.as_str(), account.key.reveal()), (STRIPE, "sk_test_1"));
        let secrets: Vec<&str> = account.webhook_secrets.iter().map(Secret::reveal).collect();
        assert_eq!(secrets, ["whsec_new", "whsec_old"]);
        let near = read(&[(KEY, "sk_test_1"), (URL, "http://127.0.0.1:4001/")]).unwrap();
        assert_eq!(near.url, "http://127.0.0.1:4001");
        assert!(!format!("{account:?}").contains("sk_test_1"));
    }

    #[test]
    fn a_live_key_is_not_for_trying_out() {
        for key in ["sk_live_1", "rk_live_1"] {
            let account = read(&[(KEY, key)]).unwrap();
            assert!(account.is_live());
            let expected = "\
error: this is a live key, and `serve` is for trying out
--> TERSKEL_PAYMENTS_KEY
 = help: take a key of a test account, as `sk_test_…`; real buyers pay where the portal is deployed

";
            assert_eq!(refusal(account.for_trying_out()), expected);
        }
        assert!(read(&[(KEY, "rk_test_1")]).unwrap().for_trying_out().is_ok());
    }

    #[test]
    fn what_is_missing_or_no_key_is_told_without_telling_it() {
        let expected = "\
error: the environment names no key
--> TERSKEL_PAYMENTS_KEY
 = help: set it to a secret or restricted key of your Stripe account

";
        assert_eq!(refusal(read(&[(KEY, " ")])), expected);
        for key in ["pk_test_secret", "sk_test secret", "sk_test_secret\nx", "sk_test_secrét"] {
            let told = refusal(read(&[(KEY, key)]));
            assert!(told.contains("this is no key that can be worked with") && !told.contains(key), "{told}");
        }
        for url in ["http://api.stripe.com", "api.stripe.com", "http://127.0.0.1.example"] {
            let told = refusal(read(&[(KEY, "sk_test_1"), (URL, url)]));
            assert!(
                told.contains("this is no address with `https://`") && !told.contains("sk_test_1"),
                "{told}"
            );
        }
    }
}
