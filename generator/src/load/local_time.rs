//! Local times as creators write them, and the instants that they are in the portal's zone.

use domain::portal::ZoneName;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::sample::DateShift;

/// A local time that happens exactly once in the portal's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LocalTime {
    /// As written.
    pub civil: DateTime,
}

impl LocalTime {
    /// The instant, after its date was moved; a moved time that clocks skip or repeat becomes the nearest.
    #[must_use]
    pub(super) fn instant(self, shift: DateShift, zone: &TimeZone) -> Option<Timestamp> {
        zone.to_ambiguous_timestamp(shift.local(self.civil)).compatible().ok()
    }
}

/// The local time that `text` spells, to the minute.
///
/// # Errors
/// With the remedy: not a local time, or one that the clocks skip or repeat.
pub(super) fn parse(text: &str, zone: Option<&ZoneName>) -> Result<LocalTime, String> {
    let not_a_time = || format!("`{text}` is not a local time; write date and time as in `2026-08-17T09:00`");
    if text.len() != "2026-08-17T09:00".len() || !text.contains('T') {
        return Err(not_a_time());
    }
    let civil: DateTime = text.parse().map_err(|_| not_a_time())?;
    if let Some(zone) = zone {
        happens_once(text, civil, &zone.zone())?;
    }
    Ok(LocalTime { civil })
}

/// That `civil`, written as `text`, happens exactly once in `zone`.
///
/// # Errors
/// With the remedy: the clocks skip or repeat it.
pub(crate) fn happens_once(text: &str, civil: DateTime, zone: &TimeZone) -> Result<(), String> {
    let name = zone.iana_name().unwrap_or("UTC");
    match zone.to_ambiguous_timestamp(civil).offset() {
        AmbiguousOffset::Unambiguous { .. } => Ok(()),
        AmbiguousOffset::Gap { .. } => Err(format!(
            "`{text}` does not happen in `{name}`; the clocks go forward then: write a time at least an hour away"
        )),
        AmbiguousOffset::Fold { .. } => Err(format!(
            "`{text}` happens twice in `{name}`; the clocks go back then: write a time at least an hour away"
        )),
    }
}
