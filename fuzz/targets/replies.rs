//! Replies: a listing is read to its end, whatever the pages say. The first byte chooses the kind of listing and the status; pages
//! are separated by a zero byte, and the last is served for ever.

use std::task::{Context, Poll, Waker};

use tradewire::testing::{Scripted, SetClock};
use tradewire::{
    BodyShape, Builder, Call, Client, Error, ErrorShape, FromCore, Json, KnownCode, Meta, Operation, Paginated, Paging,
    Platform, Reply, ReplyShape, RequestWriter, RetryPolicy, Safety, Sign, StatusMeaning, Strategy,
};

static PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[],
    limits: &[],
    errors: ErrorShape {
        failure: &[
            Sign::Is {
                path: "success",
                value: "false",
            },
            Sign::Present { path: "error" },
        ],
        message: &["message", "error"],
        code: &["code"],
        fields: &["errors", ""],
        codes: &[KnownCode {
            text: "not_found",
            means: Some(StatusMeaning::NotFound),
        }],
        statuses: &[(460, StatusMeaning::Partial)],
        refusals: &[],
        ..ErrorShape::PLAIN
    },
    ..Platform::PLAIN
};

const PAGING: Paging = Paging {
    strategy: Strategy::Page { param: "page" },
    items: "items",
    default_size: Some(2),
    ..Paging::NONE
};

const META: Meta = Meta {
    platform: &PLATFORM,
    id: "things.list",
    place: "",
    method: "GET",
    aliases: &[],
    path: "/things",
    safety: Safety::Read,
    auth: &[],
    limit: usize::MAX,
    success: &[200],
    body: BodyShape::NONE,
    reply: ReplyShape {
        key: Some("items"),
        or_bare: true,
    },
    ..Meta::GET
};

macro_rules! listing {
    ($name:ident, $paging:expr) => {
        struct $name;
        impl Operation for $name {
            type Output = Vec<Json>;
            fn meta() -> &'static Meta {
                static KIND: Paging = $paging;
                static WITH_PAGES: Meta = Meta {
                    paging: Some(&KIND),
                    ..META
                };
                &WITH_PAGES
            }
            fn write(&self, _: &mut RequestWriter<'_>) -> Result<(), Error> {
                Ok(())
            }
            fn read(reply: &Reply<'_>) -> Result<Vec<Json>, Error> {
                reply.json()
            }
        }
        impl Paginated for $name {
            type Item = Json;
            fn items(output: Vec<Json>) -> Vec<Json> {
                output
            }
        }
    };
}

listing!(Short, PAGING);
listing!(
    Totals,
    Paging {
        total_pages: Some("pages"),
        total_items: Some("total"),
        ..PAGING
    }
);
listing!(
    Keys,
    Paging {
        strategy: Strategy::Keyset {
            set: &[("since", "id")]
        },
        ..PAGING
    }
);
listing!(
    Cursor,
    Paging {
        strategy: Strategy::Cursor {
            param: "cursor",
            next: "next"
        },
        ..PAGING
    }
);

listing!(
    Offset,
    Paging {
        strategy: Strategy::Offset { param: "offset" },
        total_items: Some("total"),
        ..PAGING
    }
);
listing!(
    Links,
    Paging {
        strategy: Strategy::Link { next: "next" },
        ..PAGING
    }
);

struct Sample(Client);

impl FromCore for Sample {
    const PLATFORM: &'static Platform = &PLATFORM;
    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

pub fn run(data: &[u8]) {
    let Some((choice, bodies)) = data.split_first() else {
        return;
    };
    let status = [200, 201, 400, 401, 404, 422, 429, 460, 500, 503][usize::from(choice / 4) % 10];
    let mut pages: Vec<_> = bodies.split(|byte| *byte == 0).take(8).map(<[u8]>::to_vec).collect();
    let last = pages.pop().unwrap_or_default();
    let server = pages
        .into_iter()
        .fold(Scripted::new(), |server, page| server.reply(200, page));
    let server = (0..40).fold(server, |server, _| server.reply(status, last.clone()));
    let client = Builder::<Sample>::new("https://shop.example/api")
        .transport(server.clone())
        .clock(SetClock::new())
        .retry(RetryPolicy::never())
        .on_drift(|report| assert!(!report.drift.is_empty()))
        .build()
        .expect("a client");
    match (choice % 4, *choice < 120) {
        (0, true) => drain(client.0, Short),
        (0, false) => drain(client.0, Offset),
        (1, _) => drain(client.0, Totals),
        (2, _) => drain(client.0, Keys),
        (_, true) => drain(client.0, Cursor),
        (_, false) => drain(client.0, Links),
    }
    // Wherever pages point, nobody else is asked.
    for request in server.requests() {
        let address = request.uri.to_string();
        assert!(address.starts_with("https://shop.example/api/"), "{address}");
    }
}

/// Reads at most thirty pages. Errors are fine; a cursor must read back.
fn drain<O: Paginated>(client: Client, operation: O) {
    let mut items = Call::new(client, operation).max_pages(30).items();
    loop {
        let polled = std::pin::pin!(items.next()).poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(item) = polled else {
            panic!("it waits for something outside")
        };
        match item {
            None => break,
            Some(Ok(_)) => {}
            Some(Err(error)) => assert!(!error.to_string().is_empty()),
        }
        if let Some(cursor) = items.cursor() {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }
}
