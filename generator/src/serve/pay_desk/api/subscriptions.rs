//! `/v1/subscriptions`.

use super::params::Params;
use super::refusal::Refusal;
use super::resources::unknown;
use super::{Reply, list};
use crate::serve::pay_desk::books::{Books, Subscription};
use crate::serve::pay_desk::story::cancelling::{self, Spelling};

#[rustfmt::skip]
const STATUSES: &[&str] = &[
    "active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing",
    "unpaid",
];

pub(super) fn read(books: &Books, path: &[&str], params: &Params) -> Reply {
    match path {
        [] => all(books, params),
        [id] => {
            params.only(&[])?;
            books.object::<Subscription>(id)
        }
        _ => Err(unknown()),
    }
}

fn all(books: &Books, params: &Params) -> Reply {
    let status = params.word("status", STATUSES)?;
    let is = |name: &str, value: &str| params.get(name).is_none_or(|wanted| value == wanted);
    let known = ["customer", "price", "status"];
    list::entries(books, params, "/v1/subscriptions", &known, |subscription: &Subscription| {
        is("customer", &subscription.customer)
            && is("price", &subscription.price)
            && has_status(subscription, status.as_deref())
    })
}

/// Those that were cancelled are listed only if they are asked for.
fn has_status(subscription: &Subscription, status: Option<&str>) -> bool {
    let own = subscription.status.word();
    match status {
        None => own != "canceled",
        Some("all") => true,
        Some("ended") => subscription.is_over(),
        Some(status) => own == status,
    }
}

pub(super) fn write(books: &mut Books, path: &[&str], params: &Params) -> Reply {
    let [id] = path else { return Err(unknown()) };
    params.only(&["cancel_at", "cancel_at_period_end", "metadata", "metadata[*]"])?;
    let before = books.get::<Subscription>(id)?.clone();
    end_or_go_on(books, &before, params)?;
    let mut metadata = before.metadata.clone();
    params.change_metadata("metadata", &mut metadata)?;
    books.get_mut::<Subscription>(id)?.metadata = metadata;
    if *books.get::<Subscription>(id)? != before {
        cancelling::tell(books, id)?;
    }
    books.object::<Subscription>(id)
}

/// `cancel_at_period_end` says how it stands with the period's end alone: what was cancelled at an instant, as in
/// the provider's portal, goes on only if that instant is taken away, by an empty `cancel_at`.
fn end_or_go_on(books: &mut Books, before: &Subscription, params: &Params) -> Result<(), Refusal> {
    let (at_end, is_instant) = (params.flag("cancel_at_period_end")?, params.is_given("cancel_at"));
    if params.get("cancel_at").is_some() {
        return Err(Refusal::invalid("this pay desk takes an empty `cancel_at` only", Some("cancel_at")));
    }
    if before.is_over() && (at_end.is_some() || is_instant) {
        return Err(cancelling::is_over());
    }
    match (at_end, is_instant) {
        (Some(_), true) => {
            let message = "You may only specify one of these parameters: cancel_at, cancel_at_period_end.";
            Err(Refusal::invalid(message, None))
        }
        (Some(true), false) if !before.cancel_at_period_end => {
            cancelling::cancel(books, &before.id, Spelling::PeriodEnd)
        }
        (Some(false), false) if before.cancel_at_period_end => cancelling::undo(books, &before.id),
        (None, true) if before.cancel_at.is_some() => cancelling::undo(books, &before.id),
        _ => Ok(()),
    }
}

/// It ends at once. One that has ended is not found any more, as at the provider.
pub(super) fn delete(books: &mut Books, id: &str, params: &Params) -> Reply {
    params.only(&["cancellation_details[**]", "invoice_now", "prorate"])?;
    if books.get::<Subscription>(id)?.is_over() {
        return Err(Refusal::not_found("subscription", id));
    }
    cancelling::end(books, id, Some("cancellation_requested"))?;
    books.object::<Subscription>(id)
}
