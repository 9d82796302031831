//! Written forms against the types that they stand on.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Field, Format, Place, Platform, Scalar, Type, WireName};

pub(super) fn check(check: &mut Check<'_>) {
    let lists = check.field_lists();
    let mut done: BTreeSet<&Place> = BTreeSet::new();
    for field in lists.into_iter().flatten() {
        // Fields that `extends` copied are the same place.
        if let Some(format) = &field.format
            && done.insert(&field.place)
        {
            self::field(check, field, format);
        }
    }
}

fn field(check: &mut Check<'_>, field: &Field, format: &Format) {
    let idle = match scalar(check.platform, &field.ty) {
        _ if matches!(field.name, WireName::Family { .. }) => Some("a family of keys is no single date or time"),
        _ if field.one_or_many => Some("a list whose single element stands bare has none"),
        _ if field.limits.pattern.is_some() => Some("`pattern` says the same; leave that out"),
        Some(scalar) => {
            fits(check, field, format, scalar);
            None
        }
        None => Some("it belongs to `date`, `time`, `datetime`, `local_datetime` or a list of these"),
    };
    if let Some(why) = idle {
        let message = format!("`format` on `{}` has no effect: {why}", field.name.written());
        let finding = check.at(code::NO_EFFECT, &field.place, message);
        check.report(finding);
    }
}

/// The date or time, itself or in a list.
fn scalar(platform: &Platform, ty: &Type) -> Option<Scalar> {
    match platform.bare(ty) {
        Type::List(element) => scalar(platform, element),
        Type::Scalar(scalar @ (Scalar::Date | Scalar::Time | Scalar::DateTime | Scalar::LocalDateTime)) => {
            Some(*scalar)
        }
        _ => None,
    }
}

fn fits(check: &mut Check<'_>, field: &Field, format: &Format, scalar: Scalar) {
    let (wanted, holds) = match scalar {
        Scalar::Date => ((true, false, false), "a `date` is a day alone"),
        Scalar::Time => ((false, true, false), "a `time` is a time alone"),
        Scalar::LocalDateTime => (
            (true, true, false),
            "a `local_datetime` is a day and a time without an offset",
        ),
        _ => (
            (true, true, true),
            "a `datetime` is a day, a time and an offset (`P` or `O`)",
        ),
    };
    if wanted != (format.day, format.clock, format.offset) {
        let message = format!("the form `{}` does not fit `{}`", format.text, field.name.written());
        let finding = check.at(code::BAD_FORMAT, &field.place, message);
        check.report(finding.help(holds));
    }
}
