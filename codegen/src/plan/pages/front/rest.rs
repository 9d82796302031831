//! The end of the front page, which is the same for all platforms.

use crate::plan::data::{DocSpan, PageBlock};

/// Features, and ways around what the specs do not know.
pub(super) fn sections() -> Vec<PageBlock> {
    let point = |text: &str| vec![DocSpan::text(text)];
    vec![
        heading("Features"),
        PageBlock::List(vec![
            point(
                "`rustls-ring` (default): the transport that is shipped, with TLS by rustls and ring; it needs tokio.",
            ),
            point(
                "`rustls-aws-lc`, `native-tls`: the same by rustls and AWS-LC, or by the system's TLS, where the default features are off. \
                 `reqwest`: the transport without TLS.",
            ),
            point("`blocking`: the client for code that is not async."),
            point("`serde`: `Serialize` and `Deserialize` for all types of this crate, by their form on the wire."),
            point("`tracing`: a span for every call, without secrets and bodies."),
            point(
                "`chrono`, `jiff`, `time`, `rust_decimal`: conversions between the dates, times and decimals of these crates and ours.",
            ),
            point(
                "`reqwest-0_13`: the shipped transport over an HTTP client of your own, with its TLS, proxies and connections.",
            ),
            point(
                "`catalogue`: the static `CATALOGUE`, every operation as data, for programs that let their users choose.",
            ),
        ]),
        heading("What is not here"),
        PageBlock::Text(vec![
            DocSpan::text("Any address of the platform is reached by "),
            DocSpan::link("Client::raw", "Client::raw"),
            DocSpan::text(
                ", with the same credentials, limits and repeats; a parameter that is not known here by `extra_query` and `extra_field` of a call. \
                 Fields of replies that are not known here are kept in `extra`. ",
            ),
            DocSpan::text("An operation works without a client, too: "),
            DocSpan::link("Operation", "tradewire::Operation"),
            DocSpan::text(" makes an `http::Request` of it and reads the reply."),
        ]),
    ]
}

pub(super) fn heading(text: &str) -> PageBlock {
    PageBlock::Heading(text.to_owned())
}
