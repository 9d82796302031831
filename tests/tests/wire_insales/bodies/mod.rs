//! Request bodies: every documented one, built from typed values.

mod catalogue;
mod content;
mod orders;
mod promises;
mod sales;
mod shop;
mod variants;

use tradewire::Operation;
use tradewire::testing::Scripted;
use tradewire_insales::{Call, blocking};

use crate::support::{self, canonical_text, example, example_files};

/// A documented request and what the builder makes of the same values.
struct Written {
    /// `orders.update.1`.
    example: &'static str,
    operation: &'static str,
    body: String,
}

#[track_caller]
fn written<O: Operation, C>(example: &'static str, call: &Call<O, C>) -> Written {
    Written {
        example,
        operation: O::meta().id,
        body: support::body(call.operation()),
    }
}

fn all() -> Vec<Written> {
    let shop: blocking::Client = support::shop(&Scripted::new());
    let mut all = shop::all(&shop);
    all.extend(content::all(&shop));
    all.extend(catalogue::all(&shop));
    all.extend(variants::all(&shop));
    all.extend(sales::all(&shop));
    all.extend(orders::all(&shop));
    all
}

#[test]
fn builders_write_the_documented_bodies() {
    for written in all() {
        let documented = example(&format!("{}.request", written.example));
        assert_eq!(
            canonical_text(&written.body),
            canonical_text(&documented),
            "{}",
            written.example
        );
    }
}

#[test]
fn every_documented_body_is_built_by_its_own_operation() {
    let all = all();
    for Written { example, operation, .. } in &all {
        let of = example.rsplit_once('.').map(|(operation, _)| operation);
        assert_eq!(of, Some(*operation), "{example}");
    }
    let mut built: Vec<String> = all
        .iter()
        .map(|written| format!("{}.request.json", written.example))
        .collect();
    built.sort();
    let documented: Vec<String> = example_files()
        .into_iter()
        .filter(|name| name.ends_with(".request.json"))
        .collect();
    assert_eq!(built, documented, "left: built here, right: the files");
}
