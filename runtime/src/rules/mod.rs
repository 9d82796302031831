//! What must hold before a request is sent, checked on the encoded request: on the body's JSON, the query, and the names of parts.

mod scope;

use scope::Scope;

use crate::error::Error;
use crate::json::{self, Json};
use crate::meta::{Condition, Rule};
use crate::wire::{Content, Params, Part};

/// Checks all rules.
///
/// # Errors
/// One is broken; the error says which field and why, and has it in [`Error::field_errors`].
pub(crate) fn check(rules: &[Rule], content: &Content, query: &Params) -> Result<(), Error> {
    if rules.is_empty() {
        return Ok(());
    }
    let parsed;
    let (body, parts): (Option<&Json>, &[Part]) = match content {
        Content::Json(body) => (Some(body), &[]),
        Content::Text(text) => {
            parsed = json::decode::<Json>(text, json::Options::default())
                .ok()
                .map(|decoded| decoded.value);
            (parsed.as_ref(), &[])
        }
        Content::Parts(parts) => (None, parts),
        Content::Empty | Content::Upload(_) => (None, &[]),
    };
    let root = Scope::root(body, query, parts);
    rules.iter().try_for_each(|rule| check_one(&root, rule))
}

fn check_one(root: &Scope<'_>, rule: &Rule) -> Result<(), Error> {
    match rule {
        Rule::RequiredWhen { path, when } => {
            let (at, field) = split(path);
            root.each(at, &mut |scope| required_when(scope, field, when))
        }
        Rule::AnyOf { at, fields } => root.each(at, &mut |scope| match scope.count(fields) {
            0 => Err(scope.broken("", format!("at least one of {} is required", listed(fields)))),
            _ => Ok(()),
        }),
        Rule::ExactlyOneOf { at, fields } => root.each(at, &mut |scope| match scope.count(fields) {
            0 => Err(scope.broken("", format!("one of {} is required", listed(fields)))),
            1 => Ok(()),
            _ => Err(scope.broken("", format!("only one of {} may be given", listed(fields)))),
        }),
        Rule::AtMostOneOf { at, fields } => root.each(at, &mut |scope| match scope.count(fields) {
            0 | 1 => Ok(()),
            _ => Err(scope.broken("", format!("at most one of {} may be given", listed(fields)))),
        }),
        Rule::MinItems { path, min } => {
            let (at, field) = split(path);
            root.each(at, &mut |scope| match scope.list(field) {
                Some(items) if items < *min => {
                    Err(scope.broken(field, format!("{items} elements, but at least {min} are required")))
                }
                _ => Ok(()),
            })
        }
        Rule::MaxItems { path, max } => {
            let (at, field) = split(path);
            root.each(at, &mut |scope| match scope.items(field) {
                items if items > *max => {
                    Err(scope.broken(field, format!("{items} elements, but the platform takes at most {max}")))
                }
                _ => Ok(()),
            })
        }
    }
}

fn required_when(scope: &Scope<'_>, field: &'static str, when: &Condition) -> Result<(), Error> {
    // What is told is put together only where something is: there may be thousands of elements.
    let applies = match when {
        Condition::Is { field: other, values } => scope.is(other, values),
        Condition::Present(other) => scope.has(other),
        Condition::Absent(other) => !scope.has(other),
    };
    if !applies || scope.has(field) {
        return Ok(());
    }
    let why = match when {
        Condition::Is { field: other, values } => format!("`{}` is {}", scope.name(other), values.join(" or ")),
        Condition::Present(other) => format!("`{}` is given", scope.name(other)),
        Condition::Absent(other) => format!("`{}` is not given", scope.name(other)),
    };
    Err(scope.broken(field, format!("required when {why}")))
}

