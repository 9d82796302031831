//! Well-formed HTTP with bodies that no JSON reader likes.

use super::Fault;

pub const EMPTY: Fault = Fault::new("sends an empty body for a list", |_, line| line.json("")).of_integers();

pub const HTML: Fault = Fault::new("sends an HTML page with the status 200", |_, line| {
    line.json("<!DOCTYPE html><html><title>Log in</title></html>")
});

pub const BYTE_ORDER_MARK: Fault = Fault::new("begins with a byte-order mark", |_, line| {
    line.json("\u{feff} {\"id\":7}")
});

pub const INVALID_UTF8: Fault = Fault::new("sends bytes that are no UTF-8", |_, line| {
    line.json(b"{\"title\":\"\xcf\xf0\xe8 \xff\"}")
});

pub const NUL_BYTES: Fault = Fault::new("sends NUL bytes", |_, line| line.json("{\"a\":\"x\0y\"}\0\0"));

pub const LONE_SURROGATE: Fault = Fault::new("sends half of a surrogate pair", |_, line| {
    line.json(r#"{"a":"\ud83d!"}"#)
});

pub const DEEP: Fault = Fault::new("nests 10,000 levels deep", |_, line| {
    line.json("[".repeat(10_000) + &"]".repeat(10_000))
});

pub const DEEP_UNKNOWN: Fault = Fault::new("nests 10,000 levels deep beside the list that is wanted", |_, line| {
    line.json(format!(
        r#"{{"items":[1],"extra":{}{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    ))
})
.of_integers();

pub const DUPLICATE_KEYS: Fault = Fault::new("repeats a key", |_, line| line.json(r#"{"id":1,"id":7}"#));

pub const MANY_KEYS: Fault = Fault::new("repeats a key 50,000 times", |_, line| {
    line.json(format!("{{{}\"id\":7}}", "\"id\":1,".repeat(50_000)))
});

pub const HUGE_NUMBERS: Fault = Fault::new("sends numbers that no integer holds", |_, line| {
    line.json(r#"{"items":[1,9223372036854775808,1e400,-1e-400,3]}"#)
})
.of_integers();

pub const LONG_NUMBER: Fault = Fault::new("sends a number of 500,000 digits", |_, line| {
    line.json(format!(r#"{{"items":[1,{}]}}"#, "9".repeat(500_000)))
})
.of_integers();

pub const CUT: Fault = Fault::new("sends half of the JSON as the whole", |_, line| {
    line.json(r#"{"id":7,"title":"a"#)
});

pub const TRAILING: Fault = Fault::new("sends something behind the JSON", |_, line| {
    line.json("{\"id\":7}<!-- 0.03 s -->")
});

pub const BAD_ELEMENTS: Fault = Fault::new("sends elements of other types in a list", |_, line| {
    line.json(r#"{"items":[1,{"x":1},"3",null,[[]],"five",6.0]}"#)
})
.of_integers();

pub const OTHER_TYPES: Fault = Fault::new("sends an object for a list", |_, line| {
    line.json(r#"{"items":{"2":1,"-1":2}}"#)
})
.of_integers();
