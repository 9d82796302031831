//! Scalars and fixed words of the dialect in terms of the model.

use crate::dialect::{
    CodeMeaningWord, EncodingWord, FilterByWord, FiltersDef, ListsWord, MeaningWord, SafetyWord, UpsertDef,
};
use crate::model::{Encoding, FilterBy, Filters, ListStyle, Literal, Safety, StatusMeaning, Upsert};
use crate::yaml::{At, Syntax};

/// Every scalar of a list, or the one scalar that stands in its place.
pub(super) fn literals(at: At<'_>) -> Vec<Literal> {
    match at.node().map(|node| &node.value) {
        Some(Syntax::List(items)) => (0..items.len()).filter_map(|index| at.item(index).literal()).collect(),
        Some(Syntax::Scalar(_)) => at.literal().into_iter().collect(),
        _ => Vec::new(),
    }
}

pub(super) fn lists(word: ListsWord) -> ListStyle {
    match word {
        ListsWord::Brackets => ListStyle::Brackets,
        ListsWord::Indexed => ListStyle::Indexed,
        ListsWord::Comma => ListStyle::Comma,
        ListsWord::Repeat => ListStyle::Repeat,
        ListsWord::Json => ListStyle::Json,
    }
}

pub(super) fn encoding(word: EncodingWord) -> Encoding {
    match word {
        EncodingWord::Json => Encoding::Json,
        EncodingWord::Form => Encoding::Form,
        EncodingWord::FormJson => Encoding::FormJson,
        EncodingWord::Query => Encoding::Query,
        EncodingWord::Multipart => Encoding::Multipart,
        EncodingWord::Binary => Encoding::Binary,
        EncodingWord::Text => Encoding::Text,
    }
}

pub(super) fn safety(word: SafetyWord) -> Safety {
    match word {
        SafetyWord::Read => Safety::Read,
        SafetyWord::Idempotent => Safety::Idempotent,
        SafetyWord::Unsafe => Safety::Unsafe,
    }
}

pub(super) fn filters(def: &FiltersDef) -> Filters {
    let (field, by) = match def {
        FiltersDef::Field(field) => (field, FilterByWord::Equal),
        FiltersDef::Long(long) => (&long.field, long.by),
    };
    let by = match by {
        FilterByWord::Equal => FilterBy::Equal,
        FilterByWord::From => FilterBy::From,
        FilterByWord::To => FilterBy::To,
        FilterByWord::Contains => FilterBy::Contains,
    };
    Filters {
        field: field.clone(),
        by,
    }
}

pub(super) fn upsert(def: Option<&UpsertDef>) -> Option<Upsert> {
    match def? {
        UpsertDef::Flag(false) => None,
        UpsertDef::Flag(true) => Some(Upsert::Always),
        UpsertDef::Asked(field) => Some(Upsert::Asked(field.clone())),
    }
}

pub(super) fn meaning(word: MeaningWord) -> StatusMeaning {
    match word {
        MeaningWord::Partial => StatusMeaning::Partial,
        MeaningWord::RateLimited => StatusMeaning::RateLimited,
        MeaningWord::Auth => StatusMeaning::Auth,
        MeaningWord::NotFound => StatusMeaning::NotFound,
        MeaningWord::AlreadyExists => StatusMeaning::AlreadyExists,
        MeaningWord::Invalid => StatusMeaning::Invalid,
        MeaningWord::Unavailable => StatusMeaning::Unavailable,
    }
}

pub(super) fn code_meaning(word: CodeMeaningWord) -> StatusMeaning {
    match word {
        CodeMeaningWord::Auth => StatusMeaning::Auth,
        CodeMeaningWord::NotFound => StatusMeaning::NotFound,
        CodeMeaningWord::AlreadyExists => StatusMeaning::AlreadyExists,
        CodeMeaningWord::RateLimited => StatusMeaning::RateLimited,
        CodeMeaningWord::Invalid => StatusMeaning::Invalid,
        CodeMeaningWord::Unavailable => StatusMeaning::Unavailable,
    }
}
