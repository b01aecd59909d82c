//! The literal wording keys in a template's source: every `t(key="…")`, and where it stands.

/// A wording key that a template names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call<'a> {
    pub key: &'a str,
    /// Where the key begins, in bytes.
    pub offset: usize,
}

/// Every key that `source` names literally. A key that is put together (`"a-" ~ b`) is not among them.
pub(crate) fn literal_keys(source: &str) -> Vec<Call<'_>> {
    let starts = source.match_indices("t(").map(|(at, _)| at).filter(|at| is_whole_name(source, *at));
    starts.filter_map(|at| key_of_call(source, at + 2)).collect()
}

/// Whether the `t` at `at` is a name of its own and not the end of a longer one.
fn is_whole_name(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.')
}

fn key_of_call(source: &str, arguments: usize) -> Option<Call<'_>> {
    let rest = &source[arguments..];
    let quoted = rest.trim_start().strip_prefix("key")?.trim_start().strip_prefix('=')?.trim_start();
    let text = quoted.strip_prefix('"')?;
    let (key, after) = text.split_once('"')?;
    let ends = after.trim_start().starts_with([',', ')']);
    ends.then(|| Call { key, offset: source.len() - text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(source: &str) -> Vec<&str> {
        literal_keys(source).into_iter().map(|call| call.key).collect()
    }

    #[test]
    fn keys_are_found_wherever_a_call_stands() {
        assert_eq!(keys(r#"{{ t(key="one") }} <a b={t( key = "two", count=1)}>"#), ["one", "two"]);
    }

    #[test]
    fn a_key_that_is_put_together_is_left_for_rendering() {
        assert!(keys(r#"{{ t(key="mail-" ~ key) }} {{ t(key=name) }}"#).is_empty());
    }

    #[test]
    fn other_functions_ending_in_t_are_not_meant() {
        assert!(keys(r#"{{ get(key="a") }} {{ x.t(key="b") }}"#).is_empty());
    }
}
