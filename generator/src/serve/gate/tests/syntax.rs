//! What the edge takes: a small file, and less of the language than the engine here.

use super::*;

#[test]
fn the_file_fits_the_edge() {
    assert!(SOURCE.len() <= 10_240, "{} bytes", SOURCE.len());
}

/// What this engine takes and the edge does not, or does not promise to. From "`JavaScript` runtime 2.0
/// features" in Amazon's developer guide: what is not listed there is banned here.
#[rustfmt::skip] // one line for each kind
const BANNED: &[&str] = &[
    // Syntax.
    "?.", "??", "...", "&&=", "||=", "class ", "function*", "yield", " of ", "export", "static ", "catch {",
    "const {", "const [", "let {", "let [", "async (", "async function(", "(await ", ", await ", "(?<",
    "with (", " get ", " set ", "debugger", "#",
    // What runs text as code, or waits.
    "eval(", "Function(", "require(", "import(", "setTimeout", "setInterval", "Promise", ".then(", ".finally(",
    // What is not there, or does not mean there what it means here.
    "new ", "Symbol", "Proxy", "Reflect", "Intl", "BigInt", "structuredClone", "process.", "console.",
    ".at(", ".flat", ".findLast", ".matchAll", ".normalize(", ".localeCompare(", "fromEntries", "hasOwn(",
    "groupBy",
];

#[test]
fn the_file_uses_only_what_the_edge_understands() {
    assert_eq!(banned_in(SOURCE), Vec::<&str>::new());
    let imports: Vec<&str> = SOURCE.lines().filter(|line| line.starts_with("import")).collect();
    assert_eq!(imports, ["import cf from 'cloudfront';", "import crypto from 'crypto';"]);
}

#[test]
fn banned_syntax_would_be_found() {
    let samples = [
        "const a = b?.c;",
        "for (const a of b) {}",
        "f(...a);",
        "const { a } = b;",
        "function f(a, { b }) {}",
        "x(await y());",
        "new Map();",
        "try {} catch { }",
        "function f(a = 1) {}",
        "const f = (a = 1) => a;",
        "export default handler;",
        "/(?<year>a)/",
    ];
    for sample in samples {
        assert!(!banned_in(sample).is_empty(), "{sample}");
    }
    assert_eq!(banned_in("// export ...\nconst a = 'new ?. class ';"), Vec::<&str>::new());
}

fn banned_in(source: &str) -> Vec<&'static str> {
    let code = without_comments_and_texts(source);
    let mut found: Vec<&str> = BANNED.iter().copied().filter(|syntax| code.contains(syntax)).collect();
    let heads = code.lines().filter(|line| line.contains("function ") || line.contains("=>"));
    let parameters = heads.filter_map(|line| Some(line.split_once('(')?.1.split_once(')')?.0));
    if parameters.into_iter().any(|parameters| parameters.contains(['=', '{', '['])) {
        found.push("default values or patterns as parameters");
    }
    found
}

/// Comments of whole lines, texts in single quotes, and the patterns made of character lists fall away.
fn without_comments_and_texts(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let without_texts = |line: &str| line.split('\'').step_by(2).collect::<Vec<_>>().join("''");
    let lines = lines.filter(|line| !line.starts_with("const UN")).map(without_texts);
    lines.collect::<Vec<_>>().join("\n")
}
