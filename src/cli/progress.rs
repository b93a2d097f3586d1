//! What a long command is at, on terminals.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Nobody wants to be told of what is done in less.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the time is written anew.
const TICK: Duration = Duration::from_millis(100);

/// A line at the end of the terminal that says what is being done, and for how long. It shows on terminals alone, when it has taken a
/// while, and is gone with the value.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins a step, in silence.
    pub(super) fn start(step: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(step);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
            bar.set_style(style);
        }
        let later = bar.downgrade();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if let Some(bar) = later.upgrade().filter(|bar| !bar.is_finished()) {
                // Where standard error is no terminal, nothing is drawn.
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
            }
        });
        Self { bar }
    }

    /// Goes on with another step.
    pub(super) fn step(&self, step: impl Into<String>) {
        self.bar.set_message(step.into());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
