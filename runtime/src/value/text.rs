//! What all values that keep their text have in common.

use crate::json::{DecodeError, Reader};

/// Defines a type that keeps the text of the wire, whatever it is, and its conversions, reading and writing.
/// The type itself brings `fn is_valid(&self) -> bool`.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
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
                Self(Box::default())
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
            fn encode(&self, w: &mut $crate::json::Writer) {
                w.text(&self.0);
            }
        }
    };
}

pub(super) use text_value;

#[cold]
pub(super) fn report(r: &mut Reader<'_>, expected: &'static str) -> Result<(), DecodeError> {
    r.tolerated(expected, "text of another form")
}
