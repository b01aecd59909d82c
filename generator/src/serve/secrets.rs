//! The secrets of one `serve`: made at the first start, and kept with the data that depends on them.

use std::fs;
use std::path::Path;

use domain::address_book::AddressBookKey;
use domain::keyed_hash::HashKey;
use domain::pass::PassKeys;
use domain::token::Token;
use functions::random;
use functions::settings::Secret;
use serde::{Deserialize, Serialize};

use super::kept_file;
use crate::failure::{Failure, IoContext as _};

/// What must be the same when `serve` is started again.
#[derive(Serialize, Deserialize)]
pub(crate) struct Secrets {
    #[serde(alias = "address_key")]
    hash_key: String,
    /// As [`PassKeys::parse`] reads them.
    #[serde(alias = "pass_key")]
    pass_keys: String,
    webhook_secret: String,
    payments_key: String,
    /// Empty in a file that was written before addresses were kept.
    #[serde(default)]
    address_book_key: String,
}

impl Secrets {
    /// New ones.
    pub(super) fn make() -> Result<Self, Failure> {
        let text = || random::token().map(|token| token.reveal());
        let make = || {
            Ok::<_, functions::failure::Broken>(Self {
                hash_key: text()?,
                pass_keys: format!("k1:{}", text()?),
                webhook_secret: text()?,
                payments_key: text()?,
                address_book_key: text()?,
            })
        };
        make().map_err(|error| Failure::broken("could not make secrets", error))
    }

    /// Those in the file at `path`, which only its owner can read; it is made if it is not there, and what an older
    /// one lacks is added.
    pub(super) fn kept_in(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            let secrets = Self::make()?;
            secrets.write(path)?;
            return Ok(secrets);
        }
        let text = fs::read_to_string(path).doing("read", path)?;
        let mut secrets: Self = serde_json::from_str(&text)
            .map_err(|error| Failure::broken(format!("could not read `{}`", path.display()), error))?;
        if secrets.address_book_key.is_empty() {
            secrets.address_book_key = Self::make()?.address_book_key;
            secrets.write(path)?;
        }
        Ok(secrets)
    }

    fn write(&self, path: &Path) -> Result<(), Failure> {
        let json =
            serde_json::to_vec(self).map_err(|error| Failure::broken("could not write secrets", error))?;
        kept_file::write(path, &json)
    }

    pub(super) fn hash_key(&self) -> Result<HashKey, Failure> {
        let token =
            Token::parse(&self.hash_key).map_err(|error| Failure::broken("could not read secrets", error))?;
        Ok(HashKey::new(token.into_bytes()))
    }

    pub(super) fn address_key(&self) -> Result<AddressBookKey, Failure> {
        AddressBookKey::parse(&self.address_book_key)
            .map_err(|error| Failure::broken("could not read secrets", error))
    }

    pub(super) fn pass_keys(&self) -> Result<PassKeys, Failure> {
        let keys = PassKeys::parse(&self.pass_keys).or_else(|_| {
            // The first secrets were written when there was one key, without a name.
            PassKeys::parse(&format!("k1:{}", self.pass_keys))
        });
        keys.map_err(|error| Failure::broken("could not read secrets", error))
    }

    /// Puts a new key before the one that signs, which stays good; one that was good before that is over.
    ///
    /// # Errors
    /// [`Failure::Broken`] if the file cannot be read or written.
    pub(crate) fn rotate_pass_keys(path: &Path) -> Result<PassKeys, Failure> {
        let mut secrets = Self::kept_in(path)?;
        let secret = random::bytes().map_err(|error| Failure::broken("could not make secrets", error))?;
        let rotated = secrets.pass_keys()?.rotated(secret);
        secrets.pass_keys = rotated.spell();
        secrets.write(path)?;
        Ok(rotated)
    }

    pub(super) fn webhook_secret(&self) -> Secret {
        Secret::new(self.webhook_secret.clone())
    }

    pub(super) fn webhook_text(&self) -> String {
        self.webhook_secret.clone()
    }

    pub(super) fn payments_key(&self) -> Secret {
        Secret::new(self.payments_key.clone())
    }

    pub(super) fn payments_text(&self) -> String {
        self.payments_key.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn secrets_from_before_addresses_were_kept_get_a_key_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.json");
        let older = r#"{"address_key":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U","pass_key":"k","webhook_secret":"w","payments_key":"p"}"#;
        fs::File::create(&path).and_then(|mut file| file.write_all(older.as_bytes())).unwrap();
        let first = Secrets::kept_in(&path).unwrap();
        assert_eq!(first.hash_key, "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U");
        assert!(first.address_key().is_ok());
        assert_eq!(Secrets::kept_in(&path).unwrap().address_book_key, first.address_book_key);
    }
}
