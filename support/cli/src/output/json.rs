//! JSON: whole, or an element a line.

use std::io::{self, Write};

use tradewire::Json;

use super::{Sink, picked};

/// Laid out with two blanks a level.
pub fn pretty(json: &Json) -> String {
    let mut text = String::new();
    lay_out(json, 0, &mut text);
    text
}

fn lay_out(json: &Json, depth: usize, text: &mut String) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    match json {
        Json::Array(list) if !list.is_empty() => {
            text.push('[');
            for (at, element) in list.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                line(text, depth + 1);
                lay_out(element, depth + 1, text);
            }
            line(text, depth);
            text.push(']');
        }
        Json::Object(object) if !object.is_empty() => {
            text.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                line(text, depth + 1);
                text.push_str(&Json::from(key).to_string());
                text.push_str(": ");
                lay_out(value, depth + 1, text);
            }
            line(text, depth);
            text.push('}');
        }
        other => text.push_str(&other.to_string()),
    }
}

/// A list of all elements, at the end.
pub struct Whole<W> {
    to: W,
    fields: Vec<String>,
    held: Vec<Json>,
}

impl<W: Write> Whole<W> {
    /// Of these paths, or all.
    pub fn new(fields: &[String], to: W) -> Self {
        Self {
            to,
            fields: fields.to_vec(),
            held: Vec::new(),
        }
    }
}

impl<W: Write> Sink for Whole<W> {
    fn element(&mut self, element: &Json) -> io::Result<()> {
        self.held.push(picked(element, &self.fields));
        Ok(())
    }

    fn is_printed(&self) -> bool {
        self.held.is_empty()
    }

    fn end(&mut self) -> io::Result<Vec<String>> {
        let all = Json::Array(std::mem::take(&mut self.held));
        writeln!(self.to, "{}", pretty(&all))?;
        Ok(Vec::new())
    }
}

/// An element a line.
pub struct Lines<W> {
    to: W,
    fields: Vec<String>,
}

impl<W: Write> Lines<W> {
    /// Of these paths, or all.
    pub fn new(fields: &[String], to: W) -> Self {
        Self {
            to,
            fields: fields.to_vec(),
        }
    }
}

impl<W: Write> Sink for Lines<W> {
    fn element(&mut self, element: &Json) -> io::Result<()> {
        // At once, so that a run that is killed leaves no half of it.
        let line = format!("{}\n", picked(element, &self.fields));
        self.to.write_all(line.as_bytes())?;
        self.to.flush()
    }

    fn end(&mut self) -> io::Result<Vec<String>> {
        self.to.flush()?;
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use tradewire::Json;

    #[test]
    fn numbers_and_order_stay_as_they_came() {
        let json = Json::parse("{\"b\":[1.50,{}],\"a\":{\"x\":\"\\u0007\"}}").expect("JSON");
        let text = pretty(&json);
        assert_eq!(
            text,
            "{\n  \"b\": [\n    1.50,\n    {}\n  ],\n  \"a\": {\n    \"x\": \"\\u0007\"\n  }\n}"
        );
        assert_eq!(Json::parse(&text).expect("JSON"), json);
    }
}
