//! Where something stands in a text, as people are told it.

/// The line and column, both from 1, of the byte `offset`; a column is a character. The end of the text, if `offset` is beyond
/// it or within a character.
#[must_use]
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn a_position_counts_from_one_and_in_characters() {
        assert_eq!(position("é\nåbc", 5), (2, 2));
        assert_eq!(position("abc", 0), (1, 1));
    }
}
