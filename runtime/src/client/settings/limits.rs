//! Limits of the user's own, in place of what the platform declares.

use std::time::{Duration, Instant};

use crate::client::limiter::Limiter;
use crate::error::{Error, ErrorKind};
use crate::meta::{Limit, Platform};

#[derive(Debug, Default)]
pub(crate) struct OwnLimits {
    /// Name, requests, and the window for them; the last of a name counts.
    pub rates: Vec<(String, u32, Duration)>,
    /// Name, and requests at once; the last of a name counts.
    pub parallel: Vec<(String, u32)>,
}

impl OwnLimits {
    /// One for each limit of the platform, in its order. A request is on its way for as long as connecting may take, which is `way`.
    pub(crate) fn limiters(
        &self,
        platform: &'static Platform,
        way: Duration,
        now: Instant,
    ) -> Result<Vec<Limiter>, Error> {
        let named = self.rates.iter().map(|(name, ..)| name);
        for name in named.chain(self.parallel.iter().map(|(name, _)| name)) {
            if platform.limits.iter().all(|limit| limit.name != name) {
                let known: Vec<_> = platform.limits.iter().map(|limit| limit.name).collect();
                return Err(Error::new(
                    ErrorKind::Build,
                    format!(
                        "there is no rate limit `{name}`; {} has: {}",
                        platform.name,
                        known.join(", ")
                    ),
                ));
            }
        }
        let limiter = |limit: &'static Limit| {
            let rate = self.rates.iter().rfind(|(name, ..)| name == limit.name);
            let rate = rate.map(|(_, requests, window)| (*requests, *window));
            let parallel = self.parallel.iter().rfind(|(name, _)| name == limit.name);
            Limiter::new(limit, rate, parallel.map(|(_, requests)| *requests), way, now)
        };
        Ok(platform.limits.iter().map(limiter).collect())
    }
}
