//! What is known while one platform is resolved.

use std::collections::BTreeMap;

use super::basis::Peers;
use super::made::{Forms, Templates};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Fix, Ground, Sources, Span, code, did_you_mean};
use crate::dialect::{SCALARS, Spot, TypeEntry, meant, synonym};
use crate::model::{Place, Platform, Provenance, Type, TypeDef, TypeId};
use crate::naming;
use crate::yaml::{At, Trees};

/// A type of some `types:` section.
pub(super) struct Declared<'a> {
    pub(super) name: &'a str,
    pub(super) entry: &'a TypeEntry,
    pub(super) at: At<'a>,
    pub(super) resource: Option<usize>,
}

/// How far a type is.
pub(super) enum Slot {
    Waiting,
    /// Its `extends` is being followed.
    Resolving,
    Done(Box<TypeDef>),
}

/// Where a field stands: what inline types are named after and whose module holds them.
#[derive(Clone, Copy)]
pub(super) struct Home<'n> {
    pub(super) name: &'n str,
    pub(super) resource: Option<usize>,
    /// What holds where nothing else is said.
    pub(super) basis: &'n Provenance,
}

/// What the parts of an operation need to know of it.
pub(super) struct Context<'a> {
    pub(super) platform: &'a Platform,
    /// `ListOrders`: inline types are named after it.
    pub(super) type_name: &'a str,
    pub(super) resource: Option<usize>,
    /// How plainly the operation is documented.
    pub(super) basis: &'a Provenance,
}

/// Bases of bases that are looked at for what a finding rests on.
const MOST_BASES: usize = 32;

/// The state of one platform's resolution.
pub(super) struct Scope<'a> {
    pub(super) sources: &'a Sources,
    pub(super) found: Diagnostics,
    /// `platform.yaml`.
    pub(super) file: FileId,
    /// The files as they were written.
    pub(super) trees: &'a Trees,
    pub(super) declared: Vec<Declared<'a>>,
    names: BTreeMap<String, TypeId>,
    pub(super) slots: Vec<Slot>,
    /// Place of each type's name, for findings about two of one name.
    spans: Vec<Span>,
    /// The name of each type, as long as it is not done.
    titles: Vec<String>,
    /// Derived type and base.
    pub(super) extends: Vec<(TypeId, TypeId)>,
    pub(super) peers: Peers,
    pub(super) templates: Templates<'a>,
    pub(super) forms: Forms,
}

