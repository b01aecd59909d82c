//! Everything that a request to the portal's origin may need, and its clock moved.

use std::sync::Arc;

use functions::app::App;
use functions::clock::Clock;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::edge_store::EdgeStore;
use super::gate::Gate;
use super::stage::Stage;
use crate::load::local_time::happens_once;

/// Everything a request may need.
#[derive(Clone)]
pub(super) struct House {
    pub app: App,
    pub stage: Stage,
    pub gate: Arc<Gate>,
    pub edge_store: EdgeStore,
    pub payments_origin: String,
}

/// Moves `clock` to a local time in `zone`.
///
/// # Errors
/// With the remedy, if the clocks skip or repeat it there.
pub(super) fn set_clock(clock: &Clock, now: DateTime, zone: &TimeZone) -> Result<(), String> {
    happens_once(&now.strftime("%Y-%m-%dT%H:%M").to_string(), now, zone)?;
    clock.set(zone.to_timestamp(now).map_err(|error| error.to_string())?);
    Ok(())
}
