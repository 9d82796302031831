//! What samples are taken for, before it is text.

/// A type with what is known of its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// It stood in each of several objects.
    pub required: bool,
    /// `null` was seen.
    pub nullable: bool,
    /// Its name says that it is a credential.
    pub secret: bool,
    /// Rust name, where another field has the usual one.
    pub rust: Option<String>,
    /// Name of the inline type, where another type has the usual one.
    pub name: Option<String>,
    /// What was guessed, for the reader of the spec.
    pub notes: Vec<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A scalar of the dialect: `string`.
    Scalar(&'static str),
    /// A date or time with its written form.
    Written(&'static str, &'static str),
    /// A text of a few.
    Enum(Vec<String>),
    /// Fields in order of appearance; whether there are keys that no field can have.
    Object(Vec<(String, Draft)>, bool),
    /// A list.
    List(Box<Draft>),
    /// Keys that are data.
    Map(Box<Draft>),
    /// Several JSON forms, each with its name.
    Forms(Vec<(&'static str, Draft)>),
    /// Objects told apart by a field, and what each of its values goes with.
    Tagged(String, Vec<(String, Draft)>),
    /// A type that is declared.
    Named(String),
}

impl Draft {
    /// A type without marks.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            required: false,
            nullable: false,
            secret: false,
            rust: None,
            name: None,
            notes: Vec::new(),
        }
    }

    /// Adds a word on what was guessed.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Takes `!` from everything: what must be given, no sample of a request can show.
    pub fn optional(&mut self) {
        self.required = false;
        match &mut self.kind {
            Kind::Object(fields, _) => fields.iter_mut().for_each(|(_, field)| field.optional()),
            Kind::List(inner) | Kind::Map(inner) => inner.optional(),
            Kind::Forms(forms) => forms.iter_mut().for_each(|(_, form)| form.optional()),
            Kind::Tagged(_, variants) => variants.iter_mut().for_each(|(_, variant)| variant.optional()),
            Kind::Scalar(_) | Kind::Written(..) | Kind::Enum(_) | Kind::Named(_) => {}
        }
    }

    /// Every note below, with the path that leads to it.
    pub fn all_notes(&self, path: &str, out: &mut Vec<String>) {
        out.extend(self.notes.iter().map(|note| format!("{path}: {note}")));
        match &self.kind {
            Kind::Object(fields, _) => {
                for (key, field) in fields {
                    field.all_notes(&format!("{path}.{key}"), out);
                }
            }
            Kind::List(inner) => inner.all_notes(&format!("{path}[]"), out),
            Kind::Map(inner) => inner.all_notes(&format!("{path}.{{key}}"), out),
            Kind::Forms(forms) => forms.iter().for_each(|(_, form)| form.all_notes(path, out)),
            Kind::Tagged(_, variants) => {
                for (value, variant) in variants {
                    variant.all_notes(&format!("{path}<{value}>"), out);
                }
            }
            Kind::Scalar(_) | Kind::Written(..) | Kind::Enum(_) | Kind::Named(_) => {}
        }
    }
}
