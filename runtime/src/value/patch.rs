//! The three states of a field in an update.

use crate::json::{Decode, DecodeError, Encode, Reader, Writer};

/// What an update does to a field: leave it, set it, or empty it.
///
/// Only fields that the platform says how to empty have this type; all others are plain options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Patch<T> {
    /// Leave the field as it is; nothing is sent.
    #[default]
    Keep,
    /// Give it this value.
    Set(T),
    /// Empty it, in the way the platform documents (`null`, `""`, …).
    Clear,
}

impl<T> Patch<T> {
    /// The value to be set.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        if let Self::Set(value) = self { Some(value) } else { None }
    }

    /// Whether nothing is sent.
    #[must_use]
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Whether the field is emptied.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        matches!(self, Self::Clear)
    }
}

/// `Some` sets, `None` leaves as it is. To empty a field, say [`Patch::Clear`].
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }
}

impl<T: Decode> Decode for Patch<T> {
    const EMPTY_TEXT: bool = T::EMPTY_TEXT;
    const EMPTY_LIST: bool = T::EMPTY_LIST;

    #[inline]
    fn blank() -> Self {
        Self::Keep
    }

    /// `null` is [`Clear`](Self::Clear). Where a field is emptied otherwise, [`Reader::patch`] reads it.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.absent(T::EMPTY_TEXT, T::EMPTY_LIST)? {
            *self = if r.is_vacant() { Self::Keep } else { Self::Clear };
            return Ok(());
        }
        let mut value = T::blank();
        value.read(r)?;
        *self = Self::Set(value);
        Ok(())
    }
}

impl<T: Encode> Encode for Patch<T> {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Set(value) => value.encode(w),
            Self::Keep | Self::Clear => w.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_keep()
    }
}

impl Reader<'_> {
    /// Reads a field that is emptied by `clear` (JSON text): the counterpart of [`Writer::patch`].
    ///
    /// # Errors
    /// The value is neither `clear` nor a `T`.
    pub fn patch<T: Decode>(&mut self, field: &mut Patch<T>, clear: &str) -> Result<(), DecodeError> {
        if self.is_const(clear)? {
            *field = Patch::Clear;
            Ok(())
        } else {
            field.read(self)
        }
    }
}

impl Writer {
    /// A field with three states: nothing, the value, or `clear` (JSON text) to empty it.
    pub fn patch<T: Encode>(&mut self, key: &'static str, value: &Patch<T>, clear: &str) {
        match value {
            Patch::Keep => {}
            Patch::Set(value) => self.field_or_null(key, value),
            Patch::Clear => self.raw_field(key, clear),
        }
    }
}
