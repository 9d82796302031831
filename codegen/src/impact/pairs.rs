//! What two lists have in common, by name.

/// Elements of two lists that belong together.
pub struct Pairs<'a, T> {
    /// Only in the first.
    pub gone: Vec<&'a T>,
    /// Only in the second.
    pub new: Vec<&'a T>,
    /// In both, in the order of the second.
    pub both: Vec<(&'a T, &'a T)>,
    /// Those in both stand in another order.
    pub reordered: bool,
}

/// Pairs by a key that no two elements of a list have in common.
pub fn pairs<'a, T, K: PartialEq>(before: &'a [T], after: &'a [T], key: impl Fn(&'a T) -> K) -> Pairs<'a, T> {
    let place = |list: &'a [T], wanted: &K| list.iter().position(|one| key(one) == *wanted);
    let mut found = Pairs {
        gone: Vec::new(),
        new: Vec::new(),
        both: Vec::new(),
        reordered: false,
    };
    let mut last = 0;
    for one in after {
        match place(before, &key(one)) {
            Some(at) => {
                found.reordered |= at < last;
                last = at;
                found.both.extend(before.get(at).map(|earlier| (earlier, one)));
            }
            None => found.new.push(one),
        }
    }
    found.gone = before.iter().filter(|one| place(after, &key(one)).is_none()).collect();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_among_what_both_have() {
        let before = ["a", "b", "c"];
        let found = pairs(&before, &["n", "a", "c"], |name| *name);
        assert_eq!((found.gone, found.new, found.both.len()), (vec![&"b"], vec![&"n"], 2));
        assert!(!found.reordered);
        assert!(pairs(&before, &["b", "a"], |name| *name).reordered);
    }
}
