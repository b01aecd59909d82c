//! `data/*.yaml`, `*.json` and `*.csv`: what templates get as `data.<name>`, whatever it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::names::slugged;
use super::source::{Folder, Source};
use super::yaml::Document;
use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::failure::Failure;

const ENDINGS: [&str; 3] = ["yaml", "json", "csv"];

/// All of it by the files' names without their endings.
///
/// # Errors
/// If a file cannot be read from disk.
pub(super) fn load(folder: &Folder, problems: &Problems) -> Result<BTreeMap<String, Value>, Failure> {
    let mut data: BTreeMap<String, Value> = BTreeMap::new();
    let mut paths: BTreeMap<&str, &str> = BTreeMap::new();
    for path in folder.files_under("data/") {
        let Some((name, ending)) = name_and_ending(folder, path, problems) else { continue };
        if let Some(first) = paths.insert(name, path) {
            let message = format!("`{first}` and `{path}` would both be `data.{name}`");
            problems.add(Diagnostic::error(folder.place(path), message).help("rename one of them"));
        }
        let Some(source) = folder.text(path, problems)? else { continue };
        let value = match ending {
            "csv" => rows(&source, problems),
            "json" => json(&source, problems),
            _ => yaml(&source, problems),
        };
        data.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(data)
}

fn name_and_ending<'f>(folder: &Folder, path: &'f str, problems: &Problems) -> Option<(&'f str, &'f str)> {
    let file = path.trim_start_matches("data/");
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let (message, help) = if file.contains('/') {
        (format!("`{path}` lies in a folder of its own"), "put data right into `data`".to_owned())
    } else if !ENDINGS.contains(&ending) {
        let help = "data are read from files that end in `.yaml`, `.json` or `.csv`".to_owned();
        (format!("`{path}` is not read as data"), help)
    } else if name.is_empty()
        || name.starts_with(|first: char| first.is_ascii_digit())
        || !name.bytes().all(is_plain)
    {
        let plain = slugged(name).replace('-', "_");
        let help =
            format!("name it as in `{plain}.{ending}`: lower-case letters a-z, then also digits and `_`");
        (format!("templates cannot say `data.{name}`"), help)
    } else {
        return Some((name, ending));
    };
    problems.add(Diagnostic::error(folder.place(path), message).help(help));
    None
}

fn yaml(source: &Arc<Source>, problems: &Problems) -> Option<Value> {
    Document::read(source, 0..source.text().len(), problems)?.root().to_json()
}

fn json(source: &Arc<Source>, problems: &Problems) -> Option<Value> {
    let read = serde_json::from_str(source.text());
    read.map_err(|error| {
        let at = source.offset(error.line(), error.column().saturating_sub(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let place = Place::Text(Arc::clone(source), at..at + 1);
        let broken = Diagnostic::error(place, format!("broken JSON: {message}"));
        problems.add(broken.help("look for a missing quote, comma or bracket here or just above"));
    })
    .ok()
}

/// The rows below the first, each with its cells by the names in the first.
fn rows(source: &Arc<Source>, problems: &Problems) -> Option<Value> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(delimiter(source.text())).from_reader(source.text().as_bytes());
    let rows = |names: &csv::StringRecord, rows: csv::StringRecordsIter<'_, &[u8]>| {
        let row = |cells: &csv::StringRecord| -> Map<String, Value> {
            names.iter().zip(cells).map(|(name, cell)| (name.trim().to_owned(), cell.trim().into())).collect()
        };
        rows.map(|cells| cells.map(|cells| Value::Object(row(&cells)))).collect::<Result<Vec<_>, _>>()
    };
    let names = reader.headers().cloned();
    let read = names.and_then(|names| Ok((rows(&names, reader.records())?, names)));
    match read {
        Ok((rows, names)) => has_names(source, &names, problems).then_some(Value::Array(rows)),
        Err(error) => {
            problems.add(broken_row(source, &error));
            None
        }
    }
}

/// Spreadsheets set to Norwegian separate by semicolons.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' }
}

fn has_names(source: &Arc<Source>, names: &csv::StringRecord, problems: &Problems) -> bool {
    let names: Vec<&str> = names.iter().map(str::trim).collect();
    let twice = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
    let message = match twice {
        _ if names.contains(&"") => "a column has no name".to_owned(),
        Some((_, name)) => format!("two columns have the name `{name}`"),
        None => return true,
    };
    let help = "name each column in the first row, each otherwise";
    problems.add(Diagnostic::error(Place::top_of(source), message).help(help));
    false
}

fn broken_row(source: &Arc<Source>, error: &csv::Error) -> Diagnostic {
    let line = error.position().map_or(1, csv::Position::line);
    let start = source.offset(usize::try_from(line).unwrap_or(1), 0);
    let length = source.text()[start..].lines().next().unwrap_or_default().len();
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this row has {len} cells, and the first has {expected_len}")
        }
        _ => "this row cannot be read".to_owned(),
    };
    let broken = Diagnostic::error(Place::Text(Arc::clone(source), start..start + length), message);
    broken.help("give each row as many cells as the first; one with a comma in it stands between quotes")
}
