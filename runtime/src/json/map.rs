//! Reading maps, families of keys, and keys that nothing describes.

use super::{Decode, DecodeError, Json, Pattern, Reader};
use std::collections::BTreeMap;

impl<T: Decode> Decode for BTreeMap<String, T> {
    const EMPTY_LIST: bool = true;

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    /// Of equal keys the last one counts. Values that cannot be read are set aside.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        let mut walk = r.walk_map()?;
        while r.walk_on(&mut walk)? {
            let key = r.walk_key(&walk)?;
            let mut value = T::blank();
            match value.read(r) {
                Ok(()) => {
                    self.insert(key, value);
                }
                Err(error) => r.walk_failed(&walk, error)?,
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads the value of `key` into `map` if `key` fits `pattern` (`custom_{key}`, `price{n}`); `false` if it does not.
    pub fn family<T: Decode>(
        &mut self,
        key: &str,
        pattern: &'static str,
        map: &mut BTreeMap<String, T>,
    ) -> Result<bool, DecodeError> {
        let Some(name) = Pattern::new(pattern).name_in(key) else {
            return Ok(false);
        };
        let mut value = T::blank();
        value.read(self)?;
        map.insert(name.to_owned(), value);
        Ok(true)
    }

    /// Keeps the value of `key` as JSON. Always `true`.
    pub fn extra(&mut self, key: &str, map: &mut BTreeMap<String, Json>) -> Result<bool, DecodeError> {
        let mut value = Json::Null;
        value.read(self)?;
        map.insert(key.to_owned(), value);
        Ok(true)
    }
}
