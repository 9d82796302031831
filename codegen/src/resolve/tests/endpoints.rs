//! Operations and callbacks.

use super::*;
use crate::model::{Safety, SignMethod, SignatureEncoding, SignedPart, Spot, SpotAt, Verify};

#[test]
fn safety_follows_the_method_unless_the_spec_says_otherwise() {
    for (verb, safety) in [
        ("GET", Safety::Read),
        ("HEAD", Safety::Read),
        ("OPTIONS", Safety::Read),
        ("PUT", Safety::Idempotent),
        ("DELETE", Safety::Idempotent),
        ("POST", Safety::Unsafe),
        ("PATCH", Safety::Unsafe),
        ("UPDATE", Safety::Unsafe),
    ] {
        let seen = operation(&format!("method: {verb}, path_template: /a"));
        assert_eq!(seen.operation().safety, safety, "{verb}");
    }
    assert_eq!(operation("post: /a, safety: read").operation().safety, Safety::Read);
    assert_eq!(operation("get: /a, safety: unsafe").operation().safety, Safety::Unsafe);
}

#[test]
fn a_success_is_200_unless_the_spec_says_otherwise() {
    assert_eq!(operation("get: /a").operation().statuses, [200]);
    assert_eq!(
        operation("get: /a, status: [201, 204]").operation().statuses,
        [201, 204]
    );
    assert_eq!(operation("get: /a, status: [200, 460]").codes(), [""; 0]);
    assert_eq!(operation("get: /a, status: [199, 600]").codes(), ["E0208", "E0208"]);
}

#[test]
fn path_parameters_stand_as_in_the_path() {
    for declared in ["{id: integer, line: integer}", "{line: integer, id: integer}"] {
        let seen = operation(&format!("get: \"/a/{{id}}/lines/{{line}}\", path: {declared}"));
        assert_eq!(written(&seen.operation().path_params), ["id", "line"], "{declared}");
    }
}

#[test]
fn path_parameters_are_always_required() {
    let seen = operation("get: \"/a/{id}\", path: {id: integer}, query: {page: integer}");
    assert!(seen.operation().path_params[0].required);
    assert!(!seen.operation().query[0].required);
}

#[test]
fn permissions_are_held_against_the_scopes_if_there_are_some() {
    let seen = operation("get: /a, permission: [anything]");
    assert_eq!(seen.operation().permissions, ["anything"]);
    assert_eq!(seen.codes(), [""; 0]);
    let seen = operation_on("scopes: [read, write]", "get: /a, permission: [read, wrote]");
    assert_eq!(seen.found, [("E0405", "no scope `wrote` in platform.yaml".to_owned())]);
}

#[test]
fn words_on_body_and_reply_become_notes_of_the_operation() {
    let seen = operation(
        "post: /a, doc: Runs., note: Own., body: {type: any, doc: Of the body., note: More.}, returns: {type: any, doc: Of the reply.}",
    );
    let docs = &seen.operation().docs;
    assert_eq!(docs.doc.as_deref(), Some("Runs."));
    assert_eq!(docs.notes, ["Own.", "Of the body.", "More.", "Of the reply."]);
    assert_eq!(docs.source.as_deref(), Some("S"));
}

#[test]
fn inline_types_are_named_after_the_operation_in_rust() {
    let things = "operations: {list: {source: S, get: /a, returns: {n: integer}}, get: {source: S, get: /b, rust: fetch_it, returns: {n: integer}}}";
    assert_eq!(specs("", things).names(), ["ListThingsReply", "FetchItReply"]);
    let singular = specs(
        "",
        &format!("singular: matter\n{}", things.replace("rust: fetch_it, ", "")),
    );
    assert_eq!(singular.names(), ["ListThingsReply", "GetMatterReply"]);
}

