//! The one-line grammar of types: `string!?`, `"[OrderLine]!"`, `"{string: decimal}?"`.
//!
//! ```text
//! expression = kind ["!"] ["?"]
//! kind       = name | "[" expression "]" | "{" "string" ":" expression "}"
//! ```

use crate::model::Scalar;

/// The scalars of the dialect by name.
pub const SCALARS: &[(&str, Scalar)] = &[
    ("string", Scalar::String),
    ("integer", Scalar::Integer),
    ("number", Scalar::Number),
    ("decimal", Scalar::Decimal),
    ("boolean", Scalar::Boolean),
    ("flag", Scalar::Flag),
    ("date", Scalar::Date),
    ("time", Scalar::Time),
    ("month_day", Scalar::MonthDay),
    ("datetime", Scalar::DateTime),
    ("local_datetime", Scalar::LocalDateTime),
    ("unix_seconds", Scalar::UnixSeconds),
    ("timestamp_or_iso", Scalar::TimestampOrIso),
    ("uuid", Scalar::Uuid),
    ("base64", Scalar::Base64),
    ("file", Scalar::File),
    ("any", Scalar::Any),
];

/// Nesting that one line may hold.
const DEEPEST: usize = 16;

/// A type in one line, with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// `!`
    pub required: bool,
    /// `?`
    pub nullable: bool,
    /// First byte in the text.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
}

/// What a type in one line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionKind {
    /// A scalar or a named type.
    Name(String),
    /// `[element]`
    List(Box<Expression>),
    /// `{string: element}`
    Map(Box<Expression>),
}

/// Why a line is no type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// Byte in the text.
    pub at: usize,
    /// What was expected.
    pub message: String,
}

/// Reads a type.
///
/// # Errors
///
/// The place and what was expected there.
pub fn expression(text: &str) -> Result<Expression, ExpressionError> {
    let mut reader = Reader { text, at: 0 };
    let found = reader.expression(0)?;
    reader.skip_spaces();
    if reader.at < text.len() {
        Err(reader.error("the type to end here"))
    } else {
        Ok(found)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn expression(&mut self, depth: usize) -> Result<Expression, ExpressionError> {
        if depth > DEEPEST {
            return Err(ExpressionError {
                at: self.at,
                message: "nested too deeply for one line".to_owned(),
            });
        }
        self.skip_spaces();
        let start = self.at;
        let kind = if self.eat('[') {
            let element = self.expression(depth + 1)?;
            self.demand(']')?;
            ExpressionKind::List(Box::new(element))
        } else if self.eat('{') {
            self.skip_spaces();
            if self.name() != "string" {
                return Err(self.error("`string`, the only kind of key a map can have"));
            }
            self.demand(':')?;
            let element = self.expression(depth + 1)?;
            self.demand('}')?;
            ExpressionKind::Map(Box::new(element))
        } else {
            let name = self.name();
            if name.is_empty() {
                return Err(self.error("the name of a type"));
            }
            ExpressionKind::Name(name.to_owned())
        };
        let required = self.eat('!');
        let nullable = self.eat('?');
        if self.peek() == Some('!') {
            return Err(self.error(if required { "one `!`" } else { "`!?`, in this order" }));
        }
        Ok(Expression {
            kind,
            required,
            nullable,
            start,
            end: self.at,
        })
    }

    fn name(&mut self) -> &str {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or("")
    }

    fn demand(&mut self, wanted: char) -> Result<(), ExpressionError> {
        self.skip_spaces();
        if self.eat(wanted) {
            Ok(())
        } else {
            Err(self.error(&format!("`{wanted}`")))
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.at += wanted.len_utf8();
        }
        there
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn error(&self, expected: &str) -> ExpressionError {
        let found = self.peek().map_or_else(|| "the end".to_owned(), |c| format!("`{c}`"));
        ExpressionError {
            at: self.at,
            message: format!("expected {expected}, found {found}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_nesting_are_read() {
        let read = expression("[{string: decimal?}]!?");
        let Ok(Expression {
            kind: ExpressionKind::List(element),
            required: true,
            nullable: true,
            ..
        }) = read
        else {
            unreachable!("{read:?}");
        };
        let ExpressionKind::Map(value) = element.kind else {
            unreachable!()
        };
        assert!(value.nullable && !value.required);
        assert_eq!(value.kind, ExpressionKind::Name("decimal".to_owned()));
    }

    #[test]
    fn slips_are_placed() {
        let cases = [
            ("[string", 7, "expected `]`, found the end"),
            ("string?!", 7, "expected `!?`, in this order, found `!`"),
            (
                "{integer: string}",
                8,
                "expected `string`, the only kind of key a map can have, found `:`",
            ),
            ("", 0, "expected the name of a type, found the end"),
            ("string | null", 7, "expected the type to end here, found `|`"),
        ];
        for (text, at, message) in cases {
            assert_eq!(
                expression(text),
                Err(ExpressionError {
                    at,
                    message: message.to_owned()
                }),
                "{text}"
            );
        }
    }
}
