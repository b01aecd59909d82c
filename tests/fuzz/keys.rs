//! Pass keys and sign-in codes: each is spelt in one way, whatever else is sent.

use domain::pass::PassKeys;
use domain::sign_in_code::SignInCode;

use crate::ITERATIONS;
use crate::text::OddText;

#[test]
fn keys_read_back_as_they_were_spelt() {
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(
        |(names, secrets, odd): &(Vec<u8>, Vec<[u8; 32]>, OddText)| {
            let named = |(name, secret): (&u8, &[u8; 32])| {
                format!("k{name}:{}", domain::token::Token::from_random(*secret).reveal())
            };
            let spelt: Vec<String> = names.iter().zip(secrets).map(named).collect();
            for text in [spelt.join(","), format!("{}{}", spelt.join(","), odd.text()), odd.text()] {
                if let Ok(keys) = PassKeys::parse(&text) {
                    assert_eq!(keys.spell(), text);
                }
            }
        },
    );
}

#[test]
fn a_code_is_six_digits() {
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(|text: &OddText| {
        if let Ok(code) = SignInCode::parse(&text.text()) {
            assert!(code.reveal().len() == 6 && code.reveal().bytes().all(|byte| byte.is_ascii_digit()));
        }
    });
}
