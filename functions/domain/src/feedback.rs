//! What members write about a lesson.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::lesson::LessonKey;
use crate::limit::Limit;

/// How many characters it may have.
pub const MOST_CHARACTERS: usize = 2_000;

/// How often a member may write within a day, about whatever lesson.
pub const FEEDBACK_OF_MEMBER: Limit =
    Limit { name: "feedback-of", most: 20, window: jiff::SignedDuration::from_hours(24) };

/// What a member has written: words in lines, without signs that only steer a terminal or a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback(String);

/// Why a text is no [`Feedback`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFeedback {
    /// Nothing was written.
    #[error("nothing was written")]
    Empty,
    /// It has more than [`MOST_CHARACTERS`].
    #[error("it has more than {MOST_CHARACTERS} characters")]
    TooLong,
}

impl Feedback {
    /// What `text` says. Lines end as they do here, however a browser ends them; control characters are left out.
    ///
    /// # Errors
    /// [`NotFeedback`] if nothing is left, or more than [`MOST_CHARACTERS`].
    pub fn parse(text: &str) -> Result<Self, NotFeedback> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let plain: String = text.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect();
        match plain.trim() {
            "" => Err(NotFeedback::Empty),
            plain if plain.chars().count() > MOST_CHARACTERS => Err(NotFeedback::TooLong),
            plain => Ok(Self(plain.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is known by among what one member has written: the same words about the same lesson are written once.
    #[must_use]
    pub fn key(&self, lesson: &LessonKey) -> String {
        let digest = Sha256::digest(self.0.as_bytes());
        format!("{lesson}#{}", URL_SAFE_NO_PAD.encode(&digest[..16]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_what_steers_a_terminal_does_not() {
        let feedback = Feedback::parse("  Fint!\r\n\u{1b}[31mRødt\u{7} \u{9b}2J\rSlutt\t.  ").unwrap();
        assert_eq!(feedback.as_str(), "Fint!\n[31mRødt 2J\nSlutt.");
    }

    #[test]
    fn nothing_and_too_much_are_told_apart() {
        assert_eq!(Feedback::parse(" \r\n\u{1b} "), Err(NotFeedback::Empty));
        assert!(Feedback::parse(&"å".repeat(MOST_CHARACTERS)).is_ok());
        assert_eq!(Feedback::parse(&"å".repeat(MOST_CHARACTERS + 1)), Err(NotFeedback::TooLong));
    }

    #[test]
    fn the_same_words_about_the_same_lesson_have_one_key() {
        let (one, two) = (LessonKey::parse("1/2026-08/pust"), LessonKey::parse("1/2026-08/puls"));
        let (one, two) = (one.unwrap(), two.unwrap());
        let feedback = Feedback::parse("Fint\r\n").unwrap();
        assert_eq!(feedback.key(&one), Feedback::parse("\nFint").unwrap().key(&one));
        assert_ne!(feedback.key(&one), feedback.key(&two));
        assert_ne!(feedback.key(&one), Feedback::parse("Fint!").unwrap().key(&one));
    }
}
