//! A shop on this machine that keeps to its limit, and refuses what is beyond.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use tradewire_mock::{Mock, Seen, Server};

/// The shop; it closes when dropped.
#[derive(Debug)]
pub struct Shop {
    mock: Mock,
    on: Server,
}

/// What arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// All requests.
    pub requests: usize,
    /// Those that were one too many.
    pub refused: usize,
    /// The most requests in any window.
    pub most: usize,
}

impl Shop {
    /// Opens one that takes so many requests in a window.
    ///
    /// # Errors
    /// The specs cannot be read, or there is no free port.
    pub fn open(requests: u32, window: Duration) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let builder = Mock::builder(specs, "insales")?.samples(1);
        let mock = builder.limit("default", requests, window)?.build();
        let on = mock.serve(0)?;
        Ok(Self { mock, on })
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        self.on.url()
    }

    /// What arrived so far, counted in windows of this length.
    #[must_use]
    pub fn statistics(&self, window: Duration) -> Statistics {
        let seen = self.mock.seen();
        let length = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        let within = |begin: &Seen| {
            let is_within = |at: &&Seen| (0..length).contains(&(at.at_millis - begin.at_millis));
            seen.iter().filter(is_within).count()
        };
        Statistics {
            requests: seen.len(),
            refused: seen.iter().filter(|seen| seen.status == 429).count(),
            most: seen.iter().map(within).max().unwrap_or_default(),
        }
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} requests, of which {} were refused; at most {} requests in any window",
            self.requests, self.refused, self.most
        )
    }
}