/// Place and field: `order.lines[].id` is `order.lines[]` and `id`.
fn split(path: &'static str) -> (&'static str, &'static str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

fn listed(fields: &[&str]) -> String {
    fields
        .iter()
        .map(|field| format!("`{field}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rule: Rule, body: &str, query: &[(&str, &str)]) -> Option<String> {
        let content = if body.is_empty() {
            Content::Empty
        } else {
            Content::Text(body.to_owned().into())
        };
        let mut params = Params::default();
        for (name, value) in query {
            params.push(*name, Some((*value).to_owned()));
        }
        let error = check(&[rule], &content, &params).err()?;
        assert_eq!(error.field_errors().len(), 1);
        Some(error.to_string())
    }

    fn when_multi() -> Rule {
        Rule::RequiredWhen {
            path: "product.lines[].price",
            when: Condition::Is {
                field: "multi",
                values: &["false", "0"],
            },
        }
    }

    #[test]
    fn required_under_a_value() {
        let body = r#"{"product":{"lines":[{"multi":true},{"multi":false,"price":1},{"multi":false,"price":null}]}}"#;
        assert_eq!(
            told(when_multi(), body, &[]).unwrap(),
            "`product.lines[2].price`: required when `product.lines[2].multi` is false or 0"
        );
        assert_eq!(
            told(when_multi(), r#"{"product":{"lines":[{"multi":true},{}]}}"#, &[]),
            None
        );
        assert_eq!(told(when_multi(), r#"{"product":{}}"#, &[]), None);
        assert_eq!(told(when_multi(), "", &[]), None);
    }

    #[test]
    fn required_by_presence_and_absence() {
        let present = || Rule::RequiredWhen {
            path: "b",
            when: Condition::Present("a"),
        };
        let absent = || Rule::RequiredWhen {
            path: "b",
            when: Condition::Absent("a"),
        };
        assert_eq!(
            told(present(), r#"{"a":1}"#, &[]).unwrap(),
            "`b`: required when `a` is given"
        );
        assert_eq!(told(present(), r#"{"a":1,"b":2}"#, &[]), None);
        assert_eq!(
            told(absent(), r#"{"c":1}"#, &[]).unwrap(),
            "`b`: required when `a` is not given"
        );
        assert_eq!(told(absent(), "", &[("b", "1")]), None);
        assert_eq!(
            told(present(), "", &[("a[x]", "1")]).unwrap(),
            "`b`: required when `a` is given"
        );
    }

    #[test]
    fn queries_are_compared_as_text() {
        let rule = |values| Rule::RequiredWhen {
            path: "f.b",
            when: Condition::Is { field: "a", values },
        };
        assert!(told(rule(&["true"]), "", &[("f[a]", "1")]).is_some());
        assert!(told(rule(&["\"x\""]), "", &[("f[a]", "x")]).is_some());
        assert!(told(rule(&["12"]), "", &[("f[a]", "12")]).is_some());
        assert!(told(rule(&["12"]), "", &[("f[a]", "13")]).is_none());
    }

    #[test]
    fn alternatives() {
        static FIELDS: [&str; 2] = ["phone", "email"];
        let any = || Rule::AnyOf {
            at: "client",
            fields: &FIELDS,
        };
        let one = || Rule::ExactlyOneOf {
            at: "",
            fields: &FIELDS,
        };
        let most = || Rule::AtMostOneOf {
            at: "[]",
            fields: &FIELDS,
        };
        assert_eq!(
            told(any(), r#"{"client":{"name":"x"}}"#, &[]).unwrap(),
            "`client`: at least one of `phone`, `email` is required"
        );
        assert_eq!(told(any(), r#"{"client":{"email":"x"}}"#, &[]), None);
        assert_eq!(told(any(), r#"{"other":1}"#, &[]), None);
        assert_eq!(told(one(), "", &[]).unwrap(), "one of `phone`, `email` is required");
        assert_eq!(
            told(one(), r#"{"phone":1}"#, &[("email", "x")]).unwrap(),
            "only one of `phone`, `email` may be given"
        );
        assert_eq!(told(one(), r#"{"phone":1}"#, &[]), None);
        let list = r#"[{"phone":1},{"phone":1,"email":2}]"#;
        assert_eq!(
            told(most(), list, &[]).unwrap(),
            "`[1]`: at most one of `phone`, `email` may be given"
        );
        assert_eq!(told(most(), r#"[{"phone":1},{}]"#, &[]), None);
    }

    #[test]
    fn batches_are_counted() {
        let at = |path| Rule::MaxItems { path, max: 2 };
        assert_eq!(
            told(at("orders"), r#"{"orders":[1,2,3]}"#, &[]).unwrap(),
            "`orders`: 3 elements, but the platform takes at most 2"
        );
        assert_eq!(told(at("orders"), r#"{"orders":[1,2]}"#, &[]), None);
        assert!(told(at(""), "[1,2,3]", &[]).is_some());
        assert!(told(at("a.orders"), r#"{"a":{"orders":[1,2,3]}}"#, &[]).is_some());
        assert!(
            told(
                at("orders[].tags"),
                r#"{"orders":[{"tags":[1]},{"tags":[1,2,3]}]}"#,
                &[]
            )
            .is_some()
        );
        let three = [("ids[]", "1"), ("ids[]", "2"), ("ids[]", "3")];
        assert!(told(at("ids"), "", &three).is_some());
        assert!(told(at("ids"), "", &three[..2]).is_none());
        assert!(told(at("ids"), "", &[("ids", "1,2,3")]).is_some());
    }

    #[test]
    fn empty_lists_are_told_from_lists_left_out() {
        let at = |path| Rule::MinItems { path, min: 1 };
        assert_eq!(
            told(at("lines"), r#"{"lines":[]}"#, &[]).unwrap(),
            "`lines`: 0 elements, but at least 1 are required"
        );
        for fine in [
            r#"{"lines":[1]}"#,
            r#"{"lines":{"id":1}}"#,
            r#"{"lines":null}"#,
            "{}",
            "",
        ] {
            assert_eq!(told(at("lines"), fine, &[]), None, "{fine}");
        }
        assert_eq!(
            told(at("orders[].lines"), r#"{"orders":[{"lines":[1]},{"lines":[]}]}"#, &[]).unwrap(),
            "`orders[1].lines`: 0 elements, but at least 1 are required"
        );
        assert!(told(at(""), "[]", &[]).is_some());
    }

    #[test]
    fn maps_are_walked_by_value() {
        let rule = Rule::AnyOf {
            at: "prices.{key}",
            fields: &["net", "gross"],
        };
        assert_eq!(
            told(rule, r#"{"prices":{"eur":{"net":1},"usd":{}}}"#, &[]).unwrap(),
            "`prices.usd`: at least one of `net`, `gross` is required"
        );
    }
}
