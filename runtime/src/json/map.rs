//! Reading maps and families of keys.

use super::{Decode, DecodeError, Json, Pattern, Reader};
use std::collections::BTreeMap;

impl<T: Decode> Decode for BTreeMap<String, T> {
    const EMPTY_LIST: bool = true;

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    /// Of equal keys the last one counts.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        let mut walk = r.walk_map()?;
        while r.walk_on(&mut walk)? {
            let key = r.walk_key(&walk)?;
            r.charge_entry(self.len(), size_of::<(String, T)>())?;
            let mut value = T::blank();
            value.read(r)?;
            self.insert(key, value);
        }
        Ok(())
    }
}

/// Reading a member of a map of any JSON, as custom fields come, as a type.
///
/// ```
/// use tradewire::json::ReadMember;
/// use tradewire::{Json, Map};
///
/// let fields: Map<Json> = [("gift_wrap".to_owned(), Json::from("1"))].into();
/// assert_eq!(fields.read::<i64>("gift_wrap").transpose()?, Some(1));
/// assert_eq!(fields.read::<bool>("engraving").transpose()?, None);
/// # Ok::<(), tradewire::json::DecodeError>(())
/// ```
pub trait ReadMember {
    /// Reads the value of `key` as a `T`, tolerantly; `None` if there is none.
    #[must_use]
    fn read<T: Decode>(&self, key: &str) -> Option<Result<T, DecodeError>>;
}

impl ReadMember for BTreeMap<String, Json> {
    fn read<T: Decode>(&self, key: &str) -> Option<Result<T, DecodeError>> {
        self.get(key).map(Json::decode)
    }
}

impl Reader<'_> {
    /// Reads the value of `key` into `map` if `key` fits `pattern` (`custom_{key}`, `price{n}`); `false` if it does not, or if its
    /// value is no `T`, which the record then keeps as text.
    pub fn family<T: Decode>(
        &mut self,
        key: &str,
        pattern: &'static str,
        map: &mut BTreeMap<String, T>,
    ) -> Result<bool, DecodeError> {
        let Some(name) = Pattern::new(pattern).name_in(key) else {
            return Ok(false);
        };
        self.charge_entry(map.len(), size_of::<(String, T)>())?;
        let start = self.mark();
        let mut value = T::blank();
        if let Err(error) = value.read(self) {
            if self.strict || self.trying || error.is_fatal() {
                return Err(error);
            }
            // No other value of the family is lost for it: the record keeps its text.
            self.reset(&start);
            self.unfit = Some(error);
            return Ok(false);
        }
        map.insert(name.to_owned(), value);
        Ok(true)
    }
}
