//! What all values that keep their text have in common.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use crate::json::{DecodeError, Reader};
use crate::text::line;

/// Most characters of a text that an error shows.
const SHOWN: usize = 60;

/// The text of a value. Two texts are equal, wherever they come from.
#[derive(Clone)]
pub(super) enum Kept {
    /// As it came from the wire, or as it was made here.
    Plain(Box<str>),
    /// Given by the program and not of the form that it should have, so it is not sent. The second box keeps the whole at two words.
    Refused(Box<Box<str>>),
}

impl Deref for Kept {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Refused(text) => text,
        }
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Kept {}

impl Hash for Kept {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl From<String> for Kept {
    fn from(text: String) -> Self {
        Self::Plain(text.into())
    }
}

impl From<&str> for Kept {
    fn from(text: &str) -> Self {
        Self::Plain(text.into())
    }
}

impl From<Kept> for String {
    fn from(text: Kept) -> Self {
        match text {
            Kept::Plain(text) => text.into(),
            Kept::Refused(text) => (*text).into(),
        }
    }
}

/// A text that is none of what it was to be read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidText {
    expected: &'static str,
    text: Box<str>,
}

impl InvalidText {
    pub(super) fn new(expected: &'static str, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self { expected, text }
    }

    /// What it should have been: `date and time`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {:?}", self.expected, line(&self.text, SHOWN))
    }
}

impl std::error::Error for InvalidText {}

/// Defines a type that keeps the text of the wire, whatever it is, and its conversions, reading and writing.
/// The type itself brings `fn is_valid(&self) -> bool`.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name($crate::value::text::Kept);

        impl $name {
            /// Reads text that a program was given.
            ///
            /// # Errors
            #[doc = concat!("It is no ", $expected, ".")]
            pub fn parse(text: &str) -> Result<Self, $crate::value::InvalidText> {
                let value = Self(text.into());
                if value.is_valid() {
                    Ok(value)
                } else {
                    Err($crate::value::InvalidText::new($expected, text))
                }
            }

            /// Takes text as it stands, and sends it so: for servers that want something in this place that is none.
            #[must_use]
            pub fn verbatim(text: impl Into<String>) -> Self {
                Self(text.into().into())
            }

            /// The text as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        #[doc = concat!("Text that is no ", $expected, " is kept, too, but a request with it is not sent: making it is an error that names \
            the field and the text. To ask at once there is [`parse`](Self::parse), and [`verbatim`](Self::verbatim) to send it all the same.")]
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }

        /// As from `&str`.
        impl From<String> for $name {
            fn from(text: String) -> Self {
                let value = Self(text.into());
                if value.is_valid() {
                    return value;
                }
                let text: String = value.0.into();
                Self($crate::value::text::Kept::Refused(Box::new(text.into())))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::value::InvalidText;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        /// The text as it was written, padded as text is. A precision does not cut it.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::value::pad::text(f, &self.0)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), &*self.0)
            }
        }

        impl $crate::json::Decode for $name {
            #[inline]
            fn blank() -> Self {
                Self(String::new().into())
            }

            /// Any text is kept; what is not valid is reported (an error in strict mode).
            fn read(&mut self, r: &mut $crate::json::Reader<'_>) -> Result<(), $crate::json::DecodeError> {
                self.0 = r.text()?.into();
                if r.is_watched() && !self.is_valid() {
                    return $crate::value::text::report(r, $expected);
                }
                Ok(())
            }
        }

        impl $crate::json::Encode for $name {
            /// Text that a program gave and that is not valid cannot be written.
            fn encode(&self, w: &mut $crate::json::Writer) {
                match &self.0 {
                    $crate::value::text::Kept::Plain(text) => w.text(text),
                    $crate::value::text::Kept::Refused(text) => w.refuse_text(concat!("text that is no ", $expected), text),
                }
            }
        }
    };
}

pub(super) use text_value;

#[cold]
pub(super) fn report(r: &mut Reader<'_>, expected: &'static str) -> Result<(), DecodeError> {
    r.tolerated(expected, "text of another form")
}
