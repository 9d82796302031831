//! Values for tests.

use crate::json::{self, Decode};

/// Makes a value from JSON: how tests build what only ever comes back from a platform, and so has no constructor.
///
/// The text is read strictly: a key that the type does not know, a value that does not fit it and a required key that is missing are
/// mistakes of the test.
///
/// ```
/// use tradewire::{Map, testing::from_json};
///
/// // The map stands for a type of a generated crate: `from_json::<Order>(r#"{"id": 1}"#)`.
/// let amounts: Map<i64> = from_json(r#"{"retail": 10}"#);
/// assert_eq!(amounts["retail"], 10);
/// ```
///
/// # Panics
/// It is no JSON, or does not fit; the message has the place in the text.
#[track_caller]
#[must_use]
pub fn from_json<T: Decode>(text: &str) -> T {
    match json::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("this is no {}: {error}", std::any::type_name::<T>()),
    }
}

#[cfg(test)]
mod tests {
    use super::from_json;
    use crate::{Json, Map};

    #[test]
    fn what_fits_becomes_a_value() {
        let map: Map<i64> = from_json(r#"{"a": 1}"#);
        assert_eq!(map.get("a"), Some(&1));
        assert_eq!(from_json::<Json>("null"), Json::Null);
    }

    #[test]
    #[should_panic(expected = "this is no ")]
    fn what_does_not_fit_is_a_mistake_of_the_test() {
        let _: Map<i64> = from_json(r#"{"a": []}"#);
    }
}
