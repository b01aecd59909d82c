//! What the edge takes: a small file, and less of the language than the engines here.
//!
//! From "`JavaScript` runtime 2.0 features for `CloudFront` Functions" in Amazon's developer guide: ES 5.1 with
//! `const`, `let`, arrow functions, templates, `async` and `await`, and a list of methods. So this is a list of what
//! is allowed, and anything else is refused. `await` in arguments and `async` closures are named there as not
//! supported.

use std::collections::BTreeSet;

use super::*;

/// A piece of the file, as far as the rules need to tell them apart.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Sign(String),
    Number(String),
    /// A text in single quotes.
    Text,
    /// A part of a template, up to an expression in it or to its end.
    Template,
    /// A regular expression with its flags.
    Pattern(String),
}

use Token::{Number, Pattern, Sign, Template, Word};

const KEYWORDS: &str = "async await break case catch const continue default delete do else false finally for \
    function if in instanceof let null return switch this throw true try typeof undefined var void while";
const GLOBALS: &str = "Array Buffer Date JSON Math Number Object String \
    decodeURIComponent encodeURIComponent isNaN parseInt";
const METHODS: &str = "call charCodeAt concat createHash createHmac digest endsWith exec exists filter floor \
    forEach from get hasOwnProperty includes indexOf isArray isInteger join keys kvs lastIndexOf map now parse pop \
    push replace slice split startsWith substring test toLowerCase toString trim update";
const FIELDS: &str = "allow body cookies data encoding expires headers issued length level levels member method \
    multiValue pages prototype querystring request statusCode timeline uri value";
/// The longest first, so that `=>` is not taken for `=`.
const SIGNS: [&str; 53] = [
    ">>>=", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "...", "=>", "==", "!=", "<=",
    ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>",
    "**", "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "%", "&", "|", "^", "!", "~", "?",
];
/// Later than the edge's language.
const NEW_SIGNS: [&str; 6] = ["&&=", "||=", "??=", "...", "??", "?."];

#[test]
fn the_file_fits_the_edge() {
    assert!(SOURCE.len() <= 10_240, "{} bytes", SOURCE.len());
}

#[test]
fn the_file_uses_only_what_the_edge_understands() {
    let is_import = |line: &&str| line.starts_with("import");
    let imports: Vec<&str> = SOURCE.lines().filter(is_import).collect();
    assert_eq!(imports, ["import cf from 'cloudfront';", "import crypto from 'crypto';"]);
    let rest: Vec<&str> = SOURCE.lines().filter(|line| !is_import(line)).collect();
    assert_eq!(mistakes(&format!("const cf = 1, crypto = 2;\n{}", rest.join("\n"))), Vec::<String>::new());
}

#[test]
fn what_the_edge_does_not_understand_would_be_found() {
    for sample in [
        "const a = {}; a?.value;",
        "const a = 1 ?? 2;",
        "let a = 1; a ||= 2;",
        "const a = []; a.push(...a);",
        "const a = []; for (const b of a) {}",
        "const { value } = {};",
        "const [a] = [];",
        "function f(a, { value }) {}",
        "function f([a]) {}",
        "function f(a = 1) {}",
        "const f = (a = 1) => a;",
        "function f(...a) {}",
        "const f = (a,) => a;",
        "const a = 1; const b = { a };",
        "const a = 1; const b = { a, value: 1 };",
        "const a = 1; const b = { value: 1, a };",
        "const b = { ['a']: 1 };",
        "const b = { a() {} };",
        "const b = { get value() { return 1; } };",
        "class A {}",
        "function* f() {}",
        "new Map();",
        "const a = Symbol('a');",
        "try {} catch {}",
        "async function g() {} async function f() { g(await g()); }",
        "async function g() {} async function f() { g(1, await g()); }",
        "async function g() {} async function f() { return (await g()).value; }",
        "async function g() {} async function f() { return `${await g()}`; }",
        "async function g() {} async function f() { return [await g()]; }",
        "async function g() {} async function f() { return 1 + await g(); }",
        "async function g() {} async function f() { if (await g()) {} }",
        "const f = async () => 1;",
        "const f = async function () {};",
        "function f() { async function g() {} }",
        "const a = 1; a.then(a);",
        "Promise.resolve(1);",
        "setTimeout(handler, 1);",
        "eval('1');",
        "Function('1');",
        "const a = 'a'; a.at(0);",
        "const a = 'a'; a.replaceAll('a', 'b');",
        "Object.fromEntries([]);",
        "structuredClone(1);",
        "console.log(1);",
        "const a = 1_000;",
        "const a = 1n;",
        "const a = 0b1;",
        "const a = /(?<year>a)/;",
        "const a = /(?<=a)b/;",
        "const a = /\\p{L}/;",
        "const a = /a/u;",
        "const a = /a/s;",
        "const f = 1; f`a`;",
        "import a from 'fs';",
        "export default 1;",
        "unknown();",
    ] {
        assert!(!mistakes(sample).is_empty(), "{sample}");
    }
}

