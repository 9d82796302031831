//! The texts that diagnostics point into.

use crate::model::Place;

/// A file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(usize);

/// A stretch of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
}

impl Span {
    /// The first byte of a file: for findings about the file as a whole.
    #[must_use]
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Everything in a file, whatever its length.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: usize::MAX,
        }
    }

    /// Whether another span starts in this one.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.file == other.file && (other.start == self.start || (self.start..self.end).contains(&other.start))
    }

    /// A part of this span, given by offsets from its start.
    #[must_use]
    pub fn part(self, start: usize, end: usize) -> Self {
        Self {
            file: self.file,
            start: (self.start + start).min(self.end),
            end: (self.start + end).min(self.end),
        }
    }
}

#[derive(Debug, Clone)]
struct Source {
    path: String,
    text: String,
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
}

/// All files of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Takes a file in. `path` is shown as it is; an unreadable file has an empty text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        self.files.push(Source {
            path: path.into(),
            text,
            lines,
        });
        FileId(self.files.len() - 1)
    }

    /// Path of a file, with forward slashes.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |source| source.path.as_str())
    }

    /// Text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |source| source.text.as_str())
    }

    /// File, line and column of the start of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let Some(source) = self.files.get(span.file.0) else {
            return Place {
                file: String::new(),
                line: 1,
                column: 1,
            };
        };
        let line = source
            .lines
            .partition_point(|start| *start <= span.start)
            .saturating_sub(1);
        let start = source.lines.get(line).copied().unwrap_or(0);
        let before = source.text.get(start..span.start).unwrap_or("");
        Place {
            file: source.path.clone(),
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The file of a path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.files.iter().position(|source| source.path == path).map(FileId)
    }

    /// The word at a place: up to a blank, a colon, a comma or a bracket.
    #[must_use]
    pub fn span_at(&self, place: &Place) -> Span {
        let file = self.file(&place.file);
        let Some((file, source)) = file.and_then(|file| Some((file, self.files.get(file.0)?))) else {
            return Span::top(FileId(0));
        };
        let line = source
            .lines
            .get((place.line as usize).saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let rest = source.text.get(line..).unwrap_or("");
        let skipped = rest
            .char_indices()
            .nth((place.column as usize).saturating_sub(1))
            .map_or(0, |(at, _)| at);
        let start = line + skipped;
        let word = source.text.get(start..).unwrap_or("");
        let length = match word.chars().next() {
            Some(quote @ ('"' | '\'')) => word.get(1..).and_then(|inner| inner.find(quote)).map_or(1, |at| at + 2),
            _ => word
                .find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ']' | '}'))
                .unwrap_or(word.len()),
        };
        Span {
            file,
            start,
            end: start + length.max(1).min(word.len()),
        }
    }

    /// One-based number, offset and text of the line that holds a byte.
    #[must_use]
    pub fn line_at(&self, file: FileId, offset: usize) -> (usize, usize, &str) {
        let Some(source) = self.files.get(file.0) else {
            return (1, 0, "");
        };
        let line = source.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = source.lines.get(line).copied().unwrap_or(0);
        let end = source
            .lines
            .get(line + 1)
            .map_or(source.text.len(), |next| next.saturating_sub(1));
        (
            line + 1,
            start,
            source.text.get(start..end).unwrap_or("").trim_end_matches('\r'),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "имя: x\nдве: y\n");
        let second = sources.text(file).find('y').unwrap_or(0);
        let place = sources.place(Span {
            file,
            start: second,
            end: second + 1,
        });
        assert_eq!((place.line, place.column), (2, 6));
        assert_eq!(sources.line_at(file, second).2, "две: y");
        let key = sources.span_at(&Place {
            file: "a.yaml".to_owned(),
            line: 2,
            column: 1,
        });
        assert_eq!(sources.text(file).get(key.start..key.end), Some("две"));
    }
}