#[test]
fn a_callback_knows_where_it_is_configured_and_how_it_is_signed() {
    let seen = specs(
        "",
        "callbacks: {told: {source: S, post: /hook, configured_by: settings.url, query: {data: string}, \
         verify: {method: hmac_sha256, key: secret, signs: '{field:data}', signature: {field: sign}}, returns: {ok: boolean}}}",
    );
    let callback = seen.callback();
    assert_eq!((callback.method.as_str(), callback.path.as_str()), ("POST", "/hook"));
    assert_eq!(callback.configured_by.as_deref(), Some("settings.url"));
    let verify = Verify {
        method: SignMethod::HmacSha256,
        key: "secret".to_owned(),
        signs: vec![SignedPart::Field("data".to_owned())],
        signature: Spot {
            at: SpotAt::Field("sign".to_owned()),
            separator: None,
            prefix: String::new(),
        },
        encoding: SignatureEncoding::Hex,
        timestamp: None,
    };
    assert_eq!(callback.verify, Some(verify));
    // Named after the callback alone: its name says what happened, not what is done to a thing.
    assert_eq!(seen.names(), ["ToldReply"]);
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn what_is_signed_is_a_template() {
    let signs = |template: &str| {
        let seen = specs(
            "",
            &format!(
                "callbacks: {{told: {{source: S, post: /hook, body: {{fields: {{data: string}}}}, verify: {{method: hmac_sha1, key: k, \
                 signs: '{template}', signature: {{header: X-Sign}}, timestamp: {{header: X-Time, within: 5}}}}, returns: none}}}}"
            ),
        );
        let parts = seen.callback().verify.clone().map(|verify| verify.signs);
        (parts.unwrap_or_default(), seen.codes().len())
    };
    let text = |text: &str| SignedPart::Text(text.to_owned());
    let (parts, findings) = signs("v0:{timestamp}.{body}!");
    assert_eq!(
        (parts, findings),
        (
            vec![
                text("v0:"),
                SignedPart::Timestamp,
                text("."),
                SignedPart::Body,
                text("!")
            ],
            0
        )
    );
    let (parts, findings) = signs("{header:X-Id}{timestamp}{field:data}");
    let named = vec![
        SignedPart::Header("X-Id".to_owned()),
        SignedPart::Timestamp,
        SignedPart::Field("data".to_owned()),
    ];
    assert_eq!((parts, findings), (named, 0));
    // Unknown, open, without the timestamp that is declared, without anything of the request.
    for wrong in ["{timestamp}{bdy}{body}", "{timestamp}{body", "{body}", "{timestamp}"] {
        assert_eq!(signs(wrong).1, 1, "{wrong}");
    }
}

#[test]
fn callbacks_are_signed_as_the_platform_says() {
    let seen = specs(
        "events: {topic: {header: X-Topic}, verify: {method: secret, key: k, signature: {header: X-Token}}}",
        "callbacks: {made: {source: S, post: /hook, topic: [a, b], returns: none}, \
         ping: {source: S, post: /hook, topic: c, verify: none, returns: none}}",
    );
    assert_eq!(seen.codes(), [""; 0]);
    let platform = &seen.resolved.platform;
    let callbacks = &platform.resources[0].callbacks;
    assert_eq!(callbacks[0].topics, ["a", "b"]);
    assert_eq!(callbacks[0].verify, platform.events.verify);
    assert!(callbacks[0].verify.is_some() && callbacks[1].verify.is_none());
}

#[test]
fn keys_of_the_other_kind_have_no_effect() {
    let seen = operation("get: /a, configured_by: x, verify: {method: hmac_sha256, key: b, signature: {header: c}}");
    assert_eq!(seen.codes(), ["E0207", "E0207"]);
    let keys = "safety: read, limit: x, batch_limit: 1, upsert: true, auth: [], permission: [], rules: [], aliases: [], paginate: x, redirects: any_host";
    let seen = specs("", &format!("callbacks: {{told: {{source: S, post: /hook, {keys}}}}}"));
    assert_eq!(seen.codes(), ["E0207"; 10]);
}

#[test]
fn an_operation_and_a_callback_of_one_name_are_found() {
    let seen = specs(
        "",
        "operations: {run: {source: S, get: /a}}\ncallbacks: {run: {source: S, post: /b}}",
    );
    assert_eq!(
        seen.found,
        [("E0408", "`things.run` is an operation already".to_owned())]
    );
}
