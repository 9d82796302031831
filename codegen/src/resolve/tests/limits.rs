//! Rate limits, and what counts an operation.

use super::{operation, operation_on, specs};
use crate::model::{RateLimit, TimeUnit};

fn windows(limits: &str) -> (Vec<(Option<u32>, u64)>, Vec<String>) {
    let seen = specs(&format!("limits: {{{limits}}}"), "");
    let limits = seen.model().limits.iter();
    let limits = limits.map(|limit| (limit.requests, limit.per_millis)).collect();
    (limits, seen.codes().into_iter().map(str::to_owned).collect())
}

#[test]
fn windows_are_read_in_every_unit() {
    let (limits, codes) = windows(
        "a: {requests: 500, per: 300}, b: {requests: 45, per: 3s}, c: {requests: 1, per: 250ms}, d: {requests: 1, per: 5m}, \
         e: {requests: 1, per: 2h}, f: {parallel: 5}",
    );
    let expected = [
        (Some(500), 300_000),
        (Some(45), 3000),
        (Some(1), 250),
        (Some(1), 300_000),
        (Some(1), 7_200_000),
        (None, 1000),
    ];
    assert_eq!((limits.as_slice(), codes.as_slice()), (&expected[..], &[][..]));
}

#[test]
fn a_limit_that_makes_no_sense_is_said() {
    for (limit, code) in [
        ("requests: 0, per: 1", "E0208"),
        ("requests: 1, per: 0", "E0208"),
        ("requests: 1, per: 3 s", "E0208"),
        ("requests: 1, per: s", "E0208"),
        ("requests: 1, per: \"\"", "E0208"),
        ("requests: 1, per: 99999999999999999999s", "E0208"),
        ("requests: 1, per: 9999999999999h", "E0208"),
        ("parallel: 0", "E0208"),
        ("requests: 1", "E0203"),
        ("per: 1s", "E0203"),
        ("doc: Nothing.", "E0203"),
        ("parallel: 1, header: X", "E0207"),
        ("parallel: 1, remaining: X", "E0207"),
        ("requests: 1, per: 1, limit: X", "E0207"),
        ("requests: 1, per: 1, reset: {header: X, unit: seconds}", "E0207"),
        ("requests: 1, per: 1, header: X, remaining: Y", "E0206"),
    ] {
        let (limits, codes) = windows(&format!("a: {{{limit}}}"));
        assert_eq!((limits.len(), codes), (1, vec![code.to_owned()]), "{limit}");
    }
}

#[test]
fn headers_of_a_limit_keep_their_units() {
    let seen = specs(
        "limits: {a: {requests: 45, per: 3s, remaining: X-Left, limit: X-Most, reset: {header: X-End, unit: unix_milliseconds}}}\n\
         retry_after: [{header: X-Wait, unit: milliseconds}, {header: x-wait, unit: seconds}]",
        "",
    );
    let RateLimit {
        remaining, most, reset, ..
    } = &seen.model().limits[0];
    assert_eq!(
        (remaining.as_deref(), most.as_deref()),
        (Some("X-Left"), Some("X-Most"))
    );
    let reset = reset.as_ref().map(|header| (header.name.as_str(), header.unit));
    assert_eq!(reset, Some(("X-End", TimeUnit::UnixMilliseconds)));
    assert_eq!(seen.model().retry_after.len(), 1);
    assert_eq!(seen.codes(), ["E0207"], "one header has two units");
}

/// Limits and weights of an operation, and what was found.
fn charges(platform: &str, text: &str) -> (Vec<(usize, u32)>, Vec<String>) {
    let limits = "limits: {slow: {requests: 10, per: 1}, default: {requests: 9, per: 1}, user: {parallel: 5}}";
    let seen = operation_on(&format!("{limits}\n{platform}"), &format!("get: /a, {text}"));
    let charges = seen.operation().charges.iter();
    let charges = charges.map(|charge| (charge.limit, charge.weight)).collect();
    (charges, seen.codes().into_iter().map(str::to_owned).collect())
}

#[test]
fn what_counts_an_operation() {
    for (platform, text, expected) in [
        ("", "doc: A", &[(1, 1)][..]),
        ("", "limit: slow", &[(0, 1)]),
        ("", "limit: [user, slow], weight: 5", &[(2, 5), (0, 5)]),
        ("", "limit: {slow: 3, user: 1}", &[(0, 3), (2, 1)]),
        ("", "limit: []", &[]),
        ("", "weight: 9", &[(1, 9)]),
        ("default_limit: [slow, user]", "doc: A", &[(0, 1), (2, 1)]),
        ("default_limit: {slow: 2}", "weight: 5", &[(0, 10)]),
        ("default_limit: []", "doc: A", &[]),
    ] {
        assert_eq!(
            charges(platform, text),
            (expected.to_vec(), vec![]),
            "{platform} {text}"
        );
    }
    // A platform without limits needs no default.
    let without = operation("get: /a");
    assert_eq!((without.operation().charges.len(), without.codes()), (0, vec![]));
}

#[test]
fn what_cannot_count_an_operation_is_said() {
    for (text, code) in [
        ("limit: slo", "E0405"),
        ("limit: [slow, slo]", "E0405"),
        ("limit: {slo: 2}", "E0405"),
        ("limit: [slow, slow]", "E0421"),
        ("limit: slow, weight: 11", "E0421"),
        ("limit: {slow: 11}", "E0421"),
        ("weight: 0", "E0208"),
        ("limit: {slow: 0}", "E0208"),
        ("limit: {slow: 2}, weight: 2", "E0206"),
        ("limit: [], weight: 2", "E0207"),
    ] {
        assert_eq!(charges("", text).1, [code], "{text}");
    }
}
