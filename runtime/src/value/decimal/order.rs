//! Equality, order and hash: numeric and exact at any length, whatever the writing.

use super::{Decimal, digits};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        digits::compare(&self.text, &other.text)
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        digits::hash(&self.text, state);
    }
}
