//! Text to tree. Refuses what specs do without: anchors, aliases, tags, several documents, keys that are no scalars.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use super::{Entry, Node, Scalar, Syntax, slip};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Span, code};

/// Nesting that no honest spec reaches.
const DEEPEST: usize = 64;
/// Keys of one mapping: looking them up one by one would take too long beyond.
const MOST_KEYS: usize = 10_000;

/// The tree of a file, or `None` when it has none; every finding goes to `found`.
#[must_use]
pub fn parse(text: &str, file: FileId, found: &mut Diagnostics) -> Option<Node> {
    let options =
        granit_parser::options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST, emit_comments: false };
    let mut builder = Builder {
        file,
        length: text.len(),
        found,
        open: Vec::new(),
        root: None,
        documents: 0,
        broken: false,
    };
    for step in Parser::new_from_str_with_options(text, options) {
        match step {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                builder.syntax_error(text, &error);
                return None;
            }
        }
    }
    if builder.broken { None } else { builder.root }
}

/// A collection that is not closed yet.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<Entry>, Option<(Scalar, Span)>),
}

struct Builder<'a> {
    file: FileId,
    length: usize,
    found: &'a mut Diagnostics,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// The tree lacks something that was refused, so that it would mislead.
    broken: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: &granit_parser::Span) {
        let span = self.span(span);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.refuse(
                        span,
                        "a file holds one document",
                        "give each resource a file of its own",
                    );
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_node(span, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                // What is not written at all arrives as `~`.
                let text = if plain && span.start == span.end {
                    String::new()
                } else {
                    text.into_owned()
                };
                let scalar = Scalar { text, plain };
                self.place(Node {
                    span,
                    value: Syntax::Scalar(scalar),
                });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.plain_node(span, anchor, tag.is_some());
                self.open.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.plain_node(span, anchor, tag.is_some());
                self.open.push(Open::Map(span, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(span, "aliases are not read", "write the thing out, or give it a type");
                self.place(Node {
                    span,
                    value: Syntax::Scalar(Scalar {
                        text: String::new(),
                        plain: true,
                    }),
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, end: Span) {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => Node {
                span: Span {
                    end: end.end.max(start.end),
                    ..start
                },
                value: Syntax::List(items),
            },
            Some(Open::Map(start, entries, _)) => Node {
                span: Span {
                    end: end.end.max(start.end),
                    ..start
                },
                value: Syntax::Map(entries),
            },
            None => return,
        };
        self.place(node);
    }

    fn place(&mut self, node: Node) {
        if self.documents > 1 {
            return;
        }
        let depth = self.open.len();
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match (key.take(), node.value) {
                (None, Syntax::Scalar(scalar)) => *key = Some((scalar, node.span)),
                (None, _) => {
                    *key = Some((
                        Scalar {
                            text: String::new(),
                            plain: false,
                        },
                        node.span,
                    ));
                    self.refuse(
                        node.span,
                        "a key is a plain text",
                        "quote it if it starts with `{` or `[`",
                    );
                }
                (Some(_), _) if entries.len() > MOST_KEYS => {}
                (Some((key, key_span)), value) => {
                    if entries.len() == MOST_KEYS {
                        let message = format!("a mapping has more than {MOST_KEYS} keys");
                        self.found
                            .push(Diagnostic::new(code::TOO_LARGE, key_span, message).help("split it up"));
                        self.broken = true;
                    }
                    if let Some(first) = entries.iter_mut().find(|entry| entry.key.text == key.text) {
                        let finding = Diagnostic::new(
                            code::DUPLICATE_KEY,
                            key_span,
                            format!("key `{}` stands twice in one mapping", key.text),
                        );
                        self.found.push(
                            finding.label("again here").related(first.key_span, "first here").help(
                                "YAML readers differ on which of the two counts: put them together, or rename one",
                            ),
                        );
                        if let (1, Syntax::Map(known), Syntax::Map(more)) = (depth, &mut first.value.value, value) {
                            // Names of a section that was begun anew are names all the same.
                            let fresh = more
                                .into_iter()
                                .filter(|entry| !known.iter().any(|one| one.key.text == entry.key.text));
                            known.extend(fresh.collect::<Vec<_>>());
                        }
                    } else {
                        entries.push(Entry {
                            key,
                            key_span,
                            value: Node { span: node.span, value },
                        });
                    }
                }
            },
        }
    }

    fn plain_node(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.refuse(span, "anchors are not read", "write the thing out, or give it a type");
        }
        if tagged {
            self.refuse(
                span,
                "tags such as `!x` are not read",
                "quote the text if it starts with `!`",
            );
        }
    }

    fn refuse(&mut self, span: Span, message: &str, help: &str) {
        self.broken = true;
        self.found
            .push(Diagnostic::new(code::FORBIDDEN_YAML, span, message).help(help));
    }

    fn syntax_error(&mut self, text: &str, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.length);
        let span = Span {
            file: self.file,
            start: at,
            end: at,
        };
        let finding = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                Diagnostic::new(code::TOO_DEEP, span, format!("nested deeper than {DEEPEST} levels"))
                    .help("name the inner types")
            }
            ErrorKind::UnknownAnchor => Diagnostic::new(code::FORBIDDEN_YAML, span, "aliases are not read")
                .help("write the thing out, or quote the text if it starts with `*`"),
            _ => match slip::tab(text, at) {
                Some(tab) => {
                    let span = Span {
                        start: tab,
                        end: tab + 1,
                        ..span
                    };
                    Diagnostic::new(code::INVALID_YAML, span, "not valid YAML: a tab indents this line")
                        .help("indent with spaces")
                }
                None => {
                    let message = format!("not valid YAML: {}", error.info().replace('\n', " "));
                    Diagnostic::new(code::INVALID_YAML, span, message).maybe_help(slip::slip(text, at))
                }
            },
        };
        self.found.push(finding);
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let start = span.start.byte_offset().unwrap_or(0).min(self.length);
        let end = span.end.byte_offset().unwrap_or(start).clamp(start, self.length);
        Span {
            file: self.file,
            start,
            end,
        }
    }
}
