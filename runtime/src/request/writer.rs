//! What generated code writes a request with.

use super::convert::{Wrapped, family, to_json, to_text, unwritable};
use super::declared::Stand;
use super::flatten::{Style, flatten, scalar};
use super::header;
use super::json_path;
use super::path;
use super::prepared::Prepared;
use crate::error::Error;
use crate::json::digits::is_json_number;
use crate::json::{Encode, Json, written};
use crate::meta::{Encoding, ListStyle};
use crate::wire::{AsFiles, Content, File, Part, PartContent, Upload};

/// Takes the arguments of an operation in any order. An absent value (`None`) writes nothing.
pub struct RequestWriter<'a> {
    request: &'a mut Prepared,
    path: Vec<(&'static str, String)>,
}

impl<'a> RequestWriter<'a> {
    pub(crate) fn new(request: &'a mut Prepared) -> Self {
        Self {
            request,
            path: Vec::new(),
        }
    }

    /// A placeholder of the path: text, number, boolean or date.
    ///
    /// # Errors
    /// The value is absent, or neither text nor number. (Whether it fits into a path is found out at the end.)
    pub fn path(&mut self, name: &'static str, value: &dyn Encode) -> Result<(), Error> {
        let json = to_json(name, value)?.filter(|json| !matches!(json, Json::Null));
        let Some(text) = json.as_ref().and_then(|json| scalar(json, self.digits())) else {
            let why = if json.is_none() {
                "is missing"
            } else {
                "must be a single value"
            };
            return Err(Error::build(format!("path parameter `{name}` {why}")));
        };
        self.path.push((name, text.into_owned()));
        Ok(())
    }

    /// A query parameter. Objects and lists are spread over several.
    ///
    /// # Errors
    /// The value cannot be written in this style.
    pub fn query(&mut self, name: &str, lists: ListStyle, value: &dyn Encode) -> Result<(), Error> {
        self.request.declared.note(Stand::Query, name, value);
        let before = self.request.query.len();
        self.write_query(name, lists, value)?;
        self.request.declared.note_written(name, &self.request.query, before);
        Ok(())
    }

    fn write_query(&mut self, name: &str, lists: ListStyle, value: &dyn Encode) -> Result<(), Error> {
        let Some(text) = to_text(name, value)? else {
            return Ok(());
        };
        // The text of a number is that of the parameter.
        if is_json_number(&text) {
            self.request.query.push(name, Some(text));
            return Ok(());
        }
        let json = written(&text).map_err(|error| unwritable(name, &error))?;
        let name = match &json {
            Json::Array(_) => name.strip_suffix("[]").unwrap_or(name),
            _ => name,
        };
        let style = Style {
            lists,
            digits: self.digits(),
        };
        flatten(name, &json, style, &mut self.request.query)
    }

    /// A family of query parameters: a map whose keys take the place of the placeholder in `template` (`custom_{key}`).
    ///
    /// # Errors
    /// As [`RequestWriter::query`].
    pub fn query_family(&mut self, template: &str, lists: ListStyle, values: &dyn Encode) -> Result<(), Error> {
        let style = Style {
            lists,
            digits: self.digits(),
        };
        let before = self.request.query.len();
        for (name, value) in family(template, values)? {
            flatten(&name, &value, style, &mut self.request.query)?;
        }
        self.request.declared.note_family(Stand::Query, template);
        self.request
            .declared
            .note_written(template, &self.request.query, before);
        Ok(())
    }

    /// A query parameter that is always sent; without a value only its name is.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All writing methods look the same to the generator.
    pub fn query_const(&mut self, name: &str, value: Option<&str>) -> Result<(), Error> {
        self.request.declared.note_constant(Stand::Query, name);
        self.request.query.push(name, value.map(ToOwned::to_owned));
        Ok(())
    }

    /// A header. Lists are joined by commas.
    ///
    /// # Errors
    /// The value holds control characters, or is an object; an element of a list holds a comma.
    pub fn header(&mut self, name: &str, value: &dyn Encode) -> Result<(), Error> {
        self.header_list(name, ListStyle::Comma, value)
    }

    /// A header whose lists are written in a style of their own: repeated, or with another separator.
    ///
    /// # Errors
    /// As [`RequestWriter::header`].
    pub fn header_list(&mut self, name: &str, lists: ListStyle, value: &dyn Encode) -> Result<(), Error> {
        let Some(json) = to_json(name, value)? else {
            return Ok(());
        };
        let texts = header::texts(name, lists, &json, self.digits())?;
        header::put(&mut self.request.headers, name, &texts)
    }