impl<'a> Scope<'a> {
    pub(super) fn new(sources: &'a Sources, file: FileId, trees: &'a Trees) -> Self {
        Self {
            sources,
            found: Diagnostics::default(),
            file,
            trees,
            declared: Vec::new(),
            names: BTreeMap::new(),
            slots: Vec::new(),
            spans: Vec::new(),
            titles: Vec::new(),
            extends: Vec::new(),
            peers: Peers::default(),
            templates: Templates::default(),
            forms: Forms::default(),
        }
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    pub(super) fn place(&self, span: Span) -> Place {
        self.sources.place(span)
    }

    /// Takes a declared type in under the next id.
    pub(super) fn declare(&mut self, declared: Declared<'a>) {
        let id = TypeId(self.slots.len());
        let span = declared.at.key_span();
        if let Some(first) = self.names.get(declared.name) {
            let first = self.spans.get(first.0).copied().unwrap_or(span);
            let message = format!("type `{}` is declared twice", declared.name);
            self.report(
                Diagnostic::new(code::DUPLICATE_TYPE, span, message)
                    .label("again here")
                    .related(first, "first here"),
            );
        } else {
            self.names.insert(declared.name.to_owned(), id);
        }
        self.slots.push(Slot::Waiting);
        self.spans.push(span);
        self.titles.push(declared.name.to_owned());
        self.declared.push(declared);
    }

    /// Takes a type in that is made from a declared one, and is filled in later. Its name must be new in the platform.
    pub(super) fn reserve(&mut self, name: &str, span: Span, help: String) -> TypeId {
        let id = TypeId(self.slots.len());
        let name = self.free_name(name, span, "the type that is made here", help);
        self.names.insert(name.clone(), id);
        self.slots.push(Slot::Resolving);
        self.spans.push(span);
        self.titles.push(name);
        id
    }

    /// The name, or after a finding one with a number where another type has it.
    fn free_name(&mut self, name: &str, span: Span, what: &str, help: String) -> String {
        let Some(first) = self.names.get(name) else {
            return name.to_owned();
        };
        let first = self.spans.get(first.0).copied().unwrap_or(span);
        let message = format!("{what} is named `{name}`, like another type");
        let finding = Diagnostic::new(code::SAME_RUST_NAME, span, message).related(first, "the other one");
        self.report(finding.help(help));
        let mut numbered = (2..=self.names.len() + 2).map(|n| format!("{name}{n}"));
        numbered.find(|name| !self.names.contains_key(name)).unwrap_or_default()
    }

    /// Takes an inline type in. Its name must be new in the platform.
    pub(super) fn add_inline(&mut self, mut def: TypeDef, span: Span) -> TypeId {
        let id = TypeId(self.slots.len());
        let help = "give it another name with `name:`, or declare it once under `types`".to_owned();
        def.name = self.free_name(&def.name, span, "the inline type here", help);
        self.names.insert(def.name.clone(), id);
        self.titles.push(def.name.clone());
        self.slots.push(Slot::Done(Box::new(def)));
        self.spans.push(span);
        id
    }

    /// What a type copies from, as far as a finding about it rests there: the name of the base, its declaration, and so on.
    pub(super) fn bases(&self, id: TypeId, named: Span) -> Vec<Ground> {
        let mut grounds = vec![Ground::Read(named)];
        let mut at = id;
        for _ in 0..MOST_BASES {
            let Some((_, base)) = self.extends.iter().find(|(derived, _)| *derived == at) else {
                break;
            };
            grounds.push(Ground::Read(self.trees.extent(self.span_of(*base))));
            at = *base;
        }
        grounds
    }

    /// Place of a type's name.
    pub(super) fn span_of(&self, id: TypeId) -> Span {
        self.spans.get(id.0).copied().unwrap_or(Span::top(self.file))
    }

    /// The finding about a name that no type can have.
    pub(super) fn bad_type_name(&mut self, name: &str, span: Span) {
        let message = format!("`{name}` cannot be the name of a type");
        let finding = Diagnostic::new(code::BAD_TYPE_NAME, span, message);
        self.report(finding.help(format!(
            "names are ASCII in UpperCamelCase, such as `{}`",
            naming::type_name(name)
        )));
    }

    /// What a type is called.
    pub(super) fn title_of(&self, id: TypeId) -> &str {
        self.titles.get(id.0).map_or("", String::as_str)
    }

    pub(super) fn lookup(&self, name: &str) -> Option<TypeId> {
        self.names.get(name).copied()
    }

    /// A name that platform.yaml does not declare, as far as it could be read.
    pub(super) fn undeclared<'n>(
        &mut self,
        what: &str,
        name: &str,
        span: Span,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let finding = Diagnostic::new(code::UNKNOWN_NAME, span, format!("no {what} `{name}` in platform.yaml"));
        let known: Vec<&str> = known.into_iter().collect();
        let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
            [] => "platform.yaml declares none".to_owned(),
            several => format!("platform.yaml declares `{}`", several.join("`, `")),
        });
        let grounds = self.trees.may_declare_in(self.file, name);
        self.report(finding.help(help).rests_on_all(grounds));
    }

    /// A scalar or named type; an unknown one is reported and taken as `any`.
    pub(super) fn named(&mut self, name: &str, span: Span) -> Type {
        if let Some((_, scalar)) = SCALARS.iter().find(|(known, _)| *known == name) {
            return Type::Scalar(*scalar);
        }
        if let Some(given) = self.templates.given(name) {
            return given;
        }
        if let Some(id) = self.lookup(name) {
            return Type::Named(id);
        }
        if let Some(finding) = self.templates.misfit(name, 0, span) {
            self.report(finding);
            return Type::Scalar(crate::model::Scalar::Any);
        }
        let finding = Diagnostic::new(code::UNRESOLVED_TYPE, span, format!("no type `{name}`"))
            .label("neither a scalar nor a type of this platform")
            .maybe_help(self.meant(name).or_else(|| constant(name)))
            .fix(scalar_of(name).map(|scalar| Fix::new(span, name, scalar)));
        // Scalars are never declared.
        let declared = naming::is_type_name(name).then(|| self.trees.may_declare(name));
        self.report(finding.rests_on_all(declared.into_iter().flatten()));
        Type::Scalar(crate::model::Scalar::Any)
    }

    pub(super) fn meant(&self, name: &str) -> Option<String> {
        synonym(Spot::Type, name).or_else(|| {
            let scalars = SCALARS.iter().map(|(known, _)| *known);
            let named = self.names.keys().map(String::as_str).chain(self.templates.names());
            did_you_mean(name, scalars.chain(named))
        })
    }
}

/// The scalar that a word of another dialect means, or its own in another case, but for words that a type may well be called by.
fn scalar_of(name: &str) -> Option<&'static str> {
    if ["Any", "Date", "File", "Flag", "Time"].contains(&name) {
        return None;
    }
    meant(Spot::Type, name, SCALARS.iter().map(|(known, _)| *known))
}

/// What is no name of a type may be a value: `v2`.
fn constant(name: &str) -> Option<String> {
    let is_value = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.contains(|c: char| c.is_ascii_digit());
    is_value.then(|| format!("a value that is always the same is `{{const: {name}}}`"))
}
