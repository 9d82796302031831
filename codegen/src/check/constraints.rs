//! Constraints, defaults and switches of fields against the types they stand on.

use std::collections::BTreeSet;

use super::Check;
use super::literal::misfit;
use crate::diagnostics::{Ground, code};
use crate::model::{Field, Literal, Place, Scalar, Type, TypeShape, UnionKind, WireName};

pub(super) fn check(check: &mut Check<'_>) {
    let lists = check.field_lists();
    let mut done: BTreeSet<&Place> = BTreeSet::new();
    for field in lists.into_iter().flatten() {
        // Fields that `extends` copied are the same place.
        if !done.insert(&field.place) {
            continue;
        }
        idle(check, field);
        literals(check, field);
    }
}

/// What a value may be, as far as constraints care.
struct Forms {
    text: bool,
    number: bool,
    list: bool,
    collection: bool,
}

fn forms(check: &Check<'_>, ty: &Type, depth: usize) -> Forms {
    let mut forms = Forms {
        text: false,
        number: false,
        list: false,
        collection: false,
    };
    match check.platform.bare(ty) {
        Type::Scalar(Scalar::Any) => {
            return Forms {
                text: true,
                number: true,
                list: true,
                collection: true,
            };
        }
        Type::Scalar(scalar) => {
            forms.number = matches!(
                scalar,
                Scalar::Integer | Scalar::Number | Scalar::Decimal | Scalar::Flag | Scalar::UnixSeconds
            );
            forms.text = !matches!(
                scalar,
                Scalar::Integer | Scalar::Number | Scalar::Boolean | Scalar::Flag | Scalar::UnixSeconds
            );
        }
        Type::List(element) => {
            // `max_length: 10` on a list of texts is about each text.
            let inner = self::forms(check, element, depth + 1);
            forms = Forms {
                list: true,
                collection: true,
                ..inner
            };
        }
        Type::Map(_) => forms.collection = true,
        Type::Const(_) | Type::Nullable(_) => {}
        bare @ Type::Named(_) => match check.platform.shape(bare) {
            Some(TypeShape::Enum(_)) => (forms.text, forms.number) = (true, true),
            Some(TypeShape::Union(union)) if union.kind == UnionKind::Untagged && depth < 4 => {
                for variant in &union.variants {
                    let inner = self::forms(check, &variant.ty, depth + 1);
                    forms.text |= inner.text;
                    forms.number |= inner.number;
                    forms.list |= inner.list;
                    forms.collection |= inner.collection;
                }
            }
            _ => forms.collection = true,
        },
    }
    forms
}

fn idle(check: &mut Check<'_>, field: &Field) {
    let forms = forms(check, &field.ty, 0);
    let limits = &field.limits;
    let constant = matches!(field.ty, Type::Const(_));
    let idle = [
        ("min", limits.min.is_some() && !forms.number, "a number"),
        ("max", limits.max.is_some() && !forms.number, "a number"),
        ("min_length", limits.min_length.is_some() && !forms.text, "text"),
        ("max_length", limits.max_length.is_some() && !forms.text, "text"),
        ("min_items", limits.min_items.is_some() && !forms.collection, "a list"),
        ("max_items", limits.max_items.is_some() && !forms.collection, "a list"),
        (
            "one_or_many",
            field.one_or_many && check.platform.as_list(&field.ty).is_none(),
            "a list",
        ),
        ("style", field.style.is_some() && !forms.collection, "a list"),
        (
            "separator",
            field.separator.is_some() && check.platform.as_list(&field.ty).is_none(),
            "a list",
        ),
        (
            "required",
            field.required && matches!(field.name, WireName::Family { .. }),
            "a single key; `rules: [{any_of: [family]}]` asks for one of a family",
        ),
        (
            "clear",
            field.clear.is_some() && (field.required || constant),
            "a field that may be left out",
        ),
        (
            "required_when",
            field.required_when.is_some() && (field.required || constant),
            "a field that may be left out",
        ),
        (
            "default",
            field.default.is_some() && (field.required || constant),
            "a field that may be left out",
        ),
    ];
    for (key, _, on) in idle.iter().filter(|(_, idle, _)| *idle) {
        let message = format!(
            "`{key}` on `{}` has no effect: it belongs to {on}",
            field.name.written()
        );
        let finding = check.at(code::NO_EFFECT, &field.place, message);
        check.report(finding.help(format!("leave `{key}` out, or mend the type")));
    }
    bounds(check, field);
}

fn bounds(check: &mut Check<'_>, field: &Field) {
    let limits = &field.limits;
    let crossed = [
        ("min_length", "max_length", limits.min_length, limits.max_length),
        ("min_items", "max_items", limits.min_items, limits.max_items),
    ];
    for (least, most, low, high) in crossed {
        if matches!((low, high), (Some(low), Some(high)) if low > high) {
            let finding = check.at(
                code::OUT_OF_RANGE,
                &field.place,
                format!("`{least}` is greater than `{most}`"),
            );
            check.report(finding);
        }
    }
    for (key, bound) in [("min", &limits.min), ("max", &limits.max)] {
        if matches!(bound, Some(Literal::Null | Literal::Boolean(_) | Literal::String(_))) {
            let finding = check.at(
                code::BAD_LITERAL,
                &field.place,
                format!("`{key}` of `{}` is not a number", field.name.written()),
            );
            check.report(finding);
        }
    }
    let number = |bound: &Option<Literal>| match bound {
        Some(Literal::Integer(value)) => value.to_string().parse::<f64>().ok(),
        Some(Literal::Number(text)) => text.parse::<f64>().ok(),
        _ => None,
    };
    if matches!((number(&limits.min), number(&limits.max)), (Some(low), Some(high)) if low > high) {
        let finding = check.at(code::OUT_OF_RANGE, &field.place, "`min` is greater than `max`");
        check.report(finding);
    }
}

/// A number or truth value in quotes is text.
fn unquoted(literal: &Literal) -> Option<String> {
    let Literal::String(text) = literal else { return None };
    let is_value = matches!(text.as_str(), "true" | "false") || text.parse::<f64>().is_ok();
    is_value.then(|| format!("take off the quotes: `{text}`"))
}

fn literals(check: &mut Check<'_>, field: &Field) {
    let element = check.platform.as_list(&field.ty).unwrap_or(&field.ty);
    let allowed = field.limits.allowed.iter().map(|literal| ("allowed", literal, element));
    let default = field.default.iter().map(|literal| ("default", literal, &field.ty));
    for (key, literal, ty) in allowed.chain(default).collect::<Vec<_>>() {
        if let Some(why) = misfit(check.platform, literal, ty) {
            let message = format!("`{key}` of `{}` does not fit: {why}", field.name.written());
            let types = check.types([ty], Ground::Read);
            let finding = check.below(code::BAD_LITERAL, &field.place, &[key], message);
            check.report(finding.rests_on_all(types).maybe_help(unquoted(literal)));
        }
    }
}
