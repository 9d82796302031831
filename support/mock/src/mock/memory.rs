//! What is remembered, from outside: looked at, put in, taken from a file and written to one.

use std::path::Path;

use serde_json::Value;
use tradewire_codegen::diagnostics::did_you_mean;

use super::Mock;
use crate::error::Error;
use crate::read::read_json;
use crate::stored::from_json;

impl Mock {
    /// All that is remembered, as JSON. Secrets that were sent stand in it.
    #[must_use]
    pub fn dump(&self) -> Value {
        self.state().store.to_json(&self.shared.spec.platform.name)
    }

    /// Takes what was [dumped](Self::dump) in place of all that is remembered.
    ///
    /// # Errors
    /// It is no such JSON, of another platform, or does not fit the types of the spec (a mock that is not [strict](crate::Builder::strict) takes the last);
    /// all that is wrong is told, and nothing changes.
    pub fn load(&self, state: &Value) -> Result<(), Error> {
        let store = from_json(state, &self.shared.spec, !self.shared.set.strict)?;
        self.state().store = store;
        Ok(())
    }

    /// Puts a thing into a collection, as if it had been there all along, and says what is kept of it: with an id, where it was given none, and
    /// with what such a thing has to have. Collections are named as in [`dump`](Self::dump): `api/v5/order`.
    ///
    /// # Errors
    /// There is no such collection, the thing is no object, or has what the spec does not know (see [`load`](Self::load)).
    pub fn insert(&self, collection: &str, thing: &Value) -> Result<Value, Error> {
        let Value::Object(thing) = thing else {
            return Err(Error::new(format!(
                "a thing of `{collection}` is an object, not {thing}"
            )));
        };
        let (spec, seed) = (&self.shared.spec, self.shared.set.seed);
        if self.shared.set.strict {
            let wrong = crate::stored::misfits(spec, collection, thing, "thing");
            if !wrong.is_empty() {
                return Err(Error::new(format!(
                    "this is no thing of `{collection}`:\n  {}",
                    wrong.join("\n  ")
                )));
            }
        }
        let kept = crate::state::insert(spec, &mut self.state().store, collection, thing, seed);
        kept.ok_or_else(|| {
            let known: Vec<&str> = spec.collections.keys().map(String::as_str).collect();
            let hint = did_you_mean(collection, known.iter().copied())
                .unwrap_or_else(|| format!("there are {}", known.join(", ")));
            Error::new(format!("there is no collection `{collection}`; {hint}"))
        })
    }

    /// Writes what is remembered to a file; what stands there is replaced at once or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn dump_to(&self, file: &Path) -> Result<(), Error> {
        use std::io::Write as _;
        let error = |error: &dyn std::fmt::Display| Error::new(format!("cannot write {}: {error}", file.display()));
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut made = tempfile::NamedTempFile::new_in(folder).map_err(|found| error(&found))?;
        let text = serde_json::to_string_pretty(&self.dump()).map_err(|found| error(&found))?;
        writeln!(made, "{text}").map_err(|found| error(&found))?;
        made.persist(file).map_err(|found| error(&found))?;
        Ok(())
    }

    /// Takes what stands in a file, as [`load`](Self::load) does.
    ///
    /// # Errors
    /// It cannot be read, or is no state of this platform.
    pub fn load_from(&self, file: &Path) -> Result<(), Error> {
        let error = |error: &dyn std::fmt::Display| Error::new(format!("{}: {error}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|found| error(&found))?;
        let state = read_json(text.as_bytes()).map_err(|found| error(&found))?;
        if !state.doubled.is_empty() {
            let doubled: Vec<&str> = state.doubled.iter().map(|path| path.trim_start_matches('.')).collect();
            return Err(error(&format!(
                "these keys stand twice in one object: {}",
                doubled.join(", ")
            )));
        }
        self.load(&state.value).map_err(|found| error(&found))
    }
}
