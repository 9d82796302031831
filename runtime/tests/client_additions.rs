//! What a program adds to a call by hand, beside what the operation has setters for. Only builds for debugging look.

#![cfg(debug_assertions)]

mod client_support;
mod tables;

use std::collections::BTreeMap;

use client_support::{run, scripted};
use tables::{GET, POST, body};
use tradewire::json::{Encode, Writer};
use tradewire::testing::Scripted;
use tradewire::{BodyShape, Encoding, Error, ErrorKind, Json, ListStyle, Meta, Operation, Reply, RequestWriter};

/// An object of which a part may be set.
#[derive(Debug, Clone, Default)]
struct Filter {
    ids: Option<Vec<i64>>,
    since: Option<i64>,
    inner: Option<Box<Filter>>,
    rows: Vec<Filter>,
}

impl Encode for Filter {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.field("\"ids\":", &self.ids);
        w.field("\"sinceId\":", &self.since);
        w.field("\"inner\":", &self.inner);
        w.field("\"rows\":", &self.rows);
        w.family("price{n}", &BTreeMap::<String, i64>::new());
        w.end_object();
    }
}

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

macro_rules! operation {
    ($name:ident, $meta:expr, |$self:ident, $w:ident| $write:expr) => {
        #[allow(dead_code)] // Not each of them takes both.
        #[derive(Debug, Clone, Default)]
        struct $name {
            filter: Option<Filter>,
            any: Option<Json>,
        }

        impl Operation for $name {
            type Output = Json;
            fn meta() -> &'static Meta {
                static META: Meta = $meta;
                &META
            }
            fn write(&self, $w: &mut RequestWriter<'_>) -> Result<(), Error> {
                let $self = self;
                $write
            }
            fn read(reply: &Reply<'_>) -> Result<Json, Error> {
                reply.json()
            }
        }
    };
}

operation!(
    List,
    Meta {
        setters: &[("custom_{key}", "custom"), ("price{n}", "prices"), ("ids[]", "numbers")],
        ..GET
    },
    |op, w| {
        w.query("filter", ListStyle::Brackets, &op.filter)?;
        w.query("ids[]", ListStyle::Brackets, &None::<i64>)?;
        w.query("perPage", ListStyle::Brackets, &Some(20_i64))?;
        w.query("marks", ListStyle::Indexed, &op.any)?;
        w.query_family("custom_{key}", ListStyle::Brackets, &None::<Json>)?;
        w.query_family("price{n}", ListStyle::Brackets, &None::<Json>)?;
        w.query_family("{key}", ListStyle::Brackets, &Some(json(r#"{"colour":"red"}"#)))?;
        w.query_const("with_stock", None)
    }
);

/// What becomes of a parameter that is added; `None` if it is sent.
fn query(list: &List, name: &str) -> Option<String> {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}"));
    match run(client.call(list.clone()).extra_query(name, "1").send()) {
        Ok(_) => {
            assert_eq!(server.last_request().query_text().matches(name).count(), 1, "{name}");
            None
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Build);
            assert!(server.requests().is_empty());
            Some(error.to_string())
        }
    }
}

#[test]
fn parameters_are_known_by_whatever_mark() {
    let list = List {
        any: Some(json("[1,2]")),
        ..List::default()
    };
    for (name, why) in [
        ("filter", "the operation has a setter for it: `.filter(…)`"),
        ("filter[]", ": `.filter(…)`"),
        ("perPage", ": `.per_page(…)`"),
        ("perPage[]", ": `.per_page(…)`"),
        ("perPage[x]", ": it is a part of what `.per_page(…)` sets"),
        ("ids", ": `.numbers(…)`"),
        ("ids[]", ": `.numbers(…)`"),
        ("ids[7]", ": `.numbers(…)`"),
        ("marks[2]", ": `.marks(…)`"),
        ("custom_a", ": `.custom(…)`"),
        ("custom_a[]", ": `.custom(…)`"),
        ("price12", ": `.prices(…)`"),
        ("colour", ": it is a part of what"),
        ("with_stock", "and the operation always sends it"),
    ] {
        let told = query(&list, name).unwrap_or_default();
        assert!(
            told.contains(&format!("`{name}`")) && told.contains(why),
            "{name}: {told}"
        );
    }
    for name in ["filters", "page", "custom_", "pricey", "size", "with_stocks", "id"] {
        assert_eq!(query(&list, name), None);
    }
}

#[test]
fn members_of_what_is_set_are_known_and_others_may_be_added() {
    let filter = Filter {
        ids: Some(vec![1]),
        inner: Some(Box::default()),
        rows: vec![Filter {
            since: Some(3),
            ..Filter::default()
        }],
        ..Filter::default()
    };
    let list = List {
        filter: Some(filter),
        ..List::default()
    };
    for name in [
        "filter[ids][]",
        "filter[ids]",
        "filter[ids][0]",
        "filter[sinceId]",
        "filter[inner][ids][]",
        "filter[inner]",
        "filter[rows][1]",
        "filter[rows][0][sinceId]",
    ] {
        let told = query(&list, name).unwrap_or_default();
        assert!(
            told.contains("it is a part of what `.filter(…)` sets"),
            "{name}: {told}"
        );
    }
    for name in [
        "filter[isRecent]",
        "filter[inner][new][]",
        "filter[rows][0][new]",
        "filter[id]",
    ] {
        assert_eq!(query(&list, name), None);
    }
    // Of an object that is not set nothing is sent twice, and nobody knows what it may hold.
    assert_eq!(query(&List::default(), "filter[ids][]"), None);
}

#[test]
fn one_name_may_be_added_more_than_once() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}"));
    let call = client
        .call(List::default())
        .extra_query("tags[]", "a")
        .extra_query("tags[]", "b");
    run(call.send()).unwrap();
    assert!(server.last_request().query_text().ends_with("&tags[]=a&tags[]=b"));
}

