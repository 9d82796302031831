//! The JSON codec: a reader and a writer over bytes, in safe Rust, and the traits of generated types.
//!
//! Reading is *tolerant in form*: values in another written form are converted. It is *never short in content*: unknown keys, and
//! the values of known ones that do not fit, are kept as text ([`Extra`]), no list loses an element, and what cannot be read is an
//! error. All that is tolerated can be reported ([`Drift`], [`Misfit`], [`Rejected`]), and [`Mode::Strict`] turns it off.
//!
//! | described as | taken as well |
//! | --- | --- |
//! | integer | `"12"`, `12.0` |
//! | number | `"1.5"`; a decimal is plainly text or number |
//! | text | a number, `true`, `false`, as they are written |
//! | boolean, flag | 1, 0, `true`, `false`, each also in quotes |
//! | list | an object with numbers as keys (its values in order), `null`, `""` |
//! | map | a list (its positions as keys), `null`, `""` |
//! | object | `[]` |
//! | optional | `""` and `[]` as absent, unless they are values of the type |
//! | required | absent, if it is nullable |
//! | optional, in an object with [`Extra`] | anything, as text: the field is empty, and [`Whole`] tells |
//! | element of the listing | anything: it is set aside with its text, and the others are read |
//! | enumeration, union | values that are not listed, kept as they are |
//! | key | unknown ones (kept), repeated ones (the last one counts), other spellings that are described |
//! | body | byte-order marks and other invisible ones around it; broken UTF-8, with replacement characters |
//!
//! A generated struct brings a static table of its keys ([`Shape`]) and a jump table over its fields ([`Record::field`]); the loop
//! over keys is one function for all types. That keeps generated code small and quick to compile, and reading fast: where keys
//! come in the order of the table, a key costs one comparison.
//!
//! | file | concern |
//! | --- | --- |
//! | `reader`, `string`, `number`, `digits`, `skip`, `quick`, `scan` | tokens |
//! | `record`, `lacking`, `spelling`, `shape`, `list`, `map`, `pattern`, `union`, `scalar` | values |
//! | `kept`, `extra`, `kept_text`, `members`, `lenient`, `rejected`, `whole` | what does not fit, and text that is no JSON |
//! | `memory` | a bound on what a value takes |
//! | `decode`, `wrapped`, `extent`, `error`, `report`, `path`, `drift` | whole bodies, and what is told about them |
//! | `writer`, `open_path`, `encode`, `fields`, `named`, `rest`, `shown` | writing |
//! | `tree`, `object`, `places`, `tree_codec` | [`Json`], any value |
//! | `probe`, `search` | looking into a raw body |

// Every `Result` here is a `DecodeError` or `EncodeError`, and each of their kinds is described there.
#![allow(clippy::missing_errors_doc)]

mod decode;
pub(crate) mod digits;
mod drift;
mod encode;
mod error;
mod extent;
mod extra;
mod extra_codec;
mod fields;
#[cfg(test)]
mod growth;
mod kept;
mod kept_text;
mod lacking;
mod lenient;
mod list;
mod map;
mod members;
mod memory;
#[cfg(debug_assertions)]
mod named;
mod number;
mod object;
mod open_path;
mod path;
mod pattern;
mod places;
mod probe;
mod quick;
mod reader;
mod record;
mod rejected;
mod report;
mod rest;
mod scalar;
mod scan;
mod search;
#[cfg(feature = "serde")]
pub mod serde;
mod shape;
mod shown;
mod skip;
mod spelling;
mod string;
mod tree;
mod tree_codec;
mod union;
mod whole;
mod wrapped;
mod writer;

pub use self::decode::{Decode, Decoded, Options, Record, decode, from_str};
pub use self::drift::{Drift, DriftKind};
pub(crate) use self::encode::written;
pub use self::encode::{Encode, to_json, to_string, to_vec};
pub use self::error::{DecodeError, DecodeErrorKind, EncodeError};
pub(crate) use self::extent::{content, is_blank};
pub use self::extra::Extra;
pub use self::list::List;
pub use self::map::ReadMember;
#[cfg(debug_assertions)]
pub(crate) use self::named::named;
pub use self::object::Object;
pub use self::pattern::Pattern;
pub use self::probe::{count_items, probe, probe_last, probe_raw};
pub(crate) use self::probe::{each_item_text, each_placed_text, probe_rare};
pub use self::reader::{MAX_DEPTH, Mark, Mode, Reader};
pub use self::rejected::{MAX_MISFITS, Misfit, Rejected};
pub use self::shape::{MAX_FIELDS, Shape};
pub use self::shown::debug;
pub use self::tree::{Json, Number};
pub use self::union::Round;
pub use self::whole::Whole;
pub use self::wrapped::{Wrapped, decode_under};
pub use self::writer::Writer;
