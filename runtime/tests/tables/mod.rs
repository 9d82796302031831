//! Tables and a macro for making small operations.
#![allow(dead_code, missing_docs, unreachable_pub)] // Each test file uses a part of it.

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode};
use tradewire::{
    BaseUrl, BodyShape, Credentials, Encoding, Error, ListStyle, Meta, Operation, Platform, ReplyShape, Safety, Scheme,
    SchemeKind, Stamp, Template,
};

pub const fn plain(text: &'static str) -> Template {
    Template { text, md5: false }
}

pub const PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[
        Scheme {
            name: "basic",
            inputs: &["user", "password"],
            kind: SchemeKind::Basic {
                username: plain("{user}"),
                password: plain("{password}"),
            },
        },
        Scheme {
            name: "key",
            inputs: &["key"],
            kind: SchemeKind::Header {
                name: "X-API-KEY",
                value: plain("{key}"),
            },
        },
        Scheme {
            name: "login",
            inputs: &["login", "password"],
            kind: SchemeKind::Query {
                params: &[("login", plain("{login}")), ("password", plain("{password}"))],
            },
        },
        Scheme {
            name: "oauth",
            inputs: &["key", "secret"],
            kind: SchemeKind::OAuth1 {
                consumer_key: plain("{key}"),
                consumer_secret: plain("{secret}"),
            },
        },
    ],
    limits: &[],
    ..Platform::PLAIN
};

static WORDS: Platform = PLATFORM;
pub static DIGITS: Platform = Platform {
    digit_booleans: true,
    ..PLATFORM
};

pub const POST: Meta = Meta {
    platform: &WORDS,
    id: "things.do",
    place: "specs/sample/things.yaml",
    method: "POST",
    aliases: &[],
    path: "/api/things",
    safety: Safety::Unsafe,
    auth: &[],
    limit: usize::MAX,
    success: &[200],
    body: BodyShape::NONE,
    reply: ReplyShape::BARE,
    ..Meta::GET
};

pub const GET: Meta = Meta {
    method: "GET",
    safety: Safety::Read,
    ..POST
};

pub const fn body(encoding: Encoding, key: Option<&'static str>, lists: ListStyle) -> BodyShape {
    BodyShape {
        key,
        lists,
        ..BodyShape::new(encoding)
    }
}

/// Defines an operation type: name, table, and what it writes.
#[macro_export]
macro_rules! operation {
    ($name:ident, $meta:expr, |$w:ident| $write:expr) => {
        struct $name;
        impl tradewire::Operation for $name {
            type Output = tradewire::Json;
            fn meta() -> &'static tradewire::Meta {
                static META: tradewire::Meta = $meta;
                &META
            }
            fn write(&self, $w: &mut tradewire::RequestWriter<'_>) -> Result<(), tradewire::Error> {
                $write
            }
            fn read(reply: &tradewire::Reply<'_>) -> Result<tradewire::Json, tradewire::Error> {
                reply.json()
            }
        }
    };
}

pub fn stamp() -> Stamp {
    Stamp {
        unix_seconds: 1_700_000_000,
        nonce: "nonce".into(),
    }
}

pub fn base() -> BaseUrl {
    BaseUrl::parse("https://shop.example/").unwrap()
}

pub fn try_build<O: Operation>(operation: &O) -> Result<Request<Bytes>, Error> {
    operation.prepare()?.to_request(&base(), &Credentials::none(), &stamp())
}

pub fn build<O: Operation>(operation: &O) -> Request<Bytes> {
    try_build(operation).unwrap()
}

pub fn target<O: Operation>(operation: &O) -> String {
    build(operation).uri().path_and_query().unwrap().to_string()
}

/// Content type and body as text.
pub fn sent<O: Operation>(operation: &O) -> (String, String) {
    let request = build(operation);
    let content_type = request
        .headers()
        .get("content-type")
        .map_or("", |value| value.to_str().unwrap());
    (
        content_type.to_owned(),
        String::from_utf8(request.body().to_vec()).unwrap(),
    )
}

pub fn json(text: &str) -> tradewire::Json {
    tradewire::Json::parse(text).unwrap()
}

pub fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| {
            (
                name.parse::<http::HeaderName>().unwrap(),
                value.parse::<http::HeaderValue>().unwrap(),
            )
        })
        .collect()
}

pub fn reply<O: Operation>(status: u16, body: &str) -> Result<O::Output, Error> {
    reply_with::<O>(status, &[], body)
}

pub fn reply_with<O: Operation>(status: u16, pairs: &[(&'static str, &str)], body: &str) -> Result<O::Output, Error> {
    O::decode(
        StatusCode::from_u16(status).unwrap(),
        &headers(pairs),
        &Bytes::copy_from_slice(body.as_bytes()),
    )
}

pub fn failure<O: Operation>(status: u16, body: &str) -> Error {
    match reply::<O>(status, body) {
        Ok(_) => panic!("{status} with {body} should be a failure"),
        Err(error) => error,
    }
}
