//! Values that only the sample portal may have: its seller does not exist, so nobody may buy from it.

use super::yaml::Node;
use crate::diagnostics::Diagnostic;

/// The organisation number that stands in for one.
const NOBODYS_NUMBER: &str = "999999999";

/// What in `site.yaml` must not be published, each with its place.
pub(super) fn in_settings(root: Node<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !root.is_mapping() {
        return found;
    }
    for (key, value) in root.entries() {
        match key.written().as_deref() {
            Some("sample") => {
                found.push(unpublishable(key, "this is the sample portal", "remove the block `sample`"));
            }
            Some("url") if is_reserved(&text(value)) => {
                found.push(unpublishable(
                    value,
                    "this address is an example",
                    "write where the portal will stand",
                ));
            }
            Some("seller") => found.extend(in_seller(value)),
            _ => {}
        }
    }
    found
}

fn in_seller(seller: Node<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !seller.is_mapping() {
        return found;
    }
    for (key, value) in seller.entries() {
        match key.written().as_deref() {
            Some("organisation_number") if digits(&text(value)) == NOBODYS_NUMBER => {
                found.push(unpublishable(
                    value,
                    "this organisation number is nobody's",
                    "write the seller's own",
                ));
            }
            Some("email") if is_reserved(&text(value)) => {
                found.push(unpublishable(
                    value,
                    "this e-mail address is an example",
                    "write the seller's own",
                ));
            }
            _ => {}
        }
    }
    found
}

fn unpublishable(node: Node<'_>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::error(node.place(), message).help(help)
}

fn text(node: Node<'_>) -> String {
    node.written().unwrap_or_default()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Names ending in `.example` lead nowhere, by RFC 2606.
fn is_reserved(name: &str) -> bool {
    name.ends_with(".example")
}
