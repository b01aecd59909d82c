//! The Lambda functions by name.

/// One of the Lambda functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Joining, confirming and leaving the waitlist.
    Waitlist,
    /// What a visitor may buy, and proving whose address one has.
    Offers,
    /// Holding a seat, reviewing the order, starting the payment, coming back from it.
    Checkout,
    /// The provider's webhooks.
    Payments,
    /// Signing in and out, and passes.
    Access,
    /// What a member pays, and ending it.
    Account,
    /// Members' own pages: where they go on, tasks to tick, what they write about lessons.
    Members,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 7] = [
        Self::Waitlist,
        Self::Offers,
        Self::Checkout,
        Self::Payments,
        Self::Access,
        Self::Account,
        Self::Members,
    ];

    /// Its name: its binary's, and its part of a path.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waitlist => "waitlist",
            Self::Offers => "offers",
            Self::Checkout => "checkout",
            Self::Payments => "payments",
            Self::Access => "access",
            Self::Account => "account",
            Self::Members => "members",
        }
    }

    /// The function that answers `path`: `/api/<name>` and everything below it.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let name = path.strip_prefix("/api/")?.split('/').next()?;
        Self::ALL.into_iter().find(|function| function.name() == name)
    }
}
