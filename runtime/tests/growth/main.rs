//! Work grows with the input, and not with its square.
//!
//! What is counted is allocations and bytes asked for, which are the same on every machine; work that allocates nothing is counted by
//! steps, in the unit tests that are named `growth`.

mod codec;
mod listings;
mod memory;
mod replies;
mod requests;
mod rules;
mod values;

#[path = "../client_support/mod.rs"]
mod client_support;
#[allow(dead_code, unused_imports)] // A part of it is used here.
#[path = "../json_codec/models.rs"]
mod models;
#[path = "../tables/mod.rs"]
mod tables;

/// Operations on whatever value is given.
macro_rules! writes {
    ($name:ident($value:ty), $meta:expr, |$this:ident, $w:ident| $write:expr) => {
        struct $name($value);
        impl Operation for $name {
            type Output = tradewire::Json;
            fn meta() -> &'static tradewire::Meta {
                static META: tradewire::Meta = $meta;
                &META
            }
            fn write(&self, $w: &mut tradewire::RequestWriter<'_>) -> Result<(), tradewire::Error> {
                let $this = &self.0;
                $write
            }
            fn read(reply: &tradewire::Reply<'_>) -> Result<tradewire::Json, tradewire::Error> {
                reply.json()
            }
        }
    };
}
use writes;

/// The smallest of the three sizes that are compared, where nothing else is said.
const SMALL: usize = 500;

/// How many times as much four times as much input may take: somewhat more than four, as trees and sorting take the logarithm.
const MOST: f64 = 4.5;

/// Text of a size.
type Text = fn(usize) -> String;

/// Checks that `work` allocates in proportion to its input, which `input` makes of a size.
#[track_caller]
fn linear<I>(name: &str, input: impl Fn(usize) -> I, work: impl Fn(&I)) {
    linear_from(SMALL, name, input, work);
}

/// As [`linear`], beginning with this size.
#[track_caller]
fn linear_from<I>(small: usize, name: &str, input: impl Fn(usize) -> I, work: impl Fn(&I)) {
    let count = |size: usize| {
        let input = input(size);
        // Tables that are built on first use are not the input's.
        work(&input);
        allocation_counter::measure(|| work(&input))
    };
    let counted = [small, 2 * small, 4 * small].map(count);
    let [one, two, four] = &counted;
    for (what, counts) in [
        ("allocations", [one.count_total, two.count_total, four.count_total]),
        ("bytes", [one.bytes_total, two.bytes_total, four.bytes_total]),
    ] {
        assert!(
            grows_like_input(counts),
            "{name}: {what} for {small}, {} and {}: {counts:?}",
            2 * small,
            4 * small
        );
    }
}

#[allow(clippy::cast_precision_loss)] // counts of a test
fn grows_like_input([one, _, four]: [u64; 3]) -> bool {
    four as f64 <= one.max(1) as f64 * MOST
}

/// `count` members, elements or whatever else `one` makes, with commas between them.
fn list(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

/// The same, one behind the other.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().concat()
}

#[test]
fn the_square_is_noticed() {
    let square = std::panic::catch_unwind(|| {
        linear("a copy for each", |n| n, |n| (0..*n).for_each(|_| drop(vec![0_u8; *n])));
    });
    assert!(square.is_err());
    assert!(grows_like_input([0, 0, 0]) && grows_like_input([100, 230, 450]) && !grows_like_input([100, 400, 1600]));
}
