//! A customer's card stops working, or works again.

use super::renewing;
use crate::serve::pay_desk::api::Refusal;
use crate::serve::pay_desk::books::{Books, Customer};

/// Whether a card pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Card {
    Works,
    Declines,
}

/// From now on the customer's card is like this; one that works pays at once what is owed.
pub(crate) fn change(books: &mut Books, customer: &str, card: Card) -> Result<(), Refusal> {
    let fresh = books.id("pm_")?;
    let owner = books.get_mut::<Customer>(customer)?;
    (owner.card, owner.card_works) = (Some(fresh), card == Card::Works);
    match card {
        Card::Works => renewing::ask_for_all(books, customer),
        Card::Declines => Ok(()),
    }
}
