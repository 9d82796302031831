//! Reading and writing.

use super::{Decimal, digits};
use crate::json::{Decode, DecodeError, Encode, Reader, Writer};

impl Decode for Decimal {
    #[inline]
    fn blank() -> Self {
        Self {
            text: Box::default(),
            quoted: false,
        }
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.peek() == b'"' {
            let start = r.mark();
            let mut text = r.string()?;
            if !digits::is_number(text) {
                text = text.trim();
                if !digits::is_number(text) {
                    return Err(r.unfit_since(&start, "decimal"));
                }
            }
            *self = Self {
                text: text.into(),
                quoted: true,
            };
        } else if matches!(r.peek(), b'-' | b'0'..=b'9') {
            *self = Self::unquoted(r.number_text()?);
        } else {
            return Err(r.unexpected("decimal"));
        }
        Ok(())
    }
}

impl Encode for Decimal {
    fn encode(&self, w: &mut Writer) {
        if self.quoted {
            w.text(&self.text);
        } else {
            w.raw(&self.text);
        }
    }
}
