//! Sealed addresses: nothing opens but what the key sealed, where it was sealed for.

use domain::address::EmailAddress;
use domain::address_book::AddressBookKey;

use crate::ITERATIONS;

const PLACE: &str = "audience#a/students";

#[test]
fn nothing_opens_but_what_was_sealed() {
    let key = AddressBookKey::new([7; 32]);
    let kari = EmailAddress::parse("kari@example.no").expect("an address");
    let sealed = key.seal(&kari, PLACE, [9; 24]);
    bolero::check!().with_iterations(ITERATIONS).with_type().for_each(
        |(bytes, cut, place): &(Vec<u8>, u8, String)| {
            let kept = usize::from(*cut).min(sealed.len());
            for other in [bytes.clone(), [&sealed[..kept], bytes].concat(), [bytes, &sealed[kept..]].concat()]
            {
                let opened = key.open(&other, PLACE);
                assert_eq!(opened.is_ok(), other == sealed);
            }
            assert_eq!(key.open(&sealed, place).is_ok(), place == PLACE);
        },
    );
}
