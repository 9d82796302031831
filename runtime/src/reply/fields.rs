//! What a platform says about single fields, in the many shapes that platforms say it in:
//! a map of field to text or texts, nested or flat; a list of texts; a list of `{field, message}`; a list of maps; `[]`.

use std::borrow::Cow;

use super::entry::{entry, row_of};
use crate::error::FieldError;
use crate::json::Json;
use crate::meta::{Entries, EntryKeys, ErrorShape, Sign};

/// Most messages that are collected.
pub(super) const MOST: usize = 1000;
/// Deeper ones are ignored.
const DEEPEST: usize = 16;
/// Most characters of a name that others stand under: it is told again with each of them.
const NAME: usize = 200;

/// The messages in all lists of entries, and at the first path of fields that holds any. `whole` allows the body itself to be the
/// map (path `""`).
pub(super) fn collect(body: &Json, shape: &ErrorShape, entries: &Entries, whole: bool) -> Vec<FieldError> {
    let mut found = Collector::new(entries);
    for path in entries.at {
        walk(body, path, DEEPEST, &mut |json| found.top(json));
    }
    let listed = found.errors.len();
    for path in shape.fields.iter().filter(|path| !entries.at.contains(path)) {
        if path.is_empty() {
            if whole && listed == 0 {
                found.body(body, shape);
            }
        } else if let Some(json) = body.at(path) {
            found.top(json);
        } else if let Json::Array(elements) = body {
            elements
                .iter()
                .filter_map(|element| element.at(path))
                .for_each(|json| found.top(json));
        }
        if found.errors.len() > listed {
            return found.errors;
        }
    }
    // A bare list of records says what it is by itself.
    if let (Json::Array(elements), false, true) = (body, shape.fields.is_empty(), found.errors.is_empty()) {
        elements
            .iter()
            .filter_map(|element| entry(element, entries))
            .for_each(|error| found.push(error));
    }
    found.errors
}

/// The messages within the outcome of one element, at the first of the paths that holds any.
pub(super) fn within(outcome: &Json, paths: &[&str], entries: &Entries) -> Vec<FieldError> {
    let mut found = Collector::new(entries);
    for path in paths {
        if let Some(json) = outcome.at(path) {
            found.value(json, "", 0);
        }
        if !found.errors.is_empty() {
            break;
        }
    }
    found.errors
}

/// Calls `visit` with what stands at `path`; `[]` behind a key is each element of a list, or each value of a map.
fn walk(json: &Json, path: &str, deepest: usize, visit: &mut dyn FnMut(&Json)) {
    let Some((before, after)) = path.split_once("[]") else {
        json.at(path).into_iter().for_each(visit);
        return;
    };
    let rest = after.strip_prefix('.').unwrap_or(after);
    let Some(deeper) = deepest.checked_sub(1) else { return };
    match json.at(before) {
        Some(Json::Array(elements)) => elements.iter().for_each(|element| walk(element, rest, deeper, visit)),
        Some(Json::Object(members)) => members.iter().for_each(|(_, member)| walk(member, rest, deeper, visit)),
        _ => {}
    }
}

struct Collector<'e> {
    entries: &'e Entries,
    /// Of what is collected now.
    position: Option<usize>,
    id: Option<String>,
    errors: Vec<FieldError>,
}

impl<'e> Collector<'e> {
    fn new(entries: &'e Entries) -> Self {
        Self {
            entries,
            position: None,
            id: None,
            errors: Vec::new(),
        }
    }

    fn push(&mut self, mut error: FieldError) {
        let text = error.message.trim().to_owned();
        error.message = text;
        if self.errors.len() < MOST && !error.message.is_empty() {
            error.position = error.position.or(self.position);
            error.id = error.id.or_else(|| self.id.clone());
            self.errors.push(error);
        }
    }

    /// What stands at a path of the platform: its keys may be more than names of fields.
    fn top(&mut self, json: &Json) {
        let (keys, Json::Object(members)) = (self.entries.keys, json) else {
            return self.value(json, "", 0);
        };
        for (key, member) in members.iter() {
            match keys {
                EntryKeys::Field => {}
                EntryKeys::Row => self.position = row_of(key, self.entries.first_row),
                EntryKeys::Id => self.id = Some(key.to_owned()),
            }
            let is_named = self.position.is_some() || self.id.is_some();
            match entry(member, self.entries).filter(|_| is_named) {
                Some(error) => self.push(error),
                // The number stays where nothing else says what the text is about.
                None if is_named && (member.as_object().is_some() || self.id.is_some()) => self.value(member, "", 1),
                None => self.value(member, &name_of(key, member), 1),
            }
            (self.position, self.id) = (None, None);
        }
    }

