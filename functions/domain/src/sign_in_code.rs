//! The six digits that sign in the browser that asked, when the mail is read on another device.

use std::fmt;

/// How many wrong codes a browser may try before it must ask again.
///
/// Five guesses at a million codes: one chance in 200,000 for each mail, and mails are limited by the hour.
pub const CODE_ATTEMPTS: u32 = 5;

/// Six digits. `Debug` hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInCode(String);

/// The text is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has six digits")]
pub struct NotACode;

impl SignInCode {
    /// A code from bytes of the system's random source. A million divides 2⁶⁴ with a remainder so small that no
    /// code is likelier than another by more than one part in 10¹³.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        let number = bytes.into_iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(byte));
        Self(format!("{:06}", number % 1_000_000))
    }

    /// The code that was typed. Spaces and hyphens between the digits are nobody's mistake.
    ///
    /// # Errors
    /// [`NotACode`] unless six ASCII digits remain.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let is_code = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { Ok(Self(digits)) } else { Err(NotACode) }
    }

    /// The six digits, for the mail.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SignInCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignInCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_read_however_they_are_grouped() {
        for text in ["123456", " 123 456 ", "123-456", "12 34 56"] {
            assert_eq!(SignInCode::parse(text).as_ref().map(SignInCode::reveal), Ok("123456"), "{text:?}");
        }
        for text in ["", "12345", "1234567", "12345a", "１２３４５６", "+12345"] {
            assert_eq!(SignInCode::parse(text), Err(NotACode), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_code_can_be_typed(bytes in any::<[u8; 32]>()) {
            let code = SignInCode::from_random(bytes);
            prop_assert_eq!(code.reveal().len(), 6);
            prop_assert_eq!(SignInCode::parse(code.reveal()), Ok(code.clone()));
            let debug = format!("{code:?}");
            prop_assert!(!debug.contains(code.reveal()));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            if let Ok(code) = SignInCode::parse(&text) {
                prop_assert_eq!(code.reveal().len(), 6);
            }
        }
    }
}
