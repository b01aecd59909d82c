//! The two kinds of failure: *refused* (4xx, words for people) and *broken* (500, words for the log).
//!
//! Where something of ours is only too busy, that is broken for who must write it and refused for who asked.

use std::fmt;

use http::StatusCode;

/// Why an endpoint gave no proper answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The request cannot be met; the person is told why and what to do.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Something of ours failed; the log is told what.
    #[error("broken: {0}")]
    Broken(#[from] Broken),
}

/// A request that cannot be met. Its words are the wording's `<key>-title` and `<key>-lead`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{status} {key}")]
pub struct Refusal {
    /// 400 to 499, but not 404: the CDN replaces that one's body.
    pub status: StatusCode,
    /// The notice's key.
    pub key: &'static str,
}

/// Something failed that no visitor can mend. The text holds no address, token or secret.
#[derive(Debug)]
pub struct Broken {
    told: String,
    load: Load,
}

/// Whether it would have worked at a quieter time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Load {
    Any,
    /// Too much at once, for the table or for the provider: the same will work in a moment.
    TooMuch,
}

impl Refusal {
    /// The body is larger than any form of ours.
    pub const TOO_LARGE: Self = Self { status: StatusCode::PAYLOAD_TOO_LARGE, key: "too-large" };
    /// The body is not a form we sent out.
    pub const BAD_REQUEST: Self = Self { status: StatusCode::BAD_REQUEST, key: "bad-request" };
    /// The body is not UTF-8.
    pub const NOT_UTF8: Self = Self { status: StatusCode::BAD_REQUEST, key: "not-utf8" };
    /// The address exists, but not for this method.
    pub const WRONG_METHOD: Self = Self { status: StatusCode::METHOD_NOT_ALLOWED, key: "wrong-method" };
    /// The form was posted from another origin.
    pub const FOREIGN_ORIGIN: Self = Self { status: StatusCode::FORBIDDEN, key: "foreign-origin" };
    /// No such address, offer or hold.
    pub const NOT_FOUND: Self = Self { status: StatusCode::BAD_REQUEST, key: "not-found" };
    /// The link was used or is too old.
    pub const LINK_EXPIRED: Self = Self { status: StatusCode::GONE, key: "link-expired" };
    /// The lesson is for members, and the session or the membership does not open it.
    pub const NOT_OPEN_TO_YOU: Self = Self { status: StatusCode::FORBIDDEN, key: "not-open-to-you" };
    /// The launch has not opened.
    pub const NOT_OPEN: Self = Self { status: StatusCode::CONFLICT, key: "not-open" };
    /// The launch is over.
    pub const CLOSED: Self = Self { status: StatusCode::CONFLICT, key: "launch-closed" };
    /// Every seat is taken.
    pub const SOLD_OUT: Self = Self { status: StatusCode::CONFLICT, key: "sold-out" };
    /// Every seat is held or taken; some may come free.
    pub const SEATS_HELD: Self = Self { status: StatusCode::CONFLICT, key: "seats-held" };
    /// The hold is over.
    pub const HOLD_EXPIRED: Self = Self { status: StatusCode::GONE, key: "hold-expired" };
    /// The address has a membership already.
    pub const ALREADY_MEMBER: Self = Self { status: StatusCode::CONFLICT, key: "already-member" };
    /// The code is too old, was tried too often, or is for another browser.
    pub const CODE_EXPIRED: Self = Self { status: StatusCode::GONE, key: "code-expired" };
    /// Too much was asked for within the hour.
    pub const TOO_MANY: Self = Self { status: StatusCode::TOO_MANY_REQUESTS, key: "too-many" };
    /// Too many people at once; nothing is lost.
    pub const BUSY: Self = Self { status: StatusCode::TOO_MANY_REQUESTS, key: "busy" };
    /// The creator has withdrawn the access.
    pub const ACCESS_REVOKED: Self = Self { status: StatusCode::FORBIDDEN, key: "access-revoked" };
}

impl Broken {
    /// `action` failed because of `cause`, which must hold nothing personal and no secret.
    pub fn new(action: impl fmt::Display, cause: &(impl fmt::Display + ?Sized)) -> Self {
        Self { told: format!("{action}: {cause}"), load: Load::Any }
    }

    /// Likewise, because of too much at once: the same will work in a moment.
    pub fn busy(action: impl fmt::Display, cause: &(impl fmt::Display + ?Sized)) -> Self {
        Self { load: Load::TooMuch, ..Self::new(action, cause) }
    }

    /// Whether the same will work in a moment.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.load == Load::TooMuch
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told)
    }
}

impl std::error::Error for Broken {}
