//! Every listing against invented servers: whatever they cut short, leave empty, send again, add and take away between two pages,
//! and wherever reading is taken up again, each element that was there throughout comes exactly once, or something is said.

#[path = "../client_support/mod.rs"]
mod client_support;
mod server;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use client_support::listing::{Number, endless};
use client_support::{PLATFORM, Sample, run};
use proptest::prelude::*;
use server::{Behind, Kind, Plan, Shop, plans};
use tradewire::{
    Cursor, Error, Json, ListStyle, Meta, Notice, Operation, Paginated, Paging, Reply, ReplyShape, RequestWriter,
    Strategy as Steps,
};

const PAGING: Paging = Paging {
    items: "items",
    size: Some("size"),
    total_pages: Some("pages"),
    total_items: Some("total"),
    ..Paging::NONE
};
const META: Meta = Meta {
    platform: &PLATFORM,
    id: "things.list",
    path: "/things",
    auth: &["basic"],
    reply: ReplyShape {
        key: Some("items"),
        or_bare: false,
    },
    ..Meta::GET
};

/// A listing: by number, by keys, by cursor.
#[derive(Debug, Clone)]
struct List<const KIND: usize> {
    size: i64,
}

impl<const KIND: usize> Operation for List<KIND> {
    type Output = Vec<Json>;
    fn meta() -> &'static Meta {
        static METAS: [Meta; 3] = [
            Meta {
                paging: Some(&Paging {
                    strategy: Steps::Page { param: "page" },
                    ..PAGING
                }),
                ..META
            },
            Meta {
                paging: Some(&Paging {
                    strategy: Steps::Keyset {
                        set: &[("filter.since", "id")],
                    },
                    drop: &["page"],
                    page: Some("page"),
                    ..PAGING
                }),
                ..META
            },
            Meta {
                paging: Some(&Paging {
                    strategy: Steps::Cursor {
                        param: "cursor",
                        next: "next",
                    },
                    ..PAGING
                }),
                ..META
            },
        ];
        &METAS[KIND]
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.query("size", ListStyle::Brackets, &self.size)
    }
    fn read(reply: &Reply<'_>) -> Result<Vec<Json>, Error> {
        reply.json()
    }
}

impl<const KIND: usize> Paginated for List<KIND> {
    type Item = Json;
    fn items(output: Vec<Json>) -> Vec<Json> {
        output
    }
}

/// What came of reading a listing to its end.
#[derive(Debug, Default)]
struct Outcome {
    /// How often each element came.
    came: BTreeMap<i64, usize>,
    notices: Vec<Notice>,
    error: Option<String>,
}

impl Outcome {
    fn is_silent(&self) -> bool {
        self.notices.is_empty() && self.error.is_none()
    }
}

fn read(plan: &Plan, shop: &Arc<Mutex<Shop>>, stops: &[usize]) -> Outcome {
    let served = Arc::clone(shop);
    let (_, client) = endless(move |_, request| served.lock().unwrap().page(request), 400);
    match plan.kind {
        Kind::Numbered => read_as::<0>(plan, &client, stops),
        Kind::Keys { .. } => read_as::<1>(plan, &client, stops),
        Kind::Cursor { .. } => read_as::<2>(plan, &client, stops),
    }
}

/// Reads `stops[0]` elements, then takes reading up again in a stored place, and so on, at last to the end.
fn read_as<const KIND: usize>(plan: &Plan, client: &Sample, stops: &[usize]) -> Outcome {
    let mut outcome = Outcome::default();
    let mut stored = None::<String>;
    for stop in stops.iter().copied().chain([usize::MAX]) {
        let call = client.call(List::<KIND> {
            size: i64::try_from(plan.size).unwrap(),
        });
        let mut items = match &stored {
            Some(place) => call.resume_from(place.parse::<Cursor>().unwrap()).items(),
            None => call.items(),
        };
        let mut ended = false;
        for _ in 0..stop {
            match run(items.next()) {
                Some(Ok(item)) => *outcome.came.entry(item.number()).or_default() += 1,
                Some(Err(error)) => {
                    outcome.error = Some(error.to_string());
                    ended = true;
                }
                None => ended = true,
            }
            if ended {
                break;
            }
        }
        outcome.notices.extend(items.notices().iter().cloned());
        stored = items.cursor().map(|cursor| cursor.to_string());
        if ended || stored.is_none() {
            break;
        }
    }
    outcome
}

fn stops() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1_usize..9, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    /// Nothing changes: each element once, not a word, no error.
    #[test]
    fn a_listing_at_rest_is_read_whole_and_in_silence(plan in plans(false), stops in stops()) {
        let plan = Plan { behind: Behind::Empty, hides_one_in: None, ..plan };
        let shop = Shop::new(&plan);
        let outcome = read(&plan, &shop, &stops);
        prop_assert!(outcome.is_silent(), "{outcome:?}");
        let constant = &shop.lock().unwrap().constant;
        prop_assert!(outcome.came.keys().eq(constant) && outcome.came.values().all(|times| *times == 1), "{outcome:?}");
    }

    #[test]
    fn what_was_there_throughout_comes_exactly_once_or_something_is_said(plan in plans(true), stops in stops()) {
        let shop = Shop::new(&plan);
        let outcome = read(&plan, &shop, &stops);
        let shop = shop.lock().unwrap();
        for id in &shop.constant {
            let times = outcome.came.get(id).copied().unwrap_or(0);
            // By keys, nothing that changes matters.
            let silent = outcome.is_silent() || (matches!(plan.kind, Kind::Keys { .. }) && outcome.error.is_none());
            prop_assert!(times <= 1 || !silent, "{id} came {times} times: {outcome:?}");
            prop_assert!(times == 1 || !silent || shop.blind, "{id} did not come: {outcome:?}");
        }
    }
}
