//! What a value of a type is, in the words of a catalogue.

use super::types::Types;
use crate::plan::data::{CatalogueKind, CatalogueMoment, EnumPlan, RuntimeType, RustType, TypePlan};

/// What is typed for it.
pub fn kind(types: &Types<'_>, ty: &RustType) -> CatalogueKind {
    match ty.bare() {
        RustType::Text => CatalogueKind::Text,
        RustType::Integer => CatalogueKind::Integer,
        RustType::Float => CatalogueKind::Float,
        RustType::Boolean => CatalogueKind::Boolean,
        RustType::Runtime(runtime) => of_runtime(*runtime),
        RustType::Map(_) => CatalogueKind::Object,
        RustType::Local { .. } => match types.named(ty) {
            Some(TypePlan::Struct(_)) => CatalogueKind::Object,
            Some(TypePlan::Enum(plan)) if plan.variants.iter().all(|variant| variant.integer.is_some()) => {
                CatalogueKind::Integer
            }
            Some(TypePlan::Enum(_)) => CatalogueKind::Text,
            Some(TypePlan::Alias(alias)) => kind(types, &alias.target),
            Some(TypePlan::Union(_)) | None => CatalogueKind::Json,
        },
        _ => CatalogueKind::Json,
    }
}

fn of_runtime(ty: RuntimeType) -> CatalogueKind {
    match ty {
        RuntimeType::Decimal => CatalogueKind::Decimal,
        RuntimeType::Flag => CatalogueKind::Boolean,
        RuntimeType::Date
        | RuntimeType::Time
        | RuntimeType::MonthDay
        | RuntimeType::DateTime
        | RuntimeType::LocalDateTime
        | RuntimeType::UnixSeconds
        | RuntimeType::Timestamp => CatalogueKind::Moment,
        RuntimeType::Uuid => CatalogueKind::Text,
        RuntimeType::Base64 | RuntimeType::File | RuntimeType::Bytes | RuntimeType::Upload | RuntimeType::Download => {
            CatalogueKind::Bytes
        }
        RuntimeType::Json => CatalogueKind::Json,
    }
}

/// What a date or time says.
pub fn moment(types: &Types<'_>, ty: &RustType) -> Option<CatalogueMoment> {
    match ty.bare() {
        RustType::Runtime(RuntimeType::Date) => Some(CatalogueMoment::Date),
        RustType::Runtime(RuntimeType::Time) => Some(CatalogueMoment::Time),
        RustType::Runtime(RuntimeType::MonthDay) => Some(CatalogueMoment::MonthDay),
        RustType::Runtime(RuntimeType::DateTime) => Some(CatalogueMoment::DateTime),
        RustType::Runtime(RuntimeType::LocalDateTime) => Some(CatalogueMoment::LocalDateTime),
        RustType::Runtime(RuntimeType::UnixSeconds) => Some(CatalogueMoment::UnixSeconds),
        RustType::Runtime(RuntimeType::Timestamp) => Some(CatalogueMoment::Timestamp),
        RustType::Local { .. } => match types.named(ty) {
            Some(TypePlan::Alias(alias)) => moment(types, &alias.target),
            _ => None,
        },
        _ => None,
    }
}

/// What there is to choose from.
pub fn values(types: &Types<'_>, ty: &RustType) -> Vec<String> {
    match types.named(ty) {
        Some(TypePlan::Enum(EnumPlan { variants, .. })) => {
            variants.iter().map(|variant| variant.text.clone()).collect()
        }
        Some(TypePlan::Alias(alias)) => values(types, &alias.target),
        _ => Vec::new(),
    }
}
