//! Webhooks: whatever is sent, nothing is believed but what a secret of ours signed, and nothing is read but plain ids.
//!
//! The sources are the functions' own. Taken by their paths, they come without the clients of AWS, so that the fuzzer
//! builds in seconds.

use bolero::{TypeGenerator, generator};
use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

use crate::ITERATIONS;
use crate::provider::hint::{ProviderId, Subject};
use crate::provider::stripe::{event, signature};
use crate::text::OddText;

const SECRET: &str = "whsec_fuzz";
const NOW: i64 = 1_000_000;

fn is_believed(header: &str, body: &[u8]) -> bool {
    signature::is_valid(header, body, [SECRET], Timestamp::from_second(NOW).unwrap())
}

/// What the secret signs `body` with at `second`, which is spelt so.
fn hex(second: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(second.as_bytes());
    mac.update(b".");
    mac.update(body);
    format!("{:x}", mac.finalize().into_bytes())
}

/// The header is believed only if it says the time that was signed, and the signature.
fn check_header(header: &str, body: &[u8]) {
    if is_believed(header, body) {
        let times = header.split(',').filter_map(|part| part.trim().strip_prefix("t="));
        let is_signed = |second: &str| header.to_lowercase().contains(&hex(second, body));
        assert!(times.into_iter().any(is_signed), "{header} is believed");
    }
}

#[test]
fn no_header_is_believed_that_our_secret_did_not_sign() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let (header, body) = bytes.split_at(bytes.len() / 2);
        check_header(&String::from_utf8_lossy(header), body);
    });
}

#[test]
fn no_odd_text_around_a_signature_makes_another_one_good() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .with_generator((OddText::produce(), OddText::produce(), generator::produce()))
        .for_each(|(before, after, body): &(OddText, OddText, Vec<u8>)| {
            let good = format!("t={NOW},v1={}", hex(&NOW.to_string(), body));
            assert!(is_believed(&good, body));
            assert!(is_believed(&format!("{good},{}", after.text()), body), "what comes after does no harm");
            check_header(&format!("{}{good}", before.text()), body);
            let mut other = body.clone();
            other.push(b'x');
            assert!(!is_believed(&good, &other));
        });
}

fn check_event(body: &[u8]) {
    let Some(hint) = event::read(body) else { return };
    let text = std::str::from_utf8(body).unwrap();
    let about = match hint.subject {
        Subject::Session(id) | Subject::Subscription(id) | Subject::Bill(id) | Subject::Payment(id) => {
            Some(id)
        }
        Subject::Other => None,
    };
    for id in about.iter().map(ProviderId::as_str).chain([hint.event.as_str()]) {
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        assert!(plain && (1..=255).contains(&id.len()), "{id} is no plain id");
        assert!(text.contains(id) || text.contains('\\'), "{id} was made up");
    }
}

#[test]
fn no_bytes_make_the_reading_of_an_event_panic_or_name_what_is_no_id() {
    bolero::check!().with_iterations(ITERATIONS).for_each(check_event);
}

#[test]
fn no_odd_text_in_an_event_gets_into_a_path_or_a_key() {
    bolero::check!()
        .with_iterations(ITERATIONS)
        .with_generator((OddText::produce(), OddText::produce(), OddText::produce(), 0_usize..6))
        .for_each(|(id, object, payment, kind): &(OddText, OddText, OddText, usize)| {
            let kinds = [
                "checkout.session.completed",
                "customer.subscription.updated",
                "invoice.paid",
                "charge.refunded",
                "charge.dispute.closed",
                "a.kind.of.next.year",
            ];
            let event = serde_json::json!({
                "id": format!("evt_{}", id.text()),
                "type": kinds[*kind],
                "data": { "object": {
                    "id": format!("cs_{}", object.text()), "payment_intent": format!("pi_{}", payment.text()),
                } },
            });
            check_event(event.to_string().as_bytes());
        });
}
