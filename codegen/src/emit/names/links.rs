//! Links of documentation, whose names are found as those of the code beside them are.

use super::scope::Scope;

/// Takes the address from links whose text alone leads there, since the item is imported or of the module itself: rustdoc warns of it.
/// Nothing, if there are none.
pub fn shorten(text: &str, scope: &Scope) -> Option<String> {
    let mut short = String::new();
    let mut rest = text;
    while let Some((before, shown, to, after)) = next(rest) {
        short.push_str(before);
        short.push_str("[`");
        short.push_str(shown);
        short.push_str("`]");
        if !is_enough(shown, to, scope) {
            short.push('(');
            short.push_str(to);
            short.push(')');
        }
        rest = after;
    }
    short.push_str(rest);
    (short != text).then_some(short)
}

/// The next link with an address: what is before it, its text, its address, what is behind it.
fn next(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("`](")?;
    let start = text.get(..middle)?.rfind("[`")?;
    let (to, after) = text.get(middle + 3..)?.split_once(')')?;
    Some((text.get(..start)?, text.get(start + 2..middle)?, to, after))
}

/// Whether `shown` is the end of the path `to`, from an item on that stands bare here.
fn is_enough(shown: &str, to: &str, scope: &Scope) -> bool {
    let is_absolute = to.starts_with("::") || to.starts_with("crate::");
    let path: Vec<String> = to.trim_start_matches("::").split("::").map(str::to_owned).collect();
    let names: Vec<&str> = shown.split("::").collect();
    let Some(front) = path.len().checked_sub(names.len()).filter(|front| *front > 0) else {
        return false;
    };
    let item = path.get(..=front).unwrap_or_default();
    is_absolute && path.iter().skip(front).eq(names) && scope.decide(item).dropped == front
}
