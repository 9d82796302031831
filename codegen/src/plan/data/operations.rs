//! Operations and callbacks.

use super::{ArgPlan, BatchPlan, CallbackTable, DocPlan, ListStyle, MetaTable, RequiredPlan, RustType, SetterPlan};

/// An operation: a plain value that writes a request and reads a reply.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationPlan {
    /// Name of its struct.
    pub rust: String,
    /// Method on the handle.
    pub method: String,
    /// What the method was called before, each with the `id` of then; it does the same.
    pub former: Vec<FormerPlan>,
    /// Documentation of the method, with an example.
    pub docs: DocPlan,
    /// Documentation of the struct.
    pub value_docs: DocPlan,
    /// The call that the example shows, where it stands for itself.
    pub sample: Option<SamplePlan>,
    /// Fields of the struct.
    pub parts: Vec<PartPlan>,
    /// What `new` of the struct and the handle's method take by name: required parts, before `args`.
    pub required: Option<RequiredPlan>,
    /// What they take by position.
    pub args: Vec<ArgPlan>,
    /// The struct that `new` of an inline body takes, if it takes one.
    pub body_required: Option<RustType>,
    /// Setters of the call.
    pub setters: Vec<CallSetterPlan>,
    /// Body of `write`.
    pub steps: Vec<WriteStep>,
    /// What comes back.
    pub reply: ReplyPlan,
    /// A type of its own for what comes back, in place of the reader of `reply`.
    pub output: Option<super::OutputPlan>,
    /// Lists that can be read on.
    pub paginated: Option<PaginatedPlan>,
    /// A list that is sent batch by batch, if it is longer than the platform takes at a time.
    pub batch: Option<BatchPlan>,
    /// Its static table.
    pub meta: MetaTable,
}

impl OperationPlan {
    /// Whether nothing must be given.
    #[must_use]
    pub fn requires_nothing(&self) -> bool {
        self.args.is_empty() && self.required.is_none()
    }
}

/// A name that an operation had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerPlan {
    /// `products.list_all`.
    pub id: String,
    /// Method on the handle.
    pub method: String,
    /// That it is deprecated, and for what.
    pub docs: DocPlan,
}

/// A call without sending it: `client.orders().get(1)`, made of identifiers and fixed text only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePlan {
    /// Paths to import.
    pub uses: Vec<String>,
    /// The call.
    pub call: String,
}

/// A field of an operation or of a callback.
#[derive(Debug, Clone, PartialEq)]
pub struct PartPlan {
    /// Rust name.
    pub rust: String,
    /// Where it stands in the request.
    pub source: PartSource,
    /// Whole type.
    pub ty: RustType,
    /// Documentation.
    pub docs: DocPlan,
    /// Never shown by `Debug`.
    pub secret: bool,
}

/// Where a part of a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartSource {
    /// Placeholder of the path.
    Path(String),
    /// Query parameter.
    Query(String),
    /// Family of query parameters.
    QueryFamily(String),
    /// Header.
    Header(String),
    /// The whole body.
    Body,
}

/// A setter of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSetterPlan {
    /// The method.
    pub setter: SetterPlan,
    /// Where the value goes.
    pub target: Vec<String>,
    /// Type of the field it goes to.
    pub ty: RustType,
    /// Method that clears instead.
    pub clearer: Option<String>,
    /// Documentation.
    pub docs: DocPlan,
}

/// One statement of `write`: the wire name of a part and the field that holds its value.
#[derive(Debug, Clone, PartialEq)]
pub enum WriteStep {
    /// A path argument.
    Path {
        /// Placeholder.
        name: String,
        /// Field of the operation.
        field: String,
        /// Written form of a date or time.
        format: Option<String>,
    },
    /// A query parameter.
    Query {
        /// Wire name.
        name: String,
        /// How lists are written.
        style: ListStyle,
        /// Field of the operation.
        field: String,
        /// Written form of a date or time.
        format: Option<String>,
    },
    /// A family of query parameters.
    QueryFamily {
        /// Wire names, with `{key}` or `{n}`.
        pattern: String,
        /// How lists are written.
        style: ListStyle,
        /// Field of the operation.
        field: String,
    },
    /// A constant query parameter.
    QueryConst {
        /// Wire name.
        name: String,
        /// `None`: the bare name is sent.
        value: Option<String>,
    },
    /// A header.
    Header {
        /// Its name.
        name: String,
        /// How a list is written, where that is not the usual way.
        style: Option<ListStyle>,
        /// Field of the operation.
        field: String,
        /// Written form of a date or time.
        format: Option<String>,
    },
    /// A constant header.
    HeaderConst {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// The whole body, a value; its encoding stands in the table.
    Body {
        /// Field of the operation.
        field: String,
    },
    /// The whole body, bytes or what gives bytes.
    Upload {
        /// Field of the operation.
        field: String,
    },
    /// A constant part of a multipart body.
    PartConst {
        /// Wire name.
        name: String,
        /// Its value.
        value: String,
    },
    /// A part of a multipart body.
    Part {
        /// Wire name.
        name: String,
        /// Field of the operation, then the field inside it.
        field: Vec<String>,
        /// One or several files.
        file: bool,
        /// Written form of a date or time.
        format: Option<String>,
    },
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyPlan {
    /// `Operation::Output`.
    pub output: RustType,
    /// How it is read.
    pub reader: ReplyReader,
}

/// How a reply is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyReader {
    /// A value out of JSON.
    Json,
    /// The only element of a list.
    OnlyJson,
    /// Not at all.
    Empty,
    /// As text.
    Text,
    /// As bytes with a file name.
    Download,
}

/// Lists that can be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaginatedPlan {
    /// Type of an item.
    pub item: RustType,
    /// The way from the output to the list.
    pub steps: Vec<ItemStep>,
    /// The list is a map whose values are the items.
    pub map: bool,
}

/// A field on the way from a reply to its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemStep {
    /// Rust name of the field.
    pub field: String,
    /// The field is an `Option`.
    pub optional: bool,
    /// The field is boxed.
    pub boxed: bool,
}

impl ItemStep {
    /// To the body beside headers of a reply.
    #[must_use]
    pub fn body() -> Self {
        Self {
            field: "body".to_owned(),
            optional: false,
            boxed: false,
        }
    }
}

/// A request that the platform sends to the integrator.
#[derive(Debug, Clone, PartialEq)]
pub struct CallbackPlan {
    /// Name of its struct.
    pub rust: String,
    /// Documentation.
    pub docs: DocPlan,
    /// Fields of the struct.
    pub parts: Vec<PartPlan>,
    /// What is answered.
    pub answer: ReplyPlan,
    /// Its static table.
    pub meta: CallbackTable,
}
