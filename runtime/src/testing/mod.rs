//! For tests: a server in memory and a clock to set, for programs that use a client; and checks of generated crates.
//!
//! # A server in memory
//!
//! [`Scripted`] is a transport that answers by script and keeps the requests; [`SetClock`] lets no test wait. Programs that take
//! their client from outside can be tested with them, without a network and without an account:
//!
//! ```
//! use tradewire::testing::{Scripted, SetClock};
//! # use tradewire::{Builder, Client, Error, FromCore, Platform};
//! # static PLATFORM: Platform =
//! #     Platform { name: "sample", ..Platform::PLAIN };
//! # struct Shop(Client);
//! # impl FromCore for Shop {
//! #     const PLATFORM: &'static Platform = &PLATFORM;
//! #     fn from_core(client: Client) -> Result<Self, Error> { Ok(Self(client)) }
//! # }
//! # impl Shop {
//! #     fn builder(url: &str) -> Builder<Self> { Builder::new(url) }
//! #     async fn set_price(&self, id: i64, price: i64) -> Result<tradewire::Json, Error> {
//! #         let body = tradewire::Json::parse(&format!(r#"{{"product":{{"price":{price}}}}}"#)).unwrap();
//! #         self.0.raw("PATCH", format!("/products/{id}")).json(body).send().await
//! #     }
//! # }
//! # fn block_on<T>(call: impl Future<Output = T>) -> T {
//! #     match std::pin::pin!(call).poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
//! #         std::task::Poll::Ready(outcome) => outcome,
//! #         std::task::Poll::Pending => panic!("nothing waits here"),
//! #     }
//! # }
//! # block_on(async {
//! let server = Scripted::new()
//!     .reply_with_headers(429, [("retry-after", "7")], "")
//!     .reply(200, r#"{"id": 1}"#);
//! let clock = SetClock::new();
//! // `Shop` stands for the client of a generated crate.
//! let shop = Shop::builder("https://shop.example").transport(server.clone()).clock(clock.clone()).build()?;
//!
//! shop.set_price(1, 100).await?;
//!
//! server.last_request().assert("PATCH", "/products/1").assert_json("product.price", 100);
//! server.assert_done();
//! assert_eq!(clock.passed().as_secs(), 7, "the wait that the server asked for");
//! # Ok::<(), Error>(())
//! # }).unwrap();
//! ```
//!
//! # Values that come back
//!
//! Types that only ever arrive in replies and callbacks have no constructor and no setters. [`from_json`] makes a value of them.
//!
//! # Checks of generated crates
//!
//! [`responses`], [`requests`] and [`callbacks`] read documented bodies strictly, write them again and compare. They panic like
//! assertions, with the file, the place and what differs. [`reread`] reads any body tolerantly, and [`first_loss`] tells what was lost.
//! [`sendable`] makes a request of an operation.

mod built;
mod captured;
mod clock;
mod compare;
#[cfg(test)]
pub(crate) mod sample;
mod scripted;
mod whole;

use bytes::Bytes;
use http::header::CONTENT_TYPE;

pub use built::from_json;
pub use captured::Captured;
pub use clock::SetClock;
pub use compare::first_difference;
pub use scripted::Scripted;
pub use whole::{Again, Reread, first_loss, reread};

use crate::auth::{Credentials, Stamp};
use crate::callback::{Callback, InboundRequest};
use crate::json::{self, Decode, Encode, Json, Options};
use crate::meta::{Encoding, ReplyShape};
use crate::operation::Operation;
use crate::reply::Download;
use crate::request::{BaseUrl, CommonHeaders, Style, flatten};
use crate::wire::{Params, Upload};

/// File name and content of an example.
pub type Example<'a> = (&'a str, &'a str);

/// What an example may be checked as: values with a JSON form, and those that no JSON example can show.
pub trait Checked {
    /// Reads `json` strictly, writes it again and compares.
    ///
    /// # Errors
    /// It does not fit, or comes out different.
    fn check(json: &Json) -> Result<(), String>;
}

impl<T: Decode + Encode> Checked for T {
    fn check(json: &Json) -> Result<(), String> {
        let decoded = json
            .decode_with::<T>(Options::strict())
            .map_err(|error| error.to_string())?;
        let written = json::to_json(&decoded.value).map_err(|error| error.to_string())?;
        match first_difference(json, &written) {
            None => Ok(()),
            Some(difference) => Err(difference),
        }
    }
}

/// The body of such a reply is ignored.
impl Checked for () {
    fn check(_: &Json) -> Result<(), String> {
        Ok(())
    }
}

impl Checked for Download {
    fn check(_: &Json) -> Result<(), String> {
        Err("the reply is a file, which no JSON example can show".to_owned())
    }
}

impl Checked for Upload {
    fn check(_: &Json) -> Result<(), String> {
        Err("the body is raw bytes, which no JSON example can show".to_owned())
    }
}

