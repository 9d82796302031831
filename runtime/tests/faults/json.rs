//! Well-formed HTTP with bodies that no JSON reader likes.

use super::Fault;

pub static FAULTS: &[Fault] = &[
    Fault::new("sends an empty body for a list", |_, line| line.json("")).of_integers(),
    Fault::new("sends an HTML page with the status 200", |_, line| {
        line.json("<!DOCTYPE html><html><title>Log in</title></html>")
    }),
    Fault::new("begins with a byte-order mark", |_, line| {
        line.json("\u{feff} {\"id\":7}")
    }),
    Fault::new("sends bytes that are no UTF-8", |_, line| {
        line.json(b"{\"title\":\"\xcf\xf0\xe8 \xff\"}")
    }),
    Fault::new("sends NUL bytes", |_, line| line.json("{\"a\":\"x\0y\"}\0\0")),
    Fault::new("sends half of a surrogate pair", |_, line| {
        line.json(r#"{"a":"\ud83d!"}"#)
    }),
    Fault::new("nests 10,000 levels deep", |_, line| {
        line.json("[".repeat(10_000) + &"]".repeat(10_000))
    }),
    Fault::new("nests 10,000 levels deep beside the list that is wanted", |_, line| {
        line.json(format!(
            r#"{{"items":[1],"extra":{}{}}}"#,
            "[".repeat(10_000),
            "]".repeat(10_000)
        ))
    })
    .of_integers(),
    Fault::new("repeats a key", |_, line| line.json(r#"{"id":1,"id":7}"#)),
    Fault::new("repeats a key 50,000 times", |_, line| {
        line.json(format!("{{{}\"id\":7}}", "\"id\":1,".repeat(50_000)))
    }),
    Fault::new("sends numbers that no integer holds", |_, line| {
        line.json(r#"{"items":[1,9223372036854775808,1e400,-1e-400,3]}"#)
    })
    .of_integers(),
    Fault::new("sends a number of 500,000 digits", |_, line| {
        line.json(format!(r#"{{"items":[1,{}]}}"#, "9".repeat(500_000)))
    })
    .of_integers(),
    Fault::new("sends half of the JSON as the whole", |_, line| {
        line.json(r#"{"id":7,"title":"a"#)
    }),
    Fault::new("sends something behind the JSON", |_, line| {
        line.json("{\"id\":7}<!-- 0.03 s -->")
    }),
    Fault::new("sends elements of other types in a list", |_, line| {
        line.json(r#"{"items":[1,{"x":1},"3",null,[[]],"five",6.0]}"#)
    })
    .of_integers(),
    Fault::new("sends an object for a list", |_, line| {
        line.json(r#"{"items":{"2":1,"-1":2}}"#)
    })
    .of_integers(),
];
