//! Reports of what a reply had that its description did not foresee.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use crate::text::{Blotter, Shown};

/// Something the decoder tolerated. Holds no values: a path, two kinds of JSON, and how often it was seen.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// What was tolerated.
    pub kind: DriftKind,
    /// Where, as a pattern over all items: `$.items[].prices.{key}`. The same place is reported once, with a count.
    pub path: String,
    /// What the type wanted, e.g. `integer`; empty where there is nothing to say.
    pub expected: &'static str,
    /// What kind of thing stood there, e.g. `text`; of an unknown key as well.
    pub found: &'static str,
    /// How many times in this reply.
    pub count: usize,
}

/// The sort of a [`Drift`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DriftKind {
    /// A key that the type does not know; kept in [`Extra`](super::Extra) where the type has one.
    UnknownKey,
    /// A value came in another form than described and was converted: `"12"` for 12, `[]` for an empty map, `""` for nothing.
    ToleratedType,
    /// An enumeration or union had a value that it does not list; it was kept.
    UnknownValue,
    /// An element of the listing could not be read and was set aside.
    SkippedItem,
    /// The value of a known key did not fit its field; the field is empty and the text in [`Extra`](super::Extra).
    Misfit,
    /// A required field was not there; it was taken as empty.
    Missing,
    /// A field stood twice; the last one counts.
    Duplicate,
    /// A field came under another of its keys.
    OtherSpelling,
    /// Byte-order marks or other invisible ones stood around the value, or the body was not UTF-8; broken characters were replaced.
    Encoding,
    /// A listing changed while it was read, or its end is less certain than others; which of these, says
    /// [`Notice`](crate::Notice).
    Listing,
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownKey => "unknown key",
            Self::ToleratedType => "tolerated type",
            Self::UnknownValue => "unknown value",
            Self::SkippedItem => "skipped item",
            Self::Misfit => "misfit",
            Self::Missing => "missing field",
            Self::Duplicate => "duplicate field",
            Self::OtherSpelling => "other spelling",
            Self::Encoding => "encoding",
            Self::Listing => "listing",
        })
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == DriftKind::OtherSpelling {
            write!(f, "{} of {} at {}", self.kind, self.expected, Shown(&self.path))?;
        } else {
            write!(f, "{} at {}", self.kind, Shown(&self.path))?;
        }
        if !self.expected.is_empty() && !self.found.is_empty() {
            write!(f, ": expected {}, found {}", self.expected, self.found)?;
        } else if !self.found.is_empty() && self.kind != DriftKind::UnknownKey {
            write!(f, ": {}", self.found)?;
        }
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drift")
            .field("kind", &self.kind)
            .field("path", &Shown(&self.path))
            .field("expected", &self.expected)
            .field("found", &self.found)
            .field("count", &self.count)
            .finish()
    }
}

impl Drift {
    /// Takes secrets out of keys in the path.
    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        blotter.clean(&mut self.path);
    }
}

/// Different reports that one reply can give; further ones are dropped.
pub(super) const MAX_DRIFTS: usize = 200;

/// Collects reports; the same one again only raises its count.
#[derive(Default)]
pub(super) struct Drifts {
    /// Kind, path, what was expected and what was found, each with its place in the order of reports.
    known: BTreeMap<(DriftKind, String, &'static str, &'static str), Told>,
}

struct Told {
    place: usize,
    count: usize,
}

impl Drifts {
    pub(super) fn note(&mut self, kind: DriftKind, path: String, expected: &'static str, found: &'static str) {
        crate::steps::add(path.len());
        let place = self.known.len();
        match self.known.entry((kind, path, expected, found)) {
            Entry::Occupied(mut same) => same.get_mut().count += 1,
            Entry::Vacant(new) if place < MAX_DRIFTS => {
                new.insert(Told { place, count: 1 });
            }
            Entry::Vacant(_) => {}
        }
    }

    pub(super) fn into_list(self) -> Vec<Drift> {
        let mut told: Vec<_> = self.known.into_iter().collect();
        told.sort_unstable_by_key(|(_, told)| told.place);
        let report = |((kind, path, expected, found), told): (_, Told)| Drift {
            kind,
            path,
            expected,
            found,
            count: told.count,
        };
        told.into_iter().map(report).collect()
    }
}
