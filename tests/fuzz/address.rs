//! Addresses: what is taken for one can stand in a mail's header and reads back as itself, and so does its mailbox.

use domain::address::EmailAddress;

use crate::ITERATIONS;
use crate::text::OddText;

fn check(text: &str) {
    let Ok(address) = EmailAddress::parse(text) else { return };
    let plain = address.as_str();
    assert!(plain.len() <= 254 && plain.is_ascii());
    assert!(
        plain.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"(),:;<>[]\\".contains(&byte)),
        "{plain}"
    );
    assert!(!plain.bytes().any(|byte| byte.is_ascii_uppercase()), "{plain}");
    assert_eq!(plain.matches('@').count(), 1, "{plain}");
    assert_eq!(EmailAddress::parse(plain).as_ref(), Ok(&address), "{plain}");
    let mailbox = address.mailbox();
    assert_eq!(EmailAddress::parse(mailbox.as_str()).as_ref(), Ok(&mailbox), "{plain}");
    assert_eq!(mailbox.mailbox(), mailbox, "{plain}");
}

#[test]
fn no_bytes_become_an_address_that_a_header_cannot_hold() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .for_each(|bytes: &[u8]| check(&String::from_utf8_lossy(bytes)));
}

#[test]
fn an_address_reads_back_as_itself() {
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(
        |(local, domain, end): &(OddText, OddText, OddText)| {
            check(&format!("{}@{}.{}", local.text(), domain.text(), end.text()));
            check(&format!("kari@{}.no", domain.text()));
            check(&format!("{}@example.no", local.text()));
        },
    );
}