#[test]
fn what_the_edge_understands_is_no_mistake() {
    for sample in [
        "// export ...\nconst a = 'new ?. class ';",
        "const f = (a, b) => a ** b;",
        "async function g() {} async function f() { const a = await g(); await g(); return await g(); }",
        "const a = 1; const b = `x${a + `y${a}`}z`;",
        "const a = { value: 1, level: 'b', };",
        "for (let i = 0; i < 9; i++) { if (i / 2 === 1 || i % 2) { continue; } }",
        "const a = /[/]\\/(?=b)(?:c)/gi.test('a') ? 1 : 2;",
        "try { JSON.parse('{'); } catch (error) { throw error; }",
    ] {
        assert_eq!(mistakes(sample), Vec::<String>::new(), "{sample}");
    }
}

/// Everything in `source` that the edge may not understand.
fn mistakes(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let names = declared(&tokens);
    let before = |at: usize| at.checked_sub(1).and_then(|at| tokens.get(at));
    let mut depth = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        depth += i32::from(is(Some(token), "{")) - i32::from(is(Some(token), "}"));
        let wrong = match token {
            Word(word) => word_mistake(word, before(at), next, depth, &names),
            Sign(sign) => sign_mistake(sign, before(at), next),
            Number(digits) => (!is_plain_number(digits)).then_some("number"),
            Pattern(pattern) => (!is_plain_pattern(pattern)).then_some("pattern"),
            Template => {
                matches!(before(at), Some(Word(word)) if !among(KEYWORDS, word)).then_some("tagged template")
            }
            Token::Text => None,
        };
        found.extend(wrong.map(|what| format!("{what}: {token:?} after {:?}", before(at))));
    }
    found
}

fn word_mistake(
    word: &str,
    before: Option<&Token>,
    next: Option<&Token>,
    depth: i32,
    names: &BTreeSet<String>,
) -> Option<&'static str> {
    let is_key = (is(before, "{") || is(before, ",")) && is(next, ":");
    let (opens, closes) = (is(before, "{"), is(next, "}"));
    match word {
        _ if is(before, ".") => (!among(METHODS, word) && !among(FIELDS, word)).then_some("member"),
        _ if is_key => None,
        "await" => {
            let stands = ["=", ";", "{", "}"].iter().any(|sign| is(before, sign)) || is(before, "return");
            (!stands).then_some("await within an expression")
        }
        "async" => (depth > 0 || !is(next, "function")).then_some("async closure"),
        "function" => (!matches!(next, Some(Word(_))) && is(before, "async")).then_some("async closure"),
        "catch" => (!is(next, "(")).then_some("catch without a name"),
        "const" | "let" | "var" => (!matches!(next, Some(Word(_)))).then_some("destructuring"),
        _ if among(KEYWORDS, word) => None,
        _ if !among(GLOBALS, word) && !names.contains(word) => Some("unknown name"),
        _ => ((opens || is(before, ",")) && closes || opens && is(next, ",")).then_some("shorthand"),
    }
}

fn sign_mistake(sign: &str, before: Option<&Token>, next: Option<&Token>) -> Option<&'static str> {
    match sign {
        "[" if is(before, "{") => Some("computed name"),
        "," if is(next, ")") => Some("comma before a parenthesis"),
        "*" if is(before, "function") => Some("generator"),
        "=" | ":" | "/" | "." => None,
        _ if SIGNS.contains(&sign) && !NEW_SIGNS.contains(&sign) => None,
        _ => Some("sign"),
    }
}

