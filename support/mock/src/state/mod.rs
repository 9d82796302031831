//! What operations do to what is remembered.

mod batch;
mod change;
mod fields;
mod filter;
mod find;
mod history;
mod ids;
mod ignored;
mod listing;
mod merge;
mod moment;
mod names;
mod nested;
mod pages;
mod referred;
mod seed;
mod sent;
mod siblings;
mod sorting;
mod strangers;
mod write;

pub(crate) use find::above;
pub(crate) use ignored::unanswered;
pub(crate) use pages::{LINK_PARAM, wrong_size};
pub(crate) use seed::{insert, seed};

use serde_json::{Map, Value, json};
use tradewire_codegen::model::Operation;

use crate::answer::{Failure, Fit, Reply, Shaper, Why};
use crate::clock::Clock;
use crate::read::Reading;
use crate::spec::{Act, Collection, Role, Spec, is_id};
use crate::stored::{Row, Store};

/// What a write did, for webhooks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub collection: String,
    pub what: What,
    pub data: Map<String, Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Created,
    Updated,
    Deleted,
}

/// One request, and all that it may touch.
pub(crate) struct Turn<'w> {
    pub spec: &'w Spec,
    pub store: &'w mut Store,
    pub clock: &'w Clock,
    pub seed: u64,
    /// How many things are made up of which nothing is remembered.
    pub samples: usize,
    pub operation: &'w Operation,
    pub role: &'w Role,
    pub collection: &'w Collection,
    pub reading: &'w Reading,
    /// The body as it came, for files.
    pub bytes: &'w bytes::Bytes,
    /// The address, for those of further pages.
    pub path_and_query: (&'w str, &'w [(String, String)]),
    /// The first half of a batch is done, and the rest refused.
    pub halves: bool,
    pub events: Vec<Event>,
}

impl<'w> Turn<'w> {
    fn fit(&self) -> Fit<'w> {
        Fit {
            platform: &self.spec.platform,
            seed: self.seed,
        }
    }

    fn shaper(&self) -> Shaper<'w> {
        Shaper {
            platform: &self.spec.platform,
            seed: self.seed,
        }
    }

    /// Does it.
    pub fn run(&mut self) -> Result<Reply, Failure> {
        let above = above(self.spec, self.store, self.reading, &self.role.parents)?;
        match self.role.act {
            Act::List => Ok(self.with_ignored(self.list(&above))),
            Act::Count => Ok(self.with_ignored(self.count(&above))),
            Act::History => {
                let reply = self.history();
                Ok(self.with_ignored(reply))
            }
            Act::Get => {
                let row = self.found(&above)?;
                Ok(self.about(&row.data))
            }
            Act::Download => {
                let row = self.found(&above)?;
                Ok(self.download(&row))
            }
            Act::Create => self.create(&above),
            Act::Update | Act::Touch => self.update(&above),
            Act::Delete => self.delete(&above),
            Act::CreateMany | Act::UpdateMany | Act::DeleteMany => self.batch(&above),
        }
    }

    /// A reply about a thing of the collection; about what stands above it, where that is what the reply shows.
    fn about(&self, data: &Map<String, Value>) -> Reply {
        let mut told = data.clone();
        if let Some(id) = data.get(&self.collection.id) {
            // A reply may call it otherwise: `orderId` of what is an `orderid` elsewhere.
            for field in self.shown_fields().filter(|name| is_id(name, &self.collection.noun)) {
                told.entry(field).or_insert_with(|| id.clone());
            }
        }
        self.shaper()
            .about(self.operation, self.role.reply.as_ref(), &Value::Object(told))
    }

    /// Names of the fields of a reply, and of the thing in it.
    fn shown_fields(&self) -> impl Iterator<Item = String> + use<'w> {
        let platform = &self.spec.platform;
        let spot = self.role.reply.as_ref().map(|spot| &spot.ty);
        let whole = self.operation.returns.types();
        let shapes = spot.into_iter().chain(whole).filter_map(|ty| platform.as_struct(ty));
        shapes.flat_map(|shape| &shape.fields).map(|field| field.name.written())
    }

    fn download(&self, row: &Row) -> Reply {
        let usual = self.shaper().any(self.operation);
        match &row.content {
            Some(content) => Reply {
                body: content.clone(),
                ..usual
            },
            None => usual,
        }
    }

    fn count(&self, above: &[String]) -> Reply {
        let count = self.matching(above).len();
        let mut reply = self.shaper().any(self.operation);
        if let Ok(Value::Object(mut body)) = serde_json::from_slice::<Value>(&reply.body) {
            // The one number of such a reply.
            let key = body
                .iter()
                .find(|(_, value)| value.is_number())
                .map(|(key, _)| key.clone());
            if let Some(key) = key {
                body.insert(key, json!(count));
                reply.body = Value::Object(body).to_string().into();
            }
        }
        reply
    }

    fn found(&self, above: &[String]) -> Result<Row, Failure> {
        self.find(above).cloned().ok_or_else(|| Failure::new(Why::NotFound))
    }
}
