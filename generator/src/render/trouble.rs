//! A mistake in a template or in the wording, told with its place and the page that was being made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use themes::theme::ThemeError;

use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::failure::Failure;
use crate::load::source::Source;
use crate::site::Site;

/// What is wrong with the theme as such.
pub(super) fn failure(site: &Site, error: &ThemeError) -> Failure {
    Failure::Refused(diagnostic(site, error).into())
}

/// What is wrong with the theme, found out by a page that was made with `context`.
pub(super) fn on_page(site: &Site, error: &ThemeError, context: &impl Serialize) -> Failure {
    found(site, error, page(context))
}

/// What is wrong with the theme, found out by a part of the page at the address `path`.
pub(super) fn in_text(site: &Site, error: &ThemeError, path: &str) -> Failure {
    found(site, error, Some(format!("the page `{path}`")))
}

fn found(site: &Site, error: &ThemeError, page: Option<String>) -> Failure {
    let diagnostic = diagnostic(site, error);
    Failure::Refused(match page {
        Some(page) => diagnostic.note(format!("it was found while {page} was made")).into(),
        None => diagnostic.into(),
    })
}

fn diagnostic(site: &Site, error: &ThemeError) -> Diagnostic {
    let diagnostic = said(place(site, error), &error.message);
    let own: Vec<String> = site.own_theme.templates.keys().map(|name| format!("`{name}`")).collect();
    let is_own = own.is_empty() || site.own_theme.templates.contains_key(&error.template);
    let diagnostic = if is_own || !site.theme.templates.contains_key(&error.template) {
        diagnostic
    } else {
        let note = "this template is the default theme's; what it needs may be missing in the portal's own";
        diagnostic.note(format!("{note} {}", own.join(", ")))
    };
    match &error.help {
        Some(help) => diagnostic.help(help.clone()),
        None => diagnostic,
    }
}

/// The message; if it names the fields that there are, with the one that was probably meant.
fn said(place: Place, message: &str) -> Diagnostic {
    let known = [". Available fields: ", ". Available variables: "];
    let Some((message, fields)) = known.iter().find_map(|known| message.split_once(known)) else {
        return Diagnostic::error(place, message);
    };
    let wanted = message.split('`').nth(1).unwrap_or_default();
    let names: Vec<String> = fields.split(", ").map(|field| format!("`{field}`")).collect();
    let unknown = Diagnostic::error(place, message).help(format!("there are {}", names.join(", ")));
    unknown.did_you_mean(nearest(wanted, fields.split(", ")))
}

/// The page by its address, or by its title if it has none.
fn page(context: &impl Serialize) -> Option<String> {
    let context = serde_json::to_value(context).ok()?;
    let said = |field: &str| context.get("page")?.get(field).and_then(Value::as_str).map(str::to_owned);
    let path = said("path").filter(|path| !path.is_empty()).map(|path| format!("the page `{path}`"));
    path.or_else(|| said("title").map(|title| format!("the page *{title}*")))
}

/// Where the mistake stands: in the portal's own words if it is about one of them, or else in the theme.
fn place(site: &Site, error: &ThemeError) -> Place {
    let about = |key: &str| error.message.contains(&format!("wording `{key}`"));
    if let Some((_, place)) = site.own_words.iter().rev().find(|(key, _)| about(key)) {
        return place.clone();
    }
    let Some(source) = source(site, error) else {
        // What is wrong between templates, as a circle of them, is told of by their names.
        let named = |name: &str| error.message.contains(&format!("'{name}'"));
        let own = site.own_theme.templates.iter().find(|(name, _)| named(name));
        return own
            .map_or_else(|| Place::Path(default_path(&error.template)), |(_, source)| Place::top_of(source));
    };
    match error.line {
        Some(line) => {
            let at = source.offset(line, error.column.unwrap_or(1).saturating_sub(1));
            Place::Text(source, at..at + 1)
        }
        None => Place::Path(source.path().to_owned()),
    }
}

/// The template, or the wording, that the mistake stands in.
fn source(site: &Site, error: &ThemeError) -> Option<Arc<Source>> {
    if let Some(own) = site.own_theme.templates.get(&error.template) {
        return Some(Arc::clone(own));
    }
    let wording = error.template.starts_with("i18n/").then_some(&site.theme.wording);
    let text = site.theme.templates.get(&error.template).or(wording)?;
    Some(Source::new(default_path(&error.template), text.as_str()))
}

fn default_path(template: &str) -> PathBuf {
    let folder = if template.starts_with("i18n/") { "themes/default" } else { "themes/default/templates" };
    Path::new(folder).join(template)
}
