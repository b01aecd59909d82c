//! The secrets of one `serve`: made at the first start, and kept with the data that depends on them.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use domain::address::AddressKey;
use domain::pass::PassKey;
use domain::slug::Slug;
use domain::token::Token;
use functions::random;
use functions::settings::Secret;
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, IoContext as _};

/// What must be the same when `serve` is started again.
#[derive(Serialize, Deserialize)]
pub(super) struct Secrets {
    address_key: String,
    pass_key: String,
    webhook_secret: String,
    payments_key: String,
}

impl Secrets {
    /// New ones.
    pub(super) fn make() -> Result<Self, Failure> {
        let text = || random::token().map(|token| token.reveal());
        let make = || {
            Ok::<_, functions::failure::Broken>(Self {
                address_key: text()?,
                pass_key: text()?,
                webhook_secret: text()?,
                payments_key: text()?,
            })
        };
        make().map_err(|error| Failure::broken("could not make secrets", error))
    }

    /// Those in the file at `path`, which only its owner can read; it is made if it is not there.
    pub(super) fn kept_in(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            let secrets = Self::make()?;
            secrets.write(path)?;
            return Ok(secrets);
        }
        let text = fs::read_to_string(path).doing("read", path)?;
        serde_json::from_str(&text)
            .map_err(|error| Failure::broken(format!("could not read `{}`", path.display()), error))
    }

    fn write(&self, path: &Path) -> Result<(), Failure> {
        let json =
            serde_json::to_vec(self).map_err(|error| Failure::broken("could not write secrets", error))?;
        let beside = path.with_extension("new");
        let mut file = private_file(&beside).doing("create", &beside)?;
        file.write_all(&json).and_then(|()| file.sync_all()).doing("write", &beside)?;
        fs::rename(&beside, path).doing("create", path)
    }

    pub(super) fn address_key(&self) -> Result<AddressKey, Failure> {
        bytes(&self.address_key).map(AddressKey::new)
    }

    pub(super) fn pass_key(&self) -> Result<PassKey, Failure> {
        let kid = Slug::parse("k1").map_err(|error| Failure::broken("could not name a key", error))?;
        Ok(PassKey::new(kid, bytes(&self.pass_key)?))
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

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn bytes(text: &str) -> Result<[u8; 32], Failure> {
    let token = Token::parse(text).map_err(|error| Failure::broken("could not read secrets", error))?;
    Ok(token.into_bytes())
}
