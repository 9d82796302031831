//! Keys that servers spell in more than one way.

use super::drift::DriftKind;
use super::kept::Frame;
use super::members::Members;
use super::{DecodeError, Reader, Record};

impl Reader<'_> {
    /// Reads a key that is another spelling of a field's, unless the field has been read (`seen`) or stands below by its own name. `key`
    /// is the byte at which the member begins. `false`: it is like any key that is not known, and nothing was read.
    #[cold]
    #[inline(never)]
    pub(super) fn other_spelling(
        &mut self,
        value: &mut dyn Record,
        seen: &mut [u64; 2],
        frame: Frame,
        key: usize,
        name: &str,
    ) -> Result<bool, DecodeError> {
        let shape = value.shape();
        let Some(index) = shape.spelled(name) else {
            return Ok(false);
        };
        let (word, bit) = ((index >> 6) & 1, 1u64 << (index & 63));
        let own = shape.name(index);
        let below = self.text.get(key..).unwrap_or_default();
        if seen[word] & bit != 0 || Members::of(below).any(|member| member.key == own || member.name() == own) {
            return Ok(false);
        }
        seen[word] |= bit;
        self.tolerate(DriftKind::OtherSpelling, own, "")?;
        let at = self.pos;
        if let Err(error) = value.field(index, self) {
            if shape.required()[word] & bit != 0 {
                return Err(error);
            }
            self.late_misfit(key, frame, at, error, &mut |r| value.field(index, r))?;
        }
        Ok(true)
    }
}
