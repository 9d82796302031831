//! Idempotency keys, separators, and headers of all calls.

use super::{operation, specs, written};
use crate::model::{IdempotencyKey, KeyPlace, Scalar, Separator, Type};

#[test]
fn a_key_in_a_header_is_a_parameter() {
    let seen = operation("post: /a, idempotency_key: {header: Idempotency-Key}");
    assert_eq!(written(&seen.operation().headers), ["Idempotency-Key"]);
    assert_eq!(seen.operation().headers[0].rust.as_deref(), Some("idempotency_key"));
    let key = IdempotencyKey {
        at: KeyPlace::Header("Idempotency-Key".to_owned()),
        is_made: true,
    };
    assert_eq!(seen.operation().idempotency_key, Some(key));
    let own = operation(
        "post: /a, headers: {idempotency-key: {type: uuid, rust: key}}, idempotency_key: {header: Idempotency-Key, generate: false}",
    );
    assert_eq!(
        written(&own.operation().headers),
        ["idempotency-key"],
        "the declared one is meant"
    );
    assert_eq!(own.operation().headers[0].ty, Type::Scalar(Scalar::Uuid));
    assert!(!own.operation().idempotency_key.as_ref().unwrap().is_made);
    assert_eq!((seen.codes(), own.codes()), (vec![], vec![]));
}

#[test]
fn a_key_stands_in_one_place() {
    let field = operation("post: /a, body: {fields: {syncId: string}}, idempotency_key: {field: syncId}");
    let place = field.operation().idempotency_key.as_ref().map(|key| key.at.clone());
    assert_eq!(place, Some(KeyPlace::Field("syncId".to_owned())));
    for text in ["{}", "{header: A, field: b}", "{generate: false}"] {
        let seen = operation(&format!("post: /a, idempotency_key: {text}"));
        assert_eq!(
            (seen.operation().idempotency_key.clone(), seen.codes()),
            (None, vec!["E0206"]),
            "{text}"
        );
    }
}

#[test]
fn separators_are_read_with_their_escape() {
    let seen = operation("get: /a, query: {f: {type: [string], separator: \";\", escape: \"\\\\\"}}");
    let separator = Separator {
        by: ";".to_owned(),
        escape: Some("\\".to_owned()),
    };
    assert_eq!(
        (seen.operation().query[0].separator.clone(), seen.codes()),
        (Some(separator), vec![])
    );
    for (field, code) in [
        ("escape: a", "E0207"),
        ("separator: \";\", style: comma", "E0206"),
        ("separator: \"\"", "E0312"),
        ("separator: \"\\t\"", "E0312"),
        ("separator: \";\", escape: \";\"", "E0312"),
        ("separator: \";\", escape: \"\"", "E0312"),
    ] {
        let seen = operation(&format!("get: /a, query: {{f: {{type: [string], {field}}}}}"));
        assert_eq!(seen.codes(), [code], "{field}");
    }
}

#[test]
fn headers_of_all_calls_are_fields() {
    let seen = specs(
        "headers: {X-Version: {const: \"2\"}, X-Region: {enum: [north, south], rust: region}}",
        "",
    );
    assert_eq!(written(&seen.model().headers), ["X-Version", "X-Region"]);
    assert_eq!(
        seen.names(),
        ["ClientXRegion"],
        "an inline type is named after the client"
    );
    assert_eq!(seen.codes(), [""; 0]);
}
