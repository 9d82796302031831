//! Statuses that prove nothing, and waits that nobody can mean.

use super::Fault;

const PAGE: &str = "<html><title>Backend fetch failed</title></html>";
const HTML: (&str, &str) = ("Content-Type", "text/html");
const NOW: (&str, &str) = ("Retry-After", "0");

/// A refusal with this wait.
const fn refusal(what: &'static str, headers: &'static [(&'static str, &'static str)]) -> Fault {
    Fault::reply(what, 429, headers, "").asking_again()
}

pub static FAULTS: &[Fault] = &[
    Fault::reply("breaks down (500)", 500, &[], ""),
    Fault::reply("breaks down and names a wait (500)", 500, &[NOW], ""),
    Fault::reply("answers with a gateway's page (502)", 502, &[HTML], PAGE),
    Fault::reply(
        "answers with a gateway's page and a wait (502)",
        502,
        &[HTML, NOW],
        PAGE,
    ),
    Fault::reply("answers with a gateway's page (503)", 503, &[HTML], PAGE),
    Fault::reply(
        "answers with a gateway's page and a wait (503)",
        503,
        &[HTML, NOW],
        PAGE,
    ),
    Fault::reply(
        "refuses in the very form that its description has (503)",
        503,
        &[NOW],
        "",
    )
    .asking_again(),
    Fault::reply("is late, says a gateway (504)", 504, &[HTML], PAGE),
    Fault::reply(
        "is late, says a gateway, and names a wait (504)",
        504,
        &[HTML, NOW],
        PAGE,
    ),
    Fault::reply("says that the request came too slowly (408)", 408, &[], ""),
    Fault::reply(
        "says that the request came too slowly, and names a wait (408)",
        408,
        &[NOW],
        "",
    ),
    Fault::reply(
        "says that the request came too early, and names a wait (425)",
        425,
        &[NOW],
        "",
    ),
    Fault::reply(
        "asks for a password of a proxy that there is none of (407)",
        407,
        &[],
        "",
    ),
    Fault::reply(
        "answers with the log-in page of a hotel (511)",
        511,
        &[HTML],
        "<html><title>Log in</title></html>",
    ),
    refusal("refuses requests and names no wait (429)", &[]),
    Fault::new("refuses requests for the next 31 years (429)", |_, line| {
        line.reply(429, &[("Retry-After", "1000000000")], "")
    })
    .asking_again(),
    refusal(
        "refuses requests for a time below nothing (429)",
        &[("Retry-After", "-5")],
    ),
    refusal(
        "refuses requests for 2^64 seconds (429)",
        &[("Retry-After", "18446744073709551616")],
    ),
    refusal(
        "refuses requests for a second and a half (429)",
        &[("Retry-After", "1.5")],
    ),
    refusal(
        "refuses requests until a day that has passed (429)",
        &[("Retry-After", "Thu, 01 Jan 2015 00:00:00 GMT")],
    ),
    refusal(
        "refuses requests for a second by a clock that is years off (429)",
        &[
            ("Date", "Fri, 01 Jan 2100 12:00:00 GMT"),
            ("Retry-After", "Fri, 01 Jan 2100 12:00:01 GMT"),
        ],
    ),
    refusal(
        "refuses requests until a UNIX time (429)",
        &[("Date", "Thu, 01 Jan 2026 12:00:00 GMT"), ("Retry-After", "1767268801")],
    ),
    refusal(
        "refuses requests for two times at once (429)",
        &[("Retry-After", "0"), ("Retry-After", "1000")],
    ),
    refusal("refuses requests for a time in words (429)", &[("Retry-After", "soon")]),
];
