//! What failures look like.

use super::*;
use crate::model::{Sign, StatusMeaning};

#[test]
fn a_sign_says_one_thing_about_its_path() {
    let seen = specs(
        "errors: {failure: [{path: ok, is: false}, {path: error, present: true}, {path: \"\", is: null}]}",
        "",
    );
    let signs = [
        Sign::Is {
            path: "ok".to_owned(),
            value: Literal::Boolean(false),
        },
        Sign::Present {
            path: "error".to_owned(),
        },
        // `null` is a value like others.
        Sign::Is {
            path: String::new(),
            value: Literal::Null,
        },
    ];
    assert_eq!(seen.model().errors.failure, signs);
    assert_eq!(seen.codes(), [""; 0]);
    let both = specs(
        "errors: {failure: [{path: ok, is: false, present: true}, {path: ok}]}",
        "",
    );
    assert_eq!(
        (both.model().errors.failure.len(), both.codes()),
        (0, vec!["E0206", "E0206"])
    );
}

#[test]
fn codes_keep_their_order_and_words() {
    let seen = specs(
        "errors: {message: [a.b, c], code: [d], fields: [e], codes: {\"17\": {doc: Seventeen., rust: Many}, gone: }}",
        "",
    );
    let errors = &seen.model().errors;
    assert_eq!(
        (errors.message.join(" "), errors.code.join(" "), errors.fields.join(" ")),
        ("a.b c".into(), "d".into(), "e".into())
    );
    let codes: Vec<_> = errors
        .codes
        .iter()
        .map(|code| (code.wire.as_str(), code.rust.as_deref()))
        .collect();
    assert_eq!(codes, [("17", Some("Many")), ("gone", None)]);
    assert_eq!(errors.codes[0].docs.doc.as_deref(), Some("Seventeen."));
}

#[test]
fn a_status_is_a_number_of_http() {
    let seen = specs("errors: {statuses: {\"460\": partial, \"503\": rate_limited}}", "");
    let statuses = [(460, StatusMeaning::Partial), (503, StatusMeaning::RateLimited)];
    assert_eq!(seen.model().errors.statuses, statuses);
    let bad = specs("errors: {statuses: {\"99\": auth, \"600\": auth, x: auth}}", "");
    assert_eq!((bad.model().errors.statuses.len(), bad.codes()), (0, vec!["E0208"; 3]));
}
