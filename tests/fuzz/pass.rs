//! Passes: nothing verifies but what the key signed, and that only until it expires.

use std::collections::BTreeMap;

use bolero::TypeGenerator;
use domain::calendar::{MonthRange, ReleaseMonth};
use domain::level::LevelId;
use domain::pass::{Claims, PassKey};
use domain::slug::Slug;
use jiff::Timestamp;

use crate::ITERATIONS;

fn key() -> PassKey {
    PassKey::new(Slug::parse("k1").unwrap(), [7; 32])
}

fn at(second: u32) -> Timestamp {
    Timestamp::from_second(i64::from(second)).unwrap()
}

/// A pass that the key signed, and what is done to it.
#[derive(Clone, Debug, TypeGenerator)]
struct Tampering {
    member: String,
    issued: u32,
    lasts: u16,
    levels: Vec<(u8, u16, u16)>,
    edits: Vec<Edit>,
    now: u32,
    near: bool,
}

#[derive(Clone, Debug, TypeGenerator)]
enum Edit {
    Put(u16, u8),
    Add(u16, u8),
    Cut(u16, u8),
    Swap(u8, u8),
}

impl Tampering {
    fn claims(&self) -> Claims {
        let first = ReleaseMonth::parse("2026-01").unwrap();
        let month = |after: u16| first.plus(i32::from(after));
        let levels = self.levels.iter().map(|(level, from, to)| {
            (LevelId::new(level % 99 + 1).unwrap(), MonthRange(month(*from), month(*to)))
        });
        Claims {
            member: self.member.clone(),
            issued: i64::from(self.issued),
            expires: i64::from(self.issued) + i64::from(self.lasts),
            levels: levels.collect::<BTreeMap<_, _>>(),
        }
    }

    /// An instant, now and then one right beside the end.
    fn now(&self, claims: &Claims) -> Timestamp {
        let beside = || Timestamp::from_second(claims.expires + i64::from(self.now % 3) - 1).unwrap();
        if self.near { beside() } else { at(self.now) }
    }
}

impl Edit {
    fn apply(&self, pass: &mut Vec<u8>) {
        match *self {
            Self::Put(position, byte) => {
                let position = usize::from(position) % pass.len().max(1);
                pass.splice(position..(position + 1).min(pass.len()), [byte]);
            }
            Self::Add(position, byte) => pass.insert(usize::from(position) % (pass.len() + 1), byte),
            Self::Cut(position, length) => {
                let position = usize::from(position) % (pass.len() + 1);
                pass.drain(position..(position + usize::from(length)).min(pass.len()));
            }
            Self::Swap(one, other) => swap_parts(pass, one, other),
        }
    }
}

fn swap_parts(pass: &mut Vec<u8>, one: u8, other: u8) {
    let mut parts: Vec<&[u8]> = pass.split(|byte| *byte == b'.').collect();
    let (one, other) = (usize::from(one) % parts.len(), usize::from(other) % parts.len());
    parts.swap(one, other);
    *pass = parts.join(&b'.');
}

#[test]
fn no_text_verifies_that_the_key_did_not_sign() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        assert!(key().verify(&text, at(0)).is_err(), "{text}");
        assert!(key().verify(&format!("v1.k1.{text}"), at(0)).is_err(), "{text}");
    });
}

#[test]
fn a_pass_verifies_until_it_expires_and_an_altered_one_never() {
    bolero::check!().with_iterations(ITERATIONS / 10).with_type().for_each(|tampering: &Tampering| {
        let claims = tampering.claims();
        let (pass, now) = (key().sign(&claims), tampering.now(&claims));
        let mut altered = pass.clone().into_bytes();
        tampering.edits.iter().for_each(|edit| edit.apply(&mut altered));
        let altered = String::from_utf8_lossy(&altered);
        let is_good = altered == pass && now.as_second() < claims.expires;
        assert_eq!(key().verify(&altered, now).ok(), is_good.then_some(claims));
    });
}
