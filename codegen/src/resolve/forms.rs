//! The creating and updating types of entities: `Product.create` is made from `Product` where it is asked for.
//!
//! They are asked for by name while types and operations are read, and made here once everything is known: what stands inside an
//! entity and has marks of its own is taken in the same form. Of the entity itself stays what is read.

use std::collections::BTreeSet;

use super::made::Asked;
use super::purposes::{reading, writing};
use super::scope::{Scope, Slot};
use crate::diagnostics::{Diagnostic, Span, code};
use crate::model::{Field, Form, Marks, Purpose, Scalar, Type, TypeDef, TypeId, TypeShape};
use crate::naming;

/// The creating or updating type of an entity; `any` after a finding.
pub(super) fn form(scope: &mut Scope<'_>, entity: &Type, purpose: Purpose, span: Span) -> Type {
    let why = match entity {
        Type::Named(id) if scope.forms.has(*id) => "it is made from an entity already",
        Type::Named(id) => return Type::Named(ask(scope, *id, purpose, span, true)),
        // The finding is made.
        Type::Scalar(Scalar::Any) => return Type::Scalar(Scalar::Any),
        _ => "it is no type with fields",
    };
    no_form(scope, span, why);
    Type::Scalar(Scalar::Any)
}

fn no_form(scope: &mut Scope<'_>, span: Span, why: &str) {
    let message = format!("this has no creating or updating type: {why}");
    let finding = Diagnostic::new(code::BAD_FORM, span, message);
    scope.report(finding.help("leave out what stands behind the dot"));
}

fn ask(scope: &mut Scope<'_>, entity: TypeId, purpose: Purpose, span: Span, by_name: bool) -> TypeId {
    let form = Form { entity, purpose };
    if let Some(known) = scope.forms.asked.iter().find(|asked| asked.form == form) {
        return known.id;
    }
    let name = name_of(scope, form);
    let help = format!(
        "`forms: {{{}: …}}` of `{}` gives it another name",
        word(purpose),
        scope.title_of(entity)
    );
    let id = scope.reserve(&name, span, help);
    scope.forms.asked.push(Asked {
        form,
        id,
        span,
        by_name,
    });
    id
}

fn name_of(scope: &mut Scope<'_>, form: Form) -> String {
    let ending = match form.purpose {
        Purpose::Create => "Create",
        Purpose::Update => "Update",
    };
    let by_rule = format!("{}{ending}", scope.title_of(form.entity));
    let Some(declared) = scope.declared.get(form.entity.0) else {
        return by_rule;
    };
    let (forms, at) = (&declared.entry.forms, declared.at.get("forms"));
    let asked = match form.purpose {
        Purpose::Create => &forms.create,
        Purpose::Update => &forms.update,
    };
    match asked {
        Some(name) if naming::is_type_name(name) => name.clone(),
        Some(name) => {
            scope.bad_type_name(name, at.get(word(form.purpose)).span());
            by_rule
        }
        None => by_rule,
    }
}

fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Create => "create",
        Purpose::Update => "update",
    }
}

/// Makes what was asked for.
pub(super) fn fill(scope: &mut Scope<'_>) {
    idle_names(scope);
    if scope.forms.asked.is_empty() {
        return;
    }
    let marked = marked(scope);
    let mut next = 0;
    while let Some(asked) = scope.forms.asked.get(next).copied() {
        next += 1;
        let made = make(scope, asked, &marked);
        if let Some(slot) = scope.slots.get_mut(asked.id.0) {
            *slot = Slot::Done(Box::new(made));
        }
    }
    let entities: BTreeSet<TypeId> = scope.forms.asked.iter().map(|asked| asked.form.entity).collect();
    for id in entities {
        if let Some(Slot::Done(def)) = scope.slots.get_mut(id.0)
            && let TypeShape::Struct(shape) = &mut def.shape
        {
            reading(shape);
        }
    }
}

