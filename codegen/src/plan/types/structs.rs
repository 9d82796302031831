//! Structs: fields, their types, setters and what is known beside them.

use super::exchange::{taken, taken_optional};
use super::required::{Value, arrange};
use crate::model::{Field, Provenance, Struct, TypeDef, TypeId, TypeShape, UnionKind, WireName};
use crate::naming::{self, Names as Scope};
use crate::plan::context::names::claim_or;
use crate::plan::context::{Context, json_text, plain_text};
use crate::plan::data::{
    ArgTarget, ConstPlan, FamilyPlan, FieldPlan, Presence, RequiredPlan, RuntimeType, RustType, SetterForm, SetterPlan,
    SettlePlan, StructPlan,
};
use crate::plan::docs;
use crate::plan::tables::rules::struct_rules;

/// Methods of generated structs that a setter may not shadow.
const METHODS: &[&str] = &[
    "new",
    "clone",
    "clone_from",
    "eq",
    "ne",
    "fmt",
    "into",
    "from",
    "default",
];

/// Plans one struct.
#[must_use]
pub fn plan_struct(cx: &Context<'_>, id: TypeId, def: &TypeDef, body: &Struct) -> StructPlan {
    let mut plan = StructPlan {
        name: cx
            .names
            .types
            .get(id.0)
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        docs: docs::of_def(cx.platform, def),
        fields: Vec::new(),
        constants: Vec::new(),
        families: Vec::new(),
        extra: None,
        required: Vec::new(),
        built: cx.departures.contains(&id) || !cx.arrivals.contains(&id),
        named: None,
        secret: body.fields.iter().any(|field| field.secret),
        upload: false,
        settles: Vec::new(),
        rules: struct_rules(body),
    };
    plan.docs.paragraphs.extend(body.rules.iter().map(docs::group_rule));
    let mut names = Scope::default();
    let mut methods = Scope::reserving(METHODS.iter().copied());
    let mut index = 0;
    for (slot, field) in body.fields.iter().enumerate() {
        let WireName::Plain(wire) = &field.name else {
            plan.families
                .push(plan_family(cx, (field, &def.docs.provenance), &mut names, &mut methods));
            continue;
        };
        if let Some(literal) = cx.constant(&field.ty) {
            plan.constants.push(ConstPlan {
                wire: wire.clone(),
                index,
                json: json_text(literal),
                text: plain_text(literal),
            });
        } else {
            let recursion = (cx.recursion.is_boxed(id, slot), cx.recursion.is_endless(id, slot));
            let planned = plan_field(
                cx,
                (field, &def.docs.provenance),
                wire,
                recursion,
                &mut names,
                &mut methods,
            );
            if matches!(planned.presence, Presence::Required | Presence::RequiredNullable) {
                plan.required.push(plan.fields.len());
            }
            plan.fields.push(FieldPlan { index, ..planned });
        }
        index += 1;
    }
    plan.named = named(cx, id, &plan).filter(|_| plan.built);
    plan.settles = settles(cx, body, &plan.fields);
    plan.upload = plan.fields.iter().any(|field| holds_files(&field.ty));
    if body.open || (cx.arrivals.contains(&id) && !plan.upload) {
        plan.extra = Some(names.claim("extra"));
    }
    plan
}

fn plan_field(
    cx: &Context<'_>,
    (field, around): (&Field, &Provenance),
    wire: &str,
    (boxed, endless): (bool, bool),
    names: &mut Scope,
    methods: &mut Scope,
) -> FieldPlan {
    let rust = names.claim(&rust_name(field));
    let setter = claim_or(methods, &rust, &format!("set_{rust}"));
    let (ty, presence) = field_type(cx, field, boxed, endless);
    let clearer =
        matches!(presence, Presence::Patch(_)).then(|| methods.claim(&format!("clear_{}", rust.trim_end_matches('_'))));
    let docs = docs::of_field(cx.platform, field, docs::spelling(&rust, &field.name), around);
    FieldPlan {
        rust,
        wire: wire.to_owned(),
        index: 0,
        ty,
        one_or_many: field.one_or_many,
        also: field.also.clone(),
        format: format_text(field),
        docs,
        setter: SetterPlan {
            name: setter,
            form: cx.setter_form(&field.ty),
        },
        clearer,
        takes: if presence == Presence::RequiredNullable {
            taken_optional(cx, &field.ty)
        } else {
            taken(cx, &field.ty)
        },
        presence,
        secret: field.secret,
    }
}

/// The struct in which `new` takes what is required.
fn named(cx: &Context<'_>, id: TypeId, plan: &StructPlan) -> Option<RequiredPlan> {
    let fields = plan.required.iter().filter_map(|at| plan.fields.get(*at));
    let values = fields.map(|field| Value::of_field(field, field.rust.clone(), ArgTarget::Part(field.rust.clone())));
    let rust = cx.names.types_required.get(id.0).cloned().unwrap_or_default();
    arrange(values.collect(), None, &rust).1
}

