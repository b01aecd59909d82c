//! Tokens: 43 characters, and each token is spelt in one way only.

use domain::token::Token;

use crate::ITERATIONS;

/// Whether `text` is base64url of 256 bits: the last character carries four of them, the other two are 0.
fn spells_256_bits(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let last_is_whole = || text.ends_with(|last| "AEIMQUYcgkosw048".contains(last));
    text.len() == 43 && text.bytes().all(is_letter) && last_is_whole()
}

fn check(text: &str) {
    match Token::parse(text) {
        Ok(token) => assert!(spells_256_bits(text) && token.reveal() == text),
        Err(_) => assert!(!spells_256_bits(text)),
    }
}

#[test]
fn no_token_is_read_from_any_text() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .for_each(|bytes: &[u8]| check(&String::from_utf8_lossy(bytes)));
}

#[test]
fn a_token_is_spelt_in_one_way() {
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(
        |(bytes, position, other): &([u8; 32], u8, u8)| {
            let mut text = Token::from_random(*bytes).reveal().into_bytes();
            let position = usize::from(*position) % text.len();
            text[position] = *other;
            check(&String::from_utf8_lossy(&text));
        },
    );
}
