//! A place in a listing, to go on from later.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Where reading of a listing stands. Its text form (`Display`, `FromStr`) can be stored and read back in another process.
///
/// A cursor belongs to the operation it came from and to the same filters; resuming another operation with it is an error.
/// Reading on from one hands nothing out twice and loses nothing where the platform lists by keys (`updated_since`, `sinceId`) or
/// by a cursor of its own. Where it lists by page number or by the number of elements to pass over, what was added or removed in
/// between shifts the pages.
///
/// Where it lists by addresses that the server names, the cursor holds the address, filters included, below the base URL and without
/// the parameters of credentials. Its query may have a token of the server's in it, so keep the text as you keep the elements; `Debug`
/// does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Cursor {
    pub(crate) operation: String,
    /// Query parameters (dotted names) of the page to read next.
    pub(crate) set: Vec<(String, String)>,
    /// Elements of that page that were handed out already.
    pub(crate) skip: usize,
    /// Elements handed out before that page.
    pub(crate) seen: u64,
    /// Hashes of the latest elements handed out, which a server may send again at the head of that page.
    pub(crate) tail: Vec<u64>,
    /// Of numbered pages: how long the listing was when this place was reached.
    pub(crate) total: Option<Total>,
}

impl Cursor {
    /// Operation that it belongs to: `orders.list`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }
}

/// How long the server says that the listing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Total {
    Items(u64),
    Pages(u64),
}

/// Shows names of parameters, never their values.
impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.set.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Cursor")
            .field("operation", &self.operation)
            .field("set", &names)
            .field("skip", &self.skip)
            .field("seen", &self.seen)
            .finish_non_exhaustive()
    }
}

const VERSION: &str = "tw1";

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}~{}~{}~{}~", escape(&self.operation), self.seen, self.skip)?;
        for (place, hash) in self.tail.iter().enumerate() {
            write!(f, "{}{hash:x}", if place == 0 { "" } else { "." })?;
        }
        // No name of a parameter begins with such a mark, as it would be escaped.
        match self.total {
            Some(Total::Items(items)) => write!(f, "~!{items}")?,
            Some(Total::Pages(pages)) => write!(f, "~*{pages}")?,
            None => {}
        }
        for (name, value) in &self.set {
            write!(f, "~{}={}", escape(name), escape(value))?;
        }
        Ok(())
    }
}

fn escape(text: &str) -> impl fmt::Display + '_ {
    utf8_percent_encode(text, NON_ALPHANUMERIC)
}

/// The text is no cursor of this library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidCursor;

impl fmt::Display for InvalidCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a cursor: expected the text that an earlier cursor was stored as")
    }
}

impl std::error::Error for InvalidCursor {}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let mut parts = text.split('~').peekable();
        if parts.next() != Some(VERSION) {
            return Err(InvalidCursor);
        }
        let operation = unescape(parts.next().ok_or(InvalidCursor)?)?;
        let seen = number(parts.next())?;
        let skip = number(parts.next())?;
        let tail = hashes(parts.next().ok_or(InvalidCursor)?)?;
        let total = total(parts.peek().copied())?;
        if total.is_some() {
            parts.next();
        }
        let set = parts
            .map(|pair| {
                let (name, value) = pair.split_once('=').ok_or(InvalidCursor)?;
                Ok((unescape(name)?, unescape(value)?))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            operation,
            set,
            skip,
            seen,
            tail,
            total,
        })
    }
}

fn total(part: Option<&str>) -> Result<Option<Total>, InvalidCursor> {
    let part = part.unwrap_or_default();
    if let Some(items) = part.strip_prefix('!') {
        number(Some(items)).map(|items| Some(Total::Items(items)))
    } else if let Some(pages) = part.strip_prefix('*') {
        number(Some(pages)).map(|pages| Some(Total::Pages(pages)))
    } else {
        Ok(None)
    }
}

fn number<N: FromStr>(part: Option<&str>) -> Result<N, InvalidCursor> {
    part.and_then(|p| p.parse().ok()).ok_or(InvalidCursor)
}

fn hashes(part: &str) -> Result<Vec<u64>, InvalidCursor> {
    let parts = part.split('.').filter(|_| !part.is_empty());
    parts
        .map(|hash| u64::from_str_radix(hash, 16).map_err(|_| InvalidCursor))
        .collect()
}

fn unescape(text: &str) -> Result<String, InvalidCursor> {
    percent_decode_str(text)
        .decode_utf8()
        .map(Into::into)
        .map_err(|_| InvalidCursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_cursor_reads_back() {
        let cursor = Cursor {
            operation: "orders.list_history".into(),
            set: vec![
                ("filter.sinceId".into(), "a~b=c d".into()),
                ("updated_since".into(), "2026-01-01T00:00:00+03:00".into()),
            ],
            skip: 17,
            seen: 300,
            tail: vec![u64::MAX, 7],
            total: None,
        };
        for total in [None, Some(Total::Items(u64::MAX)), Some(Total::Pages(0))] {
            let cursor = Cursor {
                total,
                ..cursor.clone()
            };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        let fresh = Cursor {
            set: Vec::new(),
            tail: Vec::new(),
            ..cursor
        };
        assert_eq!(fresh.to_string().parse(), Ok(fresh));
    }

    #[test]
    fn values_are_not_shown() {
        let cursor = Cursor {
            operation: "orders.list".into(),
            set: vec![("link".into(), "/orders?token=canary".into())],
            skip: 3,
            seen: 7,
            tail: Vec::new(),
            total: None,
        };
        let shown = format!("{cursor:?}");
        assert!(
            shown.contains("orders.list") && shown.contains("link") && !shown.contains("canary"),
            "{shown}"
        );
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "tw1",
            "tw1~op",
            "tw1~op~0~0",
            "tw1~op~x~0~",
            "tw1~op~0~0~~name",
            "tw2~op~0~0~",
            "tw1~%FF~0~0~",
            "tw1~op~0~0~xyz",
            "tw1~op~0~0~1.",
            "tw1~op~-1~0~",
            "tw1~op~0~0~~!x",
            "tw1~op~0~0~~!1~*1",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(InvalidCursor), "{text}");
        }
    }
}
