//! Everything that a request to the portal's origin may need, and its clock moved.

use std::sync::Arc;

use functions::app::App;
use functions::clock::Clock;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::aftermath::Aftermath;
use super::backstage::Data;
use super::edge_store::EdgeStore;
use super::gate::Gate;
use super::pay_desk::Desk;
use super::stage::Stage;
use crate::load::local_time::happens_once;

/// Everything a request may need.
#[derive(Clone)]
pub(super) struct House {
    pub app: App,
    pub aftermath: Aftermath,
    pub stage: Stage,
    pub gate: Arc<Gate>,
    pub edge_store: EdgeStore,
    pub data: Data,
    /// Without one the payments are real, and the clock must stay with everybody's.
    pub pay_desk: Option<Desk>,
    /// Whether pages are answered without the bar.
    pub bare: bool,
}

impl House {
    /// Moves the clock to a local time in `zone`, for the commands beside `serve` too.
    ///
    /// # Errors
    /// With the remedy, if the clocks skip or repeat it there, or this one must not be moved.
    pub(super) fn move_clock(&self, now: DateTime, zone: &TimeZone) -> Result<(), String> {
        if self.pay_desk.is_none() {
            return Err("with real payments the clock cannot be moved, for the payment provider's cannot; \
                        let a launch in `launches.yaml` be open now instead"
                .to_owned());
        }
        set_clock(&self.app.clock, now, zone)?;
        self.data.keep_clock(&self.app.clock).map_err(|failure| failure.to_string())
    }
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
