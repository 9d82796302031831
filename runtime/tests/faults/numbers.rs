//! Numbers that nobody can mean, and numbers that prove nothing.

use super::Fault;

pub const HUGE_LIMIT: Fault = Fault::new("counts 4294967295 requests of 4294967295", |_, line| {
    line.reply(200, &[("API-Usage-Limit", "4294967295/4294967295")], "{\"id\":7}")
});

pub const ABSURD_WAIT: Fault = Fault::new("refuses requests for the next 31 years (429)", |_, line| {
    line.reply(429, &[("Retry-After", "1000000000")], "")
})
.asking_again();

pub const WAIT_OF_A_GATEWAY: Fault = Fault::new("answers with a gateway's page and a wait (503)", |_, line| {
    let headers = [("Retry-After", "0"), ("Content-Type", "text/html")];
    line.reply(503, &headers, "<html><title>Backend fetch failed</title></html>")
});
