//! Callbacks as routes of axum: what is taken, what is refused and how, and what is told of it.

#![cfg(feature = "axum")]

mod events;
mod routes;
#[path = "../tables/mod.rs"]
mod tables;
#[cfg(feature = "tracing")]
mod tracing_events;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use futures_core::Stream;
use http::{Method, Request, StatusCode};
use tables::{DIGITS, body};
use tower::ServiceExt as _;
use tradewire::axum::{Refusal, callback, events};
use tradewire::callback::{Events, OtherEvent, sign_body};
use tradewire::meta::{At, EventSource, SignMethod, SignatureEncoding, Signed, Spot, Timestamp};
use tradewire::{
    BodyShape, Bytes, Callback, CallbackMeta, Encoding, Error, ErrorKind, InboundRequest, ListStyle, Verify,
};

const CANARY: &str = "canary-0d7e";

const SIGNED: Verify = Verify {
    signature: Spot::header("X-Signature"),
    ..Verify::BODY
};

const META: CallbackMeta = CallbackMeta {
    platform: &DIGITS,
    id: "orders.paid",
    place: "specs/sample/orders.yaml",
    path: "/paid",
    body: body(Encoding::Json, None, ListStyle::Brackets),
    ..CallbackMeta::POST
};

macro_rules! received {
    ($name:ident, $meta:expr) => {
        /// One field, and the same number as the answer.
        #[derive(Debug, Clone, PartialEq)]
        struct $name {
            id: i64,
        }

        impl Callback for $name {
            type Answer = i64;
            fn meta() -> &'static CallbackMeta {
                static OWN: CallbackMeta = $meta;
                &OWN
            }
            fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
                Ok(Self { id: r.field("id")? })
            }
        }
    };
}

received!(Plain, META);
received!(
    Paid,
    CallbackMeta {
        verify: Some(SIGNED),
        ..META
    }
);
received!(
    Timed,
    CallbackMeta {
        id: "orders.timed",
        verify: Some(Verify {
            signs: &[Signed::Timestamp, Signed::Body],
            timestamp: Some(Timestamp {
                spot: Spot::header("X-Time"),
                milliseconds: false,
                within: 60,
            }),
            ..SIGNED
        }),
        ..META
    }
);
received!(
    Ping,
    CallbackMeta {
        id: "orders.ping",
        ..META
    }
);

/// Asked for by `GET`, with its number in the query.
#[derive(Debug)]
struct Asked(i64);

impl Callback for Asked {
    type Answer = ();
    fn meta() -> &'static CallbackMeta {
        static OWN: CallbackMeta = CallbackMeta {
            id: "orders.asked",
            method: "GET",
            body: BodyShape::NONE,
            ..META
        };
        &OWN
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        Ok(Self(r.query("id")?))
    }
}

async fn same(paid: Plain) -> i64 {
    paid.id
}

async fn paid(paid: Paid) -> i64 {
    paid.id
}

fn request(method: Method, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri("/");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.into()).unwrap()
}

fn post(headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    request(Method::POST, headers, body)
}

fn served(route: Result<axum::routing::MethodRouter, Error>) -> Router {
    Router::new().route("/", route.unwrap())
}

/// Status and text of the answer.
async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let mut body = response.into_body().into_data_stream();
    let mut text = Vec::new();
    while let Some(piece) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_next(cx)).await {
        text.extend_from_slice(&piece.unwrap());
    }
    (status, String::from_utf8(text).unwrap())
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

fn hmac(secret: &str, text: &str) -> String {
    sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        secret.as_bytes(),
        text.as_bytes(),
    )
}