/// Names that the file gives: constants, variables, functions, and plain parameters.
fn declared(tokens: &[Token]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let declares = ["const", "let", "var", "function"].iter().any(|word| is(Some(token), word));
        let first = at + 1;
        if declares {
            names.extend(tokens.get(first).and_then(word));
        }
        let is_parameters = is(Some(token), "(") && {
            let end =
                tokens[at..].iter().position(|token| is(Some(token), ")")).map_or(at, |length| at + length);
            let is_arrow = is(tokens.get(end + 1), "=>");
            let is_function = at >= 2 && is(tokens.get(at - 2), "function");
            is_arrow || is_function || at >= 1 && is(tokens.get(at - 1), "catch")
        };
        if is_parameters {
            let plain = |token: &&Token| matches!(token, Word(_)) || is(Some(token), ",");
            let parameters: Vec<&Token> = tokens[first..].iter().take_while(plain).collect();
            let is_whole = is(tokens.get(first + parameters.len()), ")");
            names.extend(parameters.into_iter().filter_map(word).filter(|_| is_whole));
        }
        // `const a = 1, b = 2` names both.
        if is(Some(token), ",") && is(tokens.get(at + 2), "=") {
            names.extend(tokens.get(first).and_then(word));
        }
    }
    names
}

fn word(token: &Token) -> Option<String> {
    if let Word(word) = token { Some(word.clone()) } else { None }
}

fn is(token: Option<&Token>, text: &str) -> bool {
    matches!(token, Some(Word(found) | Sign(found)) if found == text)
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

fn is_plain_number(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_plain_pattern(pattern: &str) -> bool {
    let (pattern, flags) = pattern.rsplit_once('/').unwrap();
    let is_old = !["(?<", "\\p", "\\P", "\\u{", "\\k"].iter().any(|new| pattern.contains(new));
    is_old && flags.chars().all(|flag| "gim".contains(flag))
}

fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() {
        let (token, length) = next_token(rest, found.last());
        match token {
            Some(Template) => {
                found.push(Template);
                let (inner, end) = template(rest);
                for expression in inner {
                    found.extend(tokens(expression));
                }
                rest = rest[end..].trim_start();
            }
            token => {
                found.extend(token);
                rest = rest[length..].trim_start();
            }
        }
    }
    found
}

/// The token at the beginning of `rest`, none for a comment, and its length.
fn next_token(rest: &str, before: Option<&Token>) -> (Option<Token>, usize) {
    let first = rest.chars().next().unwrap();
    let run = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let starts_pattern = !matches!(before, Some(Word(word)) if word != "return")
        && !matches!(before, Some(Number(_) | Token::Text | Template))
        && ![")", "]", "}"].iter().any(|end| is(before, end));
    match first {
        '/' if rest.starts_with("//") => (None, run(|c| c != '\n')),
        '/' if rest.starts_with("/*") => (None, rest.find("*/").unwrap() + 2),
        '/' if starts_pattern => {
            let end = pattern_end(rest);
            let length = end + rest[end..].find(|c| !is_word(c)).unwrap_or(rest.len() - end);
            (Some(Pattern(rest[..length].to_owned())), length)
        }
        '\'' | '"' => (Some(Token::Text), closing(rest, first)),
        '`' => (Some(Template), 1),
        _ if first.is_ascii_digit() => {
            let length = run(|c| c.is_alphanumeric() || c == '_' || c == '.');
            (Some(Number(rest[..length].to_owned())), length)
        }
        _ if is_word(first) => {
            let length = run(|c| c.is_alphanumeric() || c == '_' || c == '$');
            (Some(Word(rest[..length].to_owned())), length)
        }
        _ => {
            let known = SIGNS
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .map_or(first.len_utf8(), |sign| sign.len());
            (Some(Sign(rest[..known].to_owned())), known)
        }
    }
}

/// Where the text that begins with `quote` has ended.
fn closing(rest: &str, quote: char) -> usize {
    let mut is_escaped = true;
    let end = rest.char_indices().find(|(at, c)| {
        let is_end = *c == quote && !is_escaped && *at > 0;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.unwrap().0 + 1
}

/// Where a regular expression has ended; a slash in brackets does not end it.
fn pattern_end(rest: &str) -> usize {
    let (mut is_escaped, mut in_brackets) = (false, false);
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '/' if !in_brackets => return at + 1,
            _ => {}
        }
    }
    panic!("a regular expression does not end: {rest}")
}

/// The expressions in the template that `rest` begins with, and where it has ended.
fn template(rest: &str) -> (Vec<&str>, usize) {
    let (mut expressions, mut at) = (Vec::new(), 1);
    while !rest[at..].starts_with('`') {
        if rest[at..].starts_with("${") {
            let end = expression_end(&rest[at + 2..]);
            expressions.push(&rest[at + 2..at + 2 + end]);
            at += end + 3;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    (expressions, at + 1)
}

/// The length of an expression in a template, up to its closing brace.
fn expression_end(rest: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    loop {
        match rest.as_bytes()[at] {
            b'`' => at += template(&rest[at..]).1 - 1,
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}
