//! What an object holds beyond its fields.

use super::kept_text::KeptText;
use super::members::{Member, Members};
use super::{Decode, DecodeError, Json, Object, Options};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The members of an object that no field holds: keys that nobody documented, and known keys whose value did not fit their field
/// ([`misfits`](Self::misfits)).
///
/// It keeps their JSON text as it came, parses it only when asked, and is written again with the object, so that reading and writing
/// a reply loses nothing. Empty, as it nearly always is, it is one word and no allocation.
///
/// Finding a key and adding one takes the same time however many there are; replacing one and taking one out goes through all.
///
/// ```
/// use tradewire::json::Extra;
///
/// let mut extra: Extra = [("giftWrap", true)].into_iter().collect();
/// extra.insert("boxes", 2);
/// assert_eq!(extra.get("boxes"), Some(2.into()));
/// assert_eq!(extra.raw("giftWrap"), Some("true"));
/// ```
#[derive(Clone, Default)]
pub struct Extra {
    /// Boxed, as a struct has one for its own keys and hardly ever needs it.
    kept: Option<Box<KeptText>>,
}

impl Extra {
    /// Nothing.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes members as text.
    pub(super) fn from_text(text: String) -> Self {
        let kept = (!text.is_empty()).then(|| Box::new(KeptText::new(text)));
        Self { kept }
    }

    /// Bytes of memory that one takes that is not empty, beside its text.
    pub(super) const SIZE: usize = size_of::<KeptText>();

    /// The members as text, with their marks.
    #[inline]
    pub(super) fn text(&self) -> &str {
        self.kept.as_ref().map_or("", |kept| kept.text())
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.kept.is_none()
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members().count()
    }

    /// The value of `key`. Of equal keys the last one counts. `None` too if its text is no JSON (half a surrogate, `NaN`), see
    /// [`raw`](Self::raw).
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Json> {
        Json::parse(self.raw(key)?).ok()
    }

    /// The JSON text of the value of `key`, as it came.
    #[must_use]
    pub fn raw(&self, key: &str) -> Option<&str> {
        self.kept.as_ref()?.value(key)
    }

    /// All members that are JSON, parsed.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let parsed = self.members().map(|member| (member.name(), Json::parse(member.value)));
        parsed
            .filter_map(|(name, value)| Some((name.into_owned(), value.ok()?)))
            .collect()
    }

    /// Whether `key` is there.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.raw(key).is_some()
    }

    /// Reads the value of `key` as a `T`, tolerantly; `None` if there is none.
    #[must_use]
    pub fn read<T: Decode>(&self, key: &str) -> Option<Result<T, DecodeError>> {
        let raw = self.raw(key)?;
        Some(super::decode(raw.as_bytes(), Options::default()).map(|decoded| decoded.value))
    }

    /// The members in order: key, and JSON text of the value.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        self.members().map(|member| (member.name(), member.value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.members().map(|member| member.name())
    }

    /// Known keys whose value did not fit: their field is empty and their text is here.
    pub fn misfits(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let marked = self.members().take_while(|member| member.mark.is_some());
        marked.map(|member| member.name())
    }

    /// Whether there are misfits: they stand first.
    pub(super) fn has_misfits(&self) -> bool {
        matches!(
            self.text().as_bytes().first(),
            Some(&(super::members::MISFIT | super::members::BROKEN))
        )
    }

    /// Sets the value of `key`.
    pub fn insert(&mut self, key: impl AsRef<str>, value: impl Into<Json>) {
        let key = key.as_ref();
        self.remove(key);
        let value = value.into().to_string();
        match &mut self.kept {
            Some(kept) => kept.add(key, &value),
            none => {
                let text = [&Json::from(key).to_string(), ":", &value].concat();
                *none = Some(Box::new(KeptText::new(text)));
            }
        }
    }

    /// Takes `key` out; `false` if it was not there.
    pub fn remove(&mut self, key: &str) -> bool {
        if !self.contains_key(key) {
            return false;
        }
        let mut text = String::with_capacity(self.text().len());
        for member in self.members().filter(|member| member.name() != key) {
            push_marked(&mut text, &member);
        }
        *self = Self::from_text(text);
        true
    }

    /// The members by key, the last of equal ones.
    fn by_key(&self) -> BTreeMap<Cow<'_, str>, &str> {
        self.iter().collect()
    }

    pub(super) fn members(&self) -> Members<'_> {
        Members::of(self.text())
    }
}

fn push_marked(text: &mut String, member: &Member<'_>) {
    if !text.is_empty() {
        text.push(',');
    }
    text.extend(member.mark.map(char::from));
    text.push_str(member.text);
}

/// Equal if the same keys have values that mean the same; the order does not matter.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &str, two: &str| one == two || Json::parse(one).is_ok_and(|one| Json::parse(two) == Ok(one));
        if self.text() == other.text() {
            return true;
        }
        let (ours, theirs) = (self.by_key(), other.by_key());
        ours.len() == theirs.len()
            && ours
                .iter()
                .zip(&theirs)
                .all(|((key, value), (other_key, other))| key == other_key && same(value, other))
    }
}

impl Eq for Extra {}

/// A map of keys and JSON text: the first of them, and not all of a long text.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEMBERS: usize = 32;
        const TEXT: usize = 80;
        let cut = |text: &str| match text.char_indices().nth(TEXT) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        let mut map = f.debug_map();
        for member in self.members().take(MEMBERS) {
            map.entry(&cut(&member.name()), &format_args!("{}", cut(member.value)));
        }
        map.finish()
    }
}

/// Of equal keys the last one counts.
impl<K: Into<String>, V: Into<Json>> FromIterator<(K, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self::from(members.into_iter().collect::<Object>())
    }
}

impl From<Object> for Extra {
    fn from(members: Object) -> Self {
        let object = Json::Object(members).to_string();
        let inside = object.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        Self::from_text(inside.unwrap_or_default().to_owned())
    }
}
