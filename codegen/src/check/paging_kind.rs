//! Whether a pagination kind is of the kind that its names speak of: a parameter that counts elements is no page, an address is no
//! cursor. Such a declaration would be sent, and understood as something else.

use super::Check;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::model::{Direction, InReply, Operation, PageKind, PageStrategy};
use crate::yaml::{Node, Syntax, read_json};

/// Parameters that count elements.
const COUNTERS: &[&str] = &["offset", "start", "skip", "from"];
/// Words in the names of addresses.
const ADDRESSES: &[&str] = &["href", "url", "uri", "link", "links"];
/// Names of addresses that do not say so, as a widespread protocol has them.
const KNOWN: &[&str] = &["__next"];

/// The words of a name: `startIndex` is `start` and `index`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || lower && c.is_uppercase() {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words in the names of what says that there is no more.
const ENDS: &[&str] = &[
    "end",
    "last",
    "done",
    "final",
    "complete",
    "completed",
    "finished",
    "eof",
];

pub(super) fn check(check: &mut Check<'_>, kind: &PageKind) {
    if let Some(more) = kind.more.as_ref().map(written).filter(|name| is_end(name)) {
        let message = format!("`{more}` says that there is no more, and `more` names what says that there is");
        let finding = at(check, kind, "more", message);
        check.report(finding.help("leave `more` out: the listing would end where it goes on"));
    }
    match &kind.strategy {
        PageStrategy::Page { param } if is_counter(param) => {
            let message = format!("`{param}` counts elements, and pages are numbered");
            let finding = at(check, kind, "page", message);
            let finding = finding.help("`kind: offset` goes on by the number of elements that came");
            check.report(finding);
        }
        // A header named `Link` is one of addresses, too.
        PageStrategy::Cursor { next, .. } if is_address(written(next)) => {
            let next = written(next);
            let finding = at(
                check,
                kind,
                "next",
                format!("`{next}` holds the address of the next page, and a cursor is no address"),
            );
            check.report(finding.help(LINK));
        }
        _ => {}
    }
}

const LINK: &str = "`kind: link` follows the address; a cursor is sent as the value of a query parameter";

/// The path or the header.
fn written(next: &InReply) -> &str {
    let (InReply::Body(text) | InReply::Header(text)) = next;
    text
}

fn is_counter(param: &str) -> bool {
    let last = param.rsplit('.').next().unwrap_or(param);
    let words = words(last);
    // `start_page` is a page.
    words.iter().any(|word| COUNTERS.contains(&word.as_str())) && !words.iter().any(|word| word == "page")
}

fn is_end(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    words(last).iter().any(|word| ENDS.contains(&word.as_str()))
}

fn is_address(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    // `nextlink` and `nextpageurl` are written as one word.
    let inner = |word: &str| {
        let rest = word.strip_prefix("next").unwrap_or(word);
        ADDRESSES.contains(&rest.strip_prefix("page").unwrap_or(rest))
    };
    KNOWN.contains(&last) || words(last).iter().any(|word| inner(word))
}

fn at(check: &Check<'_>, kind: &PageKind, key: &str, message: String) -> Diagnostic {
    let place = check.places.get(&format!("pagination.{}", kind.name));
    match place {
        Some(place) => check.below(code::BAD_PAGING, place, &[key], message),
        // Every kind has its place; without one the file is the place.
        None => Diagnostic::new(code::BAD_PAGING, check.platform_file(), message),
    }
}

/// A cursor that an example shows to be an address, whatever its name.
pub(super) fn addresses(check: &mut Check<'_>, operation: &Operation, kind: &PageKind) {
    let PageStrategy::Cursor {
        next: InReply::Body(next),
        ..
    } = &kind.strategy
    else {
        return;
    };
    if is_address(next) {
        return;
    }
    let replies = operation
        .examples
        .iter()
        .filter(|example| example.direction == Direction::Response);
    for example in replies {
        let file = check.sources.file(&example.file);
        let Some(node) = file.and_then(|file| read_json(&example.text, file).ok()) else {
            continue;
        };
        let Some(shown) = value(&node, next)
            .filter(|value| matches!(&value.value, Syntax::Scalar(text) if is_shown_address(&text.text)))
        else {
            continue;
        };
        let place = check.places.get(&format!("pagination.{}", kind.name));
        if place.is_some_and(|place| !check.told.insert((code::BAD_PAGING, place.clone()))) {
            return;
        }
        let message = format!("`{next}` holds the address of the next page, and a cursor is no address");
        let finding = at(check, kind, "next", message).help(LINK);
        let ground = Ground::Read(check.trees.extent(check.span(&operation.place)));
        check.report(finding.related(shown.span, "an example shows it").rests_on(ground));
        return;
    }
}

fn is_shown_address(text: &str) -> bool {
    text.starts_with('/') || text.starts_with("http://") || text.starts_with("https://")
}

/// The value at a dotted path, of which what is left may be one key.
fn value<'n>(node: &'n Node, path: &str) -> Option<&'n Node> {
    if let Some(entry) = node.entry(path) {
        return Some(&entry.value);
    }
    let (key, behind) = path.split_once('.')?;
    value(&node.entry(key)?.value, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_of_what_they_hold() {
        for name in [
            "offset",
            "start",
            "skip",
            "from",
            "startIndex",
            "list.offset",
            "SKIP",
            "row_offset",
        ] {
            assert!(is_counter(name), "{name}");
        }
        for name in ["page", "part", "start_page", "restart", "p", "formation"] {
            assert!(!is_counter(name), "{name}");
        }
        for name in [
            "meta.nextHref",
            "next_url",
            "links.next_link",
            "href",
            "nextURL",
            "d.__next",
            "@odata.nextLink",
            "nextPageUrl",
            "next_link",
            "nextlink",
            "nextpageurl",
            "NextPageUri",
        ] {
            assert!(is_address(name), "{name}");
        }
        for name in ["end_of_stream", "isLast", "meta.last", "X-Done"] {
            assert!(is_end(name), "{name}");
        }
        for name in ["has_more", "hasNext", "pending", "lasting", "X-Has-More"] {
            assert!(!is_end(name), "{name}");
        }
        for name in [
            "meta.next",
            "links.next",
            "cursor",
            "linked",
            "next",
            "next_page",
            "curl",
            "next_token",
            "linkage",
        ] {
            assert!(!is_address(name), "{name}");
        }
    }
}
