//! A generated crate as a whole.

use std::collections::BTreeSet;

use super::{
    CallbackPlan, DocPlan, EnumPlan, OperationPlan, PageBlock, PlatformTable, RustType, SetterPlan, StructPlan,
    UnionPlan,
};

/// A generated crate.
#[derive(Debug, Clone, PartialEq)]
pub struct CratePlan {
    /// Folder below `generated/` and name of the platform.
    pub platform: String,
    /// Package name.
    pub package: String,
    /// Library name.
    pub lib: String,
    /// Its version; that of a crate that is not to be released says so.
    pub version: String,
    /// What the place it is made for gives to it.
    pub home: super::Home,
    /// What finds the package in a registry.
    pub keywords: Vec<String>,
    /// How the platform is called in prose.
    pub title: String,
    /// Documentation of the crate.
    pub docs: DocPlan,
    /// What stands on its front page.
    pub front: Vec<PageBlock>,
    /// What its `README.md` shows.
    pub readme: ReadmePlan,
    /// Documented address, for examples.
    pub base_url: String,
    /// Spec file of what belongs to no resource.
    pub spec: String,
    /// Where dates and times without an offset count, if the specs say.
    pub time_zone: Option<TimeZonePlan>,
    /// One a resource, and one for shared types.
    pub modules: Vec<ModulePlan>,
    /// Setters for headers of all calls.
    pub headers: Vec<HeaderSetterPlan>,
    /// Functions of `Credentials`.
    pub credentials: Vec<CredentialPlan>,
    /// The enumeration `ErrorCode`.
    pub error_codes: Option<ErrorCodePlan>,
    /// The enumeration `Event`.
    pub events: Option<super::EventsPlan>,
    /// Variables of the environment that a client can be set up by.
    pub variables: Vec<VariablePlan>,
    /// Its static table.
    pub table: PlatformTable,
    /// Its operations, for programs that let their users choose.
    pub catalogue: super::CataloguePlan,
    /// One test per operation or callback with examples.
    pub examples: Vec<ExamplePlan>,
}

/// A variable of the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariablePlan {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub what: String,
}

/// The part of a `README.md` that is decided on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadmePlan {
    /// Commands that add what the program needs.
    pub commands: Vec<String>,
    /// A whole program, made of identifiers and fixed text only.
    pub program: Vec<String>,
}

/// The constant `TIME_ZONE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZonePlan {
    /// Its value.
    pub zone: TimeZone,
    /// Documentation.
    pub docs: DocPlan,
}

/// The runtime's zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeZone {
    /// Seconds from UTC.
    Fixed(i32),
    /// In the IANA database.
    Named(String),
    /// The account's own.
    Account(String),
}

impl CratePlan {
    /// Calls behind `Client::builder` for the headers that a client must be given.
    pub fn needed_headers(&self) -> impl Iterator<Item = &super::SamplePlan> {
        self.headers.iter().filter_map(|header| header.sample.as_ref())
    }

    /// Whether one of them is a setter of the crate's own, and no `.header(…)`.
    #[must_use]
    pub fn has_header_calls(&self) -> bool {
        self.needed_headers().any(|sample| !sample.call.starts_with(".header("))
    }

    /// What an example imports that sets `client` up with the first credentials and the headers it needs.
    #[must_use]
    pub fn client_uses(&self, client: &str) -> Vec<String> {
        let mut names = vec![client];
        names.extend(self.has_header_calls().then_some("ClientHeaders"));
        if let Some(first) = self.credentials.first() {
            names.push("Credentials");
            names.extend(first.required.as_deref());
        }
        names.sort_unstable();
        let own = match names.as_slice() {
            [one] => format!("use {}::{one};", self.lib),
            several => format!("use {}::{{{}}};", self.lib, several.join(", ")),
        };
        let paths: BTreeSet<&String> = self.needed_headers().flat_map(|sample| &sample.uses).collect();
        let paths = paths.into_iter().map(|path| format!("use {path};"));
        [own].into_iter().chain(paths).collect()
    }
}

