//! Words of HTTP interfaces in general that tell what an operation does, and what a field is. What only one platform does, its spec says.

/// Last steps of a path that say what is done, not to what.
pub(crate) const ACTIONS: &[&str] = &[
    "add", "all", "batch", "count", "create", "delete", "download", "edit", "get", "history", "list", "remove",
    "search", "set", "update", "upload",
];

/// What a verb, the first word of an operation's name, does.
pub(crate) const VERBS: &[(&str, Verb)] = &[
    ("add", Verb::Create),
    ("change", Verb::Update),
    ("count", Verb::Count),
    ("create", Verb::Create),
    ("delete", Verb::Delete),
    ("destroy", Verb::Delete),
    ("download", Verb::Download),
    ("edit", Verb::Update),
    ("find", Verb::List),
    ("fix", Verb::Update),
    ("get", Verb::Get),
    ("list", Verb::List),
    ("remove", Verb::Delete),
    ("search", Verb::List),
    ("set", Verb::Update),
    ("update", Verb::Update),
    ("upload", Verb::Create),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Create,
    Get,
    List,
    Count,
    Update,
    Delete,
    Download,
}

/// Fields that tell when a thing was made, and when it changed, in `snake_case`.
pub(crate) const CREATED: &[&str] = &["created_at"];
pub(crate) const UPDATED: &[&str] = &["created_at", "updated_at"];

/// What elements are called of which a form has the fields, where frameworks write them so: `lines_attributes` are `lines`.
pub(crate) const NESTED: &str = "_attributes";
/// Keys of an element that take it away from a list whose other elements stay.
pub(crate) const TAKEN_AWAY: &[&str] = &["_destroy", "remove"];

/// Parameters that name what a list is sorted by, and which way.
pub(crate) const SORTED_BY: &[&str] = &["sort", "sort_by", "order_by", "orderby"];
pub(crate) const DIRECTION: &[&str] = &["order", "direction", "sort_order", "sort_dir"];

/// Parameters that name the fields that are wanted.
pub(crate) const FIELDS: &str = "fields";

/// One of several: `statuses` are of a `status`, and an `address` is one.
pub(crate) fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("uses") {
        return format!("{stem}us");
    }
    if plural.ends_with("us") || plural.ends_with("ss") {
        return plural.to_owned();
    }
    tradewire_codegen::naming::singular(plural)
}

/// Name of a field or parameter in `snake_case`.
pub(crate) fn snake(name: &str) -> String {
    tradewire_codegen::naming::field(name).trim_end_matches('_').to_owned()
}
