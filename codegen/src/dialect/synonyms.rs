//! Words that the dialect has not, and the ones that are meant: other dialects' keys, types and kinds, as beginners write them.
//!
//! One table. How a word is written (case, hyphens, underscores) does not matter; slips of the pen are for `did_you_mean`.

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot<'a> {
    /// A key of this thing, by its name in the schema.
    Key(&'a str),
    /// One of the fixed words of this definition.
    Word(&'a str),
    /// The name of a type.
    Type,
}

/// Words and what is meant by them.
struct Row {
    spot: Spot<'static>,
    wrong: &'static [&'static str],
    /// The key, word or type that is meant; `""` where it takes more than that.
    meant: &'static str,
    /// How it is written.
    help: &'static str,
}

const fn key(thing: &'static str, wrong: &'static [&'static str], meant: &'static str, help: &'static str) -> Row {
    Row {
        spot: Spot::Key(thing),
        wrong,
        meant,
        help,
    }
}

const fn word(of: &'static str, wrong: &'static [&'static str], meant: &'static str, help: &'static str) -> Row {
    Row {
        spot: Spot::Word(of),
        wrong,
        meant,
        help,
    }
}

const fn a_type(wrong: &'static [&'static str], meant: &'static str, help: &'static str) -> Row {
    Row {
        spot: Spot::Type,
        wrong,
        meant,
        help,
    }
}

const DOC: &[&str] = &[
    "description",
    "desc",
    "summary",
    "comment",
    "title",
    "docs",
    "documentation",
    "help",
];

const TABLE: &[Row] = &[
    // A resource file.
    key("ResourceFile", DOC, "doc", ""),
    key(
        "ResourceFile",
        &["name", "id"],
        "resource",
        "`resource:` is the name of the file without `.yaml`",
    ),
    key(
        "ResourceFile",
        &["endpoints", "paths", "methods", "routes", "actions", "requests", "api"],
        "operations",
        "",
    ),
    key(
        "ResourceFile",
        &[
            "schemas",
            "schema",
            "models",
            "definitions",
            "components",
            "entities",
            "structs",
        ],
        "types",
        "",
    ),
    key(
        "ResourceFile",
        &["webhooks", "hooks", "events", "notifications"],
        "callbacks",
        "",
    ),
    // platform.yaml.
    key(
        "PlatformFile",
        &["description", "desc", "summary", "comment", "docs"],
        "doc",
        "",
    ),
    key(
        "PlatformFile",
        &["name", "id"],
        "platform",
        "`platform:` is the name of the folder, `title:` what the vendor calls it",
    ),
    key(
        "PlatformFile",
        &[
            "url", "host", "server", "servers", "endpoint", "base", "base_uri", "api_url",
        ],
        "base_url",
        "",
    ),
    key(
        "PlatformFile",
        &[
            "authentication",
            "authorization",
            "security",
            "security_schemes",
            "credentials",
        ],
        "auth",
        "",
    ),
    key(
        "PlatformFile",
        &["paging", "paginate", "paginations", "pages"],
        "pagination",
        "",
    ),
    key(
        "PlatformFile",
        &["rate_limit", "rate_limits", "limit", "quota", "throttling"],
        "limits",
        "",
    ),
    key("PlatformFile", &["error", "failures"], "errors", ""),
    key(
        "PlatformFile",
        &["schemas", "models", "definitions", "components"],
        "types",
        "",
    ),
    // An operation or callback.
    key("Endpoint", DOC, "doc", ""),
    key(
        "Endpoint",
        &["response", "responses", "reply", "result", "return", "output"],
        "returns",
        "`returns: T` says what comes back",
    ),
    key(
        "Endpoint",
        &[
            "params",
            "parameters",
            "parameter",
            "arguments",
            "args",
            "query_params",
            "query_parameters",
            "querystring",
        ],
        "query",
        "parameters stand under `query`, those of the path under `path`, those in headers under `headers`",
    ),
    key(
        "Endpoint",
        &["path_params", "path_parameters", "placeholders"],
        "path",
        "",
    ),
    key(
        "Endpoint",
        &[
            "request",
            "request_body",
            "payload",
            "data",
            "input",
            "json",
            "form",
            "content",
        ],
        "body",
        "`body: T` says what is sent",
    ),
    key("Endpoint", &["header"], "headers", ""),
    key(
        "Endpoint",
        &["url", "uri", "endpoint", "route", "address"],
        "get",
        "method and path are one line: `get: /path`",
    ),
    key(
        "Endpoint",
        &["verb", "http_method"],
        "method",
        "method and path are one line: `post: /path`",
    ),
    key(
        "Endpoint",
        &["pagination", "paging", "paginated", "pages"],
        "paginate",
        "",
    ),
    key(
        "Endpoint",
        &["statuses", "status_code", "status_codes", "success", "codes"],
        "status",
        "",
    ),
    key("Endpoint", &["scope", "scopes", "permissions"], "permission", ""),
    key("Endpoint", &["rate_limit", "limits"], "limit", ""),
    key("Endpoint", &["security", "credentials", "authentication"], "auth", ""),
    key(
        "Endpoint",
        &["section", "heading", "reference", "see", "link"],
        "source",
        "",
    ),
    key(
        "Endpoint",
        &["idempotent", "read_only", "safe", "retry"],
        "safety",
        "`safety: read`, `idempotent` or `unsafe`",
    ),
    key(
        "Endpoint",
        &["operation_id", "name"],
        "rust",
        "the key above is the name of the operation; `rust:` overrides what it is called in Rust",
    ),
    key(
        "Endpoint",
        &["tags", "example", "examples"],
        "",
        "documented bodies stand in the folder `examples`; nothing else is kept of it",
    ),
    // A field or parameter.
    key("FieldLong", DOC, "doc", ""),
    key(
        "FieldLong",
        &["items", "element", "elements", "of"],
        "type",
        "a list is `type: \"[T]\"`, in short `[T]`",
    ),
    key(
        "FieldLong",
        &["properties", "attributes", "members"],
        "fields",
        "an object is `fields: {…}`, without `type: object`",
    ),
    key(
        "FieldLong",
        &["additional_properties", "values_of"],
        "type",
        "a map is `type: \"{string: T}\"`, in short `{string: T}`",
    ),
    key(
        "FieldLong",
        &["values", "choices", "options", "one_of_values", "enumeration"],
        "enum",
        "",
    ),
    key(
        "FieldLong",
        &["one_of", "any_of", "variants"],
        "union",
        "several JSON forms are `union: [A, B]`",
    ),
    key(
        "FieldLong",
        &["optional", "omittable"],
        "required",
        "a field may be missing unless it is marked with `!` (or `required: true`)",
    ),
    key(
        "FieldLong",
        &["null", "allow_null", "is_null", "nillable"],
        "nullable",
        "`?` behind the type, or `nullable: true`",
    ),
    key("FieldLong", &["minimum", "gte", "from"], "min", ""),
    key("FieldLong", &["maximum", "lte", "to"], "max", ""),
    key("FieldLong", &["maxlen", "length", "size"], "max_length", ""),
    key("FieldLong", &["minlen"], "min_length", ""),
    key("FieldLong", &["regex", "regexp", "mask"], "pattern", ""),
    key("FieldLong", &["value", "constant", "fixed", "always"], "const", ""),
    key("FieldLong", &["ref", "$ref", "schema", "kind"], "type", ""),
    key(
        "FieldLong",
        &["example", "examples", "sample"],
        "",
        "documented bodies stand in the folder `examples`; say what the name does not in `doc`",
    ),
    key("FieldLong", &["hidden", "password", "sensitive"], "secret", ""),
    // A named type.
    key(
        "TypeEntry",
        &["description", "desc", "summary", "comment", "docs", "documentation"],
        "doc",
        "",
    ),
    key(
        "TypeEntry",
        &["type", "kind"],
        "fields",
        "an object is `fields: {…}`, a list or another name for a type is `alias: \"[T]\"`, `enum` and `union` say it themselves",
    ),
    key(
        "TypeEntry",
        &["properties", "attributes", "members", "columns"],
        "fields",
        "",
    ),
    key(
        "TypeEntry",
        &["items", "element", "list"],
        "alias",
        "a list with a name is `alias: \"[T]\"`",
    ),
    key(
        "TypeEntry",
        &["required"],
        "",
        "mark each field that is always there: `name: string!`",
    ),
    key(
        "TypeEntry",
        &["values", "choices", "options", "enumeration"],
        "enum",
        "",
    ),
    key("TypeEntry", &["one_of", "any_of", "variants"], "union", ""),
    key(
        "TypeEntry",
        &["all_of", "inherits", "base", "parent", "from", "includes"],
        "extends",
        "",
    ),
    key("TypeEntry", &["except", "exclude", "without", "remove"], "omit", ""),
    key(
        "TypeEntry",
        &["additional_properties"],
        "open",
        "`open: true` keeps keys that are not listed",
    ),
    // Bodies and replies.
    key("BodyLong", DOC, "doc", ""),
    key(
        "BodyLong",
        &["content", "content_kind", "format", "media_type"],
        "encoding",
        "",
    ),
    key("BodyLong", &["properties"], "fields", ""),
    key("BodyLong", &["items"], "type", "a list is `type: \"[T]\"`"),
    key("BodyLong", &["root", "wrapper", "wrap", "under"], "key", ""),
    key("ReturnsLong", DOC, "doc", ""),
    key("ReturnsLong", &["properties"], "fields", ""),
    key("ReturnsLong", &["items"], "type", "a list is `type: \"[T]\"`"),
    key("ReturnsLong", &["root", "wrapper", "wrap", "under"], "key", ""),
    // Credentials.
    key("AuthDef", DOC, "doc", ""),
    key("AuthDef", &["type", "scheme"], "kind", ""),
    key("AuthDef", &["user", "login", "name"], "username", ""),
    key("AuthDef", &["pass", "secret"], "password", ""),
    key(
        "AuthDef",
        &["token", "bearer", "api_key", "key"],
        "value",
        "`kind: header, header: Authorization, value: \"Bearer {token}\"`",
    ),
    key(
        "AuthDef",
        &["param", "parameter", "query"],
        "params",
        "`kind: query, params: {key: \"{key}\"}`",
    ),
    // Paging and limits.
    key("PageDef", DOC, "doc", ""),
    key("PageDef", &["type", "style", "strategy"], "kind", ""),
    key(
        "PageDef",
        &["page_size", "per_page", "limit", "count", "page_limit"],
        "size",
        "`size: limit` names the parameter",
    ),
    key(
        "PageDef",
        &["page_param", "page_number", "number"],
        "page",
        "`page: page` names the parameter",
    ),
    key("PageDef", &["total", "total_count", "count_path"], "total_items", ""),
    key("PageDef", &["pages", "page_count", "last_page"], "total_pages", ""),
    key("PageDef", &["next_cursor", "next_page", "next_token"], "next", ""),
    key("PageDef", &["after", "token"], "cursor", ""),
    key("LimitDef", DOC, "doc", ""),
    key("LimitDef", &["count", "max", "limit", "calls", "rate"], "requests", ""),
    key(
        "LimitDef",
        &["window", "interval", "period", "seconds", "every"],
        "per",
        "`per:` is the window in seconds",
    ),
    // Signatures.
    key(
        "VerifyDef",
        &["hmac_sha256", "hmac", "algorithm", "algo", "type", "kind"],
        "method",
        "`method: hmac_sha256`",
    ),
    key("VerifyDef", &["secret"], "key", ""),
    key(
        "VerifyDef",
        &["message", "payload", "data", "body", "sign"],
        "signs",
        "`signs: \"{body}\"`, the body as it came",
    ),
    key(
        "VerifyDef",
        &["header", "field"],
        "signature",
        "`signature: {header: X-Signature}`",
    ),
    // Fixed words.
    word(
        "AuthKindDef",
        &["bearer", "oauth2", "token", "jwt"],
        "header",
        "`{kind: header, header: Authorization, value: \"Bearer {token}\"}`",
    ),
    word(
        "AuthKindDef",
        &["api_key", "key", "x_api_key"],
        "header",
        "`{kind: header, header: X-Api-Key, value: \"{key}\"}`, or `{kind: query, params: {key: \"{key}\"}}` where it stands in the query",
    ),
    word(
        "AuthKindDef",
        &["http", "password", "login", "http_basic", "user"],
        "basic",
        "`{kind: basic, username: \"{login}\", password: \"{password}\"}`",
    ),
    word(
        "AuthKindDef",
        &["param", "params", "parameter", "query_string", "url"],
        "query",
        "",
    ),
    word("AuthKindDef", &["oauth", "oauth1a", "hmac"], "oauth1", ""),
    word(
        "PageKindDef",
        &["number", "numbered", "pages", "page_number", "page_based"],
        "page",
        "",
    ),
    word(
        "PageKindDef",
        &["token", "after", "next", "continuation", "scroll"],
        "cursor",
        "",
    ),
    word(
        "PageKindDef",
        &["seek", "since", "since_id", "last_id", "id"],
        "keyset",
        "",
    ),
    word(
        "PageKindDef",
        &["skip", "start", "limit_offset", "offset_limit", "rows", "from"],
        "",
        "`kind: offset` counts elements, `kind: page` numbers pages",
    ),
    word(
        "PageKindDef",
        &["url", "href", "next_link", "link_header", "hateoas", "rel_next"],
        "",
        "`kind: link` follows the address of the next page, `kind: cursor` sends a text of the server",
    ),
    word("EncodingWord", &["application/json"], "json", ""),
    word(
        "EncodingWord",
        &[
            "urlencoded",
            "form_urlencoded",
            "x_www_form_urlencoded",
            "application/x-www-form-urlencoded",
            "post",
        ],
        "form",
        "",
    ),
    word(
        "EncodingWord",
        &["form_data", "multipart/form-data", "upload", "files"],
        "multipart",
        "",
    ),
    word(
        "EncodingWord",
        &["raw", "bytes", "octet_stream", "application/octet-stream", "file"],
        "binary",
        "",
    ),
    word("EncodingWord", &["plain", "string", "text/plain"], "text", ""),
    word("ListsWord", &["csv", "commas", "comma_separated"], "comma", ""),
    word("ListsWord", &["multi", "repeated", "explode", "same_key"], "repeat", ""),
    word("ListsWord", &["php", "array", "square"], "brackets", ""),
    word("ListsWord", &["index", "numbers", "numbered"], "indexed", ""),
    word("SafetyWord", &["safe", "get", "readonly", "none"], "read", ""),
    word("SafetyWord", &["repeatable", "put", "retry"], "idempotent", ""),
    word("SafetyWord", &["write", "post", "mutation", "once"], "unsafe", ""),
    word(
        "MeaningWord",
        &["throttled", "too_many_requests", "limit"],
        "rate_limited",
        "",
    ),
    word(
        "MeaningWord",
        &["unauthorized", "forbidden", "unauthenticated"],
        "auth",
        "",
    ),
    word("MeaningWord", &["missing", "gone", "unknown"], "not_found", ""),
    word(
        "MeaningWord",
        &["conflict", "duplicate", "exists"],
        "already_exists",
        "",
    ),
    word(
        "MeaningWord",
        &["validation", "bad_request", "unprocessable"],
        "invalid",
        "",
    ),
    word(
        "CodeMeaningWord",
        &["throttled", "too_many_requests", "limit"],
        "rate_limited",
        "",
    ),
    word(
        "CodeMeaningWord",
        &["unauthorized", "forbidden", "unauthenticated"],
        "auth",
        "",
    ),
    word("CodeMeaningWord", &["missing", "gone", "unknown"], "not_found", ""),
    word(
        "CodeMeaningWord",
        &["conflict", "duplicate", "exists"],
        "already_exists",
        "",
    ),
    word(
        "CodeMeaningWord",
        &["validation", "bad_request", "unprocessable"],
        "invalid",
        "",
    ),
    // Types.
    a_type(
        &[
            "int",
            "int32",
            "int64",
            "long",
            "bigint",
            "i64",
            "i32",
            "u64",
            "u32",
            "id",
            "number_integer",
        ],
        "integer",
        "",
    ),
    a_type(
        &["str", "text", "varchar", "char", "email", "url", "uri", "html"],
        "string",
        "",
    ),
    a_type(&["bool"], "boolean", ""),
    a_type(
        &["float", "double", "real", "f64", "f32"],
        "number",
        "the dialect has `number`, or `decimal` for money",
    ),
    a_type(&["money", "price", "currency", "numeric", "big_decimal"], "decimal", ""),
    a_type(
        &["timestamp", "timestamptz"],
        "datetime",
        "the dialect has `datetime` (with offset), `local_datetime`, `unix_seconds` and `timestamp_or_iso`",
    ),
    a_type(&["unix", "unixtime", "unix_timestamp", "epoch"], "unix_seconds", ""),
    a_type(
        &["object", "array", "list", "map", "hash", "dict", "struct"],
        "",
        "the dialect has `[T]`, `{string: T}`, a named type, `fields: {…}`, or `any`",
    ),
    a_type(&["json", "mixed", "anything", "unknown", "variant"], "any", ""),
    a_type(
        &["null", "none", "nil", "void"],
        "",
        "the dialect has a `?` behind a type, and `returns: none`",
    ),
    a_type(&["enum"], "", "the dialect has `{enum: [a, b]}`"),
    a_type(
        &["bytes", "blob", "byte"],
        "base64",
        "the dialect has `base64`, `file` in multipart bodies, and `returns: binary`",
    ),
    a_type(&["guid"], "uuid", ""),
];

/// A word without case, hyphens and underscores.
fn bare(word: &str) -> String {
    let signs = ['_', '-', ' '];
    word.chars()
        .filter(|c| !signs.contains(c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn row(spot: Spot<'_>, wrong: &str) -> Option<&'static Row> {
    let wrong = bare(wrong);
    TABLE
        .iter()
        .find(|row| row.spot == spot && row.wrong.iter().any(|known| bare(known) == wrong))
}

/// How a word that is not of the dialect is written in it.
#[must_use]
pub fn synonym(spot: Spot<'_>, wrong: &str) -> Option<String> {
    row(spot, wrong).map(|row| match (row.help, spot) {
        ("", Spot::Type) => format!("the dialect has `{}`", row.meant),
        ("", _) => format!("it is called `{}` here", row.meant),
        (help, _) => help.to_owned(),
    })
}

/// Which of the known words is meant: the same in another spelling, or what the table says.
#[must_use]
pub fn meant<'k>(spot: Spot<'_>, wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = bare(wrong);
    let row = row(spot, wrong);
    let mut listed = None;
    for candidate in known {
        if bare(candidate) == plain {
            return Some(candidate);
        }
        if row.is_some_and(|row| row.meant == candidate) {
            listed = Some(candidate);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::{SCALARS, combined_schema};
    use super::*;

    /// The keys of a thing or the words of a definition, as the schema has them.
    fn known(spot: Spot<'_>) -> BTreeSet<String> {
        let schema = combined_schema();
        let definition = |name: &str| schema.pointer(&format!("/$defs/{name}")).cloned().unwrap_or_default();
        match spot {
            Spot::Type => SCALARS.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Spot::Key(thing) => {
                let properties = definition(thing).get("properties").cloned().unwrap_or_default();
                properties
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(key, _)| key.clone())
                    .collect()
            }
            Spot::Word(of) => {
                let definition = definition(of);
                let listed = definition.get("enum").and_then(Value::as_array).into_iter().flatten();
                let described = definition.get("oneOf").and_then(Value::as_array).into_iter().flatten();
                let words = listed.chain(described.filter_map(|word| word.get("const")));
                words.filter_map(Value::as_str).map(str::to_owned).collect()
            }
        }
    }

    #[test]
    fn rows_speak_of_what_the_dialect_has() {
        for row in TABLE {
            let known = known(row.spot);
            assert!(!known.is_empty(), "{:?} is nothing of the schema", row.spot);
            let is_known = |word: &str| known.iter().any(|known| bare(known) == bare(word));
            assert!(
                row.meant.is_empty() || known.contains(row.meant),
                "{:?} has no `{}`",
                row.spot,
                row.meant
            );
            assert!(
                !(row.meant.is_empty() && row.help.is_empty()),
                "{:?} says nothing",
                row.wrong
            );
            for wrong in row.wrong {
                assert!(!is_known(wrong), "`{wrong}` is a word of {:?} itself", row.spot);
            }
        }
    }

    #[test]
    fn no_word_stands_in_two_rows() {
        let mut seen = BTreeSet::new();
        for row in TABLE {
            for wrong in row.wrong {
                assert!(
                    seen.insert(format!("{:?} {}", row.spot, bare(wrong))),
                    "{:?} has `{wrong}` twice",
                    row.spot
                );
            }
        }
    }

    #[test]
    fn case_and_hyphens_do_not_matter() {
        for word in ["responseBody", "request-body", "REQUEST_BODY", "requestBody"] {
            let found = meant(Spot::Key("Endpoint"), word, ["body", "returns"]);
            assert_eq!(found.is_some(), word != "responseBody", "{word}");
        }
        assert_eq!(
            meant(Spot::Key("FieldLong"), "maxLength", ["max_length"]),
            Some("max_length")
        );
        assert_eq!(synonym(Spot::Type, "Int"), Some("the dialect has `integer`".to_owned()));
        assert_eq!(synonym(Spot::Type, "Order"), None);
    }
}
