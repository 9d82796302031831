//! Reaching into JSON values by the keys of nested objects.

use crate::json::{Json, Object};

/// The value at `path`, if it is there.
pub(crate) fn get<'j>(root: &'j Json, path: &[&str]) -> Option<&'j Json> {
    path.iter().try_fold(root, |at, key| match at {
        Json::Object(members) => members.get(key),
        _ => None,
    })
}

/// Puts `value` at `path`, making objects on the way; `null` counts as an empty object. `false`: something on the way is neither,
/// and the value was not put anywhere.
pub(crate) fn set(root: &mut Json, path: &[&str], value: Json) -> bool {
    let Some((first, rest)) = path.split_first() else {
        *root = value;
        return true;
    };
    if matches!(root, Json::Null) {
        *root = Json::Object(Object::new());
    }
    match root {
        Json::Object(members) => {
            if members.get(first).is_none() {
                members.insert(*first, Json::Null);
            }
            members.get_mut(first).is_some_and(|member| set(member, rest, value))
        }
        _ => false,
    }
}

/// Takes out what stands at `path`.
pub(crate) fn remove(root: &mut Json, path: &[&str]) -> Option<Json> {
    let (last, parents) = path.split_last()?;
    let holder = parents.iter().try_fold(root, |at, key| match at {
        Json::Object(members) => members.get_mut(key),
        _ => None,
    })?;
    match holder {
        Json::Object(members) => members.remove(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_and_taken_out() {
        let mut root = Json::Null;
        assert!(set(&mut root, &["a", "b"], Json::from("x")));
        assert!(set(&mut root, &["a", "c"], Json::from(1_i64)));
        assert_eq!(root.to_string(), r#"{"a":{"b":"x","c":1}}"#);
        assert!(!set(&mut root, &["a", "b", "c"], Json::Null));
        assert_eq!(get(&root, &["a", "c"]), Some(&Json::from(1_i64)));
        assert_eq!(remove(&mut root, &["a", "b"]), Some(Json::from("x")));
        assert_eq!(remove(&mut root, &["a", "b"]), None);
        assert!(set(&mut root, &[], Json::Bool(true)));
        assert_eq!(root.to_string(), "true");
    }
}
