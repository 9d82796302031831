//! What a reply can take of memory, whatever it holds: the smallest elements become the largest values.

use tradewire::json::{Decode, DecodeErrorKind, Options, decode};
use tradewire::{Extra, Json, Map};

use super::models::{Item, Loose, Order};

const MIB: usize = 1024 * 1024;
/// Memory that a client allows for each byte of the longest body.
const MEMORY: usize = 8;

/// Reads this much text, `(before, after)` with elements of a kind in between, and checks how much was asked for at one time, whether it
/// `fits` or not.
#[track_caller]
fn bounded<T: Decode>(
    fits: bool,
    size: usize,
    (before, after): (&str, &str),
    element: impl Fn(usize) -> String,
    options: Options,
) {
    let mut text = String::with_capacity(size + 100);
    text.push_str(before);
    for at in 0.. {
        text.push_str(&element(at));
        if text.len() >= size {
            break;
        }
        text.push(',');
    }
    text.push_str(after);
    let most = size * MEMORY;
    let options = Options {
        max_memory: Some(most),
        ..options
    };
    let mut failed = None;
    let counted = allocation_counter::measure(|| {
        failed = decode::<T>(text.as_bytes(), options).map(drop).err();
    });
    let name = element(0);
    assert_eq!(
        failed.map(|error| error.kind()),
        (!fits).then_some(DecodeErrorKind::TooLarge),
        "{name}: {} bytes at one time",
        counted.bytes_max
    );
    // A list that grows is there twice for a moment, with twice its room.
    let most = (most + most / 2) as u64;
    assert!(counted.bytes_max <= most, "{name}: {} bytes", counted.bytes_max);
    assert!(fits || counted.bytes_max > most / 4, "{name}: refused early");
}

#[test]
fn the_longest_reply_of_the_smallest_elements() {
    let order = |_| r#"{"id":1}"#.to_owned();
    bounded::<Vec<Order>>(false, 16 * MIB, ("[", "]"), order, Options::default());
}

#[test]
fn the_smallest_elements_of_each_kind() {
    const LIST: (&str, &str) = ("[", "]");
    const OBJECT: (&str, &str) = ("{", "}");
    let same = |text: &'static str| move |_: usize| text.to_owned();
    let numbered = |at: usize| format!("\"{at:x}\":1");
    let listing = Options {
        listing: Some(""),
        ..Options::watched()
    };
    for options in [Options::default(), Options::watched()] {
        bounded::<Vec<Item>>(true, MIB, LIST, same(r#"{"sku":"","quantity":1}"#), options);
        bounded::<Vec<Loose>>(false, MIB, LIST, same(r#"{"id":1,"":1}"#), options);
        bounded::<Vec<Loose>>(false, MIB, LIST, same(r#"{"id":1,"price1":1,"price2":1}"#), options);
        bounded::<Vec<Extra>>(false, MIB, LIST, same(r#"{"":1}"#), options);
        bounded::<Json>(false, MIB, LIST, same("1"), options);
        bounded::<Json>(false, MIB, LIST, same("[[]]"), options);
        bounded::<Json>(false, MIB, OBJECT, numbered, options);
        bounded::<Vec<Vec<i64>>>(false, MIB, LIST, same("[1]"), options);
        bounded::<Vec<String>>(true, MIB, LIST, same("\"x\""), options);
        bounded::<Map<i64>>(true, MIB, OBJECT, numbered, options);
        bounded::<Vec<i64>>(true, MIB, LIST, same("1"), options);
        // What no field holds is kept as text.
        bounded::<Order>(true, MIB, (r#"{"id":1,"#, "}"), numbered, options);
        bounded::<Extra>(true, MIB, OBJECT, numbered, options);
        bounded::<Order>(true, MIB, (r#"{"id":1,"#, "}"), same(r#""":1,"paid":1"#), options);
        bounded::<Order>(true, MIB, (r#"{"id":1,"#, "}"), same(r#""paid":[]"#), options);
        bounded::<Order>(true, MIB, (r#"{"id":1,"#, "}"), same(r#""":1,"id":1"#), options);
    }
    // Elements that are set aside.
    bounded::<Vec<Order>>(false, MIB, LIST, same("1"), listing);
    bounded::<Vec<Order>>(false, MIB, LIST, same(r#"{"id":[]}"#), listing);
}

/// Finding a key of many asks for less than decoding may.
#[test]
fn what_is_kept_is_found_in_bounded_memory() {
    let text = super::list(150_000, |at| format!("\"{at:x}\":1"));
    let kept: Extra = decode(format!("{{{text}}}").as_bytes(), Options::default())
        .expect("an object")
        .value;
    let counted = allocation_counter::measure(|| assert_eq!(kept.raw("ffff"), Some("1")));
    let most = (text.len() * MEMORY) as u64;
    assert!(counted.bytes_max <= most, "{} of {most} bytes", counted.bytes_max);
}
