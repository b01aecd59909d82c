//! What the provider says has happened, as far as it is believed: what to ask about.

use std::fmt;

/// An id of the provider's: letters, digits and underscores, 1 to 255, so that it stays one segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderId(String);

impl ProviderId {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (plain && (1..=255).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the provider says has happened: a hint of what to ask it about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    /// The event's id.
    pub event: String,
    pub subject: Subject,
}

/// What to ask the provider about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Session(ProviderId),
    Subscription(ProviderId),
    /// A subscription's bill.
    Bill(ProviderId),
    /// A payment of which money went back, or may.
    Payment(ProviderId),
    /// Nothing of ours.
    Other,
}
