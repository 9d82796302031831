//! Types that must contain themselves: no value of them could ever be built.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Type, TypeId, TypeShape};

/// Fields that the mask of required ones has room for.
const MASK: usize = 128;

pub(super) fn check(check: &mut Check<'_>) {
    for (index, def) in check.platform.types.iter().enumerate() {
        let id = TypeId(index);
        let mut search = Search {
            goal: id,
            way: Vec::new(),
            seen: BTreeSet::new(),
        };
        if search.leads_back(check, id) {
            let names: Vec<&str> = search
                .way
                .iter()
                .filter_map(|id| check.platform.def(*id))
                .map(|def| def.name.as_str())
                .collect();
            let path = if names.len() > 1 {
                format!(" (by way of {})", names.get(1..).unwrap_or_default().join(", "))
            } else {
                String::new()
            };
            let finding = check.at(
                code::ENDLESS_TYPE,
                &def.place,
                format!("`{}` must always contain another `{}`{path}", def.name, def.name),
            );
            check.report(finding.help("take the `!` off one of the fields, or put a list between"));
        }
        if let TypeShape::Struct(shape) = &def.shape
            && let Some(field) = shape.fields.iter().skip(MASK).find(|field| field.required)
        {
            let message = format!(
                "`{}` is required, but stands behind the first {MASK} fields of `{}`",
                field.name.written(),
                def.name
            );
            let finding = check.at(code::OUT_OF_RANGE, &field.place, message);
            check.report(finding.help("move it up: the order of fields has no meaning on the wire"));
        }
    }
}

/// The way from a type back to itself. A type that did not lead there is not tried again.
struct Search {
    goal: TypeId,
    way: Vec<TypeId>,
    seen: BTreeSet<TypeId>,
}

impl Search {
    /// Whether a value of `from` always contains one of the goal.
    fn leads_back(&mut self, check: &Check<'_>, from: TypeId) -> bool {
        let Some(def) = check.platform.def(from).filter(|_| self.seen.insert(from)) else {
            return false;
        };
        self.way.push(from);
        let mut must_hold = |ty: &Type| match ty {
            Type::Named(id) => *id == self.goal || self.leads_back(check, *id),
            _ => false,
        };
        let back = match &def.shape {
            TypeShape::Struct(shape) => {
                let mut always = shape.fields.iter().filter(|field| field.required && !field.nullable);
                always.any(|field| must_hold(&field.ty))
            }
            TypeShape::Alias(ty) => must_hold(ty),
            // A union can always be JSON that fits no variant.
            TypeShape::Union(_) | TypeShape::Enum(_) => false,
        };
        if !back {
            self.way.pop();
        }
        back
    }
}
