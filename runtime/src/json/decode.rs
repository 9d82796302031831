//! The traits that generated types implement for reading, and reading a whole body.

use super::drift::DriftKind;
use super::extent::{extent, is_marked};
use super::{DecodeError, Drift, Misfit, Mode, Reader, Rejected, Shape};

/// A type that can be read from JSON.
///
/// Values are read in place: a [`blank`](Self::blank) one is made first and then overwritten. A blank value is never seen by the
/// user: on an error it is dropped.
pub trait Decode: Sized {
    /// `""` is a value of this type. Where it is not, an optional value takes `""` as absent (tolerant mode).
    const EMPTY_TEXT: bool = false;
    /// `[]` is a value of this type. Where it is not, an optional value takes `[]` as absent (tolerant mode).
    const EMPTY_LIST: bool = false;

    /// The value to start from: zero, empty, `None`.
    fn blank() -> Self;

    /// Overwrites the value with the next one in the document.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// A struct whose fields are read one by one, in any order. Generated; the loop over the keys is [`Reader::record`].
pub trait Record {
    /// The keys.
    fn shape(&self) -> &'static Shape;

    /// Reads the field with this number in the shape. That with number [`MAX_FIELDS`](super::MAX_FIELDS) is what the other fields do
    /// not hold, see [`Reader::open_record`].
    fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Offers a key that the shape does not know; the reader stands before its value. `true`: the value was read.
    /// `false`: nothing was, and the member is kept or passed over, and reported.
    fn unknown(&mut self, key: &str, r: &mut Reader<'_>) -> Result<bool, DecodeError> {
        let _ = (key, r);
        Ok(false)
    }
}

/// How to read a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Tolerant unless said otherwise.
    pub mode: Mode,
    /// Whether to collect [`Drift`] reports. Off by default, and then free.
    pub drift: bool,
    /// Dotted path (`orders`, `data.items`, `""` for the whole body) of the list that the body is about. Its elements that cannot be
    /// read are set aside ([`Decoded::rejected`]); in all other lists they are errors. Tolerant mode only.
    pub listing: Option<&'static str>,
    /// Whether an object of which no key is known is an error ([`DecodeErrorKind::Foreign`](super::DecodeErrorKind::Foreign)), if it
    /// is the body itself or an element of the listing. Off by default.
    pub recognise: bool,
    /// The most memory that the value may take, in bytes, its text included; beyond it, reading fails
    /// ([`DecodeErrorKind::TooLarge`](super::DecodeErrorKind::TooLarge)). No bound by default.
    pub max_memory: Option<usize>,
}

impl Options {
    /// Strict mode: everything unexpected is an error.
    #[must_use]
    pub fn strict() -> Self {
        Self {
            mode: Mode::Strict,
            ..Self::default()
        }
    }

    /// Tolerant mode with reports of what was tolerated.
    #[must_use]
    pub fn watched() -> Self {
        Self {
            drift: true,
            ..Self::default()
        }
    }
}

/// A value, and what was noticed while it was read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// Elements of the listing that could not be read: the list has all others.
    pub rejected: Vec<Rejected>,
    /// Whether the listing was there, were it `null` or empty.
    pub listing_found: bool,
    /// Fields whose value did not fit; it stands in the [`Extra`](super::Extra) of its object. The first 100.
    pub misfits: Vec<Misfit>,
    /// How many did not fit in all.
    pub misfits_total: usize,
    /// What was tolerated, if [`Options::drift`] was on: the first 200 different reports.
    pub drift: Vec<Drift>,
}

/// Reads a whole body.
pub fn decode<T: Decode>(body: &[u8], options: Options) -> Result<Decoded<T>, DecodeError> {
    let mut value = T::blank();
    let notes = whole(body, options, &mut |r| value.read(r))?;
    Ok(notes.with(value))
}

/// Reads a value from text in strict mode; for tests and for text that we wrote ourselves.
pub fn from_str<T: Decode>(text: &str) -> Result<T, DecodeError> {
    decode(text.as_bytes(), Options::strict()).map(|decoded| decoded.value)
}

pub(super) type ReadStep<'s> = dyn FnMut(&mut Reader<'_>) -> Result<(), DecodeError> + 's;

/// What a reader holds at the end.
pub(super) struct Notes {
    rejected: Vec<Rejected>,
    listing_found: bool,
    misfits: Vec<Misfit>,
    misfits_total: usize,
    drift: Vec<Drift>,
}

impl Notes {
    pub(super) fn with<T>(self, value: T) -> Decoded<T> {
        let Self {
            rejected,
            listing_found,
            misfits,
            misfits_total,
            drift,
        } = self;
        Decoded {
            value,
            rejected,
            listing_found,
            misfits,
            misfits_total,
            drift,
        }
    }
}

/// Few replies are deeper.
const USUAL_DEPTH: usize = 8;

/// UTF-8 is checked here, once for the body, so that strings are plain slices afterwards.
pub(super) fn whole(body: &[u8], options: Options, read: &mut ReadStep<'_>) -> Result<Notes, DecodeError> {
    let extent = extent(body);
    let is_marked = is_marked(body, &extent);
    // What stands before it is passed over and not cut off, so that places are those of the body.
    let body = body.get(..extent.end).unwrap_or(body);
    let (text, broken) = match std::str::from_utf8(body) {
        Ok(text) => (std::borrow::Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(body), Some(error.valid_up_to())),
    };
    let mut reader = Reader::new(&text, options.mode);
    if options.drift {
        reader.watch();
    }
    reader.listing = options.listing;
    (reader.recognise, reader.outer) = (options.recognise, true);
    reader.limit_memory(options.max_memory.unwrap_or(usize::MAX))?;
    if is_marked {
        reader.tolerate(
            DriftKind::Encoding,
            "no marks around the value",
            "byte-order or other invisible marks",
        )?;
    }
    if let Some(at) = broken {
        reader.pos = at;
        reader.tolerate(DriftKind::Encoding, "valid UTF-8", "invalid UTF-8")?;
    }
    reader.pos = extent.start;
    if matches!(body.get(extent.start), Some(b'{' | b'[')) {
        reader.path.reserve(USUAL_DEPTH);
    }
    read(&mut reader)?;
    reader.finish()?;
    Ok(Notes {
        rejected: reader.rejected,
        listing_found: reader.listing_at.is_some(),
        misfits_total: reader.misfits_at.len(),
        misfits: if reader.misfits.is_empty() {
            Vec::new()
        } else {
            reader.misfits.into_iter().map(|(_, misfit)| misfit).collect()
        },
        drift: reader.drifts.map(|drifts| drifts.into_list()).unwrap_or_default(),
    })
}
