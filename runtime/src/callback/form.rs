//! Form and query parameters as one JSON object, the way PHP and Rails nest them: `a[b][]=1&a[c]=2`.

use crate::json::{self, Json, Object};

/// Further parameters are a mistake or an attack. To leave them out, as PHP does, would hand out a part for the whole.
const MOST: usize = 2000;
/// Deeper names are taken as they stand.
const DEEPEST: usize = 32;

/// The object that the parameters make. With `json`, values that are JSON objects or lists are taken as such.
///
/// # Errors
/// They are too many.
pub(super) fn to_json(encoded: &[u8], json: bool) -> Result<Json, &'static str> {
    nest(form_urlencoded::parse(encoded), json)
}

/// As [`to_json`], of names and texts.
pub(super) fn nest<T: AsRef<str>>(fields: impl IntoIterator<Item = (T, T)>, json: bool) -> Result<Json, &'static str> {
    let mut root = Json::Object(Object::new());
    let named = fields.into_iter().filter(|(name, _)| !name.as_ref().is_empty());
    for (count, (name, text)) in named.enumerate() {
        if count == MOST {
            return Err("it is a form of too many fields");
        }
        let (name, text) = (name.as_ref(), text.as_ref());
        let value = if json { embedded(text) } else { None };
        put(&mut root, &steps(name), value.unwrap_or_else(|| Json::from(text)));
    }
    lists(&mut root);
    Ok(root)
}

/// JSON text of an object or a list.
pub(super) fn embedded(text: &str) -> Option<Json> {
    let content = json::content(text.as_bytes());
    if content.starts_with(b"{") || content.starts_with(b"[") {
        json::decode(content, json::Options::default())
            .ok()
            .map(|decoded| decoded.value)
    } else {
        None
    }
}

/// `a[b][]` as `a`, `b` and an empty step.
fn steps(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[') else {
        return vec![name];
    };
    let Some(rest) = rest.strip_suffix(']') else {
        return vec![name];
    };
    let steps: Vec<&str> = std::iter::once(first).chain(rest.split("][")).collect();
    if first.is_empty() || steps.len() > DEEPEST {
        vec![name]
    } else {
        steps
    }
}

/// Containers are objects first; an empty step takes the next number.
fn put(at: &mut Json, steps: &[&str], value: Json) {
    let Some((step, rest)) = steps.split_first() else {
        *at = value;
        return;
    };
    if at.as_object().is_none() {
        *at = Json::Object(Object::new());
    }
    let Some(members) = at.as_object_mut() else {
        return;
    };
    let next;
    let key = if step.is_empty() {
        next = free(members);
        &next
    } else {
        *step
    };
    if members.get(key).is_none() {
        members.insert(key, Json::Null);
    }
    if let Some(member) = members.get_mut(key) {
        put(member, rest, value);
    }
}

/// The first number from the end on that is no key: `a[1]=x&a[]=y` is two.
fn free(members: &Object) -> String {
    let mut number = members.len();
    loop {
        let key = number.to_string();
        if members.get(&key).is_none() {
            return key;
        }
        number += 1;
    }
}

/// Objects whose keys count from 0 become lists.
fn lists(json: &mut Json) {
    match json {
        Json::Object(members) => {
            let keys: Vec<String> = members.iter().map(|(key, _)| key.to_owned()).collect();
            for key in &keys {
                if let Some(member) = members.get_mut(key) {
                    lists(member);
                }
            }
            let counted = keys.iter().enumerate().all(|(at, key)| *key == at.to_string());
            if counted && !keys.is_empty() {
                let elements = std::mem::take(members).into_iter().map(|(_, value)| value).collect();
                *json = Json::Array(elements);
            }
        }
        Json::Array(elements) => elements.iter_mut().for_each(lists),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &str) -> String {
        to_json(form.as_bytes(), true).unwrap().to_string()
    }

    #[test]
    fn no_parameter_is_left_out() {
        let many = |count: usize| to_json("a[]=1&".repeat(count).as_bytes(), true);
        let whole = many(MOST).unwrap();
        assert_eq!(whole.get("a").and_then(Json::as_array).map(<[Json]>::len), Some(MOST));
        assert!(many(MOST + 1).is_err() && many(100_000).is_err());
        assert_eq!(read("a[1]=x&a[]=y&a[]=z"), r#"{"a":{"1":"x","2":"y","3":"z"}}"#);
        assert_eq!(read("a[2]=x&a[]=y&a[]=z"), r#"{"a":{"2":"x","1":"y","3":"z"}}"#);
    }

    #[test]
    fn brackets_nest() {
        assert_eq!(
            read("clientId=7&a[b][]=1&a[b][]=2&a[c]=x+y%26z&d[0][e]=1&d[1][e]=2"),
            r#"{"clientId":"7","a":{"b":["1","2"],"c":"x y&z"},"d":[{"e":"1"},{"e":"2"}]}"#
        );
    }

    #[test]
    fn embedded_json_is_taken_out() {
        assert_eq!(
            read("order=%7B%22id%22%3A1%7D&text=%5Bno+json&n=12"),
            r#"{"order":{"id":1},"text":"[no json","n":"12"}"#
        );
        assert_eq!(
            to_json(b"order=%7B%7D", false).unwrap().to_string(),
            r#"{"order":"{}"}"#
        );
    }

    #[test]
    fn odd_names_do_no_harm() {
        assert_eq!(read("a[b=1&[c]=2&a]=3&=4"), r#"{"a[b":"1","[c]":"2","a]":"3"}"#);
        assert_eq!(read("a=1&a[b]=2"), r#"{"a":{"b":"2"}}"#);
        assert_eq!(read("a[b]=2&a=1"), r#"{"a":"1"}"#);
        let deep = format!("a{}=1", "[b]".repeat(100_000));
        let deep = to_json(deep.as_bytes(), true).unwrap();
        assert_eq!(deep.as_object().map(Object::len), Some(1));
    }
}