/// The Rust name that a field asks for.
#[must_use]
pub fn rust_name(field: &Field) -> String {
    field
        .rust
        .as_ref()
        .map_or_else(|| naming::field_of(&field.name), |rust| naming::field(rust))
}

/// The written form of a field that is a date or time.
#[must_use]
pub fn format_text(field: &Field) -> Option<String> {
    field.format.as_ref().map(|format| format.text.clone())
}

/// The whole Rust type of a field, and whether it may be missing.
#[must_use]
pub fn field_type(cx: &Context<'_>, field: &Field, boxed: bool, endless: bool) -> (RustType, Presence) {
    let bare = match cx.rust_type(&field.ty) {
        RustType::Optional(inner) => *inner,
        other => other,
    };
    let nullable = field.nullable || matches!(cx.behind(&field.ty), crate::model::Type::Nullable(_));
    let value = if boxed { RustType::Boxed(Box::new(bare)) } else { bare };
    if let Some(literal) = &field.clear {
        return (RustType::Patch(Box::new(value)), Presence::Patch(json_text(literal)));
    }
    if field.required && nullable {
        return (value.optional(), Presence::RequiredNullable);
    }
    if field.required && !endless {
        return (value, Presence::Required);
    }
    (value.optional(), Presence::Optional)
}

fn plan_family(
    cx: &Context<'_>,
    (field, around): (&Field, &Provenance),
    names: &mut Scope,
    methods: &mut Scope,
) -> FamilyPlan {
    let rust = names.claim(&rust_name(field));
    let setter = claim_or(methods, &rust, &format!("set_{rust}"));
    let docs = docs::of_field(cx.platform, field, docs::spelling(&rust, &field.name), around);
    FamilyPlan {
        rust,
        pattern: family_pattern(&field.name),
        ty: RustType::Map(Box::new(family_value(cx, field))),
        docs,
        setter: SetterPlan {
            name: setter,
            form: family_form(cx, field),
        },
        secret: field.secret,
    }
}

/// Type of the values of a family.
#[must_use]
pub fn family_value(cx: &Context<'_>, field: &Field) -> RustType {
    let value = cx.rust_type(&field.ty);
    if field.nullable { value.optional() } else { value }
}

/// How the map of a family is taken.
#[must_use]
pub fn family_form(cx: &Context<'_>, field: &Field) -> SetterForm {
    let value = family_value(cx, field);
    let form = match cx.setter_form(&field.ty) {
        SetterForm::Into(ty) if ty == value => SetterForm::Into(ty),
        _ => SetterForm::Plain(value),
    };
    SetterForm::Map(Box::new(form))
}

/// The pattern as the runtime knows it: `{n}` for digits, `{key}` for anything.
#[must_use]
pub fn family_pattern(name: &WireName) -> String {
    match name {
        WireName::Plain(name) => name.clone(),
        WireName::Family {
            prefix, suffix, digits, ..
        } => {
            format!("{prefix}{}{suffix}", if *digits { "{n}" } else { "{key}" })
        }
    }
}

/// Fields that hold a union whose variant another field tells.
fn settles(cx: &Context<'_>, body: &Struct, fields: &[FieldPlan]) -> Vec<SettlePlan> {
    let planned = |wire: &str| fields.iter().find(|field| field.wire == wire);
    let declared = |wire: &str| {
        body.fields
            .iter()
            .find(|f| matches!(&f.name, WireName::Plain(name) if name == wire))
    };
    let mut settles = Vec::new();
    for field in &body.fields {
        let WireName::Plain(wire) = &field.name else { continue };
        let Some((_, TypeShape::Union(union))) = cx.shape(element(cx, &field.ty)) else {
            continue;
        };
        let UnionKind::Beside { field: tag } = &union.kind else {
            continue;
        };
        let (Some(holder), Some(tag), Some(tag_field)) = (planned(wire), planned(tag), declared(tag)) else {
            continue;
        };
        let tag_is_enum = matches!(cx.shape(&tag_field.ty), Some((_, TypeShape::Enum(_))));
        if !tag_is_enum && !matches!(tag.ty.bare(), RustType::Text | RustType::Integer) {
            continue;
        }
        settles.push(SettlePlan {
            field: holder.rust.clone(),
            ty: holder.ty.clone(),
            tag: tag.rust.clone(),
            tag_ty: tag.ty.clone(),
            tag_is_enum,
        });
    }
    settles
}

/// The element of a list, or the type itself.
fn element<'t>(cx: &'t Context<'_>, ty: &'t crate::model::Type) -> &'t crate::model::Type {
    match cx.behind(ty) {
        crate::model::Type::List(inner) | crate::model::Type::Nullable(inner) => element(cx, inner),
        other => other,
    }
}

/// Whether a type is a file or a list of files.
#[must_use]
pub fn holds_files(ty: &RustType) -> bool {
    match ty.bare() {
        RustType::List(inner) => holds_files(inner),
        other => *other == RustType::Runtime(RuntimeType::File),
    }
}
