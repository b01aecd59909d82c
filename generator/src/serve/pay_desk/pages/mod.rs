//! What people see: where a session is paid, what was paid, what happened, and the desk as a whole.

mod books;
mod dashboard;
mod events;
mod papers;
mod parts;
mod pay;
mod portal;
mod switches;

pub(super) use self::books::json as books_json;
pub(super) use self::dashboard::show as dashboard;
pub(super) use self::events::{json as events_json, resend, show as events};
pub(super) use self::papers::{invoice, receipt};
pub(super) use self::parts::{answer, back, refused, see_other};
pub(super) use self::pay::{pay, show as pay_page};
pub(super) use self::portal::{change as change_in_portal, show as portal};
