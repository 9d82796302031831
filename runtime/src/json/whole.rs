//! Whether a value that was read has everything in its fields.

use super::open_path::named_paths;
use super::{Encode, Writer};

/// For everything that can be written: whether all that was read stands in the fields that are made for it, at any depth.
///
/// An optional field whose value did not fit is empty, and the JSON text of the value stands in the [`Extra`](super::Extra) of its
/// object; a program that takes the empty field for "the server has none" would be wrong. A field that is set later counts, and its
/// kept text no more. Unknown keys are no misfits.
///
/// ```
/// use tradewire::json::Whole;
///
/// assert!(1.is_whole());
/// assert!(1.misfits().is_empty());
/// ```
pub trait Whole {
    /// Whether there is no misfit.
    fn is_whole(&self) -> bool;

    /// JSON paths of the fields that are empty although the server sent something: `$.orders[2].total`. Parts of the path that came
    /// from outside are cut to 64 characters.
    fn misfits(&self) -> Vec<String>;
}

impl<T: Encode> Whole for T {
    fn is_whole(&self) -> bool {
        self.misfits().is_empty()
    }

    fn misfits(&self) -> Vec<String> {
        let mut writer = Writer::new();
        writer.audit = true;
        self.encode(&mut writer);
        named_paths(&writer.buffer)
    }
}
