//! What servers send in place of what they documented.

use tradewire::Json;
use tradewire::json::Object;

use super::random::Random;

/// Begins every key that no spec knows, but for those of a list that came as an object.
pub const MARK: &str = "zz_";

/// Values in place of others.
const ODD: &[&str] = &[
    "\"yes\"",
    "\"\"",
    "null",
    "true",
    "false",
    "0",
    "1.5",
    "-7",
    "\"12\"",
    "\"1.50\"",
    "\"12,50\"",
    "\"0000-00-00\"",
    "12345678901234567890",
    "1e300",
    "[]",
    "{}",
    "[1,\"a\",null]",
    "{\"0\":1,\"1\":\"two\"}",
    "{\"zz_date\":\"2026-01-31\",\"zz_zone\":\"UTC\"}",
    "[[{\"id\":{}}]]",
    "{\"zz_error\":\"Access denied\"}",
];

/// Values of unknown keys.
const NEW: &[&str] = &[
    "1",
    "null",
    "\"text \\u0436 \\\"quoted\\\"\"",
    "[]",
    "{}",
    "[{\"id\":1,\"zz\":[true,null]}]",
    "{\"a\":{\"b\":[1,2,{\"c\":\"}\"}]},\"n\":1.0}",
];

/// Changes one in some `24 / much` values, and adds unknown keys.
pub fn into(json: &mut Json, random: &mut Random, much: usize) {
    let times = 24 / much.max(1);
    match json {
        Json::Object(object) => {
            let mut changed = Object::new();
            for (at, (key, mut value)) in std::mem::take(object).into_iter().enumerate() {
                if random.one_in(times) {
                    changed.insert(format!("{MARK}{at}"), value_of(random.pick::<&str>(NEW)));
                }
                if random.one_in(times) {
                    value = value_of(random.pick::<&str>(ODD));
                } else {
                    into(&mut value, random, much);
                }
                changed.insert(key, value);
            }
            if random.one_in(times) {
                changed.insert(format!("{MARK}\"last\""), value_of(random.pick::<&str>(NEW)));
            }
            *object = changed;
        }
        Json::Array(items) => {
            for item in items {
                into(item, random, much);
            }
        }
        _ => {}
    }
}

fn value_of(text: &&str) -> Json {
    Json::parse(text).expect("JSON")
}
