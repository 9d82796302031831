//! How far a long listing is, on a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A line on standard error that counts; nothing where nobody looks.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins to count.
    pub fn new(quiet: bool) -> Self {
        let looked_at = !quiet && std::io::stderr().is_terminal();
        Self(looked_at.then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} elements, {per_sec}, {elapsed}") {
                bar.set_style(style);
            }
            bar
        }))
    }

    /// One more.
    pub fn tick(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