/// Names for forms that nothing asks for.
fn idle_names(scope: &mut Scope<'_>) {
    let mut idle = Vec::new();
    for (index, declared) in scope.declared.iter().enumerate() {
        let forms = &declared.entry.forms;
        for (purpose, given) in [(Purpose::Create, &forms.create), (Purpose::Update, &forms.update)] {
            let form = Form {
                entity: TypeId(index),
                purpose,
            };
            if given.is_some() && !scope.forms.asked.iter().any(|asked| asked.form == form) {
                let span = declared.at.get("forms").get(word(purpose)).key_span();
                let message = format!("nothing uses `{}.{}`", declared.name, word(purpose));
                idle.push(Diagnostic::new(code::NO_EFFECT, span, message));
            }
        }
    }
    for finding in idle {
        scope.report(finding);
    }
}

/// Types that have a mark, or hold one that has: they differ with what they are for.
fn marked(scope: &Scope<'_>) -> BTreeSet<TypeId> {
    let mut marked = BTreeSet::new();
    loop {
        let before = marked.len();
        for (index, slot) in scope.slots.iter().enumerate() {
            if let Slot::Done(def) = slot
                && is_marked(&def.shape, &marked)
            {
                marked.insert(TypeId(index));
            }
        }
        if marked.len() == before {
            return marked;
        }
    }
}

fn is_marked(shape: &TypeShape, marked: &BTreeSet<TypeId>) -> bool {
    match shape {
        TypeShape::Struct(shape) => shape
            .fields
            .iter()
            .any(|field| is_marked_itself(field) || holds(&field.ty, marked)),
        TypeShape::Union(union) => union.variants.iter().any(|variant| holds(&variant.ty, marked)),
        TypeShape::Alias(ty) => holds(ty, marked),
        TypeShape::Enum(_) => false,
    }
}

fn is_marked_itself(field: &Field) -> bool {
    field.marks != Marks::default() || field.clear.is_some() || field.send.is_some()
}

fn holds(ty: &Type, marked: &BTreeSet<TypeId>) -> bool {
    match ty {
        Type::Named(id) => marked.contains(id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => holds(inner, marked),
        Type::Scalar(_) | Type::Const(_) => false,
    }
}

fn make(scope: &mut Scope<'_>, asked: Asked, marked: &BTreeSet<TypeId>) -> TypeDef {
    let Form { entity, purpose } = asked.form;
    let mut def = match scope.slots.get(entity.0) {
        Some(Slot::Done(def)) => (**def).clone(),
        _ => TypeDef {
            name: String::new(),
            inline: true,
            resource: None,
            docs: crate::model::Docs::default(),
            place: scope.place(asked.span),
            shape: TypeShape::Alias(Type::Scalar(Scalar::Any)),
            form: None,
            hidden: false,
            renamed_from: Vec::new(),
        },
    };
    let differs = marked.contains(&entity) || matches!(def.shape, TypeShape::Struct(_));
    if asked.by_name && !differs {
        no_form(scope, asked.span, "it has no fields, and holds none that are marked");
    }
    scope.title_of(asked.id).clone_into(&mut def.name);
    def.form = Some(asked.form);
    // Former names of what is made from an entity follow from its own.
    def.renamed_from.clear();
    let mut within = |ty: &mut Type| inside(scope, ty, asked, marked);
    match &mut def.shape {
        TypeShape::Struct(shape) => {
            writing(shape, purpose);
            shape.fields.iter_mut().for_each(|field| within(&mut field.ty));
        }
        TypeShape::Union(union) => union.variants.iter_mut().for_each(|variant| within(&mut variant.ty)),
        TypeShape::Alias(ty) => within(ty),
        TypeShape::Enum(_) => {}
    }
    def
}

/// What stands inside takes the same form, where it has one.
fn inside(scope: &mut Scope<'_>, ty: &mut Type, asked: Asked, marked: &BTreeSet<TypeId>) {
    match ty {
        Type::Named(id) if marked.contains(id) => {
            let span = scope.span_of(*id);
            *id = ask(scope, *id, asked.form.purpose, span, false);
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inside(scope, inner, asked, marked),
        Type::Named(_) | Type::Scalar(_) | Type::Const(_) => {}
    }
}
