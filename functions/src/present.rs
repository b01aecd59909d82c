//! What is being done at present, on this task: at whose request, and what it has come to.

use crate::request_id::RequestId;
use crate::tally::Tally;

tokio::task_local! {
    static PRESENT: Present;
}

/// A request or a waking while it lasts. Clones share the tally.
#[derive(Clone, Debug, Default)]
pub(crate) struct Present {
    pub request: Option<RequestId>,
    pub tally: Tally,
}

impl Present {
    /// What is being done on this task; of nobody, where nothing was begun. A task that is spawned must be given it.
    pub(crate) fn now() -> Self {
        PRESENT.try_with(Clone::clone).unwrap_or_default()
    }

    /// Does `work` as part of this. It is boxed, for a scope within a scope would hold it twice.
    pub(crate) fn during<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        PRESENT.scope(self, Box::pin(work))
    }
}

/// Does `work`, which `request` has ordered, if it is known; it counts for what is being done.
pub(crate) fn on_behalf_of<T>(
    request: Option<RequestId>,
    work: impl Future<Output = T>,
) -> impl Future<Output = T> {
    let now = Present::now();
    Present { request: request.or(now.request), ..now }.during(work)
}
