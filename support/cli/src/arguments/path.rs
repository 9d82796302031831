//! `a.b.c=value`: a field of an object by its dotted path.

use tradewire::json::Object;
use tradewire::meta::Fields;
use tradewire::{Json, Param};

use super::kinds::{json_or_text, value};
use crate::failure::Failure;

/// How deep a path may lead.
const DEEPEST: usize = 64;
/// How many letters of a name may be mistyped.
const FARTHEST: usize = 2;

/// Puts `path=value` into an object, in the kind that the field takes, or `path:=JSON`, as it is; a path that is there already becomes a
/// list. The text may be a secret, so no error shows it.
pub fn put(fields: Fields, object: &mut Object, text: &str) -> Result<(), Failure> {
    let Some((path, typed)) = text.split_once('=') else {
        return Err(Failure::usage(
            "what is set is not of the form key=value: there is no `=` in it",
        ));
    };
    let (path, is_json) = match path.strip_suffix(':') {
        Some(path) => (path, true),
        None => (path, false),
    };
    let keys: Vec<&str> = path.split('.').collect();
    if keys.len() > DEEPEST || keys.iter().any(|key| key.is_empty()) {
        return Err(Failure::usage(format!(
            "a field is given as a.b.c=value, with 1 to {DEEPEST} names that are not empty"
        )));
    }
    let field = found(fields, &keys, is_json)?;
    let value = match field {
        _ if is_json => {
            Json::parse(typed).map_err(|_| Failure::usage(format!("what is set for `{path}` by `:=` is no JSON")))?
        }
        // Several at once.
        Some(field) if field.list && matches!(Json::parse(typed), Ok(Json::Array(_))) => json_or_text(typed),
        Some(field) => value(field, typed)?,
        None => json_or_text(typed),
    };
    let is_list = !is_json && field.is_some_and(|field| field.list);
    set(object, &keys, value, is_list)
        .map_err(|()| Failure::usage(format!("`{path}` leads through something that is no object")))
}

/// What is known of a field.
fn found(mut fields: Fields, keys: &[&str], is_json: bool) -> Result<Option<&'static Param>, Failure> {
    for (at, key) in keys.iter().enumerate() {
        let Some(field) = fields.get(key) else {
            return unknown(fields, key, is_json).map(|()| None);
        };
        if at + 1 == keys.len() {
            return Ok(Some(field));
        }
        if field.list {
            return Err(Failure::usage(format!(
                "`{key}` is a list: its elements are given whole, `{key}={{…}}` for each, or all of them by `{key}:=[…]`"
            )));
        }
        fields = field.fields;
    }
    Ok(None)
}

/// Refuses what is most likely mistyped; other fields may be new, or the account's own.
fn unknown(fields: Fields, key: &str, is_json: bool) -> Result<(), Failure> {
    if fields.0.is_empty() {
        return Ok(());
    }
    if key.contains('[') {
        return Err(Failure::usage(format!(
            "`{key}` has a bracket in it: paths lead through objects only; a list is given whole, `name:=[…]`, or by repeating `name=…`"
        )));
    }
    let names = fields.0.iter().map(|field| field.name);
    let near = names.map(|name| (strsim::osa_distance(name, key), name)).min();
    match near.filter(|(distance, name)| *distance <= (name.chars().count() / 3).min(FARTHEST)) {
        Some((_, name)) if !is_json => Err(Failure::usage(format!(
            "there is no field `{key}` as far as is known; did you mean `{name}`? `{key}:=JSON` sends it all the same"
        ))),
        _ => Ok(()),
    }
}

