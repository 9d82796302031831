//! A hand-written platform, as a generated crate would declare it, for tests of the client.

#![allow(dead_code, missing_docs, unreachable_pub)] // Each test file uses a part of it.

#[cfg(feature = "reqwest")]
pub mod driver;
pub mod listing;
pub mod server;
pub mod temporary;

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{
    BodyShape, Builder, Call, Client, Credentials, Download, Encoding, Error, ErrorShape, File, FromCore, Json,
    KnownCode, Limit, ListStyle, Meta, Operation, Paginated, Paging, Platform, Refusal, Reply, ReplyShape,
    RequestWriter, Safety, Scheme, SchemeKind, Sign, StatusMeaning, Strategy, Template, Upload,
};

pub const CANARY: &str = "canary-5f3c-secret";

pub static PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[
        Scheme {
            name: "basic",
            inputs: &["user", "password"],
            kind: SchemeKind::Basic {
                username: Template {
                    text: "{user}",
                    md5: false,
                },
                password: Template {
                    text: "{password}",
                    md5: false,
                },
            },
        },
        Scheme {
            name: "key",
            inputs: &["key"],
            kind: SchemeKind::Query {
                params: &[(
                    "key",
                    Template {
                        text: "{key}",
                        md5: false,
                    },
                )],
            },
        },
    ],
    limits: &[Limit {
        name: "default",
        requests: 5,
        per_seconds: 1,
        header: Some("API-Usage-Limit"),
        ..Limit::PLAIN
    }],
    errors: ErrorShape {
        failure: &[Sign::Is {
            path: "success",
            value: "false",
        }],
        message: &["message"],
        code: &[],
        fields: &["errors"],
        codes: &[KnownCode {
            text: "Too many calls",
            means: Some(StatusMeaning::RateLimited),
        }],
        statuses: &[(460, StatusMeaning::Partial)],
        refusals: &[Refusal {
            status: 503,
            header: Some("Retry-After"),
            empty_body: true,
        }],
        ..ErrorShape::PLAIN
    },
    ..Platform::PLAIN
};

const BASE: Meta = Meta {
    platform: &PLATFORM,
    id: "things.get",
    place: "specs/sample/things.yaml",
    method: "GET",
    aliases: &[],
    path: "/things/{id}",
    safety: Safety::Read,
    auth: &["basic", "key"],
    limit: 0,
    success: &[200],
    body: BodyShape::NONE,
    reply: ReplyShape::BARE,
    ..Meta::GET
};

/// A read.
#[derive(Debug, Clone)]
pub struct GetThing(pub i64);

impl Operation for GetThing {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = BASE;
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.path("id", &self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}

/// An unsafe operation with a body.
#[derive(Debug, Clone)]
pub struct CreateThing(pub String);

impl Operation for CreateThing {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "things.create",
            method: "PATCH",
            aliases: &["PUT", "UPDATE"],
            path: "/things",
            safety: Safety::Unsafe,
            body: BodyShape::new(Encoding::Json),
            ..BASE
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.body(&self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}

/// Removes something, and says nothing about it.
#[derive(Debug, Clone)]
pub struct DeleteThing(pub i64);

impl Operation for DeleteThing {
    type Output = ();
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "things.delete",
            method: "DELETE",
            safety: Safety::Idempotent,
            ..BASE
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.path("id", &self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<(), Error> {
        reply.empty()
    }
}

/// Removes something, and tells how many there were.
#[derive(Debug, Clone)]
pub struct DeleteCounted(pub i64);

impl Operation for DeleteCounted {
    type Output = i64;
    fn meta() -> &'static Meta {
        DeleteThing::meta()
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.path("id", &self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<i64, Error> {
        reply.json()
    }
}

macro_rules! listing {
    ($name:ident, $item:ty, $id:literal, $paging:expr) => {
        /// A listing under `items`.
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            pub page: Option<i64>,
            pub size: Option<i64>,
        }

        impl Operation for $name {
            type Output = Vec<$item>;
            fn meta() -> &'static Meta {
                static KIND: Paging = $paging;
                static META: Meta = Meta {
                    id: $id,
                    path: "/things",
                    reply: ReplyShape {
                        key: Some("items"),
                        or_bare: true,
                    },
                    paging: Some(&KIND),
                    ..BASE
                };
                &META
            }
            fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
                w.query("page", ListStyle::Brackets, &self.page)?;
                w.query("size", ListStyle::Brackets, &self.size)
            }
            fn read(reply: &Reply<'_>) -> Result<Vec<$item>, Error> {
                reply.json()
            }
        }

