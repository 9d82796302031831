//! The runtime of the generated Tradewire clients.
//!
//! A generated crate describes its platform in `static` tables ([`meta`]) and each operation as a plain value
//! ([`Operation`]); everything that can be done once for all of them is done here. The crate has two halves:
//!
//! | without I/O | |
//! | --- | --- |
//! | [`json`], [`value`] | reading and writing JSON, and the scalars that platforms write |
//! | [`Operation`], [`RequestWriter`], [`Prepared`] | from arguments to an `http::Request`: paths, queries, bodies, rules |
//! | [`Listing`] | a listing page by page, with a transport of one's own |
//! | [`Credentials`] | what a client may show, and how it gets onto a request |
//! | [`Reply`], [`Error`] | from an `http::Response` to the output, or to what went wrong |
//! | [`callback`] | requests that a platform sends to us |
//! | [`testing`] | checks of documented bodies, a scripted server and a clock for tests |
//!
//! | with I/O | |
//! | --- | --- |
//! | [`client`] | transports, attempts, limits, listings |
//!
//! How programs are written with a generated crate, tested, resumed and kept right, stands in the `guide` of this documentation.
//!
//! `docs/generated-code.md` of the repository is the contract between this crate and the generator; its `ARCHITECTURE.md` tells how
//! the rooms in here stand to each other, and why.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod auth;
#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub mod axum;
pub mod callback;
pub mod client;
mod error;
// Its samples are compiled and run by the workspace's tests, where the generated crates are.
#[cfg(all(doc, not(doctest)))]
pub mod guide;
pub mod json;
pub mod meta;
mod operation;
mod reply;
mod request;
mod rules;
mod steps;
pub mod testing;
mod text;
mod transport;
pub mod value;
mod wire;

pub use bytes::Bytes;
pub use http;

pub use self::auth::{Credentials, Stamp};
pub use self::callback::{Callback, InboundRequest};
pub use self::client::batch::{self, Batches, Elements};
#[cfg(feature = "blocking")]
pub use self::client::blocking;
pub use self::client::{
    Builder, Call, Client, Cursor, DownloadStream, DriftLog, DriftReport, FromCore, Hook, Items, Listing, ListingPage,
    Metadata, Notice, Page, Pages, RawCall, Replied, RetryPolicy, Settings,
};
pub use self::error::{Error, ErrorKind, FailedElement, FieldError, RetryAfter};
pub use self::json::{Extra, Json, Whole};
pub use self::meta::{
    BodyShape, CallbackMeta, Charge, CommonHeader, Condition, Encoding, Entries, Entry, EntryKeys, ErrorShape, Gives,
    IdempotencyKey, KeyPlace, KnownCode, Limit, ListStyle, Meta, Outcomes, Paging, Param, Place, Platform, Redirects,
    Refusal, ReplyShape, Rule, Safety, Scheme, SchemeKind, Sign, StatusMeaning, Strategy, Template, TimeHeader,
    TimeUnit, Verify,
};
pub use self::operation::{AnyOperation, AnyReply, BatchOperation, Operation, Paginated};
pub use self::reply::{Download, LimitState, Notes, Reply, Tolerance};
pub use self::request::{
    BaseUrl, CommonHeaders, Prepared, Preview, PreviewBody, PreviewContent, PreviewPart, RequestWriter, TakeHeader,
};
pub use self::transport::Body;
pub use self::value::{
    Base64, ConvertError, Date, DateTime, Decimal, DecimalError, EncodeAs, Flag, Formatted, InvalidText, LocalDateTime,
    Map, MonthDay, Patch, Rounding, Time, TimeZone, Timestamp, UnixSeconds, Uuid,
};
pub use self::wire::{AsFiles, File, Params, Upload};

/// The example of the package's front page must compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
