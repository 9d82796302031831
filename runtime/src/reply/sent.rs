//! Finding elements of a batch in what was sent.

use std::collections::BTreeMap;

use super::entry::said;
use crate::error::FailedElement;
use crate::json::Json;
use crate::meta::Outcomes;

/// The list that was sent, by position and by ids.
pub(super) struct Sent {
    /// How many elements it has.
    pub len: usize,
    /// For each kind of id, the positions of each value.
    by_id: Vec<BTreeMap<String, Vec<usize>>>,
    /// For each position, its ids of each kind.
    ids: Vec<Vec<Option<String>>>,
}

impl Sent {
    /// Out of the whole body. A bare value stands for a list of one.
    pub(super) fn new(body: &Json, table: &Outcomes) -> Option<Self> {
        let list = body.at(table.sent).filter(|list| !list.is_null())?;
        let elements = list.as_array().unwrap_or(std::slice::from_ref(list));
        let ids: Vec<Vec<Option<String>>> = elements
            .iter()
            .map(|element| {
                let found = table.ids.iter().map(|(_, path)| said(element.at((*path)?)?));
                found.collect()
            })
            .collect();
        let mut by_id = vec![BTreeMap::<String, Vec<usize>>::new(); table.ids.len()];
        for (at, ids) in ids.iter().enumerate() {
            for (kind, id) in by_id.iter_mut().zip(ids) {
                if let Some(id) = id {
                    kind.entry(id.clone()).or_default().push(at);
                }
            }
        }
        Some(Self {
            len: elements.len(),
            by_id,
            ids,
        })
    }

    /// Whether the element can be the one at a position: no other id of the same kind stands there.
    pub(super) fn can_be(&self, element: &FailedElement, table: &Outcomes, at: usize) -> bool {
        let ids = table.ids.iter().map(|(name, _)| element.id(name));
        self.ids.get(at).is_some_and(|there| {
            let mut pairs = ids.zip(there);
            pairs.all(|(id, other)| id.is_none() || other.is_none() || id == other.as_deref())
        })
    }

    /// Position of an element: where the reply has it (`told`, by order or by a row of its own), if it can be there; else that of the one
    /// element that has one of its ids and no other of the same kind.
    pub(super) fn position(&self, element: &FailedElement, table: &Outcomes, told: Option<usize>) -> Option<usize> {
        if let Some(told) = told.filter(|at| self.can_be(element, table, *at)) {
            return Some(told);
        }
        let own = table.ids.iter().map(|(name, _)| element.id(name));
        let known = own.zip(&self.by_id).filter_map(|(id, known)| known.get(id?));
        let mut found = known.flatten().copied().filter(|at| self.can_be(element, table, *at));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// Position of the one element that has this id of any kind.
    pub(super) fn of_id(&self, id: &str) -> Option<usize> {
        let mut found = self.by_id.iter().filter_map(|known| known.get(id));
        match found.next()?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}
