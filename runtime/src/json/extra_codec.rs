//! Reading and writing [`Extra`] as a value of its own.

use super::{Decode, DecodeError, Encode, Extra, Reader, Writer};

/// An object; all its members are kept.
impl Decode for Extra {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = r.all_members()?;
        Ok(())
    }
}

impl Encode for Extra {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.end_record(self);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
