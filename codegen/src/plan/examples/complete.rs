//! What an example has to give beyond what is always required, so that it keeps the rules of what it shows.

use crate::plan::data::RuleTable;

/// A field that an example gives: its name on the wire, and the JSON text of its value where that is known.
pub type Given = (String, Option<String>);

/// Most fields that are added; rules that ask for more contradict each other.
const MOST: usize = 16;

/// Adds fields to `given` until `rules` hold, whose paths begin at the object that is shown. `spell` adds a field and says what value
/// it has, or `None` if it cannot; with `true` it may ask the reader of the example for one. Says whether the rules hold in the end.
pub fn complete(
    rules: &[RuleTable],
    given: &mut Vec<Given>,
    spell: &mut dyn FnMut(&str, bool) -> Option<Option<String>>,
) -> bool {
    for _ in 0..MOST {
        let Some(wanted) = rules.iter().find_map(|rule| wanted(rule, given)) else {
            return true;
        };
        let allowed: Vec<&str> = wanted
            .into_iter()
            .filter(|field| may_join(rules, given, field))
            .collect();
        let attempts = [false, true]
            .into_iter()
            .flat_map(|may_ask| allowed.iter().map(move |field| (*field, may_ask)));
        let added = attempts
            .into_iter()
            .find_map(|(field, may_ask)| spell(field, may_ask).map(|value| (field.to_owned(), value)));
        match added {
            Some(added) => given.push(added),
            None => return false,
        }
    }
    false
}

/// The fields of which a broken rule wants one.
fn wanted<'r>(rule: &'r RuleTable, given: &[Given]) -> Option<Vec<&'r str>> {
    let has = |name: &str| has(given, name);
    match rule {
        RuleTable::AnyOf { fields, .. } | RuleTable::ExactlyOneOf { fields, .. } => {
            let is_broken = !fields.iter().any(|field| has(field));
            is_broken.then(|| fields.iter().map(String::as_str).collect())
        }
        RuleTable::RequiredWhenIs { path, field, values } => {
            let value = given
                .iter()
                .find(|(name, _)| name == field)
                .and_then(|(_, value)| value.as_ref());
            (value.is_some_and(|value| values.contains(value)) && !has(path)).then(|| vec![path.as_str()])
        }
        RuleTable::RequiredWhenPresent { path, field } => (has(field) && !has(path)).then(|| vec![path.as_str()]),
        RuleTable::RequiredWhenAbsent { path, field } => (!has(field) && !has(path)).then(|| vec![path.as_str()]),
        RuleTable::AtMostOneOf { .. } | RuleTable::MinItems { .. } | RuleTable::MaxItems { .. } => None,
    }
}

/// How many elements the list in a field has at least.
#[must_use]
pub fn least(rules: &[RuleTable], name: &str) -> u64 {
    let least = rules.iter().find_map(|rule| match rule {
        RuleTable::MinItems { path, min } if path == name => Some(*min),
        _ => None,
    });
    least.unwrap_or(1).max(1)
}

/// Whether a field excludes none that is given.
fn may_join(rules: &[RuleTable], given: &[Given], field: &str) -> bool {
    !rules.iter().any(|rule| match rule {
        RuleTable::ExactlyOneOf { fields, .. } | RuleTable::AtMostOneOf { fields, .. } => {
            fields.iter().any(|other| other == field) && fields.iter().any(|other| has(given, other))
        }
        _ => false,
    })
}

fn has(given: &[Given], name: &str) -> bool {
    given.iter().any(|(other, _)| other == name)
}

/// The rules of one object, their paths beginning there; `at` is its own path.
#[must_use]
pub fn rules_at(rules: &[RuleTable], at: &str) -> Vec<RuleTable> {
    let inside = |path: &str| {
        let (parent, field) = path.rsplit_once('.').unwrap_or(("", path));
        (parent == at).then(|| field.to_owned())
    };
    rules
        .iter()
        .filter_map(|rule| {
            let mut rule = rule.clone();
            match &mut rule {
                RuleTable::RequiredWhenIs { path, .. }
                | RuleTable::RequiredWhenPresent { path, .. }
                | RuleTable::RequiredWhenAbsent { path, .. }
                | RuleTable::MinItems { path, .. }
                | RuleTable::MaxItems { path, .. } => *path = inside(path)?,
                RuleTable::AnyOf { at: own, .. }
                | RuleTable::ExactlyOneOf { at: own, .. }
                | RuleTable::AtMostOneOf { at: own, .. } => {
                    if own != at {
                        return None;
                    }
                    own.clear();
                }
            }
            Some(rule)
        })
        .collect()
}

