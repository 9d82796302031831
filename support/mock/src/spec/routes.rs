//! Paths against their templates.

use crate::read::unescaped;

/// How many letters of a template are no placeholders, and what stands for those that are, still escaped.
pub(super) fn fits(template: &str, path: &str) -> Option<(usize, Vec<(String, String)>)> {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let (mut close, mut values) = (0, Vec::new());
    for (wanted, step) in template.iter().zip(&path) {
        close += one(wanted, step, &mut values)?;
    }
    Some((close, values))
}

fn one(wanted: &str, step: &str, values: &mut Vec<(String, String)>) -> Option<usize> {
    let Some((before, rest)) = wanted.split_once('{') else {
        return (wanted == step || wanted == unescaped(step)).then_some(wanted.len() + 1);
    };
    let (name, behind) = rest.split_once('}')?;
    let step = step.strip_prefix(before)?;
    if !behind.contains('{') {
        let middle = step.strip_suffix(behind).filter(|middle| !middle.is_empty())?;
        values.push((name.to_owned(), middle.to_owned()));
        return Some(before.len() + behind.len());
    }
    let known = values.len();
    for (at, _) in step.char_indices().skip(1) {
        let (middle, rest) = step.split_at(at);
        values.push((name.to_owned(), middle.to_owned()));
        if let Some(found) = one(behind, rest, values) {
            return Some(found + before.len());
        }
        values.truncate(known);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        fits(template, path).map(|(_, values)| {
            values
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        })
    }

    #[test]
    fn placeholders_are_filled() {
        assert_eq!(values("/a/{id}.json", "/a/7.json"), Some(vec!["id=7".to_owned()]));
        assert_eq!(
            values("/a/{x}-{y}", "/a/1-2"),
            Some(vec!["x=1".to_owned(), "y=2".to_owned()])
        );
        assert_eq!(values("/a/{id}", "/a/"), None);
        assert_eq!(values("/a/{id}", "/a/b/c"), None);
        assert!(fits("/a/history", "/a/history") > fits("/a/{id}", "/a/history"));
    }
}
