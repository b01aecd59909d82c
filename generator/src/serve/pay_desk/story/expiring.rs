//! A checkout session ends unpaid.

use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Session, Status};

/// Ends the session, which must be open.
pub(crate) fn expire(books: &mut Books, id: &str) -> Result<(), Refusal> {
    let session = books.get_mut::<Session>(id)?;
    if session.status != Status::Open {
        let state = session.status.word();
        return Err(Refusal::state(&format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{state}`."
        )));
    }
    session.status = Status::Expired;
    books.tell::<Session>("checkout.session.expired", id)
}