/// Whether a name is one of those that a rule puts into relation. Paths are of the whole request: the last name of each counts.
#[must_use]
pub fn speaks_of(rule: &RuleTable, name: &str) -> bool {
    let ends = |path: &String| path == name || path.rsplit('.').next() == Some(name);
    match rule {
        RuleTable::AnyOf { fields, .. }
        | RuleTable::ExactlyOneOf { fields, .. }
        | RuleTable::AtMostOneOf { fields, .. } => fields.iter().any(ends),
        RuleTable::RequiredWhenIs { path, field, .. }
        | RuleTable::RequiredWhenPresent { path, field }
        | RuleTable::RequiredWhenAbsent { path, field } => ends(path) || ends(field),
        RuleTable::MinItems { path, .. } | RuleTable::MaxItems { path, .. } => ends(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|field| (*field).to_owned()).collect()
    }

    fn completed(rules: &[RuleTable], given: &[(&str, &str)], unknown: &str) -> (Vec<String>, bool) {
        let mut given: Vec<Given> = given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Some((*value).to_owned())))
            .collect();
        let whole = complete(rules, &mut given, &mut |field, may_ask| {
            (field != unknown || may_ask).then(|| Some("1".to_owned()))
        });
        (given.into_iter().map(|(name, _)| name).collect(), whole)
    }

    #[test]
    fn groups_get_one_that_excludes_nothing() {
        let any = RuleTable::AnyOf {
            at: String::new(),
            fields: names(&["a", "b"]),
        };
        assert_eq!(completed(std::slice::from_ref(&any), &[], ""), (names(&["a"]), true));
        assert_eq!(completed(std::slice::from_ref(&any), &[], "a"), (names(&["b"]), true));
        assert_eq!(
            completed(std::slice::from_ref(&any), &[("b", "1")], ""),
            (names(&["b"]), true)
        );
        let excludes = RuleTable::AtMostOneOf {
            at: String::new(),
            fields: names(&["a", "c"]),
        };
        assert_eq!(
            completed(&[any.clone(), excludes.clone()], &[("c", "1")], ""),
            (names(&["c", "b"]), true)
        );
        let both = RuleTable::AtMostOneOf {
            at: String::new(),
            fields: names(&["b", "c"]),
        };
        assert_eq!(
            completed(&[any, excludes, both], &[("c", "1")], ""),
            (names(&["c"]), false)
        );
    }

    #[test]
    fn conditions_are_met_one_after_the_other() {
        let is = RuleTable::RequiredWhenIs {
            path: "b".to_owned(),
            field: "a".to_owned(),
            values: names(&["1"]),
        };
        let present = RuleTable::RequiredWhenPresent {
            path: "c".to_owned(),
            field: "b".to_owned(),
        };
        let absent = RuleTable::RequiredWhenAbsent {
            path: "a".to_owned(),
            field: "x".to_owned(),
        };
        let rules = [absent, is, present];
        assert_eq!(completed(&rules, &[], ""), (names(&["a", "b", "c"]), true));
        assert_eq!(completed(&rules, &[("x", "1")], ""), (names(&["x"]), true));
        assert_eq!(completed(&rules, &[("a", "2")], ""), (names(&["a"]), true));
        // Nothing else will do, so the reader is asked.
        assert_eq!(completed(&rules, &[("a", "1")], "b"), (names(&["a", "b", "c"]), true));
    }

    #[test]
    fn only_rules_of_the_object_count() {
        let rule = |path: &str| RuleTable::RequiredWhenAbsent {
            path: path.to_owned(),
            field: "x".to_owned(),
        };
        let rules = [rule("a"), rule("order.b"), rule("order.lines[].c")];
        assert_eq!(rules_at(&rules, ""), [rule("a")]);
        assert_eq!(rules_at(&rules, "order"), [rule("b")]);
        assert_eq!(rules_at(&rules, "order.lines[]"), [rule("c")]);
    }
}
