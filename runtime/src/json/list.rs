//! Lists. None is ever handed out shorter than it came: an item that cannot be read is an error of its list. Only the items of *the
//! listing* that a reply is about are set aside, each with its position and its text.

use super::drift::DriftKind;
use super::path::Segment;
use super::{Decode, DecodeError, Mark, Reader};

/// The walk over the items of one list, or over the values of one object that stands for a list.
pub(super) struct Walk {
    shape: Form,
    /// Items met so far.
    count: usize,
    /// Whether it is the listing, whose bad items are set aside.
    listing: bool,
    /// Before the current item. Depth and path are those of all items.
    item: Mark,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    List,
    Object,
    /// Nothing stood there: `null` or `""`.
    Nothing,
}

impl<T: Decode> Decode for Vec<T> {
    const EMPTY_LIST: bool = true;

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        let mut walk = r.walk_list()?;
        while r.walk_on(&mut walk)? {
            if self.len() == self.capacity() {
                r.charge_growth(self.len(), size_of::<T>())?;
            }
            self.push(T::blank());
            if let Some(item) = self.last_mut() {
                if let Err(error) = item.read(r) {
                    self.pop();
                    r.walk_failed(&walk, error)?;
                }
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Begins a list. Tolerates an object with numbers as keys, as PHP writes a list with gaps; `null` and `""` are an empty list.
    pub(super) fn walk_list(&mut self) -> Result<Walk, DecodeError> {
        let shape = match self.peek() {
            b'[' => Form::List,
            b'{' if self.is_numbered() => {
                self.tolerate(DriftKind::ToleratedType, "list", "object")?;
                Form::Object
            }
            _ => return self.walk_nothing("list"),
        };
        let listing = self.begins_listing();
        self.walk_in(shape, listing)
    }

    /// Whether a list at the position is the listing; from then on it is found. A bare list counts where a wrapped one is described.
    #[inline]
    fn begins_listing(&mut self) -> bool {
        let begins = self.listing.is_some() && self.listing_at.is_none() && self.is_at_listing();
        if begins {
            self.listing_at = Some(self.pos);
        }
        begins
    }

    #[cold]
    #[inline(never)]
    fn is_at_listing(&self) -> bool {
        let Some(listing) = self.listing else { return false };
        if self.base.is_some() {
            return false;
        }
        // What is left of its path: `None` behind the last key.
        let mut rest = Some(listing);
        let same = self.path.iter().all(|segment| {
            let name = match *segment {
                Segment::Field(shape, index) => shape.name(index),
                Segment::Name(name) => name,
                _ => return false,
            };
            let behind = rest.and_then(|rest| rest.strip_prefix(name));
            rest = behind.and_then(|behind| behind.strip_prefix('.'));
            behind.is_some_and(|behind| behind.is_empty() || rest.is_some())
        });
        self.path.is_empty() || (same && rest.is_none())
    }

    /// The listing stands a second time: what the first one had does not count.
    pub(super) fn listing_again(&mut self) {
        if self.listing_at.is_some() && self.is_at_listing() {
            self.listing_at = None;
            self.rejected.clear();
        }
    }

    /// Whether the object at the position has a number as its first key, or no key at all. Any other object is no list: it may be
    /// a refusal, which must not pass for an empty page.
    #[cold]
    fn is_numbered(&self) -> bool {
        let inside = self.text[self.pos + 1..].trim_start();
        let key = inside.strip_prefix('"').and_then(|key| key.split('"').next());
        let digits = key.map(|key| key.strip_prefix('-').unwrap_or(key));
        inside.starts_with('}')
            || digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Begins a map. Tolerates a list, as PHP writes a map with the keys 0, 1, 2, …; `null` and `""` are an empty map.
    pub(super) fn walk_map(&mut self) -> Result<Walk, DecodeError> {
        let shape = match self.peek() {
            b'{' => Form::Object,
            b'[' => {
                self.tolerate(DriftKind::ToleratedType, "map", "list")?;
                Form::List
            }
            _ => return self.walk_nothing("map"),
        };
        // A listing by keys is found, but none of its values is set aside: they are handed out in another order than they came.
        self.begins_listing();
        self.walk_in(shape, false)
    }

    fn walk_in(&mut self, shape: Form, listing: bool) -> Result<Walk, DecodeError> {
        self.enter()?;
        self.path.push(Segment::Start);
        Ok(Walk {
            shape,
            count: 0,
            listing,
            item: self.mark(),
        })
    }

    #[cold]
    #[inline(never)]
    fn walk_nothing(&mut self, expected: &'static str) -> Result<Walk, DecodeError> {
        let found = self.kind();
        let start = self.mark();
        if self.vacant {
            return Err(self.unexpected(expected));
        }
        if self.null()? || self.empty_text() {
            self.begins_listing();
            let found = if found == "text" { "empty text" } else { found };
            if self.strict {
                self.reset(&start);
            }
            self.tolerate(DriftKind::ToleratedType, expected, found)?;
            Ok(Walk {
                shape: Form::Nothing,
                count: 0,
                listing: false,
                item: start,
            })
        } else {
            Err(self.unexpected(expected))
        }
    }

    /// Moves to the next item, or past the end of the container.
    pub(super) fn walk_on(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
        if walk.shape != Form::List {
            return self.walk_on_by_key(walk);
        }
        let more = self.next_item(walk.count == 0)?;
        // The elements of the listing are what a reply is about; what stands in them is not.
        self.outer = more && walk.listing;
        if !more {
            self.path.pop();
            return Ok(false);
        }
        self.place(Segment::Index(walk.count));
        walk.count += 1;
        self.remark(&mut walk.item);
        Ok(true)
    }

    /// As [`walk_on`](Self::walk_on), over an object, or over nothing at all.
    #[inline(never)]
    fn walk_on_by_key(&mut self, walk: &mut Walk) -> Result<bool, DecodeError> {
        if walk.shape == Form::Nothing {
            return Ok(false);
        }
        let more = self.next_key(walk.count == 0)?;
        self.outer = more && walk.listing;
        if !more {
            self.path.pop();
            return Ok(false);
        }
        let start = self.pos;
        self.skip_string()?;
        self.place(Segment::Key(start, self.pos));
        self.colon()?;
        walk.count += 1;
        self.remark(&mut walk.item);
        Ok(true)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn walk_failed(&mut self, walk: &Walk, error: DecodeError) -> Result<(), DecodeError> {
        if walk.listing {
            self.set_aside(&walk.item, walk.count - 1, error)
        } else {
            Err(error)
        }
    }

    /// Key of the item at which `walk` stands: of an object as written, of a list its position.
    pub(super) fn walk_key(&mut self, walk: &Walk) -> Result<String, DecodeError> {
        match self.path.last() {
            Some(&Segment::Key(start, end)) => {
                let raw = &self.text[start + 1..end - 1];
                if !raw.contains('\\') {
                    return Ok(raw.to_owned());
                }
                self.unescape(start + 1, start + 1 + raw.find('\\').unwrap_or(0))?;
                self.pos = walk.item.pos;
                Ok(self.scratch.clone())
            }
            _ => Ok((walk.count - 1).to_string()),
        }
    }

    /// Steps over `""` if that is the next value.
    #[inline]
    pub(super) fn empty_text(&mut self) -> bool {
        let empty = self.peek() == b'"' && self.bytes()[self.pos..].starts_with(b"\"\"");
        if empty {
            self.pos += 2;
        }
        empty
    }

    /// Reads a list of which a single element may stand bare.
    pub fn one_or_many<L: List>(&mut self, list: &mut L) -> Result<(), DecodeError>
    where
        L::Item: Decode,
    {
        let bare = match self.peek() {
            b'[' | b'n' => false,
            b'"' => !self.bytes()[self.pos..].starts_with(b"\"\""),
            _ => true,
        };
        if !bare {
            return list.read(self);
        }
        let mut item = L::Item::blank();
        item.read(self)?;
        list.put(vec![item]);
        Ok(())
    }
}

/// `Vec<T>` and `Option<Vec<T>>`: what a field with `one_or_many` can be.
pub trait List: Decode {
    /// What it is a list of.
    type Item;

    /// The items, if the list is there.
    fn items(&self) -> Option<&[Self::Item]>;

    /// Replaces the items.
    fn put(&mut self, items: Vec<Self::Item>);
}

impl<T: Decode> List for Vec<T> {
    type Item = T;

    fn items(&self) -> Option<&[T]> {
        Some(self)
    }

    fn put(&mut self, items: Vec<T>) {
        *self = items;
    }
}

impl<T: Decode> List for Option<Vec<T>> {
    type Item = T;

    fn items(&self) -> Option<&[T]> {
        self.as_deref()
    }

    fn put(&mut self, items: Vec<T>) {
        *self = Some(items);
    }
}
