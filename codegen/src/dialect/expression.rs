//! The one-line grammar of types: `string!?`, `"[OrderLine]!"`, `"{string: decimal}?"`.
//!
//! ```text
//! expression = kind ["!"] ["?"]
//! kind       = name [ "<" expression { "," expression } ">" ] [ "." purpose ]
//!            | "[" expression "]" | "{" "string" ":" expression "}"
//! purpose    = "create" | "update"
//! ```

use crate::model::{Purpose, Scalar};

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
    /// `Page<Order>`
    Applied(String, Vec<Expression>),
    /// `Product.create`
    Form(Box<ExpressionKind>, Purpose),
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

/// Name and parameters of a declared type: `Page<T>`; `Order` has none.
#[must_use]
pub fn declared_name(text: &str) -> Option<(&str, Vec<&str>)> {
    let Some((name, rest)) = text.split_once('<') else {
        return Some((text, Vec::new()));
    };
    let parameters = rest.trim_end().strip_suffix('>')?;
    Some((name.trim_end(), parameters.split(',').map(str::trim).collect()))
}

fn purpose(word: &str) -> Option<Purpose> {
    match word {
        "create" => Some(Purpose::Create),
        "update" => Some(Purpose::Update),
        _ => None,
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
            let name = name.to_owned();
            self.named(name, depth)?
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

    /// What may stand behind a name: the types that it is given, and what the type is for.
    fn named(&mut self, name: String, depth: usize) -> Result<ExpressionKind, ExpressionError> {
        let mut kind = if self.eat('<') {
            let mut arguments = vec![self.expression(depth + 1)?];
            self.skip_spaces();
            while self.eat(',') {
                arguments.push(self.expression(depth + 1)?);
                self.skip_spaces();
            }
            self.demand('>')?;
            ExpressionKind::Applied(name, arguments)
        } else {
            ExpressionKind::Name(name)
        };
        if self.eat('.') {
            let at = self.at;
            let Some(purpose) = purpose(self.name()) else {
                return Err(ExpressionError {
                    at,
                    message: "expected `create` or `update` behind the dot".to_owned(),
                });
            };
            kind = ExpressionKind::Form(Box::new(kind), purpose);
        }
        Ok(kind)
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
    fn types_are_given_to_types() {
        let name = |text: &str| ExpressionKind::Name(text.to_owned());
        let kinds = |text: &str| expression(text).map(|read| read.kind);
        let Ok(ExpressionKind::Applied(page, arguments)) = kinds("Page<[Order?], Pair<A, B>>") else {
            unreachable!()
        };
        assert_eq!((page.as_str(), arguments.len()), ("Page", 2));
        assert_eq!(
            kinds("Order.update"),
            Ok(ExpressionKind::Form(Box::new(name("Order")), Purpose::Update))
        );
        assert_eq!(declared_name("Page<T, U>"), Some(("Page", vec!["T", "U"])));
        assert_eq!(declared_name("Page"), Some(("Page", Vec::new())));
        assert_eq!(declared_name("Page<T"), None);
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
            ("Page<>", 5, "expected the name of a type, found `>`"),
            ("Page<A", 6, "expected `>`, found the end"),
            ("Page<A B>", 7, "expected `>`, found `B`"),
            ("A.read", 2, "expected `create` or `update` behind the dot"),
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
