//! Random bytes and ids from the operating system.

use std::time::Duration;

use domain::token::Token;

use crate::failure::Broken;

/// So many random bytes.
///
/// # Errors
/// [`Broken`] if the operating system has none to give.
pub fn bytes<const COUNT: usize>() -> Result<[u8; COUNT], Broken> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|error| Broken::new("asking for random bytes", &error))?;
    Ok(bytes)
}

/// A fresh token of 256 bits.
///
/// # Errors
/// As [`bytes`].
pub fn token() -> Result<Token, Broken> {
    bytes().map(Token::from_random)
}

/// Waits for between half of `about` and all of it, so that those who met once do not meet again.
pub(crate) async fn pause(about: Duration) -> Result<(), Broken> {
    let part = u32::from(bytes::<1>()?[0]);
    tokio::time::sleep(about / 2 + about / 2 * part / 255).await;
    Ok(())
}

/// A fresh id of 120 bits for a row: 20 characters of base64url.
///
/// # Errors
/// As [`bytes`].
pub fn id() -> Result<String, Broken> {
    token().map(|token| token.reveal()[..20].to_owned())
}