    /// The whole body; encoding and wrapper key stand in the operation's table.
    ///
    /// # Errors
    /// The value has no JSON form.
    pub fn body(&mut self, value: &dyn Encode) -> Result<(), Error> {
        let meta = self.request.meta();
        self.request.declared.note_body(Stand::Field, value);
        if meta.body.encoding == Encoding::Query {
            self.request.declared.note_body(Stand::Query, value);
        }
        if meta.body.encoding == Encoding::Json && meta.rules.is_empty() && !meta.body.one_or_many {
            return self.body_text(value);
        }
        let Some(mut json) = to_json("body", value)? else {
            return Ok(());
        };
        if meta.body.one_or_many {
            json = match json {
                Json::Array(mut elements) if elements.len() == 1 => elements.pop().unwrap_or(Json::Null),
                other => other,
            };
        }
        json_path::set(self.request.root_json()?, meta.body.key.as_slice(), json);
        Ok(())
    }

    /// The short way for a JSON body that nothing needs to look into.
    fn body_text(&mut self, value: &dyn Encode) -> Result<(), Error> {
        if value.is_absent() {
            return Ok(());
        }
        let text = match self.request.meta().body.key {
            Some(key) => crate::json::to_vec(&Wrapped { key, value }),
            None => crate::json::to_vec(value),
        };
        let text = text.map_err(|error| Error::build(format!("the body cannot be written: {error}")))?;
        self.request.content = Content::Text(text.into());
        Ok(())
    }

    /// One field of a body whose fields are arguments of the operation.
    ///
    /// # Errors
    /// As [`RequestWriter::body`].
    pub fn body_field(&mut self, name: &str, value: &dyn Encode) -> Result<(), Error> {
        self.note_field(name, value);
        match to_json(name, value)? {
            Some(json) => self.put_field(name, json),
            None => Ok(()),
        }
    }

    /// A field of the body that is always sent, as JSON text.
    ///
    /// # Errors
    /// `json` is no JSON.
    pub fn body_const(&mut self, name: &str, json: &str) -> Result<(), Error> {
        let json =
            Json::parse(json).map_err(|error| Error::build(format!("the constant `{name}` is no JSON: {error}")))?;
        self.request.declared.note_constant(Stand::Field, name);
        if self.request.encoding == Encoding::Query {
            self.request.declared.note_constant(Stand::Query, name);
        }
        self.put_field(name, json)
    }

    /// A family of body fields, see [`RequestWriter::query_family`].
    ///
    /// # Errors
    /// As [`RequestWriter::body`].
    pub fn body_family(&mut self, template: &str, values: &dyn Encode) -> Result<(), Error> {
        self.request.declared.note_family(Stand::Field, template);
        for (name, value) in family(template, values)? {
            self.put_field(&name, value)?;
        }
        Ok(())
    }

    /// A field of a multipart body. Plain lists become a part for each element, anything deeper is JSON text.
    ///
    /// # Errors
    /// As [`RequestWriter::body`].
    pub fn part(&mut self, name: &str, value: &dyn Encode) -> Result<(), Error> {
        self.note_field(name, value);
        if let Some(json) = to_json(name, value)? {
            self.request.add_field_parts(name, &json);
        }
        Ok(())
    }

    /// Files of a multipart body, each under the same name.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All writing methods look the same to the generator.
    pub fn file(&mut self, name: &str, files: &dyn AsFiles) -> Result<(), Error> {
        self.request.declared.note(Stand::Field, name, &None::<i64>);
        let files = files.as_files().iter();
        let part = |file: &File| Part {
            name: name.to_owned(),
            content: PartContent::File(file.clone()),
        };
        self.request.add_parts(files.map(part));
        Ok(())
    }

    /// Raw bytes as the whole body.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unnecessary_wraps)] // All writing methods look the same to the generator.
    pub fn upload(&mut self, upload: &Upload) -> Result<(), Error> {
        self.request.content = Content::Upload(upload.clone());
        Ok(())
    }

    /// Fills the path; to be called last.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.request.path = path::fill(self.request.meta().path, &self.path)?;
        Ok(())
    }

    fn note_field(&mut self, name: &str, value: &dyn Encode) {
        self.request.declared.note(Stand::Field, name, value);
        if self.request.encoding == Encoding::Query {
            self.request.declared.note(Stand::Query, name, value);
        }
    }

    fn digits(&self) -> bool {
        self.request.meta().platform.digit_booleans
    }

    fn put_field(&mut self, name: &str, json: Json) -> Result<(), Error> {
        let key = self.request.meta().body.key;
        let path: Vec<&str> = key.into_iter().chain([name]).collect();
        if json_path::set(self.request.root_json()?, &path, json) {
            Ok(())
        } else {
            Err(Error::build(format!(
                "field `{name}` cannot be added: the body is no object"
            )))
        }
    }
}
