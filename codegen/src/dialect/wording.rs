//! What things of the dialect are called in findings.

/// A JSON kind with its article.
pub(super) fn a_kind(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "array" => "a list",
        "object" => "a mapping",
        "boolean" => "`true` or `false`",
        "integer" => "an integer",
        "number" => "a number",
        _ => "nothing",
    }
}

/// A definition of the dialect's schema with its article.
pub(super) fn a_thing(definition: &str) -> Option<&'static str> {
    Some(match definition {
        "PlatformFile" => "platform.yaml",
        "ResourceFile" => "a resource file",
        "Endpoint" => "an operation",
        "FieldLong" | "FieldDef" => "a field",
        "TypeEntry" => "a type",
        "BodyDef" | "BodyLong" => "a body",
        "ReturnsDef" | "ReturnsLong" => "a reply",
        "EnumDef" => "an enumeration",
        "EnumValueDef" => "a value of an enumeration",
        "UnionDef" | "UnionLong" => "a union",
        "RuleDef" => "a rule",
        "ConditionDef" => "a condition",
        "AuthDef" => "credentials",
        "TemplateDef" | "TemplateLong" => "a template",
        "ErrorsDef" => "the errors",
        "OperationErrorsDef" => "the errors of an operation",
        "EntriesDef" => "entries",
        "OutcomesDef" | "OutcomesUse" => "outcomes",
        "IdsDef" => "`id`",
        "SignDef" => "a sign of failure",
        "CodeDef" => "an error code",
        "PageDef" => "a pagination kind",
        "InReplyDef" | "HeaderDef" => "a place in the reply",
        "PaginateLong" => "`paginate`",
        "LimitDef" => "a limit",
        "PeriodDef" => "a length of time",
        "TimeHeaderDef" => "a header that tells a time",
        "CountedDef" => "a limit, a list of limits, or limits with weights",
        "IdempotencyKeyDef" => "an idempotency key",
        "TimeZoneDef" | "AccountZone" => "a time zone",
        "QueryDefaults" => "the query defaults",
        "VerifyDef" | "VerifyChoice" => "`verify`",
        "SignatureDef" => "the place of a signature",
        "TimestampDef" => "the timestamp of a signature",
        "EventsDef" => "`events`",
        "PlaceDef" => "the place of a topic",
        "TopicsDef" => "a topic",
        "FormerNamesDef" => "a former name",
        _ => return None,
    })
}

/// One of several words, or the only one, in backticks.
pub(super) fn list_words(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        several => format!("one of {}", several.join(", ")),
    }
}
