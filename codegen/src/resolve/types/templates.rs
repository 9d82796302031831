//! Types with parameters: `Page<T>` is declared, `Page<Order>` is made from it where it is used.
//!
//! What is made is a type like others, with a name of its own; nothing behind this pass knows of parameters.

use super::super::made::Template;
use super::super::scope::{Home, Scope, Slot};
use super::declared::{self, Declaration};
use crate::diagnostics::{Diagnostic, Span, code, did_you_mean};
use crate::dialect::{SCALARS, TypeEntry, declared_name};
use crate::model::{Provenance, Scalar, Type, TypeId};
use crate::naming;
use crate::yaml::At;

/// How far types may be made within types, and how many a platform may make: more is a type that grows with each step.
const DEEPEST: usize = 8;
const MOST: usize = 500;

/// Takes a type with parameters in; `text` is its key, such as `Page<T>`.
pub(in crate::resolve) fn declare<'a>(
    scope: &mut Scope<'a>,
    text: &'a str,
    entry: &'a TypeEntry,
    at: At<'a>,
    resource: Option<usize>,
) {
    let Some((name, parameters)) = declared_name(text) else {
        let finding = Diagnostic::new(code::BAD_TYPE_NAME, at.key_span(), format!("`{text}` does not end"));
        scope.report(finding.help("a type with parameters is written `Page<T>`"));
        return;
    };
    for name in [name].iter().chain(&parameters) {
        if !naming::is_type_name(name) {
            scope.bad_type_name(name, at.key_span());
            return;
        }
    }
    for key in ["forms", "renamed_from"].into_iter().filter(|key| at.has(key)) {
        let message = format!("`{key}` has no effect on a type with parameters");
        scope.report(Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message));
    }
    let mut sound = true;
    for (index, parameter) in parameters.iter().enumerate() {
        if parameters.iter().take(index).any(|earlier| earlier == parameter) {
            sound = false;
            let message = format!("`{parameter}` is a parameter already");
            scope.report(Diagnostic::new(code::BAD_ARGUMENTS, at.key_span(), message));
        }
    }
    let first = scope.templates.declared.iter().find(|template| template.name == name);
    if let Some(first) = first.map(|first| first.at.key_span()) {
        let message = format!("type `{name}` is declared twice");
        let finding = Diagnostic::new(code::DUPLICATE_TYPE, at.key_span(), message).label("again here");
        scope.report(finding.related(first, "first here"));
        return;
    }
    scope.templates.declared.push(Template {
        name,
        parameters,
        entry,
        at,
        resource,
        // One finding is enough.
        used: !sound,
    });
}

/// Once everything is declared: names that mean two things.
pub(in crate::resolve) fn check_names(scope: &mut Scope<'_>) {
    let mut twice = Vec::new();
    for index in 0..scope.templates.declared.len() {
        let Some(template) = scope.templates.declared.get(index) else {
            break;
        };
        let (own, span) = (template.name, template.at.key_span());
        let names: Vec<&str> = [own].into_iter().chain(template.parameters.iter().copied()).collect();
        let known = names.into_iter().filter_map(|name| Some((name, scope.lookup(name)?)));
        let known: Vec<(&str, TypeId)> = known.collect();
        if let Some(template) = scope.templates.declared.get_mut(index) {
            template.used |= !known.is_empty();
        }
        twice.extend(known.into_iter().map(|(name, id)| {
            let message = format!("`{name}` is a type without parameters as well");
            Diagnostic::new(code::DUPLICATE_TYPE, span, message).related(scope.span_of(id), "this one")
        }));
    }
    for finding in twice {
        scope.report(finding);
    }
}

/// Once everything is used that is: what nothing was made from.
pub(in crate::resolve) fn check_use(scope: &mut Scope<'_>) {
    let unused = scope.templates.declared.iter().filter(|template| !template.used);
    let findings: Vec<Diagnostic> = unused
        .map(|template| {
            let message = format!(
                "nothing uses the type `{}<{}>`",
                template.name,
                template.parameters.join(", ")
            );
            // What refers to it may be among what could not be read.
            let places = scope.trees.may_mention(template.name, |_| false);
            Diagnostic::new(code::UNUSED_TYPE, template.at.key_span(), message)
                .help("refer to it from an operation, or remove it")
                .rests_on_all(places)
        })
        .collect();
    for finding in findings {
        scope.report(finding);
    }
}

