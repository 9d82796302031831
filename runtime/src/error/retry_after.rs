//! How long a server asks to wait.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

use crate::meta::{TimeHeader, TimeUnit};

/// Longest wait that a number of seconds may mean.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);
/// Numbers from here on (the year 2001) are times, if they are anything: some servers send when they will be ready.
const FIRST_TIME: Duration = Duration::from_secs(1_000_000_000);

/// What a `Retry-After` header asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// Wait so long.
    Delay(Duration),
    /// Wait until then, by the clock of this machine.
    Until(SystemTime),
}

impl RetryAfter {
    /// Reads the header: seconds, also with a fraction, or an HTTP date. A date, or the UNIX time that some servers send, is counted
    /// from the reply's own `Date`, so that clocks that differ make no difference. Nonsense, and waits of more than 30 days,
    /// count as absent.
    #[must_use]
    pub fn parse(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        let then = match seconds(text) {
            Some(delay) if delay <= LONGEST => return Some(Self::Delay(delay)),
            Some(unix) if unix >= FIRST_TIME => SystemTime::UNIX_EPOCH.checked_add(unix)?,
            Some(_) => return None,
            None => httpdate::parse_http_date(text).ok()?,
        };
        Self::until(then, headers)
    }

    /// As [`parse`](Self::parse), of a platform that names the wait in headers of its own. The first that says something counts,
    /// and `Retry-After` as it stands if none does; one that is declared is read as it is declared, and in no other way.
    #[must_use]
    pub fn told(headers: &HeaderMap, declared: &[TimeHeader]) -> Option<Self> {
        let own = declared.iter().find_map(|header| Self::read(headers, header));
        let is_usual = |header: &TimeHeader| header.name.eq_ignore_ascii_case(header::RETRY_AFTER.as_str());
        match own {
            None if !declared.iter().any(is_usual) => Self::parse(headers),
            own => own,
        }
    }

    /// What a header says in its unit. Nonsense, and waits of more than 30 days, count as absent.
    pub(crate) fn read(headers: &HeaderMap, header: &TimeHeader) -> Option<Self> {
        let text = headers.get(header.name)?.to_str().ok()?.trim();
        let delay = |delay: Duration| (delay <= LONGEST).then_some(Self::Delay(delay));
        let then = |since: Duration| Self::until(SystemTime::UNIX_EPOCH.checked_add(since)?, headers);
        match header.unit {
            TimeUnit::Seconds => delay(seconds(text)?),
            TimeUnit::Milliseconds => delay(seconds(text)? / 1000),
            TimeUnit::UnixSeconds => then(seconds(text)?),
            TimeUnit::UnixMilliseconds => then(seconds(text)? / 1000),
            TimeUnit::HttpDate => Self::until(httpdate::parse_http_date(text).ok()?, headers),
        }
    }

    /// Until that time, counted from the reply's own `Date`.
    fn until(then: SystemTime, headers: &HeaderMap) -> Option<Self> {
        let date = headers.get(header::DATE).and_then(|date| date.to_str().ok());
        match date.and_then(|date| httpdate::parse_http_date(date.trim()).ok()) {
            Some(date) => {
                let delay = then.duration_since(date).unwrap_or_default();
                (delay <= LONGEST).then_some(Self::Delay(delay))
            }
            None => Some(Self::Until(then)),
        }
    }

    /// The wait, counted from `now`.
    #[must_use]
    pub fn from(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Until(then) => then.duration_since(now).unwrap_or_default(),
        }
    }

    /// The wait, counted from `now`, if anybody can mean it.
    pub(crate) fn believable(self, now: SystemTime) -> Option<Duration> {
        Some(self.from(now)).filter(|wait| *wait <= LONGEST)
    }
}

