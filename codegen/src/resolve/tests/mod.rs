//! Small spec texts in, parts of the model out.

mod auth;
mod bodies;
mod cycles;
mod documents;
mod endpoints;
mod enums;
mod errors;
mod examples;
mod extends;
mod fields;
mod forms;
mod keys;
mod limits;
mod methods;
mod outcomes;
mod paging;
mod provenance;
mod renumbering;
mod returns;
mod scopes;
mod structs;
mod templates;
mod type_of;
mod unions;
mod words;

use super::{Resolved, resolve};
use crate::diagnostics::{Diagnostics, Sources};
use crate::load::{InputFile, load};
use crate::model::{
    Callback, Enum, Field, Literal, Operation, PageKind, Platform, Scalar, Struct, Type, TypeDef, TypeShape, Union,
};

const PLATFORM: &str = "platform: demo\ntitle: Demo\nbase_url: \"https://demo.example\"\n";

/// A resolved platform with the findings on the way.
struct Seen {
    resolved: Resolved,
    /// Code and message.
    found: Vec<(&'static str, String)>,
}

/// Resolves files of `specs/demo/`; all have the form of the dialect.
fn files(files: &[(&str, &str)]) -> Seen {
    let inputs = files
        .iter()
        .map(|(path, text)| InputFile::new(format!("specs/demo/{path}"), *text))
        .collect();
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let loaded = load(inputs, &mut sources, &mut found);
    assert_eq!(found.sorted(&sources), [], "before resolving");
    let mut found = Diagnostics::default();
    let resolved = resolve(&loaded[0], &sources, &mut found).expect("a platform");
    let found = found.sorted(&sources);
    Seen {
        resolved,
        found: found
            .into_iter()
            .map(|finding| (finding.code.id, finding.message))
            .collect(),
    }
}

/// More lines of platform.yaml, and the lines of one resource.
fn specs(platform: &str, things: &str) -> Seen {
    let (platform, things) = (
        format!("{PLATFORM}{platform}\n"),
        format!("resource: things\n{things}\n"),
    );
    files(&[("platform.yaml", &platform), ("things.yaml", &things)])
}

/// One operation, in the flow style of YAML.
fn operation(text: &str) -> Seen {
    operation_on("", text)
}

/// One operation on a platform with more to say.
fn operation_on(platform: &str, text: &str) -> Seen {
    specs(platform, &format!("operations: {{run: {{source: S, {text}}}}}"))
}

/// Types, in the flow style of YAML.
fn types(text: &str) -> Seen {
    specs("", &format!("types: {{{text}}}"))
}

impl Seen {
    fn model(&self) -> &Platform {
        &self.resolved.platform
    }

    fn codes(&self) -> Vec<&str> {
        self.found.iter().map(|(code, _)| *code).collect()
    }

    /// The first operation.
    fn operation(&self) -> &Operation {
        &self.model().resources[0].operations[0]
    }

    /// The first callback.
    fn callback(&self) -> &Callback {
        &self.model().resources[0].callbacks[0]
    }

    fn kind(&self) -> &PageKind {
        &self.model().pagination[0]
    }

    fn def(&self, name: &str) -> &TypeDef {
        let found = self.model().types.iter().find(|def| def.name == name);
        found.unwrap_or_else(|| panic!("no type {name} in {:?}", self.names()))
    }

    /// Names of all types, in the order of their ids.
    fn names(&self) -> Vec<&str> {
        self.model().types.iter().map(|def| def.name.as_str()).collect()
    }

    fn structure(&self, name: &str) -> &Struct {
        match &self.def(name).shape {
            TypeShape::Struct(shape) => shape,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn enumeration(&self, name: &str) -> &Enum {
        match &self.def(name).shape {
            TypeShape::Enum(shape) => shape,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn union(&self, name: &str) -> &Union {
        match &self.def(name).shape {
            TypeShape::Union(shape) => shape,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn alias(&self, name: &str) -> &Type {
        match &self.def(name).shape {
            TypeShape::Alias(ty) => ty,
            other => panic!("{name} is {other:?}"),
        }
    }

    /// The field of a struct.
    fn field(&self, name: &str, field: &str) -> &Field {
        let found = self
            .structure(name)
            .fields
            .iter()
            .find(|known| known.name.written() == field);
        found.unwrap_or_else(|| panic!("no field {field}"))
    }

    /// The type of this name, as a field would have it.
    fn named(&self, name: &str) -> Type {
        let at = self.model().types.iter().position(|def| def.name == name);
        Type::Named(crate::model::TypeId(at.unwrap_or_else(|| panic!("no type {name}"))))
    }
}

/// The names of fields as the spec writes them.
fn written(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| field.name.written()).collect()
}

fn text(text: &str) -> Literal {
    Literal::String(text.to_owned())
}

const STRING: Type = Type::Scalar(Scalar::String);
const INTEGER: Type = Type::Scalar(Scalar::Integer);
const ANY: Type = Type::Scalar(Scalar::Any);

fn list(element: Type) -> Type {
    Type::List(Box::new(element))
}

fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

fn nullable(ty: Type) -> Type {
    Type::Nullable(Box::new(ty))
}
