//! Words of the model as the words of the runtime's enumerations.

use super::data::{Encoding, EntryKeys, ListStyle, Safety, StatusMeaning, TimeUnit};
use crate::model;

/// How a body is written.
#[must_use]
pub fn encoding(word: model::Encoding) -> Encoding {
    match word {
        model::Encoding::Json => Encoding::Json,
        model::Encoding::Form => Encoding::Form,
        model::Encoding::FormJson => Encoding::FormJson,
        model::Encoding::Query => Encoding::Query,
        model::Encoding::Multipart => Encoding::Multipart,
        model::Encoding::Binary => Encoding::Binary,
        model::Encoding::Text => Encoding::Text,
    }
}

/// How a list is spread over a query or form.
#[must_use]
pub fn list_style(word: model::ListStyle) -> ListStyle {
    match word {
        model::ListStyle::Brackets => ListStyle::Brackets,
        model::ListStyle::Indexed => ListStyle::Indexed,
        model::ListStyle::Comma => ListStyle::Comma,
        model::ListStyle::Repeat => ListStyle::Repeat,
        model::ListStyle::Json => ListStyle::Json,
    }
}

/// How a time is written in a header.
#[must_use]
pub fn time_unit(word: model::TimeUnit) -> TimeUnit {
    match word {
        model::TimeUnit::Seconds => TimeUnit::Seconds,
        model::TimeUnit::Milliseconds => TimeUnit::Milliseconds,
        model::TimeUnit::UnixSeconds => TimeUnit::UnixSeconds,
        model::TimeUnit::UnixMilliseconds => TimeUnit::UnixMilliseconds,
        model::TimeUnit::HttpDate => TimeUnit::HttpDate,
    }
}

/// What may be repeated.
#[must_use]
pub fn safety(word: model::Safety) -> Safety {
    match word {
        model::Safety::Read => Safety::Read,
        model::Safety::Idempotent => Safety::Idempotent,
        model::Safety::Unsafe => Safety::Unsafe,
    }
}

/// What a status means.
#[must_use]
pub fn meaning(word: model::StatusMeaning) -> StatusMeaning {
    match word {
        model::StatusMeaning::Partial => StatusMeaning::Partial,
        model::StatusMeaning::RateLimited => StatusMeaning::RateLimited,
        model::StatusMeaning::Auth => StatusMeaning::Auth,
        model::StatusMeaning::NotFound => StatusMeaning::NotFound,
        model::StatusMeaning::Invalid => StatusMeaning::Invalid,
        model::StatusMeaning::Unavailable => StatusMeaning::Unavailable,
        model::StatusMeaning::AlreadyExists => StatusMeaning::AlreadyExists,
    }
}

/// What the keys of a map of errors are.
#[must_use]
pub fn entry_keys(word: model::EntryKeys) -> EntryKeys {
    match word {
        model::EntryKeys::Field => EntryKeys::Field,
        model::EntryKeys::Row => EntryKeys::Row,
        model::EntryKeys::Id => EntryKeys::Id,
    }
}
