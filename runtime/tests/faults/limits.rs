//! Numbers that nobody can mean, of requests and of budgets.

use super::Fault;

/// A good reply with this count in it.
macro_rules! counted {
    ($what:literal, $count:literal) => {
        Fault::new($what, |_, line| {
            line.reply(200, &[("API-Usage-Limit", $count)], "{\"id\":7}")
        })
    };
}

pub static FAULTS: &[Fault] = &[
    Fault::new("counts 4294967295 requests of 4294967295", |_, line| {
        line.reply(200, &[("API-Usage-Limit", "4294967295/4294967295")], "{\"id\":7}")
    }),
    counted!("counts 0 requests of 0", "0/0"),
    counted!("counts more requests than it allows", "4294967295/1"),
    counted!("counts requests below nothing", "-1/500"),
    counted!(
        "counts more requests than any number holds",
        "18446744073709551616/18446744073709551616"
    ),
    counted!("counts requests in words", "many/few"),
];
