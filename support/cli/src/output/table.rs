//! Columns for a terminal.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use tradewire::Json;

use super::columns::Columns as Names;
use super::{Sink, visible};

/// Prints a table when all elements are there.
pub struct Columns<W> {
    to: W,
    fields: Vec<String>,
    held: Vec<Json>,
}

impl<W: Write> Columns<W> {
    /// With these columns, or those of the elements that hold something.
    pub fn new(fields: &[String], to: W) -> Self {
        Self {
            to,
            fields: fields.to_vec(),
            held: Vec::new(),
        }
    }
}

impl<W: Write> Sink for Columns<W> {
    fn element(&mut self, element: &Json) -> io::Result<()> {
        self.held.push(element.clone());
        Ok(())
    }

    fn is_printed(&self) -> bool {
        self.held.is_empty()
    }

    fn end(&mut self) -> io::Result<Vec<String>> {
        let mut names = Names::of(&self.fields, &self.held);
        let mut table = Table::new();
        table
            .load_preset(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_header(names.names().iter().map(|name| visible(name)));
        for element in std::mem::take(&mut self.held) {
            table.add_row(names.row(&element, true).into_iter().map(|text| visible(&text)));
        }
        writeln!(self.to, "{table}")?;
        Ok(Vec::new())
    }
}
