//! Where a link leads.

/// Where something of the content folder stands in the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// From the root: `/om/`.
    pub href: String,
    pub kind: TargetKind,
    pub side: Side,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetKind {
    Page,
    File,
    /// A page that is not built.
    Draft,
    /// A lesson whose day has not come: what leads to it leads to the list of its month.
    Awaited,
    /// A page whose file has a mistake, which is told elsewhere.
    Unread,
}

/// On which side of the gate something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Public,
    Gated,
}

/// A link that leads nowhere: what to say, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DeadLink {
    pub message: String,
    pub help: String,
}

impl Target {
    /// Somewhere below what has been told already.
    #[must_use]
    pub(super) fn unread() -> Self {
        Self { href: String::new(), kind: TargetKind::Unread, side: Side::Public }
    }

    /// Where `link`, which names it, leads.
    ///
    /// # Errors
    /// If it is not built.
    pub(super) fn built(&self, link: &str) -> Result<Self, DeadLink> {
        match self.kind {
            TargetKind::Draft => Err(DeadLink {
                message: format!("`{link}` is a draft and is not built"),
                help: "remove `draft: true` there, or the link here".to_owned(),
            }),
            TargetKind::Awaited => {
                let month = self.href.trim_end_matches('/').rsplit_once('/').map_or("", |(month, _)| month);
                Ok(Self { href: format!("{month}/"), ..self.clone() })
            }
            TargetKind::Page | TargetKind::File | TargetKind::Unread => Ok(self.clone()),
        }
    }
}
