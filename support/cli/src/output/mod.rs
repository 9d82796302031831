//! What is printed, and how.

mod columns;
mod csv;
mod json;
mod known;
mod table;

use std::io::{self, IsTerminal, Write};

use tradewire::Json;

pub use json::pretty;
pub use known::UnknownField;

use crate::failure::Failure;

/// How values are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// All of it, for people and programs.
    Json,
    /// An element a line.
    Lines,
    /// A row an element; what is nested stands as JSON.
    Csv,
    /// Columns for a terminal.
    Table,
}

impl Format {
    /// As it was typed, or what suits the listing and the place where it goes.
    pub fn of(typed: Option<&str>, is_listing: bool) -> Self {
        match typed {
            Some("jsonl") => Self::Lines,
            Some("csv") => Self::Csv,
            Some("table") => Self::Table,
            None if is_listing && io::stdout().is_terminal() => Self::Table,
            None if is_listing => Self::Lines,
            Some(_) | None => Self::Json,
        }
    }
}

/// Which parts of an element are printed.
pub struct Shown<'k> {
    /// By dotted path; empty: all.
    fields: Vec<String>,
    /// Keys that elements are known to have.
    known: &'k [&'k str],
    /// Columns whose header an earlier run printed.
    begun: Option<Vec<String>>,
}

impl<'k> Shown<'k> {
    /// These paths, or all if there are none.
    pub fn new(fields: Vec<String>, known: &'k [&'k str]) -> Result<Self, Failure> {
        if fields.iter().any(|field| field.split('.').any(str::is_empty)) {
            return Err(Failure::usage(
                "--fields takes dotted paths with commas between them: id,client.email; one of them is empty",
            ));
        }
        Ok(Self {
            fields,
            known,
            begun: None,
        })
    }

    /// Whether all of an element is printed.
    pub fn is_all(&self) -> bool {
        self.fields.is_empty()
    }

    /// Refuses what the platform does not document, where a mistake cannot be mended by doing it again.
    pub fn is_documented(&self) -> Result<(), Failure> {
        let told = known::undocumented(self);
        if told.is_empty() {
            return Ok(());
        }
        Err(Failure::usage(format!(
            "--fields: {}; without --fields all that comes is printed. Nothing was sent",
            told.join("; ")
        )))
    }

    /// Adds rows to those that an earlier run printed under these columns.
    pub fn go_on_with(&mut self, columns: Option<Vec<String>>) -> Result<(), Failure> {
        if let Some(columns) = columns
            .as_ref()
            .filter(|columns| !self.fields.is_empty() && **columns != self.fields)
        {
            return Err(Failure::usage(format!(
                "the rows that this run adds to have the columns {}, and --fields says {}; leave --fields out, or begin anew with another file \
                 for --resume. Nothing was sent",
                columns.join(","),
                self.fields.join(",")
            )));
        }
        self.begun = columns;
        Ok(())
    }
}

/// Takes elements and prints them; what it holds back is printed at the end.
pub trait Sink {
    /// Prints an element, now or later.
    fn element(&mut self, element: &Json) -> io::Result<()>;

    /// Whether everything that it took is printed, so that a place behind it may be kept.
    fn is_printed(&self) -> bool {
        true
    }

    /// Columns whose header is printed.
    fn columns(&self) -> Option<Vec<String>> {
        None
    }

    /// Prints the rest. What could not be shown is said in lines.
    fn end(&mut self) -> io::Result<Vec<String>>;
}

/// Where elements go.
pub fn sink<'w>(format: Format, shown: &Shown<'_>, to: impl Write + 'w) -> Box<dyn Sink + 'w> {
    let fields = &shown.fields;
    let sink: Box<dyn Sink + 'w> = match format {
        Format::Json => Box::new(json::Whole::new(fields, to)),
        Format::Lines => Box::new(json::Lines::new(fields, to)),
        Format::Csv => Box::new(csv::Csv::new(fields, shown.begun.as_deref(), to)),
        Format::Table => Box::new(table::Columns::new(fields, to)),
    };
    known::checked(shown, sink)
}

/// Texts of others do not steer the terminal, nor turn round what stands beside them.
pub fn visible(text: &str) -> String {
    let turns =
        |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| match c {
        '\n' => c,
        _ if c.is_control() || turns(c) => '\u{fffd}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

/// Says what is no failure, in a line: what others wrote in it makes no line of its own.
pub fn note(text: &str) {
    eprintln!("note: {}", visible(text).replace('\n', " "));
}

/// Only some paths of a value, or all of it.
fn picked(value: &Json, fields: &[String]) -> Json {
    if fields.is_empty() {
        return value.clone();
    }
    let mut object = tradewire::json::Object::new();
    for path in fields {
        object.insert(path.as_str(), at(value, path).cloned().unwrap_or_default());
    }
    Json::Object(object)
}

/// What stands at a path; a key may have a dot in it.
fn at<'j>(value: &'j Json, path: &str) -> Option<&'j Json> {
    value.get(path).or_else(|| value.at(path))
}

/// A value in a cell.
fn cell(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
