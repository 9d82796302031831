//! Bodies of requests and replies, as the static tables have them.

use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::plan::{BodyTable, ReplyTable};

/// Compares how bodies are sent; `may_hold_lists` tells whether it makes a difference how lists are written.
pub fn body(found: &mut Found, at: &At, may_hold_lists: bool, (before, after): (&BodyTable, &BodyTable)) {
    let BodyTable {
        encoding,
        key,
        lists,
        content_type,
        one_or_many,
        json_switch,
    } = before;
    if *encoding != after.encoding {
        let word = |encoding: &Option<crate::plan::Encoding>| match encoding {
            Some(encoding) => format!("`{encoding:?}`"),
            None => "nothing".to_owned(),
        };
        let says = format!("the body is {} in place of {}", word(&after.encoding), word(encoding));
        found.say(at, kind::BODY_FORM, says);
    }
    if *key != after.key {
        let word = |key: &Option<String>| {
            key.as_ref()
                .map_or_else(|| "no key".to_owned(), |key| format!("`{key}`"))
        };
        let says = format!("the body stands under {} in place of {}", word(&after.key), word(key));
        found.say(at, kind::BODY_FORM, says);
    }
    if may_hold_lists {
        let says = "lists in the body are written otherwise";
        found.unless_same(at, kind::BODY_FORM, (lists, &after.lists), says);
    }
    let says = "the body is sent as another `Content-Type`";
    found.unless_same(at, kind::BODY_FORM, (content_type, &after.content_type), says);
    let says = "a single element is written otherwise";
    found.unless_same(at, kind::BODY_FORM, (one_or_many, &after.one_or_many), says);
    let says = "what makes a long query a body is another parameter";
    found.unless_same(at, kind::BODY_FORM, (json_switch, &after.json_switch), says);
}

/// Compares where replies have what is read.
pub fn reply(found: &mut Found, at: &At, before: &ReplyTable, after: &ReplyTable) {
    let ReplyTable { key, or_bare } = before;
    match (key == &after.key, *or_bare, after.or_bare) {
        (true, false, true) => {
            found.say(
                at,
                kind::REPLY_TOLERANT,
                "the reply is read without its wrapper key, too",
            );
        }
        (true, a, b) if a == b => {}
        _ => {
            found.say(at, kind::REPLY_FORM, "the reply is looked for under another key");
        }
    }
}
