//! Rust types as data.

/// A Rust type of a generated signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustType {
    /// `()`.
    Unit,
    /// `String`.
    Text,
    /// `i64`.
    Integer,
    /// `f64`.
    Float,
    /// `bool`.
    Boolean,
    /// A type of the runtime crate.
    Runtime(RuntimeType),
    /// A type of the generated crate.
    Local {
        /// Module below the crate root.
        module: String,
        /// Name in that module.
        name: String,
    },
    /// `Option<T>`.
    Optional(Box<RustType>),
    /// `Vec<T>`.
    List(Box<RustType>),
    /// A map from text.
    Map(Box<RustType>),
    /// `Box<T>`, where a type would contain itself.
    Boxed(Box<RustType>),
    /// Keep, set or clear.
    Patch(Box<RustType>),
}

/// Types that generated signatures take from the runtime, by their names there.
#[allow(missing_docs, reason = "a variant is the name of a type")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuntimeType {
    Json,
    Decimal,
    Flag,
    Date,
    Time,
    MonthDay,
    DateTime,
    LocalDateTime,
    UnixSeconds,
    Timestamp,
    Uuid,
    Base64,
    File,
    Bytes,
    /// The whole body of an upload.
    Upload,
    Download,
}

impl RuntimeType {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Json,
        Self::Decimal,
        Self::Flag,
        Self::Date,
        Self::Time,
        Self::MonthDay,
        Self::DateTime,
        Self::LocalDateTime,
        Self::UnixSeconds,
        Self::Timestamp,
        Self::Uuid,
        Self::Base64,
        Self::File,
        Self::Bytes,
        Self::Upload,
        Self::Download,
    ];
}

impl RustType {
    /// `Option<Self>`, never nested.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Optional(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }

    /// The type without the `Option`, `Patch` or `Box` around it.
    #[must_use]
    pub fn bare(&self) -> &Self {
        match self {
            Self::Optional(inner) | Self::Patch(inner) | Self::Boxed(inner) => inner.bare(),
            other => other,
        }
    }

    /// As documentation shows it: names alone, boxes left out.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Unit => "()".to_owned(),
            Self::Text => "String".to_owned(),
            Self::Integer => "i64".to_owned(),
            Self::Float => "f64".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Runtime(runtime) => format!("{runtime:?}"),
            Self::Local { name, .. } => name.clone(),
            Self::Optional(inner) => format!("Option<{}>", inner.shown()),
            Self::List(inner) => format!("Vec<{}>", inner.shown()),
            Self::Map(inner) => format!("Map<{}>", inner.shown()),
            Self::Boxed(inner) => inner.shown(),
            Self::Patch(inner) => format!("Patch<{}>", inner.shown()),
        }
    }
}