fn set(object: &mut Object, keys: &[&str], value: Json, is_list: bool) -> Result<(), ()> {
    let Some((first, rest)) = keys.split_first() else {
        return Err(());
    };
    if rest.is_empty() {
        match (object.get_mut(first), value) {
            (Some(Json::Array(list)), Json::Array(more)) => list.extend(more),
            (Some(Json::Array(list)), value) => list.push(value),
            (Some(before), value) => *before = Json::Array(vec![std::mem::take(before), value]),
            (None, value @ Json::Array(_)) => {
                object.insert(*first, value);
            }
            (None, value) => {
                let value = if is_list { Json::Array(vec![value]) } else { value };
                object.insert(*first, value);
            }
        }
        return Ok(());
    }
    if object.get(first).is_none() {
        object.insert(*first, Json::Object(Object::new()));
    }
    match object.get_mut(first) {
        Some(Json::Object(inner)) => set(inner, rest, value, is_list),
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::put;
    use tradewire::json::Object;
    use tradewire::meta::{Fields, Kind};
    use tradewire::{Json, Param};

    static CLIENT: [Param; 2] = [
        Param {
            name: "phone",
            ..Param::FIELD
        },
        Param {
            name: "password",
            kind: Kind::Integer,
            secret: true,
            ..Param::FIELD
        },
    ];
    static ORDER: [Param; 5] = [
        Param {
            name: "client",
            kind: Kind::Object,
            fields: Fields(&CLIENT),
            ..Param::FIELD
        },
        Param {
            name: "contacts",
            kind: Kind::Object,
            list: true,
            fields: Fields(&CLIENT),
            ..Param::FIELD
        },
        Param {
            name: "tags",
            list: true,
            ..Param::FIELD
        },
        Param {
            name: "count",
            kind: Kind::Integer,
            ..Param::FIELD
        },
        Param {
            name: "paid",
            kind: Kind::Boolean,
            ..Param::FIELD
        },
    ];

    fn typed(texts: &[&str]) -> Result<String, String> {
        let mut object = Object::new();
        for text in texts {
            put(Fields(&ORDER), &mut object, text).map_err(|failure| format!("{failure:?}"))?;
        }
        Ok(Json::Object(object).to_string())
    }

    #[test]
    fn a_field_is_of_its_kind_at_any_depth() {
        assert_eq!(
            typed(&["client.phone=79990001122", "count=3", "paid=true"]).as_deref(),
            Ok("{\"client\":{\"phone\":\"79990001122\"},\"count\":3,\"paid\":true}")
        );
        assert_eq!(typed(&["tags=1"]).as_deref(), Ok("{\"tags\":[\"1\"]}"));
        assert_eq!(typed(&["tags=a", "tags=b"]).as_deref(), Ok("{\"tags\":[\"a\",\"b\"]}"));
        assert_eq!(
            typed(&["tags=[\"a\"]", "tags=b"]).as_deref(),
            Ok("{\"tags\":[\"a\",\"b\"]}")
        );
        // As it is: to clear a field, or what is not of its kind.
        assert_eq!(typed(&["count:=null"]).as_deref(), Ok("{\"count\":null}"));
        assert_eq!(typed(&["client.phone:=7"]).as_deref(), Ok("{\"client\":{\"phone\":7}}"));
        // Of others nobody knows.
        assert_eq!(
            typed(&["note=3", "x.y=a"]).as_deref(),
            Ok("{\"note\":3,\"x\":{\"y\":\"a\"}}")
        );
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_kind_and_without_secrets() {
        for (text, told) in [
            ("count=many", "a whole number"),
            ("paid=1", "true or false"),
            ("client=7", "an object"),
            ("contacts.phone=7", "is a list"),
            ("client.password=canary", "a whole number"),
            ("password canary", "key=value"),
            ("count:=canary", "no JSON"),
        ] {
            let error = typed(&[text]).expect_err(text);
            assert!(error.contains(told) && !error.contains("canary"), "{text}: {error}");
        }
    }

    #[test]
    fn no_path_is_endless_or_empty() {
        for path in ["a.".repeat(20_000) + "b", "a..b".to_owned(), String::new()] {
            assert!(put(Fields::NONE, &mut Object::new(), &format!("{path}=1")).is_err());
        }
    }

    #[test]
    fn a_path_through_a_text_is_told() {
        let mut object = Object::new();
        put(Fields::NONE, &mut object, "a=text").expect("a field");
        assert!(put(Fields::NONE, &mut object, "a.b=1").is_err());
        assert_eq!(Json::Object(object).to_string(), "{\"a\":\"text\"}");
    }
}