/// A module of a generated crate.
#[derive(Debug, Clone, PartialEq)]
pub struct ModulePlan {
    /// Rust name; also the file's.
    pub name: String,
    /// Spec file to edit.
    pub spec: String,
    /// Documentation.
    pub docs: DocPlan,
    /// The resource handle; `None` where a resource has no operation.
    pub handle: Option<HandlePlan>,
    /// Operations in order of declaration.
    pub operations: Vec<OperationPlan>,
    /// Callbacks in order of declaration.
    pub callbacks: Vec<CallbackPlan>,
    /// Types in order of declaration.
    pub types: Vec<TypePlan>,
}

/// A resource handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandlePlan {
    /// Name of the struct.
    pub rust: String,
    /// Method of the client that gives it.
    pub method: String,
}

/// A named type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypePlan {
    /// Named fields.
    Struct(StructPlan),
    /// One of listed values.
    Enum(EnumPlan),
    /// One of several forms.
    Union(UnionPlan),
    /// Another name.
    Alias(AliasPlan),
}

/// Another name for a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasPlan {
    /// Rust name.
    pub name: String,
    /// Documentation.
    pub docs: DocPlan,
    /// The type it stands for.
    pub target: RustType,
}

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialPlan {
    /// Function name.
    pub method: String,
    /// Name of the scheme in the table.
    pub scheme: String,
    /// Name of the struct that the function takes, where there are several inputs; it stands in the root of the crate.
    pub required: Option<String>,
    /// Names of arguments, or of the fields of the struct, with the names of the inputs they fill.
    pub inputs: Vec<(String, String)>,
    /// Documentation.
    pub docs: DocPlan,
}

impl CredentialPlan {
    /// A call with text for every input, which says what it is.
    #[must_use]
    pub fn sample(&self) -> String {
        self.call(|name| {
            let text = format!("{:?}", name.trim_end_matches('_').replace('_', " "));
            match self.required {
                Some(_) => format!("{name}: {text}.into()"),
                None => text,
            }
        })
    }

    /// A call with a variable for every input, named as the input is.
    #[must_use]
    pub fn call_with_variables(&self) -> String {
        self.call(str::to_owned)
    }

    fn call(&self, value: impl Fn(&str) -> String) -> String {
        let values: Vec<String> = self.inputs.iter().map(|(name, _)| value(name)).collect();
        let values = values.join(", ");
        let method = &self.method;
        match &self.required {
            Some(required) => format!("Credentials::{method}({required} {{ {values} }})"),
            None => format!("Credentials::{method}({values})"),
        }
    }
}

/// A setter for a header of all calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderSetterPlan {
    /// The method.
    pub setter: SetterPlan,
    /// Type of the value.
    pub ty: RustType,
    /// Name of the header.
    pub header: String,
    /// No client is built without it.
    pub required: bool,
    /// A call of the setter behind that of `Client::builder`, where the header is required.
    pub sample: Option<super::SamplePlan>,
    /// Written form of a date or time.
    pub format: Option<String>,
    /// Documentation.
    pub docs: DocPlan,
}

/// The enumeration of known error codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCodePlan {
    /// Its values.
    pub codes: EnumPlan,
}

/// A test that feeds documented bodies through the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamplePlan {
    /// Name of the test function.
    pub test: String,
    /// What is tested.
    pub subject: ExampleSubject,
    /// Request bodies: files below the repository root.
    pub requests: Vec<String>,
    /// Reply bodies: files below the repository root.
    pub responses: Vec<String>,
}

/// What an example test is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleSubject {
    /// An operation.
    Operation {
        /// Module of its struct.
        module: String,
        /// Name of its struct.
        name: String,
        /// Type of its body, if that has a JSON form.
        body: Option<RustType>,
        /// Its reply is the only element of a list.
        only: bool,
    },
    /// A callback.
    Callback {
        /// Module of its struct.
        module: String,
        /// Name of its struct.
        name: String,
    },
}
