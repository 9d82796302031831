//! Order of the keys that a listing is read on from.

use std::cmp::Ordering;

use crate::value::DateTime;

/// Order of two keys, where it is known: of numbers, and of dates and times. Other texts are in an order of the server's own.
pub(super) fn compare(a: &str, b: &str) -> Option<Ordering> {
    if let (Ok(a), Ok(b)) = (a.parse::<i128>(), b.parse::<i128>()) {
        return Some(a.cmp(&b));
    }
    DateTime::from(a).partial_cmp(&DateTime::from(b))
}

/// Watches the keys of one page go by.
#[derive(Debug, Default)]
pub(super) struct Watch {
    before: Vec<Option<String>>,
    /// The first step back.
    backwards: Option<(String, String)>,
    /// Later keys ran backwards at every element, while the first one stood still.
    later: Option<(String, String)>,
    elements: usize,
    even: bool,
}

impl Watch {
    pub(super) fn take(&mut self, keys: Vec<Option<String>>) {
        self.elements += 1;
        if self.elements == 1 {
            self.even = true;
        } else {
            self.step(&keys);
        }
        self.before = keys;
    }

    fn step(&mut self, keys: &[Option<String>]) {
        let mut pairs = self.before.iter().zip(keys);
        let pair = |pair: Option<(&Option<String>, &Option<String>)>| match pair {
            Some((Some(a), Some(b))) => Some((compare(a, b)?, (a.clone(), b.clone()))),
            _ => None,
        };
        match pair(pairs.next()) {
            Some((Ordering::Greater, step)) => {
                self.backwards.get_or_insert(step);
            }
            Some((Ordering::Equal, _)) => {
                let later = pair(pairs.next()).filter(|(order, _)| *order == Ordering::Greater);
                self.even &= later.is_some();
                self.later = later.map(|(_, step)| step);
            }
            _ => self.even = false,
        }
    }

    /// Two neighbours of which the second belongs before the first. Times are often written coarser than a server sorts by them, so
    /// elements of one time prove nothing by their later keys, unless a whole page of them runs backwards.
    pub(super) fn backwards(self) -> Option<(String, String)> {
        let later = self.later.filter(|_| self.even && self.elements > 2);
        self.backwards.or(later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(keys: &[(&str, &str)]) -> bool {
        let mut watch = Watch::default();
        for (a, b) in keys {
            watch.take(vec![Some((*a).to_owned()), Some((*b).to_owned())]);
        }
        watch.backwards().is_some()
    }

    #[test]
    fn numbers_and_times_have_an_order_and_other_texts_have_none() {
        assert_eq!(compare("9", "10"), Some(Ordering::Less));
        let (moscow, utc) = ("2026-01-01T03:00:00+03:00", "2026-01-01T00:00:01Z");
        assert_eq!(compare(moscow, utc), Some(Ordering::Less));
        assert_eq!(compare("b", "a"), None);
        assert_eq!(compare("7f0c", "10"), None);
    }

    #[test]
    fn steps_back_are_seen() {
        let [early, late] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];
        assert!(watched(&[(late, "1"), (early, "2")]));
        assert!(!watched(&[(early, "2"), (late, "1"), (late, "1")]));
        assert!(!watched(&[(early, "2"), (early, "1")]), "coarse times");
        assert!(!watched(&[(early, "2"), (early, "1"), (early, "3")]));
        assert!(watched(&[(early, "3"), (early, "2"), (early, "1")]));
        assert!(!watched(&[("x", "3"), ("a", "2"), ("b", "1")]), "no order is known");
    }
}
