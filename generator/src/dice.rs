//! Dice that fall the same way for the same seed, so that what went wrong once can be watched again.

use std::str::FromStr;

/// A sequence of numbers that looks random and is not: splitmix64, by Sebastiano Vigna (prng.di.unimi.it).
#[derive(Clone, Debug, Default)]
pub struct Dice(u64);

/// How much of something: from 0, none, to 1, all.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Dice {
    /// The dice of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice of their own for whoever has this number, so that nobody's throws depend on what others do.
    #[must_use]
    pub fn for_number(&self, number: u64) -> Self {
        let mut own = Self(self.0 ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(own.throw())
    }

    /// A whole number below `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.throw() % bound.max(1)
    }

    /// Whether something happens that happens this often.
    pub fn says(&mut self, share: Share) -> bool {
        self.fraction() < share.0
    }

    /// A number from 0, below 1.
    pub fn fraction(&mut self) -> f64 {
        let high = u32::try_from(self.throw() >> 32).unwrap_or_default();
        f64::from(high) / (f64::from(u32::MAX) + 1.0)
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Share {
    /// Never.
    pub const NONE: Self = Self(0.0);
    /// Always.
    pub const ALL: Self = Self(1.0);

    /// So many of a hundred; more than a hundred are a hundred.
    #[must_use]
    pub fn percent(percent: u8) -> Self {
        Self(f64::from(percent.min(100)) / 100.0)
    }

    /// In per cent, as `20 %`.
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{} %", (self.0 * 1000.0).round() / 10.0)
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
        share.map(Self).ok_or("write a share from 0 to 1, as in 0.2")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let throws = |seed| {
            let mut dice = Dice::new(seed);
            [dice.below(1000), dice.below(1000), dice.below(1000)]
        };
        assert_eq!(throws(1), throws(1));
        assert_ne!(throws(1), throws(2));
        assert_ne!(Dice::new(1).for_number(1).below(1 << 40), Dice::new(1).for_number(2).below(1 << 40));
        // The first number that the author's own program prints for seed 0.
        assert_eq!(Dice::new(0).throw(), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn a_share_is_met_about_as_often_as_it_says() {
        let mut dice = Dice::new(7);
        let count = (0..10_000).filter(|_| dice.says(Share::percent(20))).count();
        assert!((1850..2150).contains(&count), "{count}");
        assert!((0..1000).all(|_| !dice.says(Share::NONE) && dice.says(Share::ALL)));
    }

    #[test]
    fn a_share_is_from_none_to_all() {
        assert_eq!("0.2".parse::<Share>().unwrap().in_words(), "20 %");
        assert_eq!("0.125".parse::<Share>().unwrap().in_words(), "12.5 %");
        for nonsense in ["-0.1", "1.1", "20%", "NaN", "inf", ""] {
            assert!(nonsense.parse::<Share>().is_err(), "{nonsense}");
        }
    }
}
