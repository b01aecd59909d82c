//! Lists: a page at a time, the newest first.

use serde::Deserialize;

use super::{Params, Stripe, call};
use crate::failure::Broken;
use crate::provider::{Listed, ProviderId};

/// As many as the API gives at once.
const PAGE: &str = "100";

#[derive(Deserialize)]
struct List<T> {
    data: Vec<T>,
    has_more: bool,
}

/// What has an id to go on after.
pub(super) trait Entry {
    fn id(&self) -> &str;
}

impl Stripe {
    /// One page of the list at `path`, after the entry of that id.
    pub(super) async fn page<T: Entry + for<'a> Deserialize<'a>>(
        &self,
        action: &str,
        path: &str,
        mut params: Params,
        after: Option<&ProviderId>,
    ) -> Result<Listed<T>, Broken> {
        params.push(("limit", PAGE.to_owned()));
        params.extend(after.map(|id| ("starting_after", id.to_string())));
        let list: List<T> = call::send(action, self.get(path).query(&params)).await?;
        let after = list.data.last().filter(|_| list.has_more).and_then(|last| ProviderId::parse(last.id()));
        Ok(Listed { entries: list.data, after })
    }

    /// Every page of a list that is short by its nature.
    pub(super) async fn all<T: Entry + for<'a> Deserialize<'a>>(
        &self,
        action: &str,
        path: &str,
        params: Params,
    ) -> Result<Vec<T>, Broken> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.page(action, path, params.clone(), after.as_ref()).await?;
            all.extend(page.entries);
            match page.after {
                Some(last) => after = Some(last),
                None => return Ok(all),
            }
        }
    }
}
