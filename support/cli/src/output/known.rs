//! Fields that were asked for and that nothing has: a typo, most likely.

use std::collections::BTreeSet;
use std::fmt;
use std::io;

use tradewire::Json;

use super::columns::LOOKED_AT;
use super::{Shown, Sink, at};

/// How many names are suggested.
const SUGGESTED: usize = 3;

/// A field that no element has.
#[derive(Debug)]
pub struct UnknownField(String);

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownField {}

/// Holds elements back until each field was seen whose name is not known to be one.
struct Checked<'w> {
    inner: Box<dyn Sink + 'w>,
    /// Those that were not seen yet.
    unseen: Vec<Unseen>,
    held: Vec<Json>,
}

/// A field that may be none.
struct Unseen {
    path: String,
    /// What stands in its place, and beside it: keys that elements have, or are known to have.
    beside: BTreeSet<String>,
    /// An element has the object that it should be in.
    has_place: bool,
}

/// A sink that refuses fields that there are not.
pub fn checked<'w>(shown: &Shown<'_>, inner: Box<dyn Sink + 'w>) -> Box<dyn Sink + 'w> {
    let unseen = unknown(shown);
    if unseen.is_empty() {
        return inner;
    }
    let held = Vec::new();
    Box::new(Checked { inner, unseen, held })
}

/// What is told of fields that are none as far as the platform documents them; empty where it does not.
pub fn undocumented(shown: &Shown<'_>) -> Vec<String> {
    let is_documented = |unseen: &Unseen| {
        let first = unseen.path.split('.').next().unwrap_or_default();
        shown.known.contains(&first)
    };
    let unseen = unknown(shown).into_iter();
    let beside = || shown.known.iter().map(|key| (*key).to_owned()).collect();
    unseen
        .filter(|unseen| !shown.known.is_empty() && !is_documented(unseen))
        .map(|unseen| match unseen.path.split_once('.') {
            Some((first, _)) => Unseen {
                path: first.to_owned(),
                beside: beside(),
                has_place: true,
            },
            None => unseen,
        })
        .map(|unseen| unseen.told())
        .collect()
}

/// Fields whose names are not known to be some.
fn unknown(shown: &Shown<'_>) -> Vec<Unseen> {
    shown
        .fields
        .iter()
        .filter(|path| !shown.known.contains(&path.as_str()))
        .map(|path| Unseen {
            path: path.clone(),
            beside: if path.contains('.') {
                BTreeSet::new()
            } else {
                shown.known.iter().map(|key| (*key).to_owned()).collect()
            },
            has_place: false,
        })
        .collect()
}

impl Checked<'_> {
    /// Prints what was held back.
    fn release(&mut self) -> io::Result<()> {
        for element in std::mem::take(&mut self.held) {
            self.inner.element(&element)?;
        }
        Ok(())
    }

    /// Refuses what no element has, though it has what it should be in.
    fn judge(&mut self) -> io::Result<()> {
        let wrong: Vec<String> = self
            .unseen
            .iter()
            .filter(|unseen| unseen.has_place)
            .map(Unseen::told)
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        Err(io::Error::other(UnknownField(wrong.join("; "))))
    }
}

impl Sink for Checked<'_> {
    fn element(&mut self, element: &Json) -> io::Result<()> {
        if self.unseen.is_empty() {
            return self.inner.element(element);
        }
        self.unseen.retain_mut(|unseen| !unseen.is_in(element));
        self.held.push(element.clone());
        if self.unseen.is_empty() {
            return self.release();
        }
        if self.held.len() >= LOOKED_AT {
            self.judge()?;
            // What they should be in has not come, either: nobody can tell.
            self.unseen.clear();
            return self.release();
        }
        Ok(())
    }

    fn is_printed(&self) -> bool {
        self.held.is_empty() && self.inner.is_printed()
    }

    fn columns(&self) -> Option<Vec<String>> {
        self.inner.columns()
    }

    fn end(&mut self) -> io::Result<Vec<String>> {
        self.judge()?;
        self.release()?;
        let mut notes = self.inner.end()?;
        for unseen in &self.unseen {
            notes.push(format!(
                "nothing came that tells whether there is a field `{}`",
                unseen.path
            ));
        }
        Ok(notes)
    }
}

impl Unseen {
    /// Whether the element has it.
    fn is_in(&mut self, element: &Json) -> bool {
        if at(element, &self.path).is_some() {
            return true;
        }
        let place = match self.path.rsplit_once('.') {
            Some((place, _)) => at(element, place),
            None => Some(element),
        };
        if let Some(Json::Object(object)) = place {
            self.has_place = true;
            self.beside.extend(object.iter().map(|(key, _)| key.to_owned()));
        }
        false
    }

    fn told(&self) -> String {
        let (place, name) = match self.path.rsplit_once('.') {
            Some((place, name)) => (format!("{place}."), name),
            None => (String::new(), self.path.as_str()),
        };
        let mut near: Vec<(usize, &String)> = self
            .beside
            .iter()
            .map(|key| (strsim::osa_distance(name, key), key))
            .filter(|(distance, key)| *distance <= name.chars().count().max(key.chars().count()) / 2)
            .collect();
        near.sort();
        let names = |keys: Vec<&String>| {
            let keys: Vec<String> = keys.into_iter().map(|key| format!("`{place}{key}`")).collect();
            keys.join(", ")
        };
        let near: Vec<&String> = near.into_iter().take(SUGGESTED).map(|(_, key)| key).collect();
        if near.is_empty() {
            format!(
                "there is no field `{}`; there are {}",
                self.path,
                names(self.beside.iter().collect())
            )
        } else {
            format!("there is no field `{}`; did you mean {}?", self.path, names(near))
        }
    }
}
