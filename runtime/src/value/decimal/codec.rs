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
            let text = match r.quoted_number() {
                Some(text) => text.into(),
                None => number_in_text(r)?,
            };
            *self = Self { text, quoted: true };
        } else if matches!(r.peek(), b'-' | b'0'..=b'9') {
            *self = Self::unquoted(r.number_text()?);
        } else {
            return Err(r.unexpected("decimal"));
        }
        Ok(())
    }
}

/// A number that is written in another way than most: with an exponent, a plus, spaces around it.
#[inline(never)]
fn number_in_text(r: &mut Reader<'_>) -> Result<Box<str>, DecodeError> {
    let start = r.mark();
    let text = r.string()?.trim();
    if digits::is_number(text) {
        Ok(text.into())
    } else {
        Err(r.unfit_since(&start, "decimal"))
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