    fn value(&mut self, json: &Json, field: &str, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match json {
            Json::Null | Json::Bool(_) => {}
            Json::String(_) | Json::Number(_) => {
                self.push(FieldError::new(field, json.scalar_text().unwrap_or_default()));
            }
            Json::Array(elements) => self.list(elements, field, depth),
            Json::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, member)| self.value(member, &join(field, &name_of(name, member)), depth + 1));
            }
        }
    }

    /// Elements may be texts, entries or maps; several maps are told apart by their position. Only elements of lists are taken for
    /// entries: in a map, the names of their keys are fields like any other.
    fn list(&mut self, elements: &[Json], field: &str, depth: usize) {
        let several = elements.iter().filter(|element| element.as_object().is_some()).count() > 1;
        for (at, element) in elements.iter().enumerate() {
            match entry(element, self.entries) {
                Some(error) => self.push(FieldError {
                    field: join(field, &error.field),
                    ..error
                }),
                None if several => self.value(element, &join(field, &at.to_string()), depth + 1),
                None => self.value(element, field, depth + 1),
            }
        }
    }

    /// A body that is itself the map: everything but what the platform is known to say beside it.
    fn body(&mut self, body: &Json, shape: &ErrorShape) {
        let Json::Object(members) = body else { return };
        let signs = shape.failure.iter().map(|sign| match sign {
            Sign::Is { path, .. } | Sign::Present { path } => *path,
        });
        let paths = shape
            .message
            .iter()
            .chain(shape.code)
            .chain(shape.fields)
            .copied()
            .chain(signs);
        let mut beside: Vec<&str> = paths.filter_map(|path| path.split('.').next()).collect();
        beside.extend(["status", "success"]);
        for (name, member) in members.iter().filter(|(name, _)| !beside.contains(name)) {
            if !matches!(member, Json::Number(_)) {
                self.value(member, &name_of(name, member), 1);
            }
        }
    }
}

/// The name of `member`; of a long one under which others stand, its beginning.
fn name_of<'n>(name: &'n str, member: &Json) -> Cow<'n, str> {
    match (member, name.char_indices().nth(NAME)) {
        (Json::Array(_) | Json::Object(_), Some((end, _))) => Cow::Owned(format!("{}…", &name[..end])),
        _ => Cow::Borrowed(name),
    }
}

fn join(field: &str, name: &str) -> String {
    if field.is_empty() || name.is_empty() {
        format!("{field}{name}")
    } else {
        format!("{field}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, entries: &Entries) -> Vec<String> {
        let shape = ErrorShape {
            fields: &["errors"],
            ..ErrorShape::PLAIN
        };
        let body = Json::parse(text).unwrap();
        let found = collect(&body, &shape, entries, false);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_lists_of_entries_count_and_then_the_fields() {
        let entries = Entries {
            at: &["problems", "groups[].list[].why", "errors"],
            ..Entries::USUAL
        };
        let text = r#"{"problems":[{"message":"a"}],"groups":{"x":{"list":[{"why":["b"]},{}]},"y":{"list":[{"why":"c"}]}},
            "errors":{"d":"e"}}"#;
        assert_eq!(told(text, &entries), ["a", "b", "c", "d: e"]);
        assert_eq!(told(r#"{"problems":7,"groups":[],"errors":[]}"#, &entries), ["7"]);
    }

    #[test]
    fn keys_are_what_they_are_declared_to_be() {
        let rows = Entries {
            keys: EntryKeys::Row,
            ..Entries::USUAL
        };
        let text = r#"{"errors":{"1":"a","2":{"phone":"b"},"3":{"message":"c","code":4},"4":["d","e"],"name":"f"}}"#;
        let found = [
            "element 1: a",
            "element 2, phone: b",
            "element 3: c (code 4)",
            "element 4: d",
            "element 4: e",
            "name: f",
        ];
        assert_eq!(told(text, &rows), found);
        assert_eq!(
            told(r#"{"errors":["a","b"]}"#, &rows),
            ["a", "b"],
            "places in a list are not rows"
        );
        let ids = Entries {
            keys: EntryKeys::Id,
            ..Entries::USUAL
        };
        assert_eq!(told(text, &ids)[..3], ["1: a", "2, phone: b", "3: c (code 4)"]);
        let plain = [
            "1: a",
            "2.phone: b",
            "3.message: c",
            "3.code: 4",
            "4: d",
            "4: e",
            "name: f",
        ];
        assert_eq!(told(text, &Entries::USUAL), plain);
    }

    #[test]
    fn paths_of_lists_are_bounded_and_may_lead_nowhere() {
        let entries = Entries {
            at: &["a[].b[][].c", "[]", "a"],
            ..Entries::USUAL
        };
        for text in ["[]", "7", r#"{"a":7}"#, r#"{"a":[{"b":[[{"c":"x"}]]}]}"#] {
            let _ = told(text, &entries);
        }
        assert_eq!(told(r#"{"a":[{"b":[[{"c":"x"}]]}]}"#, &entries)[0], "x");
    }
}
