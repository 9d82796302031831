//! Which fields stand in a `Box` because their struct would otherwise be needlessly large.
//!
//! A history entry may hold a whole order three times over, two of them nearly always absent. In place each costs its full size all
//! the same, in every element of every list that is read. One large value is left in place: it is what the struct is about.

use std::collections::BTreeSet;

use crate::model::{Platform, TypeId, TypeShape};

/// Scalars in place, through all nested structs, above which a value is large. At some 24 bytes each this is about 6 KiB.
const LARGE: usize = 256;

/// Slots of structs that hold several large values. `contained` are the slots that hold a type in place, `boxed` those that already
/// do so through a `Box`.
pub(super) fn crowded(
    platform: &Platform,
    contained: &[Vec<(usize, TypeId)>],
    boxed: &BTreeSet<(TypeId, usize)>,
) -> BTreeSet<(TypeId, usize)> {
    let mut weights = Weights {
        platform,
        contained,
        boxed,
        known: vec![None; contained.len()],
    };
    let mut found = BTreeSet::new();
    for (owner, slots) in contained.iter().enumerate() {
        let is_struct = matches!(
            platform.types.get(owner).map(|def| &def.shape),
            Some(TypeShape::Struct(_))
        );
        let owner = TypeId(owner);
        let large: Vec<usize> = slots
            .iter()
            .filter(|(slot, target)| !boxed.contains(&(owner, *slot)) && weights.of(*target) > LARGE)
            .map(|(slot, _)| *slot)
            .collect();
        if is_struct && large.len() > 1 {
            found.extend(large.into_iter().map(|slot| (owner, slot)));
        }
    }
    found
}

/// Scalars that a value of each type holds in place. What stands in a box, a list or a map counts as one.
struct Weights<'a> {
    platform: &'a Platform,
    contained: &'a [Vec<(usize, TypeId)>],
    boxed: &'a BTreeSet<(TypeId, usize)>,
    known: Vec<Option<usize>>,
}

impl Weights<'_> {
    /// The weight of `id`. Types may be nested as deep as a spec likes, so this keeps its own stack.
    fn of(&mut self, id: TypeId) -> usize {
        let mut open = vec![id];
        while let Some(at) = open.last().copied() {
            let inner = self.in_place(at);
            let missing: Vec<TypeId> = inner.iter().copied().filter(|id| self.known(*id).is_none()).collect();
            // Every cycle has a box on it, so that a type never waits for itself.
            if missing.is_empty() {
                open.pop();
                let weight = self.sum(at, &inner);
                if let Some(known) = self.known.get_mut(at.0) {
                    *known = Some(weight);
                }
            } else {
                open.extend(missing);
            }
        }
        self.known(id).unwrap_or(1)
    }

    fn known(&self, id: TypeId) -> Option<usize> {
        // A type that does not exist was reported elsewhere.
        self.known.get(id.0).copied().unwrap_or(Some(1))
    }

    /// The types of this platform that a value of type `id` holds in place.
    fn in_place(&self, id: TypeId) -> Vec<TypeId> {
        let slots = self.contained.get(id.0).map_or(&[][..], Vec::as_slice);
        let unboxed = slots.iter().filter(|(slot, _)| !self.boxed.contains(&(id, *slot)));
        unboxed.map(|(_, target)| *target).collect()
    }

    fn sum(&self, id: TypeId, inner: &[TypeId]) -> usize {
        let weights = inner.iter().map(|id| self.known(*id).unwrap_or(1));
        match self.platform.types.get(id.0).map(|def| &def.shape) {
            Some(TypeShape::Struct(body)) => {
                let others = body.fields.len().saturating_sub(inner.len());
                weights.fold(others, usize::saturating_add)
            }
            Some(TypeShape::Union(_)) => weights.max().unwrap_or(0).saturating_add(1),
            Some(TypeShape::Enum(_) | TypeShape::Alias(_)) | None => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TypeId, crowded};
    use crate::plan::fixture::{field, named, platform, structure};

    /// Each type holds the next one twice, so that the weights outgrow any number; the chain is longer than a call stack.
    #[test]
    fn a_long_chain_of_types_is_weighed() {
        let links = 50_000;
        let types = (0..=links).map(|n| {
            structure(
                &format!("T{n}"),
                vec![field("a", named(n + 1)), field("b", named(n + 1))],
            )
        });
        let platform = platform(types.collect(), vec![]);
        let contained: Vec<_> = (0..=links)
            .map(|n| vec![(0, TypeId(n + 1)), (1, TypeId(n + 1))])
            .collect();
        let found = crowded(&platform, &contained, &BTreeSet::new());
        assert!(found.contains(&(TypeId(0), 0)) && found.contains(&(TypeId(0), 1)));
        // The last eight double up to 256, which is not yet large; the type beyond the last does not exist.
        assert!(!found.contains(&(TypeId(links - 8), 0)), "{}", found.len());
        assert!(found.contains(&(TypeId(links - 9), 0)), "{}", found.len());
    }
}
