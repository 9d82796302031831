//! The words attached to things.

use crate::dialect::Deprecated;
use crate::model::{Docs, Provenance};

/// What a definition says about itself.
#[derive(Default, Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) doc: Option<&'a String>,
    pub(super) note: Option<&'a String>,
    pub(super) notes: &'a [String],
    pub(super) source: Option<&'a String>,
    pub(super) deprecated: Option<&'a Deprecated>,
}

impl Words<'_> {
    pub(super) fn docs(self) -> Docs {
        let trimmed = |text: &String| text.trim().to_owned();
        Docs {
            doc: self.doc.map(trimmed).filter(|text| !text.is_empty()),
            notes: self
                .note
                .into_iter()
                .chain(self.notes)
                .map(trimmed)
                .filter(|text| !text.is_empty())
                .collect(),
            source: self.source.map(trimmed),
            provenance: Provenance::default(),
            deprecated: match self.deprecated {
                None | Some(Deprecated::Flag(false)) => None,
                Some(Deprecated::Flag(true)) => Some(String::new()),
                Some(Deprecated::Instead(text)) => Some(text.trim().to_owned()),
            },
        }
    }
}

/// The words of any definition that has `doc`, `note`, `notes`, `source` and `deprecated`; `basis` is resolved apart.
macro_rules! words {
    ($def:expr, $($key:ident),*) => {
        {
            let mut words = $crate::resolve::docs::Words::default();
            $(words.$key = $crate::resolve::docs::words!(@ $def, $key);)*
            words
        }
    };
    (@ $def:expr, notes) => { &$def.notes };
    (@ $def:expr, $key:ident) => { $def.$key.as_ref() };
}
pub(super) use words;
