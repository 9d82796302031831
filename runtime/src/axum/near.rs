//! Topics that are known and that one was meant for, most likely.

/// What topics are written with.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:";

/// A known topic that differs by one letter: one left out, one too many, another, or two that changed places; or by its case.
pub(super) fn near(topic: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let letters: Vec<char> = topic.chars().collect();
    let spelt = |before: &[char], between: &[char], after: &[char]| -> String {
        before.iter().chain(between).chain(after).collect()
    };
    let found = |candidate: String| is_known(&candidate).then_some(candidate);
    if let Some(lower) = found(topic.to_lowercase()) {
        return Some(lower);
    }
    for (at, _) in letters.iter().enumerate().chain([(letters.len(), &' ')]) {
        let (before, after) = letters.split_at(at);
        let behind = after.split_first();
        if let Some((first, rest)) = behind {
            let swapped = rest
                .split_first()
                .map(|(second, rest)| spelt(before, &[*second, *first], rest));
            let without = found(spelt(before, &[], rest)).or_else(|| found(swapped?));
            if without.is_some() {
                return without;
            }
        }
        for letter in LETTERS.chars() {
            let more = found(spelt(before, &[letter], after));
            let other = || found(spelt(before, &[letter], behind?.1));
            if let Some(candidate) = more.or_else(other) {
                return Some(candidate);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_letter_more_or_less_is_a_slip() {
        let is_known = |topic: &str| topic == "orders/create";
        for slip in [
            "orders/creat",
            "order/create",
            "orders/creatte",
            "orders/craete",
            "orders.create",
            "Orders/Create",
        ] {
            assert_eq!(near(slip, is_known).as_deref(), Some("orders/create"), "{slip}");
        }
        for other in ["", "orders/update", "orders", "заказ"] {
            assert_eq!(near(other, is_known), None, "{other}");
        }
    }
}
