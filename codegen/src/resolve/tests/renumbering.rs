//! The order of types does not depend on the order in which they were found.

use super::*;

#[test]
fn types_stand_by_resource_then_declared_before_inline_then_by_place() {
    let seen = files(&[
        (
            "platform.yaml",
            &format!("{PLATFORM}types: {{Z: {{fields: {{f: {{fields: {{a: string}}}}}}}}, Y: {{alias: string}}}}\n"),
        ),
        (
            "b.yaml",
            "resource: b\noperations: {get: {source: S, get: /b, returns: {x: {enum: [q]}}}}\ntypes: {B: {alias: string}}\n",
        ),
        (
            "a.yaml",
            "resource: a\ntypes:\n  W: {fields: {f: {fields: {a: B}}}}\n  A: {extends: W}\n",
        ),
    ]);
    assert_eq!(
        seen.names(),
        ["Z", "Y", "ZF", "W", "A", "WF", "B", "GetBReply", "GetBReplyX"]
    );
    // Every id was rewritten with them.
    assert_eq!(seen.field("WF", "a").ty, seen.named("B"));
    assert_eq!(seen.field("A", "f").ty, seen.named("WF"));
    assert_eq!(seen.field("GetBReply", "x").ty, seen.named("GetBReplyX"));
    let id = |name| match seen.named(name) {
        Type::Named(id) => id,
        _ => unreachable!(),
    };
    assert_eq!(seen.resolved.extends, [(id("A"), id("W"))]);
}

#[test]
fn ids_are_rewritten_wherever_they_stand() {
    let platform =
        "reply: {r: T}\npagination: {pages: {kind: page, page: p, fields: {k: T}}}\ntypes: {U: {alias: string}}";
    let everywhere = "path: {id: T}, query: {q: [T]}, headers: {h: T}, body: T, returns: {string: \"T?\"}";
    let things = format!(
        "operations: {{run: {{source: S, post: \"/{{id}}\", {everywhere}}}}}\n\
         callbacks: {{told: {{source: S, post: \"/{{id}}\", {everywhere}}}}}\n\
         types: {{V: {{union: [string, [T]]}}, T: {{alias: string}}}}"
    );
    let seen = specs(platform, &things);
    let (t, model) = (seen.named("T"), seen.model());
    assert_eq!(seen.names(), ["U", "V", "T"]);
    assert_eq!((&model.reply[0].ty, &seen.kind().fields[0].ty), (&t, &t));
    assert_eq!(seen.union("V").variants[1].ty, list(t.clone()));
    let (run, told) = (seen.operation(), seen.callback());
    for (path, query, headers, body, returns) in [
        (&run.path_params, &run.query, &run.headers, &run.body, &run.returns),
        (&told.path_params, &told.query, &told.headers, &told.body, &told.returns),
    ] {
        assert_eq!((&path[0].ty, &headers[0].ty), (&t, &t));
        assert_eq!(query[0].ty, list(t.clone()));
        assert_eq!(body.as_ref().and_then(|body| body.ty.clone()), Some(t.clone()));
        assert_eq!(returns.ty, Some(map(nullable(t.clone()))));
    }
}
