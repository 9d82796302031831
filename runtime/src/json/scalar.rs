//! Reading of plain values and of the wrappers around any value.

use super::drift::DriftKind;
use super::{Decode, DecodeError, Reader};

impl Decode for String {
    const EMPTY_TEXT: bool = true;

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        // Not `clone_into`, as clippy likes: the old text is empty, and a fresh copy has just the room it needs.
        *self = String::from(r.text()?);
        Ok(())
    }
}

impl Decode for i64 {
    #[inline]
    fn blank() -> Self {
        0
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = r.int()?;
        Ok(())
    }
}

impl Decode for f64 {
    #[inline]
    fn blank() -> Self {
        0.0
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = r.float()?;
        Ok(())
    }
}

impl Decode for bool {
    #[inline]
    fn blank() -> Self {
        false
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = r.boolean()?;
        Ok(())
    }
}

/// Any value, ignored.
impl Decode for () {
    const EMPTY_TEXT: bool = true;
    const EMPTY_LIST: bool = true;

    #[inline]
    fn blank() -> Self {}

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.skip()
    }
}

impl<T: Decode> Decode for Option<T> {
    const EMPTY_TEXT: bool = T::EMPTY_TEXT;
    const EMPTY_LIST: bool = T::EMPTY_LIST;

    #[inline]
    fn blank() -> Self {
        None
    }

    // Inlined into every field of every struct, it would make generated code half as big again, and slower to compile.
    #[inline(never)]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.absent(T::EMPTY_TEXT, T::EMPTY_LIST)? {
            *self = None;
            return Ok(());
        }
        self.insert(T::blank()).read(r)
    }
}

impl<T: Decode> Decode for Box<T> {
    const EMPTY_TEXT: bool = T::EMPTY_TEXT;
    const EMPTY_LIST: bool = T::EMPTY_LIST;

    #[inline]
    fn blank() -> Self {
        Box::new(T::blank())
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.charge(size_of::<T>())?;
        (**self).read(r)
    }
}

impl Reader<'_> {
    /// The next value as text. Tolerates numbers and booleans, whose JSON text is taken.
    #[inline]
    pub fn text(&mut self) -> Result<&str, DecodeError> {
        if self.peek() == b'"' {
            self.quoted()
        } else {
            self.text_slow()
        }
    }

    #[cold]
    #[inline(never)]
    fn text_slow(&mut self) -> Result<&str, DecodeError> {
        match self.peek() {
            b'-' | b'0'..=b'9' | b't' | b'f' => {
                let found = self.kind();
                self.tolerate(DriftKind::ToleratedType, "text", found)?;
                self.raw()
            }
            _ => Err(self.unexpected("text")),
        }
    }

    /// Steps over what stands for an absent optional value: `null`, and, unless they are values of the type, `""` and `[]`.
    #[inline]
    pub(crate) fn absent(&mut self, empty_text: bool, empty_list: bool) -> Result<bool, DecodeError> {
        match self.peek() {
            b'n' => self.absent_null(),
            b'"' if !empty_text => self.absent_text(),
            b'[' if !empty_list => self.absent_list(),
            _ => Ok(false),
        }
    }

    #[inline(never)] // or `absent` would not be inlined, as it is for every type
    fn absent_null(&mut self) -> Result<bool, DecodeError> {
        self.word("null").map(|()| true)
    }

    #[inline]
    fn absent_text(&mut self) -> Result<bool, DecodeError> {
        if self.bytes().get(self.pos + 1) != Some(&b'"') {
            return Ok(false);
        }
        self.tolerate(DriftKind::ToleratedType, "value", "empty text")?;
        self.pos += 2;
        Ok(true)
    }

    #[cold]
    #[inline(never)]
    fn absent_list(&mut self) -> Result<bool, DecodeError> {
        let start = self.pos;
        if !self.empty_list() {
            return Ok(false);
        }
        let end = std::mem::replace(&mut self.pos, start);
        self.tolerate(DriftKind::ToleratedType, "value", "empty list")?;
        self.pos = end;
        Ok(true)
    }
}
