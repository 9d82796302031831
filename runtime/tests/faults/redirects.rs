//! Redirects that lead nowhere, or to somebody else.
//!
//! `{here}` stands for host and port of the server, `{other}` for those of another one, `{port}` for the port of that one.

use super::Fault;

/// A redirect that must not be followed.
const fn to(what: &'static str, headers: &'static [(&'static str, &'static str)]) -> Fault {
    Fault::reply(what, 307, headers, "")
}

pub static FAULTS: &[Fault] = &[
    Fault::new("redirects in a circle", |request, line| {
        line.reply(307, &[("Location", &request.target)], "")
    })
    .asking_again(),
    to("redirects without saying where to", &[]),
    to("redirects to nothing", &[("Location", "")]),
    to("redirects to another port", &[("Location", "http://{other}/things/7")]),
    to(
        "redirects to another host by the same port",
        &[("Location", "http://localhost:{port}/things/7")],
    ),
    to(
        "redirects to its own address written as a number",
        &[("Location", "http://2130706433:{port}/things/7")],
    ),
    to(
        "redirects to its own address in IPv6",
        &[("Location", "http://[::ffff:127.0.0.1]:{port}/things/7")],
    ),
    to(
        "redirects to another scheme on its own port",
        &[("Location", "https://{here}/things/7")],
    ),
    to(
        "redirects to an address without a scheme (`//`)",
        &[("Location", "//{other}/things/7")],
    ),
    to(
        "redirects to an address without a scheme (`/\\`)",
        &[("Location", "/\\{other}/things/7")],
    ),
    to(
        "redirects to an address without a scheme (`\\\\`)",
        &[("Location", "\\\\{other}/things/7")],
    ),
    to(
        "hides `//` of a redirect with a tab",
        &[("Location", "/\t/{other}/things/7")],
    ),
    to(
        "redirects with one slash behind the scheme",
        &[("Location", "http:/{other}/things/7")],
    ),
    to(
        "redirects with three slashes behind the scheme",
        &[("Location", "http:///{other}/things/7")],
    ),
    to(
        "redirects with its own name as the user (`@`)",
        &[("Location", "http://{here}@{other}/things/7")],
    ),
    to(
        "redirects with its own name before `\\@`",
        &[("Location", "http://{here}\\@{other}/things/7")],
    ),
    to(
        "redirects with its own name before `#@`",
        &[("Location", "http://{here}#@{other}/things/7")],
    ),
    to(
        "redirects with its own name before `?@`",
        &[("Location", "http://{here}?@{other}/things/7")],
    ),
    to(
        "redirects to itself with a password in the address",
        &[("Location", "http://a:b@{here}/things/8")],
    ),
    to(
        "redirects to a longer name that begins with its own",
        &[("Location", "http://{here}.evil.example/things/7")],
    ),
    to("redirects to a file", &[("Location", "file:///etc/passwd")]),
    to(
        "redirects with bytes that are no ASCII",
        &[("Location", "/things/\u{444}")],
    ),
    to(
        "redirects to two addresses",
        &[("Location", "http://{other}/things/7"), ("Location", "/things/0")],
    ),
    to(
        "redirects to an address with hidden dots (`%2e%2e`)",
        &[("Location", "/things/%2e%2e/admin")],
    ),
    Fault::reply(
        "redirects a request that is no read with a status that makes it one",
        303,
        &[("Location", "/things/0")],
        "",
    ),
];
