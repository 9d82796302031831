//! The place in a listing, kept in a file from run to run.
//!
//! What is printed comes first, then the place behind it: so a run that breaks off between the two prints something again and leaves
//! nothing out. The file says what it is the place of, and is refused for anything else.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tradewire::json::Object;
use tradewire::{Cursor, Json};

use crate::failure::Failure;
use crate::output::pretty;
use crate::target::{self, Target};

/// What a place is in: nothing of it is a secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The platform.
    pub platform: &'static str,
    /// Address of the account.
    pub account: String,
    /// The operation.
    pub operation: &'static str,
    /// What it is narrowed down by, with stars in place of secrets.
    pub arguments: Object,
}

/// How far a listing was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Where to go on; `None` at its beginning, or once it is over.
    pub cursor: Option<Cursor>,
    /// It was read to its end, behind which there is no lasting place.
    pub ended: bool,
    /// Columns of the rows that were printed, where they have a header.
    pub columns: Option<Vec<String>>,
}

/// A file with a place.
pub struct Place {
    path: PathBuf,
    listing: Listing,
}

impl Place {
    /// Of this listing, in this file.
    ///
    /// # Errors
    /// What stands there is no file that can be replaced.
    pub fn at(path: &Path, listing: Listing) -> Result<Self, Failure> {
        let unfit = |why: &str| {
            Failure::usage(format!(
                "{}: cannot be written: {why}; nothing was sent",
                path.display()
            ))
        };
        match target::of(path) {
            Ok(Target::File(path)) => Ok(Self { path, listing }),
            Ok(Target::Special) => Err(unfit("it is no file")),
            Err(error) => Err(unfit(&error.to_string())),
        }
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the run before stopped. The folder is tried as well, so that nothing is printed of which the place cannot be kept.
    pub fn read(&self) -> Result<Kept, Failure> {
        let kept = match std::fs::read_to_string(&self.path) {
            Ok(text) => self.parsed(&text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(self.failure(&format!("cannot be read: {error}"))),
        };
        tempfile::NamedTempFile::new_in(self.folder())
            .map_err(|error| self.failure(&format!("cannot be written: {error}; nothing was sent")))?;
        Ok(kept)
    }

    /// Keeps how far it was read: whole or not at all, readable for its owner alone, since a cursor may have a token of the server's in it.
    pub fn keep(&self, kept: &Kept) -> io::Result<()> {
        self.write(kept, tempfile::NamedTempFile::new_in(self.folder())?)?
            .persist(&self.path)
            .map(drop)
            .map_err(|error| error.error)
    }

    /// Where the place went that could not be kept, in words: into a file elsewhere, or else as text.
    pub fn rescue(&self, kept: &Kept, error: &io::Error) -> Failure {
        let elsewhere = tempfile::Builder::new()
            .prefix("tradewire-place-")
            .tempfile()
            .and_then(|file| self.write(kept, file))
            .and_then(|file| file.keep().map_err(|error| error.error));
        let path = self.path.display();
        Failure::Incomplete(match elsewhere {
            Ok((_, other)) => format!(
                "the place in the listing cannot be written to {path}: {error}\nWhat is printed so far is whole, and the place behind it is in {other}; \
                 to go on there: mv {other} {path}, or --resume {other}. With the file as it is now, what is printed would be printed again",
                other = other.display()
            ),
            Err(_) => format!(
                "the place in the listing cannot be written to {path}: {error}\nWhat is printed so far is whole; to go on behind it, put this into {path}:\n{}",
                self.text(kept)
            ),
        })
    }

    fn write(&self, kept: &Kept, mut file: tempfile::NamedTempFile) -> io::Result<tempfile::NamedTempFile> {
        writeln!(file, "{}", self.text(kept))?;
        file.as_file().sync_all()?;
        Ok(file)
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    fn text(&self, kept: &Kept) -> String {
        let mut object = Object::new();
        object.insert(FORM, 1);
        object.insert("platform", self.listing.platform);
        object.insert("account", self.listing.account.as_str());
        object.insert("operation", self.listing.operation);
        object.insert("arguments", Json::Object(self.listing.arguments.clone()));
        object.insert("ended", kept.ended);
        let cursor = kept
            .cursor
            .as_ref()
            .map_or(Json::Null, |cursor| Json::from(cursor.to_string()));
        object.insert("place", cursor);
        if let Some(columns) = &kept.columns {
            let columns = columns.iter().map(|column| Json::from(column.as_str()));
            object.insert("columns", Json::Array(columns.collect()));
        }
        pretty(&Json::Object(object))
    }

    fn parsed(&self, text: &str) -> Result<Kept, Failure> {
        let none = || {
            self.failure("is no place in a listing; name another file with --resume, or delete this one to begin anew")
        };
        let json = Json::parse(text).map_err(|_| none())?;
        if json.get(FORM).and_then(Json::as_i64) != Some(1) {
            return Err(none());
        }
        self.is_same(&json)?;
        let cursor = match json.get("place") {
            None | Some(Json::Null) => None,
            Some(place) => Some(place.as_str().and_then(|text| text.parse().ok()).ok_or_else(none)?),
        };
        let columns = json.get("columns").and_then(Json::as_array).map(|columns| {
            let texts = columns.iter().filter_map(Json::as_str);
            texts.map(ToOwned::to_owned).collect()
        });
        Ok(Kept {
            cursor,
            ended: json.get("ended").and_then(Json::as_bool).unwrap_or(false),
            columns,
        })
    }

    /// Refuses the place of another listing, and says in what it is another.
    fn is_same(&self, json: &Json) -> Result<(), Failure> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let ours = &self.listing;
        let mut differs = Vec::new();
        for (what, theirs, ours) in [
            ("platform", text("platform"), ours.platform),
            ("account", text("account"), &ours.account),
            ("operation", text("operation"), ours.operation),
        ] {
            if theirs != ours {
                differs.push(format!("{what}: `{theirs}` there, `{ours}` here"));
            }
        }
        let theirs = json
            .get("arguments")
            .and_then(Json::as_object)
            .map(by_name)
            .unwrap_or_default();
        let mine = by_name(&ours.arguments);
        let names = theirs
            .keys()
            .chain(mine.keys().filter(|name| !theirs.contains_key(*name)));
        for name in names {
            let (theirs, ours) = (theirs.get(name), mine.get(name));
            if theirs != ours {
                let shown = |value: Option<&String>| value.map_or("nothing".to_owned(), |value| format!("`{value}`"));
                let what = if name.is_empty() { "body" } else { name.as_str() };
                differs.push(format!("{what}: {} there, {} here", shown(theirs), shown(ours)));
            }
        }
        if differs.is_empty() {
            return Ok(());
        }
        Err(self.failure(&format!(
            "is the place of another listing, and leads astray in this one:\n  {}\nName another file with --resume, or delete this one to begin anew; nothing was sent",
            differs.join("\n  ")
        )))
    }

    fn failure(&self, what: &str) -> Failure {
        Failure::usage(format!("{}: {what}", self.path.display()))
    }
}

/// The key that tells such a file, with the version of its form.
const FORM: &str = "tradewire_place";

/// Values as text, in an order that does not depend on where they are from.
fn by_name(object: &Object) -> BTreeMap<String, String> {
    let texts = object.iter().map(|(name, value)| (name.to_owned(), value.to_string()));
    texts.collect()
}
