//! A style sheet without comments and needless blanks. It goes by the signs that end something in any grammar of CSS,
//! so it knows no property and need not learn new ones. Source: W3C, "CSS Syntax Module Level 3", 4.

/// `css`, smaller, and saying the same.
#[must_use]
pub(super) fn smaller(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    let mut blank = false;
    while let Some(piece) = piece(rest) {
        rest = &rest[piece.text().len()..];
        match piece {
            Piece::Blank(_) => blank = true,
            // It parts two words, as a blank would, but is none.
            Piece::Comment(_) if !blank && rest.starts_with(is_word) && small.ends_with(is_word) => {
                small.push_str("/**/");
            }
            Piece::Comment(_) => {}
            Piece::Kept(text) => {
                if blank
                    && !small.is_empty()
                    && !small.ends_with(needs_none_behind)
                    && !text.starts_with(needs_none_before)
                {
                    small.push(' ');
                }
                if text == "}" && small.ends_with(';') {
                    small.pop();
                }
                small.push_str(text);
                blank = false;
            }
        }
    }
    small
}

enum Piece<'a> {
    Blank(&'a str),
    Comment(&'a str),
    /// A string, an address, or a letter with what is escaped in it.
    Kept(&'a str),
}

impl<'a> Piece<'a> {
    fn text(&self) -> &'a str {
        match self {
            Self::Blank(text) | Self::Comment(text) | Self::Kept(text) => text,
        }
    }
}

/// The first piece of `css`, if anything is left.
fn piece(css: &str) -> Option<Piece<'_>> {
    let first = css.chars().next()?;
    let up_to = |end: Option<usize>| &css[..end.unwrap_or(css.len())];
    Some(match first {
        _ if first.is_ascii_whitespace() => Piece::Blank(&css[..first.len_utf8()]),
        '/' if css.starts_with("/*") => Piece::Comment(up_to(css[2..].find("*/").map(|at| at + 4))),
        '"' | '\'' => Piece::Kept(up_to(end_of_string(css, first))),
        'u' | 'U' if is_bare_address(css) => Piece::Kept(up_to(css.find(')').map(|at| at + 1))),
        '\\' => Piece::Kept(up_to(css.char_indices().nth(2).map(|(at, _)| at))),
        _ => Piece::Kept(&css[..first.len_utf8()]),
    })
}

fn end_of_string(css: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let ends = |(_, letter): &(usize, char)| {
        let ends = *letter == quote && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    };
    css.char_indices().skip(1).find(ends).map(|(at, _)| at + 1)
}

/// `url(` without quotes, where `/*` is no comment.
fn is_bare_address(css: &str) -> bool {
    let opens = css.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
    opens && !css[4..].trim_start().starts_with(['"', '\''])
}

fn is_word(letter: char) -> bool {
    !letter.is_ascii_whitespace() && !"{};,".contains(letter)
}

/// A blank may be told from none before `:`, `(`, `+` and others, but not here.
fn needs_none_before(letter: char) -> bool {
    "{};,)>!".contains(letter)
}

fn needs_none_behind(letter: char) -> bool {
    "{};,:(>".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::smaller;

    #[test]
    fn blanks_and_comments_go_where_nothing_reads_them() {
        let css = "/* Paper */\na ,\nb > c {\n  color : red ;\n  margin: 0 auto !important;\n}\n\n@media ( min-width: 40em ) {\n  d { e: f }\n}\n";
        assert_eq!(smaller(css), "a,b>c{color :red;margin:0 auto!important}@media (min-width:40em){d{e:f}}");
    }

    #[test]
    fn blanks_stay_where_they_mean_something() {
        for css in [
            "a{width:calc(1rem + .45vw)}",
            "a :hover,a:not(.b) .c{x:y}",
            "@media screen and (min-width:1px){a{b:c}}",
            "a{margin:-1px -2px}",
            ".a\\:b{c:d}",
        ] {
            assert_eq!(smaller(css), css);
        }
    }

    #[test]
    fn strings_and_addresses_stay_as_they_are() {
        for css in [
            "a{content:\" /* x */ ; \\\" } \"}",
            "a{b:url(data:x;/*y*/,  z)}",
            "a{b:url(\"c  d\")}",
            "a{content:'  '}",
        ] {
            assert_eq!(smaller(css), css);
        }
    }

    #[test]
    fn words_that_a_comment_parts_stay_parted() {
        assert_eq!(smaller("a{b:c/* x */d}e/**/.f{g:h} /* i */ j{}"), "a{b:c/**/d}e/**/.f{g:h}j{}");
    }

    #[test]
    fn what_is_broken_off_is_kept() {
        for css in ["a{b:\"c", "/*", "url(", "\\", "a{b:'\\"] {
            assert!(smaller(css).len() <= css.len(), "{css}");
        }
    }
}
