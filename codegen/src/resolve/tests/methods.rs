//! Method and path.

use super::*;

#[test]
fn a_line_gives_verb_and_path() {
    for (line, verb) in [
        ("get", "GET"),
        ("post", "POST"),
        ("put", "PUT"),
        ("patch", "PATCH"),
        ("delete", "DELETE"),
        ("head", "HEAD"),
    ] {
        let seen = operation(&format!("{line}: /things"));
        assert_eq!(seen.operation().method, verb);
        assert_eq!(seen.operation().path, "/things");
        assert_eq!(seen.codes(), [""; 0]);
    }
}

#[test]
fn other_verbs_and_aliases_are_in_capitals() {
    let seen = operation("method: UPDATE, path_template: /things, aliases: [PATCH, PUT]");
    assert_eq!(seen.operation().method, "UPDATE");
    assert_eq!(seen.operation().aliases, ["PATCH", "PUT"]);
    assert_eq!(seen.codes(), [""; 0]);
    assert_eq!(operation("method: update, path_template: /things").codes(), ["E0402"]);
    assert_eq!(operation("get: /things, aliases: [put]").codes(), ["E0402"]);
}

#[test]
fn an_operation_has_one_method_and_one_path() {
    let two = operation("get: /a, post: /b");
    assert_eq!(two.codes(), ["E0401"]);
    assert_eq!(
        (two.operation().method.as_str(), two.operation().path.as_str()),
        ("GET", "/a")
    );
    let none = operation("doc: Nothing.");
    assert_eq!(none.codes(), ["E0401"]);
    assert_eq!(
        (none.operation().method.as_str(), none.operation().path.as_str()),
        ("GET", "/")
    );
    // Half of a pair is one finding, not two.
    assert_eq!(operation("method: UPDATE").codes(), ["E0401"]);
    assert_eq!(operation("path_template: /a").codes(), ["E0401"]);
}

#[test]
fn a_path_is_what_a_url_can_hold() {
    for path in [
        "things", "/a?b=1", "/a#b", "/a b", "/a/../b", "/a/./b", "/a|b", "/ü", "/a/{id", "/a/id}",
    ] {
        assert_eq!(operation(&format!("get: \"{path}\"")).codes(), ["E0402"], "{path}");
    }
    for path in ["/", "/a.json", "/a//b", "/~a;b=c", "/a/...", "/a:b@c"] {
        assert_eq!(operation(&format!("get: \"{path}\"")).codes(), [""; 0], "{path}");
    }
}

#[test]
fn placeholders_and_path_parameters_belong_together() {
    assert_eq!(operation("get: \"/a/{id}\"").codes(), ["E0403"]);
    assert_eq!(operation("get: \"/a\", path: {id: integer}").codes(), ["E0404"]);
    assert_eq!(
        operation("get: \"/a/{id}/{id}\", path: {id: integer}").codes(),
        ["E0402"]
    );
    assert_eq!(
        operation("get: \"/a/{id}.{ext}\", path: {id: integer, ext: string}").codes(),
        [""; 0]
    );
}
