//! What is printed, and how.

mod columns;
mod csv;
mod json;
mod table;

use std::io::{self, IsTerminal, Write};

use tradewire::Json;

pub use json::pretty;

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

/// Takes elements and prints them; what it holds back is printed at the end.
pub trait Sink {
    /// Prints an element, now or later.
    fn element(&mut self, element: &Json) -> io::Result<()>;

    /// Whether everything that it took is printed, so that a place behind it may be kept.
    fn is_printed(&self) -> bool {
        true
    }

    /// Prints the rest. What could not be shown is said in a line.
    fn end(&mut self) -> io::Result<Option<String>>;
}

/// Where elements go.
pub fn sink<'w>(format: Format, fields: &[String], to: impl Write + 'w) -> Box<dyn Sink + 'w> {
    match format {
        Format::Json => Box::new(json::Whole::new(fields, to)),
        Format::Lines => Box::new(json::Lines::new(fields, to)),
        Format::Csv => Box::new(csv::Csv::new(fields, to)),
        Format::Table => Box::new(table::Columns::new(fields, to)),
    }
}

/// Texts of others do not steer the terminal.
pub fn visible(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

/// Only some paths of a value, or all of it.
fn picked(value: &Json, fields: &[String]) -> Json {
    if fields.is_empty() {
        return value.clone();
    }
    let mut object = tradewire::json::Object::new();
    for path in fields {
        object.insert(path.as_str(), value.at(path).cloned().unwrap_or_default());
    }
    Json::Object(object)
}

/// A value in a cell.
fn cell(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
