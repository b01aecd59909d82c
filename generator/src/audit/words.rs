//! A text as words, so that how it is written does not matter: case, quotation marks, dashes, markup, soft hyphens
//! and composed or decomposed letters are all the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How many words in a row are a leak.
pub(super) const RUN: usize = 8;

/// Stands where one unit of a text ends and another begins: a paragraph, an attribute, a string. It parts words.
pub(super) const BLOCK: char = '\u{1f}';

/// Stands for an inline tag: a unit may end here, yet a word may go on.
pub(super) const INLINE: char = '\u{1e}';

/// The words of a text, as hashes, and where they stand.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// A hash of each word.
    pub(super) hashes: Vec<u64>,
    /// The bytes of the text that each word takes.
    spans: Vec<Range<usize>>,
    /// The words that are a unit all by themselves.
    pub(super) alone: Vec<usize>,
    /// The first word after the last inline mark of this block, if there was one.
    inline_from: Option<usize>,
    /// The first word of this block.
    block_from: usize,
}

/// A word that is being read.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    end: usize,
    hash: u64,
    /// Whether a letter must be normalised before it is compared.
    strange: bool,
    /// Whether the word was all of its unit, if it ends here.
    whole: bool,
}

impl Words {
    /// The words of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Becomes the words of `text`.
    pub(super) fn read(&mut self, text: &str) {
        self.hashes.clear();
        self.spans.clear();
        self.alone.clear();
        (self.inline_from, self.block_from) = (None, 0);
        let mut open: Option<Open> = None;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            match PLAIN[usize::from(*byte)] {
                STRANGE => at += self.grow(&mut open, at, text),
                GAP => {
                    self.close(open.take(), text);
                    at += 1;
                }
                _ => at = grow_plainly(&mut open, at, text.as_bytes()),
            }
        }
        self.close(open, text);
        self.block();
    }

    /// Takes the character at `at`, and says how many bytes it takes.
    fn grow(&mut self, open: &mut Option<Open>, at: usize, text: &str) -> usize {
        let Some(char) = text[at..].chars().next() else { return 1 };
        match sort(char) {
            Sort::Letter(folded) => grow(open, at, char, folded),
            Sort::Nothing => {}
            Sort::Inline => self.inline(open.as_mut()),
            Sort::Gap => self.close(open.take(), text),
            Sort::Block => {
                self.close(open.take(), text);
                self.block();
            }
        }
        char.len_utf8()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The bytes of the text that these words take.
    pub(super) fn span(&self, words: Range<usize>) -> Range<usize> {
        let first = self.spans.get(words.start).map_or(0, |span| span.start);
        let last = self.spans.get(words.end.saturating_sub(1)).map_or(first, |span| span.end);
        first..last.max(first)
    }

    /// The hash of each run of eight words, by its first.
    pub(super) fn runs(&self) -> impl Iterator<Item = u64> {
        runs(&self.hashes)
    }

    /// Whether the words of `part` stand in it in a row.
    pub(crate) fn contains(&self, part: &Self) -> bool {
        part.len() > 0 && self.hashes.windows(part.len()).any(|window| window == part.hashes)
    }

    fn close(&mut self, open: Option<Open>, text: &str) {
        let Some(word) = open else { return };
        if word.whole {
            self.alone.push(self.hashes.len());
        }
        let hash = if word.strange { hash_of(&folded(&text[word.start..word.end])) } else { word.hash };
        self.hashes.push(hash);
        self.spans.push(word.start..word.end);
    }

    fn inline(&mut self, open: Option<&mut Open>) {
        let next = self.hashes.len();
        if let Some(word) = open {
            word.whole = self.inline_from == Some(next);
            self.inline_from = Some(next + 1);
            return;
        }
        if self.inline_from.is_some_and(|from| from + 1 == next) {
            self.alone.push(next - 1);
        }
        self.inline_from = Some(next);
    }

    fn block(&mut self) {
        if self.hashes.len() == self.block_from + 1 {
            self.alone.push(self.block_from);
        }
        (self.block_from, self.inline_from) = (self.hashes.len(), None);
    }
}

/// The hash of each run of eight among these words.
pub(super) fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    let first = words.iter().take(RUN).fold(0, |hash, word| step(hash, *word));
    let first = (words.len() >= RUN).then_some(first);
    let rest = words.windows(RUN + 1).scan(first.unwrap_or_default(), |hash, window| {
        *hash = step(hash.wrapping_sub(window[0].wrapping_mul(HIGHEST)), window[RUN]);
        Some(*hash)
    });
    first.into_iter().chain(rest).map(finish)
}

/// The hash of a phrase of any length.
pub(super) fn phrase(words: &[u64]) -> u64 {
    finish(words.iter().fold(0, |hash, word| step(hash, *word)))
}

/// A word or words as they are compared.
pub(super) fn folded(text: &str) -> String {
    let letters = text.nfkc().filter(|char| !matches!(sort(*char), Sort::Nothing | Sort::Inline));
    letters.flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc().collect()
}

/// What a character means for words.
enum Sort {
    /// Part of a word; what it is folded to, if that takes no more than itself.
    Letter(Option<char>),
    /// As if it were not there.
    Nothing,
    Inline,
    Gap,
    Block,
}

