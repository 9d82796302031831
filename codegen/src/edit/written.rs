//! What is to be written into a spec, in either of YAML's two styles.

use std::fmt::Write;

use super::quoted;

/// A piece of YAML that is not text yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Ready text of one line: `string!`, `"[Order]"`, `[a, b]`.
    Line(String),
    /// Keys (not quoted yet), their values, and words for a comment, in order. Written in one line where it is short and has no comments.
    Map(Vec<(String, Written, Vec<String>)>),
    /// Elements in order.
    List(Vec<Written>),
}

/// Mappings that are shorter stand in one line.
const SHORT: usize = 100;

impl Written {
    /// A key without a comment.
    #[must_use]
    pub fn entry(key: &str, value: Written) -> (String, Written, Vec<String>) {
        (key.to_owned(), value, Vec::new())
    }

    /// A text, quoted where it has to be.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Line(quoted(text))
    }

    /// In one line; comments have no place there.
    #[must_use]
    pub fn flow(&self) -> String {
        match self {
            Self::Line(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value, _)| format!("{}: {}", quoted(key), value.flow()))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The lines of a mapping's entries, each with this many blanks in front, without line ends.
    #[must_use]
    pub fn block(entries: &[(String, Written, Vec<String>)], indent: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (key, value, comment) in entries {
            let mut head = format!("{:indent$}{}:", "", quoted(key));
            let below = value.below(indent + 2);
            if below.is_none() {
                let _ = write!(head, " {}", value.flow());
            }
            if !comment.is_empty() {
                let _ = write!(head, " # inferred: {}", comment.join("; "));
            }
            lines.push(head);
            lines.extend(below.unwrap_or_default());
        }
        lines
    }

    /// The lines below a key, if it does not stand in the line of the key.
    fn below(&self, indent: usize) -> Option<Vec<String>> {
        match self {
            Self::Line(_) => None,
            _ if self.is_short() => None,
            Self::Map(entries) => Some(Self::block(entries, indent)),
            Self::List(items) => {
                let mut lines = Vec::new();
                for item in items {
                    let Some(inner) = item.below(indent + 2) else {
                        lines.push(format!("{:indent$}- {}", "", item.flow()));
                        continue;
                    };
                    for (at, line) in inner.into_iter().enumerate() {
                        // The dash stands in the first two blanks of the element.
                        let rest = line.get(indent + 2..).unwrap_or_default();
                        lines.push(if at == 0 {
                            format!("{:indent$}- {rest}", "")
                        } else {
                            line
                        });
                    }
                }
                Some(lines)
            }
        }
    }

    fn is_short(&self) -> bool {
        self.is_simple() && self.flow().len() <= SHORT
    }

    /// Without comments, and nested no deeper than a reader likes in one line.
    fn is_simple(&self) -> bool {
        let lines = |items: &[Self]| items.iter().all(|item| matches!(item, Self::Line(_)));
        match self {
            Self::Line(_) => true,
            Self::List(items) => lines(items),
            Self::Map(entries) => {
                let flat = |value: &Self| match value {
                    Self::Line(_) => true,
                    Self::List(items) => lines(items),
                    Self::Map(inner) => {
                        let bare = |(_, value, comment): &(String, Self, Vec<String>)| {
                            comment.is_empty() && matches!(value, Self::Line(_))
                        };
                        entries.len() == 1 && inner.iter().all(bare)
                    }
                };
                !entries.is_empty()
                    && entries
                        .iter()
                        .all(|(_, value, comment)| comment.is_empty() && flat(value))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_things_go_below_their_key() {
        let line = |text: &str| Written::Line(text.to_owned());
        let fields = Written::Map(vec![
            Written::entry("id", line("integer!")),
            ("at".to_owned(), line("date"), vec!["a guess".to_owned()]),
        ]);
        let list = Written::Map(vec![Written::entry(
            "type",
            Written::List(vec![Written::Map(vec![Written::entry("fields", fields)])]),
        )]);
        let short = Written::Map(vec![Written::entry("enum", Written::List(vec![line("a"), line("b")]))]);
        let lines = Written::block(&[Written::entry("rows", list), Written::entry("no", short)], 2);
        assert_eq!(
            lines.join("\n"),
            "  rows:\n    type:\n      - fields:\n          id: integer!\n          at: date # inferred: a guess\n  \"no\": {enum: [a, b]}"
        );
    }
}
