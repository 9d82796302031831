//! The kinds of change, and what each means for a version: the table of `docs/semver.md` as data.

use serde::Serialize;

/// What a change asks of the version of the crate. The order is that of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Words alone: no program can tell.
    Documentation,
    /// Something works otherwise, and no program has to follow.
    Fix,
    /// Something new; programs go on as they are.
    Additive,
    /// A program does not compile any more, or does something else.
    Breaking,
}

/// Where a change shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// In the interface of the crate.
    Rust,
    /// In bytes that are sent or read, and in what is made of them.
    Wire,
}

/// Which way the bytes go that a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// What we send.
    Sent,
    /// What we receive.
    Received,
    /// Both.
    Both,
    /// Neither: the client itself.
    Neither,
}

impl Direction {
    /// By the two ways.
    #[must_use]
    pub fn of(sent: bool, received: bool) -> Self {
        match (sent, received) {
            (true, true) => Self::Both,
            (true, false) => Self::Sent,
            (false, true) => Self::Received,
            (false, false) => Self::Neither,
        }
    }

    /// Whether we receive it.
    #[must_use]
    pub fn is_received(self) -> bool {
        matches!(self, Self::Received | Self::Both)
    }
}

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// Stable name: `field-gone`.
    pub id: &'static str,
    /// Where it shows.
    pub level: Level,
    /// What it asks of the version.
    pub effect: Effect,
    /// It is a fix where the former form cannot have worked, which no comparison of specs can tell.
    pub arguable: bool,
    /// What it is.
    pub title: &'static str,
}

macro_rules! kinds {
    (@is) => { false };
    (@is arguable) => { true };
    ($($name:ident $id:literal $level:ident $effect:ident $($arguable:ident)?: $title:literal)*) => {
        /// One constant a kind.
        #[allow(clippy::doc_markdown, reason = "titles stand in the documentation without backticks")]
        pub mod kind {
            use super::{Effect, Kind, Level};
            $(
                #[doc = $title]
                pub const $name: Kind = Kind {
                    id: $id,
                    level: Level::$level,
                    effect: Effect::$effect,
                    arguable: kinds!(@is $($arguable)?),
                    title: $title,
                };
            )*
        }

        /// Every kind, in the order of the documentation.
        pub const ALL: &[Kind] = &[$(kind::$name),*];
    };
}