/// Checks replies of an operation.
///
/// # Panics
/// One does not fit.
#[track_caller]
pub fn responses<O: Operation>(examples: &[Example<'_>])
where
    O::Output: Checked,
{
    report(O::meta().id, examples, |json| {
        O::Output::check(unwrapped(&json, O::meta().reply)?)
    });
}

/// Checks replies of an operation that takes the only element of a list.
///
/// # Panics
/// One does not fit.
#[track_caller]
pub fn only_responses<O: Operation>(examples: &[Example<'_>])
where
    O::Output: Checked,
{
    report(O::meta().id, examples, |json| {
        match unwrapped(&json, O::meta().reply)?.as_array() {
            Some([only]) => O::Output::check(only),
            _ => Err("it is no list of one element".to_owned()),
        }
    });
}

/// Checks request bodies of an operation whose body is a `B`.
///
/// # Panics
/// One does not fit.
#[track_caller]
pub fn requests<O: Operation, B: Checked>(examples: &[Example<'_>]) {
    let shape = &O::meta().body;
    report(O::meta().id, examples, |json| {
        let inner = unwrapped(
            &json,
            ReplyShape {
                key: shape.key,
                or_bare: false,
            },
        )?;
        match inner {
            Json::Array(_) => B::check(inner),
            // A single element stands for a list of one.
            bare if shape.one_or_many => {
                B::check(&Json::Array(vec![bare.clone()])).or_else(|error| B::check(bare).map_err(|_| error))
            }
            bare => B::check(bare),
        }
    });
}

/// Checks that an operation becomes a request, with credentials of the first scheme that it accepts and the headers that every call must
/// have.
///
/// # Panics
/// It cannot be written, or breaks one of its rules.
#[track_caller]
pub fn sendable<O: Operation>(operation: &O) {
    let text = || "sample".to_owned();
    let credentials = O::meta().schemes().next().map(|scheme| match *scheme.inputs {
        [] => Credentials::scheme(scheme.name, []),
        [one] => Credentials::scheme(scheme.name, [(one, text())]),
        [one, two] => Credentials::scheme(scheme.name, [(one, text()), (two, text())]),
        [one, two, three] => Credentials::scheme(scheme.name, [(one, text()), (two, text()), (three, text())]),
        _ => panic!(
            "{}: the scheme `{}` has more inputs than any",
            O::meta().id,
            scheme.name
        ),
    });
    let credentials = credentials.unwrap_or_default();
    let headers = O::meta().platform.headers.iter().filter(|common| common.required);
    let headers = headers.fold(CommonHeaders::new(), |headers, common| headers.header(common.name, "1"));
    let sent = operation.prepare().and_then(|mut prepared| {
        prepared.common_headers(&headers)?;
        prepared.to_request(&BaseUrl::parse("https://sample.example")?, &credentials, &Stamp::now())
    });
    if let Err(error) = sent {
        panic!("the example cannot be sent: {error}");
    }
}

/// Checks what a callback receives and answers. A request example is the body, or the query of a callback without one.
///
/// # Panics
/// One does not fit.
#[track_caller]
pub fn callbacks<C: Callback>(requests: &[Example<'_>], answers: &[Example<'_>])
where
    C::Answer: Checked,
{
    let meta = C::meta();
    report(meta.id, requests, |json| {
        let request = inbound(&json, meta.body.encoding)?;
        C::parse(&InboundRequest::new(meta, &request).strict())
            .map(drop)
            .map_err(|error| error.to_string())
    });
    report(meta.id, answers, |json| C::Answer::check(&json));
}

fn inbound(json: &Json, encoding: Encoding) -> Result<http::Request<Bytes>, String> {
    let mut request = http::Request::new(Bytes::new());
    if encoding == Encoding::None {
        let mut query = Params::default();
        for (name, value) in json.as_object().into_iter().flat_map(json::Object::iter) {
            let style = Style {
                lists: crate::meta::ListStyle::Brackets,
                digits: false,
            };
            flatten(name, value, style, &mut query).map_err(|error| error.to_string())?;
        }
        *request.uri_mut() = format!("/?{}", query.to_query())
            .parse()
            .map_err(|error| format!("{error}"))?;
    } else {
        *request.body_mut() = json.to_string().into();
        request
            .headers_mut()
            .insert(CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
    }
    Ok(request)
}

/// What stands under the wrapper key.
fn unwrapped(json: &Json, shape: ReplyShape) -> Result<&Json, String> {
    match shape.key {
        None => Ok(json),
        Some(key) => match json.get(key) {
            Some(inner) => Ok(inner),
            None if shape.or_bare => Ok(json),
            None => Err(format!("it has no `{key}`")),
        },
    }
}

/// Checks all examples before it complains.
#[track_caller]
fn report(id: &str, examples: &[Example<'_>], check: impl Fn(Json) -> Result<(), String>) {
    let failed: Vec<String> = examples
        .iter()
        .filter_map(|(file, text)| {
            let json = Json::parse(text).map_err(|error| error.to_string());
            json.and_then(&check).err().map(|error| format!("{file}: {error}"))
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{id}: {} of {} examples do not fit:\n  {}",
        failed.len(),
        examples.len(),
        failed.join("\n  ")
    );
}
