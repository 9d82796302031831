//! Names in the crate, as the plan gives them out.

use super::RustNames;
use crate::model::{ReturnKind, Returns, Scalar, Type};
use crate::plan::Names;

/// Names of an operation, by the positions of its resource and of itself.
pub(super) fn operation(names: &Names, at: (usize, usize), returns: &Returns) -> RustNames {
    let mut rust = self::named(names, at, &names.operations, returns);
    let own = names.outputs.get(at.0).and_then(|outputs| outputs.get(at.1)?.first());
    if let Some(own) = own {
        let module = names.modules.get(at.0).map_or("", String::as_str);
        rust.output = format!("{module}::{own}");
    }
    rust
}

/// Names of a callback, by the positions of its resource and of itself.
pub(super) fn callback(names: &Names, at: (usize, usize), returns: &Returns) -> RustNames {
    named(names, at, &names.callbacks, returns)
}

fn named(names: &Names, at: (usize, usize), all: &[Vec<String>], returns: &Returns) -> RustNames {
    let module = names.modules.get(at.0).map_or("", String::as_str);
    let name = all.get(at.0).and_then(|own| own.get(at.1)).map_or("", String::as_str);
    RustNames {
        operation: format!("{module}::{name}"),
        output: output(names, returns),
    }
}

fn output(names: &Names, returns: &Returns) -> String {
    match (returns.kind, &returns.ty) {
        (ReturnKind::None | ReturnKind::ByStatus, _) => "()".to_owned(),
        (ReturnKind::Text, _) => "String".to_owned(),
        (ReturnKind::Binary | ReturnKind::Csv, _) => "tradewire::Download".to_owned(),
        (_, Some(ty)) => type_text(names, ty),
        (_, None) => "tradewire::Json".to_owned(),
    }
}

fn type_text(names: &Names, ty: &Type) -> String {
    match ty {
        Type::Named(id) => names
            .types
            .get(id.0)
            .map_or_else(String::new, |(module, name)| format!("{module}::{name}")),
        Type::List(element) => format!("Vec<{}>", type_text(names, element)),
        Type::Map(value) => format!("tradewire::Map<{}>", type_text(names, value)),
        Type::Nullable(inner) => format!("Option<{}>", type_text(names, inner)),
        Type::Const(_) => "()".to_owned(),
        Type::Scalar(scalar) => scalar_text(*scalar).to_owned(),
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "String",
        Scalar::Integer => "i64",
        Scalar::Number => "f64",
        Scalar::Boolean => "bool",
        Scalar::Decimal => "tradewire::Decimal",
        Scalar::Flag => "tradewire::Flag",
        Scalar::Date => "tradewire::Date",
        Scalar::Time => "tradewire::Time",
        Scalar::MonthDay => "tradewire::MonthDay",
        Scalar::DateTime => "tradewire::DateTime",
        Scalar::LocalDateTime => "tradewire::LocalDateTime",
        Scalar::UnixSeconds => "tradewire::UnixSeconds",
        Scalar::TimestampOrIso => "tradewire::Timestamp",
        Scalar::Uuid => "tradewire::Uuid",
        Scalar::Base64 => "tradewire::Base64",
        Scalar::File => "tradewire::File",
        Scalar::Any => "tradewire::Json",
    }
}
