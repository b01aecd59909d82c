//! As Stripe writes them.

#[path = "../../../../functions/src/provider/stripe/event.rs"]
pub mod event;
#[path = "../../../../functions/src/provider/stripe/signature.rs"]
pub mod signature;
