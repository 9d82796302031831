//! How many requests are taken in a time, and at once.

mod parallel;

pub(crate) use parallel::{Place, UnderWay};

use tradewire_codegen::model::{Charge, Platform, RateLimit, TimeHeader, TimeUnit};

use crate::answer::{Failure, Reply, Why};
use crate::clock::Clock;

/// The windows of a platform's limits, from the first request in each.
#[derive(Debug, Default, Clone)]
pub(crate) struct Windows {
    open: Vec<Option<Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    began: i64,
    used: u32,
}

impl Windows {
    /// Counts a request, or says how it is refused; and the headers that go with whatever is answered.
    pub fn count(
        &mut self,
        platform: &Platform,
        charges: &[Charge],
        clock: &Clock,
    ) -> (Option<Reply>, Vec<(String, String)>) {
        let now = clock.unix_millis();
        self.open.resize(platform.limits.len(), None);
        let mut full: Option<i64> = None;
        let counted = charges
            .iter()
            .filter_map(|charge| Some((charge, platform.limits.get(charge.limit)?)));
        let counted: Vec<(&Charge, &RateLimit)> = counted.filter(|(_, limit)| limit.requests.is_some()).collect();
        for (charge, limit) in &counted {
            let length = i64::try_from(limit.per_millis).unwrap_or(i64::MAX);
            let Some(slot) = self.open.get_mut(charge.limit) else {
                continue;
            };
            if slot.is_some_and(|window| now.saturating_sub(window.began) >= length) {
                *slot = None;
            }
            let used = slot.map_or(0, |window| window.used);
            if used.saturating_add(charge.weight) > limit.requests.unwrap_or(u32::MAX) {
                let left = slot.map_or(length, |window| window.began.saturating_add(length).saturating_sub(now));
                full = full.max(Some(left));
            }
        }
        if full.is_none() {
            for (charge, _) in &counted {
                if let Some(slot) = self.open.get_mut(charge.limit) {
                    let window = slot.get_or_insert(Window { began: now, used: 0 });
                    window.used = window.used.saturating_add(charge.weight);
                }
            }
        }
        let told = counted
            .iter()
            .flat_map(|(charge, limit)| self.told(charge.limit, limit, now))
            .collect();
        (full.map(|left| refusal(platform, left, now)), told)
    }

    fn told(&self, at: usize, limit: &RateLimit, now: i64) -> Vec<(String, String)> {
        let window = self.open.get(at).copied().flatten();
        let used = window.map_or(0, |window| window.used);
        let most = limit.requests.unwrap_or_default();
        let mut out = Vec::new();
        let mut tell = |name: Option<&String>, value: String| out.extend(name.map(|name| (name.clone(), value)));
        tell(limit.header.as_ref(), format!("{used}/{most}"));
        tell(limit.remaining.as_ref(), most.saturating_sub(used).to_string());
        tell(limit.most.as_ref(), most.to_string());
        if let Some(reset) = &limit.reset {
            let length = i64::try_from(limit.per_millis).unwrap_or(i64::MAX);
            let left = window.map_or(0, |window| window.began.saturating_add(length).saturating_sub(now));
            out.push((reset.name.clone(), time(reset, left, now)));
        }
        out
    }
}

/// The answer to one that comes while as many as may be are under way; nobody knows when one of those ends.
pub(crate) fn too_many_at_once(platform: &Platform) -> Reply {
    Failure::new(Why::TooMany).reply(platform, None)
}

fn refusal(platform: &Platform, left: i64, now: i64) -> Reply {
    let seconds = left.max(0).saturating_add(999) / 1000;
    let mut reply = Failure::new(Why::TooMany)
        .reply(platform, None)
        .with_header("retry-after", seconds.to_string());
    for header in &platform.retry_after {
        reply = reply.with_header(&header.name, time(header, left, now));
    }
    reply
}

/// So many milliseconds from now, as a header tells it.
fn time(header: &TimeHeader, left: i64, now: i64) -> String {
    let left = left.max(0);
    let up = |millis: i64| millis.saturating_add(999) / 1000;
    match header.unit {
        TimeUnit::Seconds => up(left).to_string(),
        TimeUnit::Milliseconds => left.to_string(),
        TimeUnit::UnixSeconds => up(now.saturating_add(left)).to_string(),
        TimeUnit::UnixMilliseconds => now.saturating_add(left).to_string(),
        TimeUnit::HttpDate => {
            let seconds = u64::try_from(up(now.saturating_add(left)))
                .unwrap_or_default()
                .min(253_402_300_799);
            httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
        }
    }
}
