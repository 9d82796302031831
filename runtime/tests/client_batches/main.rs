//! Lists of any length, sent batch by batch.

#![allow(clippy::single_range_in_vec_init)] // Lists of spans.

#[cfg(feature = "blocking")]
mod blocking;
#[path = "../client_support/mod.rs"]
mod client_support;
mod outcomes;
mod positions;
mod sources;

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use client_support::{PLATFORM, Sample, builder, run, scripted};
use futures_core::Stream;
use tradewire::batch::{BatchPosition, ElementOutcome, ElementSource, OutcomeKind, SentBatch};
use tradewire::client::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};
use tradewire::json::{Encode, Writer};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{
    BatchOperation, Batches, BodyShape, Builder, Bytes, Client, Condition, Elements, Encoding, Error, ErrorKind,
    IdempotencyKey, Json, KeyPlace, ListStyle, Meta, Operation, Outcomes, Reply, RequestWriter, RetryPolicy, Rule,
    Safety, batch, http,
};

use OutcomeKind::{Failed, NotSent, Refused, Sent, Unknown};

/// An element: one with a price has to have a currency, and a price that is no number has no written form.
#[derive(Debug, Clone, Default, PartialEq)]
struct Thing {
    id: i64,
    price: Option<f64>,
    currency: Option<String>,
}

impl Encode for Thing {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.field("\"id\":", &self.id);
        w.field("\"price\":", &self.price);
        w.field("\"currency\":", &self.currency);
        w.end_object();
    }
}

/// Three at a time, for a site; those that failed are named.
#[derive(Debug, Clone, Default, PartialEq)]
struct UploadThings {
    site: Option<String>,
    key: Option<String>,
    things: Vec<Thing>,
}

impl Operation for UploadThings {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            platform: &PLATFORM,
            id: "things.upload",
            place: "specs/sample/things.yaml",
            path: "/upload",
            safety: Safety::Unsafe,
            auth: &["basic"],
            limit: 0,
            body: BodyShape::new(Encoding::Json),
            rules: &[
                Rule::RequiredWhen {
                    path: "things[].currency",
                    when: Condition::Present("price"),
                },
                Rule::MaxItems { path: "things", max: 3 },
            ],
            idempotency_key: Some(IdempotencyKey {
                at: KeyPlace::Header("Idempotency-Key"),
                is_made: false,
            }),
            outcomes: Some(&Outcomes {
                sent: "things",
                at: &["failed"],
                ids: &[("id", Some("id"))],
                message: &["why"],
                ..Outcomes::NONE
            }),
            ..Meta::POST
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.query("site", ListStyle::Brackets, &self.site)?;
        w.header("Idempotency-Key", &self.key)?;
        w.body_field("things", &self.things)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}

impl BatchOperation for UploadThings {
    type Item = Thing;
    const LIMIT: usize = 3;
    fn elements(&mut self) -> &mut Vec<Thing> {
        &mut self.things
    }
}

fn things(ids: impl IntoIterator<Item = i64>) -> Vec<Thing> {
    let thing = |id| Thing { id, ..Thing::default() };
    ids.into_iter().map(thing).collect()
}

fn upload<E: Elements<Thing>>(client: &Sample, elements: E) -> Batches<UploadThings, Client, E::Source> {
    Batches::new(client.0.clone(), UploadThings::default(), elements)
}

async fn all<S: ElementSource<Item = Thing>>(
    batches: &mut Batches<UploadThings, Client, S>,
) -> Vec<ElementOutcome<Thing>> {
    let told = all_of(batches).await;
    let places = told.iter().map(|outcome| outcome.position);
    assert!(places.eq(0..told.len() as u64));
    told
}

/// Not all of a list: those that another run left.
async fn all_of<S: ElementSource<Item = Thing>>(
    batches: &mut Batches<UploadThings, Client, S>,
) -> Vec<ElementOutcome<Thing>> {
    let mut told = Vec::new();
    while let Some(outcome) = batches.next().await {
        assert_eq!(outcome.is_sent(), outcome.error().is_none());
        told.push(outcome);
    }
    told
}

fn kinds(told: &[ElementOutcome<Thing>]) -> Vec<OutcomeKind> {
    told.iter().map(|outcome| outcome.kind).collect()
}

/// Ids of the elements of each request.
fn sent(server: &Scripted) -> Vec<Vec<i64>> {
    let ids = |body: Json| -> Vec<i64> {
        let things = body.get("things").and_then(Json::as_array).unwrap().iter();
        things
            .map(|thing| thing.get("id").and_then(Json::as_i64).unwrap())
            .collect()
    };
    server.requests().iter().map(|request| ids(request.json())).collect()
}