kinds! {
    CRATE_ADDED "crate-added" Rust Additive: "a platform is new"
    CRATE_GONE "crate-gone" Rust Breaking: "a platform is gone"
    MODULE_ADDED "module-added" Rust Additive: "a module is new"
    MODULE_GONE "module-gone" Rust Breaking: "a module is gone"
    HANDLE_ADDED "handle-added" Rust Additive: "a handle is new"
    HANDLE_GONE "handle-gone" Rust Breaking: "a handle is gone or has another name"

    OPERATION_ADDED "operation-added" Rust Additive: "an operation is new"
    OPERATION_GONE "operation-gone" Rust Breaking: "an operation is gone"
    OPERATION_RENAMED "operation-renamed" Rust Breaking: "an operation has another name, and the old one is gone"
    OPERATION_KEPT "operation-renamed-kept" Rust Additive: "an operation has another name, and the old one still works"
    OPERATION_STRUCT "operation-struct" Rust Breaking: "the struct of an operation has another name"
    CALLBACK_ADDED "callback-added" Rust Additive: "a callback is new"
    CALLBACK_GONE "callback-gone" Rust Breaking: "a callback is gone or has another name"

    TYPE_ADDED "type-added" Rust Additive: "a type is new"
    TYPE_GONE "type-gone" Rust Breaking: "a type is gone"
    TYPE_MOVED "type-moved" Rust Breaking: "a type stands in another module"
    TYPE_RENAMED "type-renamed" Rust Breaking: "a type has another name, and the old one is gone"
    TYPE_KEPT "type-renamed-kept" Rust Additive: "a type has another name, and the old one still works"
    TYPE_SHAPE "type-shape" Rust Breaking: "a type is of another sort: a struct, an enumeration, a union or an alias"
    ALIAS_TARGET "alias-target" Rust Breaking: "an alias stands for another type"

    FIELD_ADDED "field-added" Rust Additive: "a field is new"
    FIELD_GONE "field-gone" Rust Breaking: "a field is gone"
    FIELD_RENAMED "field-renamed" Rust Breaking: "a field has another name in Rust"
    FIELD_TYPE "field-type" Rust Breaking: "a field has another type"
    EXTRA_ADDED "extra-added" Rust Additive: "a struct keeps unknown keys"
    EXTRA_GONE "extra-gone" Rust Breaking: "a struct does not keep unknown keys any more"
    BUILT_ADDED "constructor-added" Rust Additive: "a struct has a constructor and setters"
    BUILT_GONE "constructor-gone" Rust Breaking: "a struct has no constructor and no setters any more"
    UPLOAD "upload" Rust Breaking: "a struct begins or ceases to be parts of a multipart body"

    ARGUMENT_ADDED "argument-added" Rust Breaking: "an argument is new"
    ARGUMENT_GONE "argument-gone" Rust Breaking: "an argument is gone"
    ARGUMENT_TYPE "argument-type" Rust Breaking: "an argument has another type"
    ARGUMENT_ORDER "argument-order" Rust Breaking: "arguments stand in another order"
    ARGUMENT_NAME "argument-name" Rust Documentation: "an argument has another name"
    BY_NAME "given-by-name" Rust Breaking: "what was given by position is given by name"
    BY_POSITION "given-by-position" Rust Breaking: "what was given by name is given by position"
    REQUIRED_STRUCT "required-struct" Rust Breaking: "the struct of required values has another name"
    REQUIRED_ORDER "required-order" Rust Fix: "fields of a struct of required values stand in another order"
    SETTER_ADDED "setter-added" Rust Additive: "a setter is new"
    SETTER_GONE "setter-gone" Rust Breaking: "a setter is gone or has another name"

    VALUE_ADDED "value-added" Rust Additive: "an open enumeration has a new value"
    VALUE_ADDED_CLOSED "value-added-closed" Rust Breaking: "a closed enumeration has a new value"
    VALUE_GONE "value-gone" Rust Breaking: "a value of an enumeration is gone"
    VALUE_RENAMED "value-renamed" Rust Breaking: "a value has another name in Rust, and the old one is gone"
    VALUE_KEPT "value-renamed-kept" Rust Additive: "a value has another name in Rust, and the old one still works"
    ENUM_OPENED "enumeration-opened" Rust Breaking: "an enumeration keeps values that are not listed"
    ENUM_CLOSED "enumeration-closed" Rust Breaking: "an enumeration does not keep values that are not listed any more"
    ENUM_FORM "enumeration-form" Rust Breaking: "the values of an enumeration are texts, integers or both, other than before"
    VARIANT_ADDED "variant-added" Rust Additive: "a union has a new variant"
    VARIANT_GONE "variant-gone" Rust Breaking: "a variant of a union is gone"
    VARIANT_TYPE "variant-type" Rust Breaking: "a variant of a union holds something else"
    CONVERSION_ADDED "conversion-added" Rust Additive: "a union is made from the value of a variant"
    CONVERSION_GONE "conversion-gone" Rust Breaking: "a union is not made from the value of a variant any more"

    OUTPUT_TYPE "output-type" Rust Breaking: "a reply has another type"
    OUTPUT_ADDED "output-added" Rust Additive: "a header or a status of a reply is new"
    OUTPUT_GONE "output-gone" Rust Breaking: "a header or a status of a reply is gone"
    LISTING_ADDED "listing-added" Rust Additive: "a reply can be read page after page"
    LISTING_GONE "listing-gone" Rust Breaking: "a reply cannot be read page after page any more"
    LISTING_ITEM "listing-item" Rust Breaking: "the elements of a listing have another type"
    BATCHES_ADDED "batches-added" Rust Additive: "a list of any length can be sent in batches"
    BATCHES_GONE "batches-gone" Rust Breaking: "a method that sends in batches is gone, or called or used otherwise"
    BATCHES_ELEMENT "batches-element" Rust Breaking: "the elements of batches have another type"
    BATCHES_SIZE "batches-size" Wire Fix: "batches have another size"

    CREDENTIAL_ADDED "credential-added" Rust Additive: "a way to authenticate is new"
    CREDENTIAL_GONE "credential-gone" Rust Breaking: "a way to authenticate is gone"
    HEADER_ADDED "client-header-added" Rust Additive: "a client can be given a header"
    HEADER_GONE "client-header-gone" Rust Breaking: "a client cannot be given a header any more"
    HEADER_REQUIRED "client-header-required" Rust Breaking: "no client is built without a header that was not needed before"
    HEADER_OPTIONAL "client-header-optional" Rust Additive: "a client is built without a header that was needed before"
    ITEM_ADDED "item-added" Rust Additive: "an item of the root is new"
    ITEM_GONE "item-gone" Rust Breaking: "an item of the root is gone"
    TIME_ZONE "time-zone" Wire Fix: "times without an offset count in another zone"
    DEPRECATED "deprecated" Rust Additive: "something is deprecated"
    UNDEPRECATED "undeprecated" Rust Fix: "something is not deprecated any more"
    DEBUG "debug" Rust Fix: "another part of a value is kept out of `Debug`"

    FIELD_KEY "field-key" Wire Breaking arguable: "a field has another key"
    FIELD_SPELLINGS_ADDED "field-spelling-added" Wire Additive: "a field is read from further keys"
    FIELD_SPELLINGS_GONE "field-spelling-gone" Wire Breaking: "a field is not read from a key any more"
    FIELD_FORM "field-form" Wire Breaking arguable: "a date or time is written in another form"
    FIELD_SINGLE "field-single" Wire Breaking arguable: "a single element of a list is written otherwise"
    FIELD_CLEARED "field-cleared" Wire Breaking arguable: "an update empties a field by another value"
    FIELD_CONSTANT "field-constant" Wire Breaking arguable: "a value that is always sent is new, gone or another"
    VALUE_TEXT "value-text" Wire Breaking arguable: "a value of an enumeration is written otherwise"
    UNION_TOLD "union-told" Wire Breaking arguable: "the variants of a union are told apart otherwise"
    PARAMETER_PLACE "parameter-place" Wire Breaking arguable: "a parameter is sent elsewhere or otherwise"
    PARAMETER_CONSTANT "parameter-constant" Wire Breaking arguable: "a parameter that is always sent is new, gone or another"
    METHOD "method" Wire Breaking arguable: "an operation is sent by another method"
    METHOD_ALIASES "method-aliases" Wire Fix: "other verbs stand for an operation"
    PATH "path" Wire Breaking arguable: "an operation is sent to another path"
    BODY_FORM "body-form" Wire Breaking arguable: "a body is written otherwise"
    REPLY_FORM "reply-form" Wire Breaking arguable: "a reply is unwrapped otherwise"
    REPLY_TOLERANT "reply-tolerant" Wire Additive: "a reply is also read without its wrapper"
    STATUS_ADDED "status-added" Wire Additive: "a further status is a success"
    STATUS_GONE "status-gone" Wire Breaking arguable: "a status is no success any more"
    REDIRECTS_WIDER "redirects-wider" Wire Additive: "an operation may be sent on to other hosts"
    REDIRECTS_NARROWER "redirects-narrower" Wire Breaking: "an operation may not be sent on to other hosts any more"
    SAFER "safer" Wire Additive: "an operation is repeated after more failures"
    LESS_SAFE "less-safe" Wire Fix: "an operation is repeated after fewer failures"
    KEY_ADDED "idempotency-key-added" Wire Additive: "requests have a key by which repeats are known"
    KEY_CHANGED "idempotency-key" Wire Fix: "the key by which repeats are known stands elsewhere, or is made otherwise, or is gone"
    AUTH_ADDED "auth-added" Wire Additive: "an operation accepts further credentials"
    AUTH_GONE "auth-gone" Wire Breaking arguable: "an operation does not accept credentials any more"
    AUTH_ORDER "auth-order" Wire Fix: "an operation prefers other credentials"
    AUTH_FORM "auth-form" Wire Breaking arguable: "credentials are sent otherwise"
    RULE_ADDED "rule-added" Wire Breaking arguable: "a request is held to a further rule before it is sent"
    RULE_GONE "rule-gone" Wire Additive: "a request is not held to a rule any more"
    CURSOR "cursor" Wire Breaking: "cursors that were stored do not lead on any more"
    PAGES "pages" Wire Fix: "pages have other sizes, or tell otherwise where they end"
    LIMITS "limits" Wire Fix: "other limits, weights or waits"
    FAILURES "failures" Wire Fix: "failures are known by other signs, or read otherwise"
    BOOLEANS "booleans" Wire Breaking arguable: "truth values in queries and forms are written otherwise"
    COMMON_HEADER "common-header" Wire Breaking arguable: "a header that all calls have is new, gone or another"
    CALLBACK_ROUTE "callback-route" Wire Fix: "a callback comes by another method, or its usual path is another"
    CALLBACK_FORM "callback-form" Wire Breaking arguable: "a callback is read or answered otherwise"
    SIGNATURE "signature" Wire Breaking arguable: "a callback is signed otherwise"
    TOPIC_ADDED "topic-added" Wire Additive: "a topic is read as an event"
    TOPIC_GONE "topic-gone" Wire Breaking: "a topic is not read as an event any more"

    DOCS "documentation" Rust Documentation: "other words"
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_only_what_breaks_the_wire_is_arguable() {
        let ids: BTreeSet<_> = ALL.iter().map(|kind| kind.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for kind in ALL.iter().filter(|kind| kind.arguable) {
            assert_eq!(
                (kind.level, kind.effect),
                (Level::Wire, Effect::Breaking),
                "{}",
                kind.id
            );
        }
    }
}