/// The type that a declared one becomes with these arguments; `any` after a finding.
pub(in crate::resolve) fn applied(scope: &mut Scope<'_>, name: &str, arguments: Vec<Type>, span: Span) -> Type {
    let any = Type::Scalar(Scalar::Any);
    let Some(index) = scope
        .templates
        .declared
        .iter()
        .position(|template| template.name == name)
    else {
        no_template(scope, name, span);
        return any;
    };
    let Some(template) = scope.templates.declared.get_mut(index) else {
        return any;
    };
    template.used = true;
    if let Some(finding) = scope.templates.misfit(name, arguments.len(), span) {
        scope.report(finding);
        return any;
    }
    let made = scope.templates.made.iter();
    if let Some((.., id)) = made
        .into_iter()
        .find(|(of, given, _)| *of == index && *given == arguments)
    {
        return Type::Named(*id);
    }
    if scope.templates.depth >= DEEPEST || scope.templates.made.len() >= MOST {
        if !std::mem::replace(&mut scope.templates.endless, true) {
            let message = format!("`{name}` is made of ever larger types");
            let finding = Diagnostic::new(code::ENDLESS_TYPE, span, message);
            scope.report(finding.help("what stands inside it must not be given more than it was given itself"));
        }
        return any;
    }
    Type::Named(make(scope, index, arguments, span))
}

fn make(scope: &mut Scope<'_>, index: usize, arguments: Vec<Type>, span: Span) -> TypeId {
    let Some(template) = scope.templates.declared.get(index) else {
        return TypeId(usize::MAX);
    };
    let (entry, at, resource, parameters) = (
        template.entry,
        template.at,
        template.resource,
        template.parameters.clone(),
    );
    let name = name_of(scope, index, &arguments);
    let help = "give it another name with `rust: \"PageOf{T}\"` where it is declared".to_owned();
    let id = scope.reserve(&name, span, help);
    scope.templates.made.push((index, arguments.clone(), id));
    let around = scope.templates.pause();
    scope.templates.given = parameters
        .iter()
        .map(|name| (*name).to_owned())
        .zip(arguments)
        .collect();
    scope.templates.depth += 1;
    let name = scope.title_of(id).to_owned();
    let basis = Provenance::default();
    let home = Home {
        name: &name,
        resource,
        basis: &basis,
    };
    let mut def = declared::read(scope, id, Declaration { entry, at }, home);
    def.inline = true;
    def.renamed_from.clear();
    if let Some(slot) = scope.slots.get_mut(id.0) {
        *slot = Slot::Done(Box::new(def));
    }
    scope.templates.depth -= 1;
    let named = std::mem::take(&mut scope.templates.named);
    scope.templates.resume(around);
    for parameter in parameters.iter().filter(|parameter| !named.contains(**parameter)) {
        let message = format!("the parameter `{parameter}` stands for nothing");
        let finding = Diagnostic::new(code::BAD_ARGUMENTS, at.key_span(), message);
        scope.report(finding.help("use it as the type of a field, or leave it out"));
    }
    id
}

fn no_template(scope: &mut Scope<'_>, name: &str, span: Span) {
    let is_scalar = SCALARS.iter().any(|(known, _)| *known == name);
    if is_scalar || scope.lookup(name).is_some() {
        let finding = Diagnostic::new(code::BAD_ARGUMENTS, span, format!("`{name}` takes no types"));
        scope.report(finding.help("leave out what stands in `<…>`"));
    } else {
        let near = did_you_mean(name, scope.templates.names());
        let help = near.or_else(|| scope.meant(name));
        let finding = Diagnostic::new(code::UNRESOLVED_TYPE, span, format!("no type `{name}<…>`"));
        scope.report(
            finding
                .label("no type with parameters of this platform")
                .maybe_help(help)
                .rests_on_all(scope.trees.unread().collect::<Vec<_>>()),
        );
    }
}

/// `OrderPage`, or what `rust` says.
fn name_of(scope: &mut Scope<'_>, index: usize, arguments: &[Type]) -> String {
    let words: Vec<String> = arguments.iter().map(|argument| word(scope, argument)).collect();
    let Some(template) = scope.templates.declared.get(index) else {
        return String::new();
    };
    let by_rule = || format!("{}{}", words.concat(), template.name);
    let Some(asked) = &template.entry.rust else {
        return by_rule();
    };
    let mut name = asked.clone();
    let mut all = true;
    for (parameter, word) in template.parameters.iter().zip(&words) {
        let hole = format!("{{{parameter}}}");
        all &= name.contains(&hole);
        name = name.replace(&hole, word);
    }
    if all && naming::is_type_name(&name) {
        return name;
    }
    let message = format!("`rust: {asked}` gives no name to each type that is made");
    let finding = Diagnostic::new(code::BAD_RUST_NAME, template.at.get("rust").span(), message);
    let finding = finding.help("a name in UpperCamelCase with each parameter in braces: `PageOf{T}`");
    let name = by_rule();
    scope.report(finding);
    name
}

/// What an argument contributes to the name.
fn word(scope: &Scope<'_>, ty: &Type) -> String {
    match ty {
        Type::Named(id) => scope.title_of(*id).to_owned(),
        Type::List(inner) => format!("{}List", word(scope, inner)),
        Type::Map(inner) => format!("{}Map", word(scope, inner)),
        Type::Nullable(inner) => format!("Optional{}", word(scope, inner)),
        Type::Scalar(scalar) => {
            let known = SCALARS.iter().find(|(_, known)| known == scalar);
            naming::type_name(known.map_or("any", |(name, _)| name))
        }
        Type::Const(_) => "Const".to_owned(),
    }
}
