//! How far a command has come: a bar on a terminal, once it takes long enough to wonder.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that is gone when it is dropped.
pub(crate) struct Progress {
    bar: ProgressBar,
    shown: bool,
}

/// Who waits no longer than this needs no bar.
const UNNOTICED: Duration = Duration::from_secs(1);

impl Progress {
    /// Of `all` steps, none is done.
    pub(crate) fn of(all: usize) -> Self {
        Self::begun(all, Duration::ZERO)
    }

    /// The same, begun so long ago.
    fn begun(all: usize, before: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        let bar = bar.with_elapsed(before);
        let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, shown: false }
    }

    /// One more is done. Where stderr is no terminal, nothing shows.
    pub(crate) fn step(&mut self) {
        self.bar.inc(1);
        if !self.shown && self.bar.elapsed() > UNNOTICED {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_shown_after(before: Duration) -> bool {
        let mut progress = Progress::begun(2, before);
        progress.step();
        progress.shown
    }

    #[test]
    fn a_bar_shows_once_it_takes_long() {
        assert!(!is_shown_after(Duration::ZERO) && is_shown_after(UNNOTICED * 2));
    }
}
