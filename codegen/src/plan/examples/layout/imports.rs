//! Imports of what an example names.

use std::collections::{BTreeMap, BTreeSet};

use super::{INDENT, WIDTH};

/// Lines that import `paths`: one for each module, as few as can be.
#[must_use]
pub fn imports<'p>(paths: impl IntoIterator<Item = &'p String>) -> Vec<String> {
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        modules.entry(module).or_default().insert(name);
    }
    let lines = modules.into_iter().flat_map(|(module, names)| {
        let names: Vec<&str> = names.into_iter().collect();
        match names.as_slice() {
            [one] if module.is_empty() => vec![format!("use {one};")],
            [one] => vec![format!("use {module}::{one};")],
            more => listed(module, more),
        }
    });
    lines.collect()
}

/// An import of several names, which fill lines of their own if one is too short.
fn listed(module: &str, names: &[&str]) -> Vec<String> {
    let line = format!("use {module}::{{{}}};", names.join(", "));
    if line.chars().count() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("use {module}::{{"), INDENT.to_owned()];
    for name in names {
        let last = lines.last().map_or(0, String::len);
        if last > INDENT.len() && last + name.len() + 2 > WIDTH {
            lines.push(INDENT.to_owned());
        }
        let gap = if lines.last().is_some_and(|line| line == INDENT) {
            ""
        } else {
            " "
        };
        lines
            .last_mut()
            .into_iter()
            .for_each(|line| line.extend([gap, name, ","]));
    }
    lines.push("};".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_module_has_is_imported_together() {
        let paths = ["a::b::D", "a::b::C", "a::Client", "x"].map(str::to_owned);
        assert_eq!(imports(&paths), ["use x;", "use a::Client;", "use a::b::{C, D};"]);
        let many: Vec<String> = ('a'..='f')
            .map(|c| format!("a::{}", c.to_string().repeat(20)))
            .collect();
        let lines = imports(&many);
        assert_eq!((lines.len(), lines.first().map(String::as_str)), (4, Some("use a::{")));
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
    }
}