#[test]
fn fields_of_a_body_in_the_query_are_parameters() {
    const SHAPE: BodyShape = body(Encoding::Query, None, ListStyle::Indexed);
    operation!(Search, Meta { body: SHAPE, ..GET }, |op, w| {
        w.body(&op.filter)?;
        w.body_field("any", &op.any)?;
        w.body_const("fixed", "1")
    });
    let search = Search {
        filter: Some(Filter::default()),
        any: Some(json(r#"{"deep":[1]}"#)),
    };
    let told = |name: &str| {
        let (_, _, client) = scripted(Scripted::new().reply(200, "{}"));
        run(client.call(search.clone()).extra_query(name, "1").send()).map_err(|error| error.to_string())
    };
    for (name, why) in [
        ("sinceId", ": `.since_id(…)`"),
        ("ids[]", ": `.ids(…)`"),
        ("any", ": `.any(…)`"),
        ("any[deep][1]", "a part of what `.any(…)` sets"),
        ("fixed", "always sends it"),
    ] {
        let told = told(name).unwrap_err();
        assert!(told.contains(why), "{name}: {told}");
    }
    assert!(told("any[other]").is_ok() && told("new").is_ok());
}

operation!(
    Create,
    Meta {
        body: body(Encoding::Json, Some("order"), ListStyle::Brackets),
        setters: &[("price{n}", "prices")],
        ..POST
    },
    |op, w| w.body(&op.filter)
);
operation!(
    Form,
    Meta {
        body: body(Encoding::FormJson, None, ListStyle::Brackets),
        setters: &[("custom_{key}", "custom")],
        ..POST
    },
    |op, w| {
        w.body_field("order", &op.filter)?;
        w.body_family("custom_{key}", &None::<Json>)?;
        w.body_const("by", "\"id\"")
    }
);
operation!(
    Parts,
    Meta {
        body: body(Encoding::Multipart, None, ListStyle::Brackets),
        ..POST
    },
    |op, w| {
        w.part("note", &op.any)?;
        w.file("files[]", &None::<tradewire::File>)
    }
);

fn field<O: Operation<Output = Json> + Send + Sync + 'static>(operation: O, name: &str) -> Option<String> {
    let (_, _, client) = scripted(Scripted::new().reply(200, "{}"));
    let sent = run(client.call(operation).extra_field(name, 1_i64).send());
    sent.err().map(|error| error.to_string())
}

#[test]
fn fields_are_known_whether_they_are_set_or_not() {
    let filter = Some(Filter {
        since: Some(1),
        inner: Some(Box::default()),
        ..Filter::default()
    });
    let create = Create {
        filter: filter.clone(),
        ..Create::default()
    };
    for (name, why) in [
        (
            "sinceId",
            "the body has it already, given or by its setter: `.since_id(…)`",
        ),
        ("ids", "there is a setter for it: `.ids(…)`"),
        ("inner.ids", "it is a part of what `.inner(…)` sets"),
    ] {
        let told = field(create.clone(), name).unwrap_or_default();
        assert!(told.contains(why), "{name}: {told}");
    }
    let told = field(create.clone(), "price2").unwrap_or_default();
    assert!(told.contains("there is a setter for it: `.prices(…)`"), "{told}");
    for name in ["new", "inner.new"] {
        assert_eq!(field(create.clone(), name), None, "{name}");
    }
    let form = Form {
        filter,
        ..Form::default()
    };
    for name in ["order", "order.ids", "custom_a", "by"] {
        assert!(field(form.clone(), name).is_some(), "{name}");
    }
    let told = field(Form::default(), "order").unwrap_or_default();
    assert!(told.contains("there is a setter for it: `.order(…)`"), "{told}");
    assert_eq!(field(form, "order.new"), None);
    assert_eq!(field(Form::default(), "order.ids"), None);
    for name in ["note", "files[]"] {
        assert!(field(Parts::default(), name).is_some(), "{name}");
    }
    assert_eq!(field(Parts::default(), "other"), None);
}
