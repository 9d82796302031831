//! What is made from declared types as it is asked for: types with their parameters filled in, creating and updating types.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Span, code};
use crate::dialect::TypeEntry;
use crate::model::{Form, Type, TypeId};
use crate::yaml::At;

/// A declared type with parameters.
pub(super) struct Template<'a> {
    pub(super) name: &'a str,
    pub(super) parameters: Vec<&'a str>,
    pub(super) entry: &'a TypeEntry,
    pub(super) at: At<'a>,
    pub(super) resource: Option<usize>,
    pub(super) used: bool,
}

/// All of them, what was made, and what the parameters stand for at the moment.
#[derive(Default)]
pub(super) struct Templates<'a> {
    pub(super) declared: Vec<Template<'a>>,
    pub(super) made: Vec<(usize, Vec<Type>, TypeId)>,
    pub(super) given: Vec<(String, Type)>,
    /// Parameters that the body now read has named.
    pub(super) named: BTreeSet<String>,
    pub(super) depth: usize,
    /// That something grows without end is said once.
    pub(super) endless: bool,
}

impl<'a> Templates<'a> {
    /// What a parameter stands for.
    pub(super) fn given(&mut self, name: &str) -> Option<Type> {
        let found = self.given.iter().find(|(known, _)| known == name)?.1.clone();
        self.named.insert(name.to_owned());
        Some(found)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.declared.iter().map(|template| template.name)
    }

    /// The finding about a use that gives another number of types than there are parameters.
    pub(super) fn misfit(&self, name: &str, given: usize, span: Span) -> Option<Diagnostic> {
        let template = self.declared.iter().find(|template| template.name == name)?;
        let wanted = match template.parameters.len() {
            1 => "one type".to_owned(),
            count => format!("{count} types"),
        };
        (template.parameters.len() != given).then(|| {
            let message = format!("`{name}` takes {wanted}, not {given}");
            let help = format!(
                "`{name}<{}>`, with a type in place of each",
                template.parameters.join(", ")
            );
            Diagnostic::new(code::BAD_ARGUMENTS, span, message).help(help)
        })
    }

    /// Forgets the parameters, for a type that is read in between; give back what comes to [`Self::resume`].
    pub(super) fn pause(&mut self) -> (Vec<(String, Type)>, BTreeSet<String>) {
        (std::mem::take(&mut self.given), std::mem::take(&mut self.named))
    }

    pub(super) fn resume(&mut self, (given, named): (Vec<(String, Type)>, BTreeSet<String>)) {
        self.given = given;
        self.named = named;
    }
}

/// What was asked for, in order.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) asked: Vec<Asked>,
}

#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) form: Form,
    pub(super) id: TypeId,
    pub(super) span: Span,
    /// By a spec, and not by what holds it.
    pub(super) by_name: bool,
}

impl Forms {
    /// Whether a type is made from an entity.
    pub(super) fn has(&self, id: TypeId) -> bool {
        self.asked.iter().any(|asked| asked.id == id)
    }
}
