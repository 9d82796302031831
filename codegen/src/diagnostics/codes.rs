//! The list of codes. Each has a section in `explained.md`; a test says when one is missing.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// `lint` reports it; generating goes on.
    Warning,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// `E0201`, `W0101`.
    pub id: &'static str,
    /// What the section in the documentation is called.
    pub title: &'static str,
}

impl Code {
    /// By the first letter.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// Whether a part of the spec does not reach the model where this is found, or reaches it as `any`: names that stand there are
    /// not known, and what is said there is not said.
    #[must_use]
    pub fn loses(self) -> bool {
        let form = self.id.starts_with("E01") || self.id.starts_with("E02");
        let whole = [named::NO_EFFECT, named::OUT_OF_RANGE];
        form && !whole.contains(&self) || LOSSES.contains(&self)
    }
}

/// Codes beyond those of files and form that stand for a loss.
const LOSSES: &[Code] = &[
    named::UNRESOLVED_TYPE,
    named::DUPLICATE_TYPE,
    named::BAD_TYPE_NAME,
    named::BAD_EXTENDS,
    named::BAD_ENUM,
    named::BAD_NAME,
    named::BAD_FAMILY,
    named::NO_METHOD,
    named::BAD_PATH,
    named::UNKNOWN_NAME,
    named::BAD_ARGUMENTS,
];

macro_rules! codes {
    ($($name:ident $id:literal $title:literal)*) => {
        /// One constant a code.
        #[allow(clippy::doc_markdown, reason = "titles stand in the documentation without backticks")]
        pub mod named {
            use super::Code;
            $(#[doc = $title] pub const $name: Code = Code { id: $id, title: $title };)*
        }

        /// Every code, in order.
        pub const ALL: &[Code] = &[$(named::$name),*];
    };
}

codes! {
    UNREADABLE "E0101" "file or folder cannot be read"
    NOT_UTF8 "E0102" "file is not UTF-8"
    BYTE_ORDER_MARK "E0103" "file starts with a byte-order mark"
    INVALID_YAML "E0104" "text is not valid YAML"
    DUPLICATE_KEY "E0105" "key stands twice in one mapping"
    FORBIDDEN_YAML "E0106" "part of YAML that specs do without"
    TOO_LARGE "E0107" "file or line is too long"
    TOO_DEEP "E0108" "nested too deeply"
    STRAY_FILE "E0109" "file that no spec folder should hold"
    MISSING_PLATFORM "E0110" "folder without platform.yaml"
    NAME_MISMATCH "E0111" "name differs from its file or folder"
    UNPORTABLE_NAME "E0112" "name that not every file system can hold"
    BAD_VERSION "E0113" "version that cannot be one"

    UNKNOWN_KEY "E0201" "unknown key"
    WRONG_KIND "E0202" "wrong kind of value"
    MISSING_KEY "E0203" "required key is missing"
    UNKNOWN_WORD "E0204" "word outside the allowed list"
    BAD_TYPE_EXPRESSION "E0205" "type expression cannot be read"
    CONFLICTING_KEYS "E0206" "keys that exclude each other, or none of them"
    NO_EFFECT "E0207" "key that has no effect here"
    OUT_OF_RANGE "E0208" "number out of range"

    UNRESOLVED_TYPE "E0301" "type that does not exist"
    UNUSED_TYPE "E0302" "type that nothing uses"
    DUPLICATE_TYPE "E0303" "type declared twice"
    BAD_TYPE_NAME "E0304" "type name that cannot be one"
    SAME_RUST_NAME "E0305" "two things with one Rust name"
    ENDLESS_TYPE "E0306" "type that must contain itself"
    BAD_EXTENDS "E0307" "extends or omit that does not fit"
    UNKNOWN_FIELD "E0308" "field that does not exist"
    BAD_UNION "E0309" "union that cannot be told apart"
    BAD_RUST_NAME "E0310" "Rust name that is no identifier"
    BAD_ENUM "E0311" "enumeration that makes no sense"
    BAD_LITERAL "E0312" "value that does not fit its type"
    BAD_NAME "E0313" "name that is not snake_case"
    BAD_FAMILY "E0314" "family of keys that cannot be read"
    NOT_A_PARAMETER "E0315" "type that cannot stand here"
    BAD_FORMAT "E0316" "written form that cannot be one"
    BAD_ARGUMENTS "E0317" "types given to a type that do not fit it"
    BAD_FORM "E0318" "type of an entity that does not fit its place"
    BAD_SPELLING "E0319" "other key of a field that cannot be one"
    BAD_ZONE "E0320" "time zone that cannot be one"
    CONTRADICTION "E0321" "rules that nothing can keep"

    NO_METHOD "E0401" "operation without one method and path"
    BAD_PATH "E0402" "path that cannot be one"
    UNDECLARED_PLACEHOLDER "E0403" "placeholder without a path parameter"
    UNUSED_PATH_PARAMETER "E0404" "path parameter without a placeholder"
    UNKNOWN_NAME "E0405" "name that platform.yaml does not declare"
    BAD_PAGING "E0406" "pagination that cannot work"
    MISSING_SOURCE "E0407" "operation without source"
    DUPLICATE_OPERATION "E0408" "two operations with one name"
    BAD_AUTH "E0409" "credentials that cannot be sent"
    BAD_BODY "E0410" "body that cannot be written"
    BAD_CALLBACK "E0411" "callback that cannot be checked"
    BAD_PEER "E0412" "peer that cannot be named"
    BAD_OUTCOMES "E0413" "errors or outcomes that cannot be found"
    BAD_SHOWCASE "E0414" "operation that cannot be shown as what it is named for"
    BAD_LIMIT "E0421" "limit that cannot work"
    BAD_HEADER "E0422" "header that cannot be one"
    BAD_KEY "E0423" "idempotency key that cannot be sent"
    BAD_ADDRESS "E0424" "address with more than host and path"

    EXAMPLE_WITHOUT_OPERATION "E0501" "example of an operation that does not exist"
    BAD_EXAMPLE_NAME "E0502" "example file name that cannot be read"
    EXAMPLE_NOT_JSON "E0503" "example is not valid JSON"
    EXAMPLE_DOES_NOT_FIT "E0504" "example does not fit its operation"
    EXAMPLE_WITHOUT_BODY "E0505" "example of a body that is not there"

    UNDECLARED_PAGING_PARAMETER "W0101" "paging parameter that the query does not declare"
    UNUSED_DECLARATION "W0102" "declaration in platform.yaml that nothing uses"
    MISSING_DOC "W0103" "operation or type without doc"
}
