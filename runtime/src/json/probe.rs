//! Looking into a raw body: one value at a dotted path, without reading the rest into anything.
//!
//! Paths are those of the specs: `pagination.nextCursor`, `items.0.id`, `""` for the whole body. They are followed as far as the ends
//! of values can be told, were they no JSON; what comes after the value is not looked at. Of equal keys the first counts.

use super::extent::content;
use super::{DecodeError, Json, Mode, Reader, search};
use std::borrow::Cow;

/// The value at `path` in `body`, if there is one.
#[must_use]
pub fn probe(body: &[u8], path: &str) -> Option<Json> {
    with_reader(body, |r| r.go_to(path)?.then(|| r.json()).transpose())
}

/// As [`probe`], for what is hardly ever there: a body without the key is not walked through.
pub(crate) fn probe_rare(body: &[u8], path: &str) -> Option<Json> {
    with_reader(body, |r| {
        let is_there = search::may_have(r.text, path) && r.go_to(path)?;
        is_there.then(|| r.json()).transpose()
    })
}

/// JSON text of the value at `path` in `body`, if there is one.
#[must_use]
pub fn probe_raw(body: &[u8], path: &str) -> Option<String> {
    with_reader(body, |r| r.go_to(path)?.then(|| r.raw().map(str::to_owned)).transpose())
}

/// Number of items of the list at `path` (or of the object that stands for a list); `None` if there is no list.
#[must_use]
pub fn count_items(body: &[u8], path: &str) -> Option<usize> {
    with_reader(body, |r| {
        if !r.go_to(path)? {
            return Ok(None);
        }
        let mut count = 0;
        let is_list = r.each_item(&mut |r| {
            count += 1;
            r.pass()
        })?;
        Ok(is_list.then_some(count))
    })
}

/// Calls `visit` with the JSON text of each item of the list at `path` (or of the object that stands for a list); `false` if there
/// is no whole list.
pub(crate) fn each_item_text(body: &[u8], path: &str, visit: &mut dyn FnMut(&str)) -> bool {
    with_reader(body, |r| {
        if !r.go_to(path)? {
            return Ok(None);
        }
        let is_list = r.each_item(&mut |r| {
            r.peek();
            let start = r.pos;
            r.pass()?;
            visit(r.text.get(start..r.pos).unwrap_or_default());
            Ok(())
        })?;
        Ok(is_list.then_some(()))
    })
    .is_some()
}

/// Calls `visit` with the position and the JSON text of each item of the list at `path`. An object whose keys are all numbers stands for
/// a list that has these positions, whatever else says something for a list of one.
pub(crate) fn each_placed_text(body: &[u8], path: &str, visit: &mut dyn FnMut(usize, &str)) {
    with_reader(body, |r| {
        if !r.go_to(path)? {
            return Ok(None);
        }
        let start = r.peek();
        let mark = r.mark();
        let mut keys = Vec::new();
        if start == b'{' {
            r.enter()?;
            while r.next_key(keys.is_empty())? {
                keys.push(r.quoted()?.parse::<usize>().ok());
                r.colon()?;
                r.pass()?;
            }
            r.reset(&mark);
        }
        let places = Some(keys).filter(|keys| !keys.is_empty() && keys.iter().all(Option::is_some));
        let is_list = start == b'[' || places.is_some();
        let mut seen = 0;
        let mut item = |r: &mut Reader<'_>| {
            r.peek();
            let start = r.pos;
            r.pass()?;
            let at = places.as_ref().and_then(|keys| *keys.get(seen)?).unwrap_or(seen);
            seen += 1;
            visit(at, r.text.get(start..r.pos).unwrap_or_default());
            Ok(())
        };
        if is_list {
            r.each_item(&mut item)?;
            return Ok(Some(()));
        }
        let bare = r.json()?;
        if !bare.is_empty() && bare != Json::Bool(false) {
            r.reset(&mark);
            item(r)?;
        }
        Ok(Some(()))
    });
}

/// The value at `field` in the last item of the list at `items`.
#[must_use]
pub fn probe_last(body: &[u8], items: &str, field: &str) -> Option<Json> {
    with_reader(body, |r| {
        if !r.go_to(items)? {
            return Ok(None);
        }
        let mut last = None;
        r.each_item(&mut |r| {
            r.peek();
            last = Some(r.mark());
            r.pass()
        })?;
        let Some(last) = last else { return Ok(None) };
        r.reset(&last);
        r.go_to(field)?.then(|| r.json()).transpose()
    })
}

fn with_reader<T>(body: &[u8], look: impl FnOnce(&mut Reader<'_>) -> Result<Option<T>, DecodeError>) -> Option<T> {
    let body = content(body);
    let text = std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed);
    look(&mut Reader::new(&text, Mode::Tolerant)).ok().flatten()
}

impl Reader<'_> {
    /// Moves to the value at `path` below the value at the position. What is left of a path may be one key that has dots itself
    /// (`@odata.nextLink`).
    fn go_to(&mut self, path: &str) -> Result<bool, DecodeError> {
        if path.is_empty() {
            return Ok(true);
        }
        let mut left = Some(path);
        while let Some(here) = left {
            let (step, behind) = here
                .split_once('.')
                .map_or((here, None), |(step, behind)| (step, Some(behind)));
            left = behind;
            let found = match self.peek() {
                b'{' => match self.go_to_key(step, here)? {
                    Some(true) => return Ok(true),
                    found => found.is_some(),
                },
                b'[' => match step.parse() {
                    Ok(index) => self.go_to_index(index)?,
                    Err(_) => false,
                },
                _ => false,
            };
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Moves to the value of `key`, or to that of `whole`: `true` if that is the one found.
    fn go_to_key(&mut self, key: &str, whole: &str) -> Result<Option<bool>, DecodeError> {
        self.enter()?;
        let mut first = true;
        while self.next_key(first)? {
            first = false;
            let found = self.quoted()?;
            let is_whole = found == whole;
            let hit = is_whole || found == key;
            self.colon()?;
            if hit {
                return Ok(Some(is_whole));
            }
            self.pass()?;
        }
        Ok(None)
    }

    fn go_to_index(&mut self, index: usize) -> Result<bool, DecodeError> {
        self.enter()?;
        let mut at = 0;
        while self.next_item(at == 0)? {
            if at == index {
                return Ok(true);
            }
            at += 1;
            self.pass()?;
        }
        Ok(false)
    }

    /// Calls `visit` before each item of the list, or each value of the object, at the position. `false` if it is neither.
    fn each_item(&mut self, visit: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>) -> Result<bool, DecodeError> {
        let is_object = match self.peek() {
            b'[' => false,
            b'{' => true,
            _ => return Ok(false),
        };
        self.enter()?;
        let mut first = true;
        while if is_object {
            self.next_key(first)?
        } else {
            self.next_item(first)?
        } {
            first = false;
            if is_object {
                self.skip_string()?;
                self.colon()?;
            }
            visit(self)?;
        }
        Ok(true)
    }
}