fn sort(char: char) -> Sort {
    match char {
        'a'..='z' | '0'..='9' => Sort::Letter(Some(char)),
        'A'..='Z' => Sort::Letter(Some(char.to_ascii_lowercase())),
        INLINE => Sort::Inline,
        BLOCK => Sort::Block,
        '\0'..='\u{7f}' => Sort::Gap,
        'ß' => Sort::Letter(None),
        'à'..='ö' | 'ø'..='ÿ' => Sort::Letter(Some(char)),
        'À'..='Ö' | 'Ø'..='Þ' => Sort::Letter(char.to_lowercase().next()),
        '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            Sort::Nothing
        }
        _ if char.is_alphanumeric() || is_combining_mark(char) => Sort::Letter(None),
        _ => Sort::Gap,
    }
}

/// A byte of ASCII at which a word ends.
const GAP: u8 = 1;

/// A byte of which only [`sort`] knows what it means.
const STRANGE: u8 = 0;

/// What each byte means: a letter or digit of ASCII, as most are, is what it is folded to.
const PLAIN: [u8; 256] = {
    let mut plain = [STRANGE; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            plain[byte as usize] = byte.to_ascii_lowercase();
        } else if byte as char != BLOCK && byte as char != INLINE {
            plain[byte as usize] = GAP;
        }
        byte += 1;
    }
    plain
};

/// Takes all plain letters from `at` on into the word, and says where they end.
fn grow_plainly(open: &mut Option<Open>, at: usize, text: &[u8]) -> usize {
    let word = opened(open, at);
    let letters = text[at..].iter().map(|byte| PLAIN[usize::from(*byte)]).take_while(|folded| *folded > GAP);
    let grown = letters.fold((word.hash, at), |(hash, end), folded| (mix(hash, folded.into()), end + 1));
    (word.hash, word.end) = grown;
    word.end
}

fn opened(open: &mut Option<Open>, at: usize) -> &mut Open {
    let word = open.get_or_insert(Open { start: at, end: at, hash: 0, strange: false, whole: false });
    (word.end, word.whole) = (at, false);
    word
}

fn grow(open: &mut Option<Open>, at: usize, char: char, folded: Option<char>) {
    let word = opened(open, at);
    word.end = at + char.len_utf8();
    match folded {
        Some(folded) => word.hash = mix(word.hash, folded),
        None => word.strange = true,
    }
}

fn hash_of(word: &str) -> u64 {
    word.chars().fold(0, mix)
}

fn mix(hash: u64, char: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(char)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// `STEP` to the power of the words in a run but one: what the first of them was multiplied with.
const HIGHEST: u64 = {
    let (mut power, mut word) = (1u64, 1);
    while word < RUN {
        power = power.wrapping_mul(STEP);
        word += 1;
    }
    power
};

fn step(hash: u64, word: u64) -> u64 {
    hash.wrapping_mul(STEP).wrapping_add(word)
}

fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Words::of(one).hashes == Words::of(other).hashes
    }

    #[test]
    fn how_a_text_is_written_does_not_matter() {
        assert!(same("Støtt, men ikke «stivt»!", "STØTT – men\nikke 'stivt'"));
        assert!(same("bla\u{30a}b\u{e6}r", "blåbær"));
        assert!(same("Strasse οδος", "Straße ΟΔΟΣ"));
        assert!(same("hjerte\u{ad}banken er ﬁn", "hjertebanken er fin"));
        assert!(same("Hem\u{1e}melig", "hemmelig") && !same("Hem\u{1f}melig", "hemmelig"));
        assert!(!same("hemmelig", "hemmeleg"));
    }

    proptest! {
        #[test]
        fn words_are_what_is_left_between_gaps_letter_by_letter(text in "[a-cA-C0-9 ,.æÅßé\u{30a}\u{ad}\u{1e}\u{1f}ﬁΣ-]*") {
            let is_gap = |char: char| matches!(sort(char), Sort::Gap | Sort::Block);
            let words = text.split(is_gap).map(folded).filter(|word| !word.is_empty());
            prop_assert_eq!(Words::of(&text).hashes, words.map(|word| hash_of(&word)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn each_run_of_eight_has_the_hash_of_its_words_wherever_it_stands() {
        let words = Words::of("en to tre fire fem seks sju åtte ni ti elleve");
        let runs: Vec<u64> = words.runs().collect();
        assert_eq!(runs.len(), 4);
        for (index, run) in runs.iter().enumerate() {
            assert_eq!(*run, phrase(&words.hashes[index..index + RUN]));
        }
        assert_eq!(Words::of("en to tre fire fem seks sju").runs().count(), 0);
    }

    #[test]
    fn a_word_that_is_a_whole_unit_is_known() {
        let alone = |text: &str| {
            let words = Words::of(text);
            let mut alone: Vec<usize> = words.alone.clone();
            alone.dedup();
            alone
        };
        assert_eq!(alone("Pust"), [0]);
        assert_eq!(alone("Pust ut"), Vec::<usize>::new());
        assert_eq!(alone("Les \u{1e}Pust\u{1e}, den er fin"), [1]);
        assert_eq!(alone("Les \u{1e}Pust\u{1e}en, den er fin"), Vec::<usize>::new());
        assert_eq!(alone("Les om\u{1f}Pust.\u{1f}Og mer"), [2]);
    }
}
