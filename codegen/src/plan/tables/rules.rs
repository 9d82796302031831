//! What is checked on a request before it is sent.

use crate::model::{Condition, Field, GroupKind, GroupRule, Operation, Struct, Type, TypeId, TypeShape, WireName};
use crate::plan::context::{Context, json_text};
use crate::plan::data::RuleTable;

/// All rules of an operation: its own, and those of the types that its query and body are made of.
#[must_use]
pub fn plan_rules(cx: &Context<'_>, operation: &Operation) -> Vec<RuleTable> {
    let mut walk = Walk {
        cx,
        rules: Vec::new(),
        open: Vec::new(),
        places_left: MOST_PLACES,
    };
    walk.rules.extend(operation.rules.iter().map(|rule| group(rule, "")));
    walk.fields(&operation.query, "");
    if let Some(body) = &operation.body
        && let Some(ty) = &body.ty
    {
        let root = body.key.as_deref().unwrap_or_default();
        walk.value(ty, root);
        if let Some(path) = operation.batch_limit.and_then(|_| batch_path(cx, ty, root))
            && let Some(max) = operation.batch_limit
        {
            walk.max_items(path, max);
        }
    }
    walk.rules
}

/// Places of structs within one request that are searched for rules. Requests have some hundred at most; types that all refer to
/// each other would have more than anybody can wait for.
const MOST_PLACES: usize = 10_000;

/// The rules of a struct by itself.
#[must_use]
pub fn struct_rules(body: &Struct) -> Vec<RuleTable> {
    let groups = body.rules.iter().map(|rule| group(rule, ""));
    let conditions = body.fields.iter().filter_map(|field| match &field.name {
        WireName::Plain(name) => Some(conditional(name.clone(), field.required_when.as_ref()?)),
        WireName::Family { .. } => None,
    });
    let least = body
        .fields
        .iter()
        .filter_map(|field| match (&field.name, field.limits.min_items) {
            (WireName::Plain(name), Some(min)) => Some(RuleTable::MinItems {
                path: name.clone(),
                min,
            }),
            _ => None,
        });
    groups.chain(conditions).chain(least).collect()
}

struct Walk<'a, 'p> {
    cx: &'a Context<'p>,
    rules: Vec<RuleTable>,
    /// Types on the way here; a type inside itself is not followed again.
    open: Vec<TypeId>,
    places_left: usize,
}

impl Walk<'_, '_> {
    fn fields(&mut self, fields: &[Field], at: &str) {
        for field in fields {
            let WireName::Plain(name) = &field.name else { continue };
            let path = join(at, name);
            if let Some(condition) = &field.required_when {
                self.rules.push(conditional(path.clone(), condition));
            }
            if let Some(min) = field.limits.min_items {
                self.rules.push(RuleTable::MinItems {
                    path: path.clone(),
                    min,
                });
            }
            if let Some(max) = field.limits.max_items {
                self.max_items(path.clone(), max);
            }
            self.value(&field.ty, &path);
        }
    }

    fn value(&mut self, ty: &Type, path: &str) {
        match self.cx.behind(ty).clone() {
            Type::List(inner) => self.value(&inner, &format!("{path}[]")),
            Type::Nullable(inner) => self.value(&inner, path),
            Type::Named(id) => {
                // Which variant a union has is not known here, so rules inside variants cannot be checked.
                let Some(TypeShape::Struct(body)) = self.cx.def(id).map(|def| &def.shape) else {
                    return;
                };
                if self.open.contains(&id) || self.places_left == 0 {
                    return;
                }
                self.places_left -= 1;
                self.open.push(id);
                self.rules.extend(body.rules.iter().map(|rule| group(rule, path)));
                self.fields(&body.fields, path);
                self.open.pop();
            }
            Type::Scalar(_) | Type::Map(_) | Type::Const(_) => {}
        }
    }

    fn max_items(&mut self, path: String, max: u64) {
        let known = self
            .rules
            .iter()
            .any(|rule| matches!(rule, RuleTable::MaxItems { path: other, .. } if *other == path));
        if !known {
            self.rules.push(RuleTable::MaxItems { path, max });
        }
    }
}

/// The one list of a body that a batch limit can mean.
fn batch_path(cx: &Context<'_>, ty: &Type, root: &str) -> Option<String> {
    if matches!(cx.behind(ty), Type::List(_)) {
        return Some(root.to_owned());
    }
    let Some((_, TypeShape::Struct(body))) = cx.shape(ty) else {
        return None;
    };
    let mut lists = body.fields.iter().filter_map(|field| match &field.name {
        WireName::Plain(name) if matches!(cx.behind(&field.ty), Type::List(_)) => Some(name),
        _ => None,
    });
    match (lists.next(), lists.next()) {
        (Some(name), None) => Some(join(root, name)),
        _ => None,
    }
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

fn group(rule: &GroupRule, at: &str) -> RuleTable {
    let (at, fields) = (at.to_owned(), rule.fields.clone());
    match rule.kind {
        GroupKind::AnyOf => RuleTable::AnyOf { at, fields },
        GroupKind::ExactlyOneOf => RuleTable::ExactlyOneOf { at, fields },
        GroupKind::AtMostOneOf => RuleTable::AtMostOneOf { at, fields },
    }
}

fn conditional(path: String, condition: &Condition) -> RuleTable {
    match condition {
        Condition::Is { field, values } => RuleTable::RequiredWhenIs {
            path,
            field: field.clone(),
            values: values.iter().map(json_text).collect(),
        },
        Condition::Present { field } => RuleTable::RequiredWhenPresent {
            path,
            field: field.clone(),
        },
        Condition::Absent { field } => RuleTable::RequiredWhenAbsent {
            path,
            field: field.clone(),
        },
    }
}
