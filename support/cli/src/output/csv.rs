//! Rows of values separated by commas.

use std::io::{self, Write};

use tradewire::Json;

use super::Sink;
use super::columns::{Columns, LOOKED_AT};

/// Prints rows; the first elements are held back until it is known which columns there are.
pub struct Csv<W: Write> {
    writer: csv::Writer<AtOnce<W>>,
    fields: Vec<String>,
    held: Vec<Json>,
    columns: Option<Columns>,
}

/// Writes what was gathered all at once, so that a run that is killed leaves no half of a row.
struct AtOnce<W> {
    to: W,
    rows: Vec<u8>,
}

impl<W: Write> Write for AtOnce<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rows.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        self.to.write_all(&rows)?;
        self.to.flush()
    }
}

impl<W: Write> Csv<W> {
    /// With these columns, or those that come; or with those whose header an earlier run printed.
    pub fn new(fields: &[String], begun: Option<&[String]>, to: W) -> Self {
        Self {
            writer: csv::Writer::from_writer(AtOnce { to, rows: Vec::new() }),
            fields: fields.to_vec(),
            held: Vec::new(),
            columns: begun.map(|begun| Columns::of(begun, &[])),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        let mut columns = Columns::of(&self.fields, &self.held);
        if !columns.names().is_empty() {
            self.writer.write_record(columns.names())?;
        }
        for element in std::mem::take(&mut self.held) {
            self.writer.write_record(columns.row(&element, true))?;
        }
        self.columns = Some(columns);
        self.writer.flush()
    }
}

impl<W: Write> Sink for Csv<W> {
    fn element(&mut self, element: &Json) -> io::Result<()> {
        if let Some(columns) = &mut self.columns {
            let is_chosen = !self.fields.is_empty();
            self.writer.write_record(columns.row(element, is_chosen))?;
            return self.writer.flush();
        }
        self.held.push(element.clone());
        if self.held.len() >= LOOKED_AT || !self.fields.is_empty() {
            self.begin()?;
        }
        Ok(())
    }

    fn is_printed(&self) -> bool {
        self.held.is_empty()
    }

    fn columns(&self) -> Option<Vec<String>> {
        let columns = self.columns.as_ref()?.names();
        (!columns.is_empty()).then(|| columns.to_vec())
    }

    fn end(&mut self) -> io::Result<Vec<String>> {
        if self.columns.is_none() {
            self.begin()?;
        }
        self.writer.flush()?;
        Ok(self.columns.as_ref().and_then(Columns::missed).into_iter().collect())
    }
}