        impl Paginated for $name {
            type Item = $item;
            fn items(output: Vec<$item>) -> Vec<$item> {
                output
            }
        }
    };
}

const PAGING: Paging = Paging {
    strategy: Strategy::Page { param: "page" },
    items: "items",
    size: Some("size"),
    default_size: Some(2),
    max_size: Some(100),
    short_page_ends: true,
    ..Paging::NONE
};

listing!(ListPages, i64, "things.list", PAGING);
listing!(
    ListTotals,
    Json,
    "things.list_totals",
    Paging {
        total_pages: Some("pages"),
        total_items: Some("total"),
        ..PAGING
    }
);
listing!(
    ListChanges,
    Json,
    "things.list_changes",
    Paging {
        strategy: Strategy::Keyset {
            set: &[("filter.since", "id")]
        },
        drop: &["page"],
        ..PAGING
    }
);
listing!(
    ListMoments,
    Json,
    "things.list_moments",
    Paging {
        strategy: Strategy::Keyset {
            set: &[("since", "at"), ("from", "id")]
        },
        drop: &["page"],
        short_page_ends: false,
        ..PAGING
    }
);
listing!(
    ListCursor,
    Json,
    "things.list_cursor",
    Paging {
        strategy: Strategy::Cursor {
            param: "cursor",
            next: "next"
        },
        ..PAGING
    }
);

listing!(
    ListOffset,
    Json,
    "things.list_offset",
    Paging {
        // The parameter may be called anything.
        strategy: Strategy::Offset { param: "page" },
        total_items_header: Some("X-Total"),
        short_page_ends: false,
        ..PAGING
    }
);
listing!(
    ListMore,
    Json,
    "things.list_more",
    Paging {
        more: Some("more"),
        ..PAGING
    }
);
listing!(
    ListLinks,
    Json,
    "things.list_links",
    Paging {
        strategy: Strategy::Link { next: "next" },
        ..PAGING
    }
);
listing!(
    ListLinkHeaders,
    Json,
    "things.list_link_headers",
    Paging {
        strategy: Strategy::Link { next: "" },
        next_header: Some("Link"),
        total_items_header: Some("X-Total"),
        ..PAGING
    }
);

/// The client type of the platform.
#[derive(Debug, Clone)]
pub struct Sample(pub Client);

impl FromCore for Sample {
    const PLATFORM: &'static Platform = &PLATFORM;
    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

impl Sample {
    pub fn call<O>(&self, operation: O) -> Call<O> {
        Call::new(self.0.clone(), operation)
    }
}

pub fn credentials() -> Credentials {
    Credentials::scheme("basic", [("user", "app".to_owned()), ("password", CANARY.to_owned())])
}

/// A client on a script, with a clock that does not wait.
pub fn builder(server: &Scripted, clock: &SetClock) -> Builder<Sample> {
    Builder::new("https://shop.example")
        .credentials(credentials())
        .transport(server.clone())
        .clock(clock.clone())
}

pub fn scripted(server: Scripted) -> (Scripted, SetClock, Sample) {
    let clock = SetClock::new();
    let client = builder(&server, &clock).build().expect("a client");
    (server, clock, client)
}

/// Runs a future that never waits for anything outside.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..100_000 {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the future waits for something outside of the test");
}

pub fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// An operation that answers with a file.
#[derive(Debug, Clone)]
pub struct GetLabel(pub i64);

impl Operation for GetLabel {
    type Output = Download;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "things.label",
            path: "/things/{id}/label",
            ..BASE
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.path("id", &self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<Download, Error> {
        reply.download()
    }
}

/// A multipart upload.
#[derive(Debug, Clone, PartialEq)]
pub struct UploadFiles {
    pub kind: String,
    pub files: Vec<File>,
}

impl Operation for UploadFiles {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "files.upload",
            method: "POST",
            path: "/files",
            safety: Safety::Unsafe,
            body: BodyShape::new(Encoding::Multipart),
            ..BASE
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.part("type", &self.kind)?;
        w.file("files[]", &self.files)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}

/// An upload of raw bytes, which may be repeated.
#[derive(Debug, Clone, PartialEq)]
pub struct PutContent(pub Upload);

impl Operation for PutContent {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "files.put",
            method: "PUT",
            path: "/files/1/content",
            safety: Safety::Idempotent,
            body: BodyShape::new(Encoding::Binary),
            ..BASE
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.upload(&self.0)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}
