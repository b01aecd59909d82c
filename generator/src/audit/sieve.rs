//! A sieve of hashes: it lets through each that was put in and few others, in two bytes for each. It is filled on all cores.

use std::sync::atomic::{AtomicU64, Ordering};

/// See the module.
#[derive(Debug)]
pub(super) struct Sieve {
    bits: Vec<AtomicU64>,
    /// How far a hash is shifted to become the number of a bit.
    shift: u32,
}

/// So many bits for each hash let through about one stranger in seventy.
const BITS_FOR_EACH: usize = 16;

impl Sieve {
    /// One with room for `count` hashes.
    pub(super) fn for_about(count: usize) -> Self {
        let bits = (count.saturating_mul(BITS_FOR_EACH)).next_power_of_two().max(64);
        let words = std::iter::repeat_with(AtomicU64::default).take(bits / 64);
        Self { bits: words.collect(), shift: 64 - bits.trailing_zeros() }
    }

    /// Puts one in.
    pub(super) fn put(&self, hash: u64) {
        for bit in self.bits_of(hash) {
            self.bits[bit / 64].fetch_or(1 << (bit % 64), Ordering::Relaxed);
        }
    }

    /// Whether it was put in, or may have been.
    pub(super) fn lets_through(&self, hash: u64) -> bool {
        self.bits_of(hash)
            .into_iter()
            .all(|bit| self.bits[bit / 64].load(Ordering::Relaxed) >> (bit % 64) & 1 == 1)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the shift leaves the number of a bit that is there")]
    fn bits_of(&self, hash: u64) -> [usize; 2] {
        let other = hash.wrapping_mul(0x9fb2_1c65_1e98_df25);
        [(hash >> self.shift) as usize, (other >> self.shift) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_comes_through_and_little_else() {
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let sieve = Sieve::for_about(1000);
        (0..1000).for_each(|number| sieve.put(hash(number)));
        assert!((0..1000).all(|number| sieve.lets_through(hash(number))));
        let strangers = (1000..101_000).filter(|number| sieve.lets_through(hash(*number))).count();
        assert!(strangers < 3000, "{strangers}");
    }
}
