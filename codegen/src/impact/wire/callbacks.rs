//! The static tables of callbacks.

use super::meta::path;
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::plan::CallbackTable;

/// Compares the tables of two callbacks of one name.
pub fn callback(found: &mut Found, at: &At, before: &CallbackTable, after: &CallbackTable) {
    let CallbackTable {
        id: _,
        place: _,
        method,
        path: path_before,
        body: body_before,
        verify,
        status,
    } = before;
    if *method != after.method || path(path_before) != path(&after.path) {
        let says = format!(
            "it comes as {} {} in place of {method} {path_before}",
            after.method, after.path
        );
        found.say(at, kind::CALLBACK_ROUTE, says);
    }
    found.unless_same(
        at,
        kind::CALLBACK_FORM,
        (body_before, &after.body),
        "its body is read otherwise",
    );
    found.unless_same(at, kind::SIGNATURE, (verify, &after.verify), "it is signed otherwise");
    let says = format!("it is answered by status {} in place of {status}", after.status);
    found.unless_same(
        &at.towards(Direction::Sent),
        kind::CALLBACK_FORM,
        (status, &after.status),
        &says,
    );
}