/// `17`, `1.5`
fn seconds(text: &str) -> Option<Duration> {
    let is_number = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let seconds: f64 = text.parse().ok().filter(|_| is_number)?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "Thu, 01 Jan 2026 12:00:00 GMT";
    const NOON_UNIX: u64 = 1_767_268_800;

    fn parse(wait: &str, date: Option<&str>) -> Option<RetryAfter> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, wait.parse().unwrap());
        if let Some(date) = date {
            headers.insert(header::DATE, date.parse().unwrap());
        }
        RetryAfter::parse(&headers)
    }

    #[allow(clippy::unnecessary_wraps)] // It is what parsing gives.
    fn millis(wait: u64) -> Option<RetryAfter> {
        Some(RetryAfter::Delay(Duration::from_millis(wait)))
    }

    #[test]
    fn seconds_may_have_a_fraction() {
        assert_eq!(RetryAfter::parse(&HeaderMap::new()), None);
        assert_eq!(parse("17", None), millis(17_000));
        assert_eq!(parse(" 1.5 ", None), millis(1500));
        assert_eq!(parse("0.25", Some(NOON)), millis(250));
        assert_eq!(parse("0", None), millis(0));
    }

    #[test]
    fn dates_are_counted_from_the_servers_own_clock() {
        let later = "Thu, 01 Jan 2026 12:00:30 GMT";
        assert_eq!(parse(later, Some(NOON)), millis(30_000));
        assert_eq!(parse(NOON, Some(later)), millis(0), "it has passed");
        let until = parse(later, None).unwrap();
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(NOON_UNIX);
        assert_eq!(until.from(noon), Duration::from_secs(30));
        assert_eq!(until.from(noon + Duration::from_secs(60)), Duration::ZERO);
        assert_eq!(parse(later, Some("yesterday")), Some(until));
    }

    #[test]
    fn unix_times_are_times() {
        let text = (NOON_UNIX + 45).to_string();
        assert_eq!(parse(&text, Some(NOON)), millis(45_000));
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(NOON_UNIX);
        assert_eq!(parse(&text, None).unwrap().from(noon), Duration::from_secs(45));
    }

    #[test]
    fn headers_of_a_platforms_own_are_read_in_their_unit() {
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(NOON_UNIX);
        for (unit, text, expected) in [
            (TimeUnit::Seconds, "2.5", Some(2500)),
            (TimeUnit::Milliseconds, "2500", Some(2500)),
            (TimeUnit::Milliseconds, "0.5", Some(0)),
            (TimeUnit::UnixSeconds, "1767268803", Some(3000)),
            (TimeUnit::UnixMilliseconds, "1767268802500", Some(2500)),
            (TimeUnit::UnixSeconds, "5", Some(0)),
            (TimeUnit::HttpDate, "Thu, 01 Jan 2026 12:00:09 GMT", Some(9000)),
            (TimeUnit::HttpDate, "9", None),
            (TimeUnit::Milliseconds, "-1", None),
            (TimeUnit::Milliseconds, "18446744073709551615", None),
            (TimeUnit::UnixMilliseconds, "18446744073709551615", None),
            (TimeUnit::Seconds, "", None),
        ] {
            for dated in [false, true] {
                let mut headers = HeaderMap::new();
                headers.insert("x-wait", text.parse().unwrap());
                if dated {
                    headers.insert(header::DATE, NOON.parse().unwrap());
                }
                let declared = [TimeHeader { name: "X-Wait", unit }];
                let told = RetryAfter::told(&headers, &declared).and_then(|wait| wait.believable(noon));
                let millis = told.map(|wait| u64::try_from(wait.as_millis()).unwrap());
                assert_eq!(millis, expected, "{unit:?} {text} dated: {dated}");
            }
        }
    }

    #[test]
    fn the_usual_header_counts_unless_it_is_declared_otherwise() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, "1500".parse().unwrap());
        let own = TimeHeader {
            name: "X-Wait",
            unit: TimeUnit::Milliseconds,
        };
        assert_eq!(RetryAfter::told(&headers, &[own]), millis(1_500_000));
        let usual = TimeHeader {
            name: "Retry-After",
            ..own
        };
        assert_eq!(RetryAfter::told(&headers, &[own, usual]), millis(1500));
        headers.insert("x-wait", "20".parse().unwrap());
        assert_eq!(
            RetryAfter::told(&headers, &[own, usual]),
            millis(20),
            "the first counts"
        );
        headers.insert(header::RETRY_AFTER, "soon".parse().unwrap());
        headers.remove("x-wait");
        assert_eq!(RetryAfter::told(&headers, &[own, usual]), None);
    }

    #[test]
    fn what_nobody_can_mean_counts_as_absent() {
        for nonsense in [
            "",
            "soon",
            "-5",
            "1e3",
            "inf",
            "NaN",
            ".",
            "1.2.3",
            "9000000",
            "18446744073709551615",
            "99999999999999999999999",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            assert_eq!(parse(nonsense, Some(NOON)), None, "{nonsense}");
        }
        let far = parse("Fri, 31 Dec 9999 23:59:59 GMT", None).unwrap();
        assert_eq!(far.believable(SystemTime::UNIX_EPOCH), None);
    }
}
