//! Taking secrets out of texts: servers echo what they refuse.

use std::borrow::Cow;
use std::fmt;

use super::grams::{Grams, RUN};
use super::symbols::{NO_CHARACTER, Symbol, meant, plain};

/// What stands behind a text that we cut.
const CUT: u32 = '…' as u32;
const CUT_WRITTEN: &[u8] = "…".as_bytes();
/// What stands in the place of a secret.
const BLOT: &str = "***";
/// Bytes that are looked at at once; more would only take memory.
const STEP: usize = 64 * 1024;
/// Bytes on both sides of them that are looked at as well. Eight characters are shorter in any spelling.
const MARGIN: usize = 1024;

/// Knows secrets, and blots them out of texts of others, in whatever escapes they are written there.
///
/// What it leaves shows no eight characters in a row of any secret, however the text was cut before: it looks for runs of eight, not for
/// whole secrets. Secrets of six and seven characters are found anywhere, those of four and five where no letter or digit stands beside
/// them, shorter ones never: they cannot be told from ordinary text.
///
/// The work is linear in the text, whatever the number of secrets.
#[derive(Default)]
pub(crate) struct Blotter {
    plain: Grams,
    meant: Grams,
}

impl Blotter {
    pub(crate) fn add(&mut self, secret: &str) {
        self.plain.add(&plain(secret.as_bytes()));
        self.meant.add(&meant(secret.as_bytes()));
    }

    /// `text` without secrets.
    pub(crate) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.blot(text.as_bytes()) {
            None => Cow::Borrowed(text),
            Some(clean) => Cow::Owned(String::from_utf8_lossy(&clean).into_owned()),
        }
    }

    /// Blots secrets out of `text`.
    pub(crate) fn clean(&self, text: &mut String) {
        if let Cow::Owned(clean) = self.text(text) {
            *text = clean;
        }
    }

    /// Blots secrets out of bytes, whatever they are.
    pub(crate) fn clean_bytes(&self, bytes: &mut Vec<u8>) {
        if let Some(clean) = self.blot(bytes) {
            *bytes = clean;
        }
    }

    fn blot(&self, text: &[u8]) -> Option<Vec<u8>> {
        if self.plain.is_empty() && self.meant.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let (from, to) = (at.saturating_sub(MARGIN), text.len().min(at + STEP + MARGIN));
            let part = text.get(from..to).unwrap_or_default();
            let spans = self.find(part, [from > 0, to < text.len()]);
            found.extend(spans.into_iter().map(|(start, end)| (start + from, end + from)));
            at += STEP;
        }
        if found.is_empty() {
            return None;
        }
        found.sort_unstable();
        let mut clean = Vec::with_capacity(text.len());
        let mut done = 0;
        let mut blotted = false;
        for (start, end) in found {
            if start > done || !blotted {
                clean.extend_from_slice(text.get(done..start).unwrap_or_default());
                clean.extend_from_slice(BLOT.as_bytes());
                blotted = true;
            }
            done = done.max(end);
        }
        clean.extend_from_slice(text.get(done..).unwrap_or_default());
        Some(clean)
    }

    /// The spans of `text` that show too much. It goes on beyond its ends where they are `open`.
    fn find(&self, text: &[u8], open: [bool; 2]) -> Vec<(usize, usize)> {
        let symbols = meant(text);
        let mut found = Vec::new();
        self.plain.find(&plain(text), open, &mut found);
        self.meant.find(&symbols, open, &mut found);
        let covered = union(&mut found);
        for (at, symbol) in symbols.iter().enumerate().filter(|(_, symbol)| symbol.value == CUT) {
            // Backslashes before it went into it.
            let escaped = text.get(symbol.start..symbol.end).unwrap_or_default();
            let slashes = escaped.strip_suffix(CUT_WRITTEN).map_or(0, <[u8]>::len);
            let before = symbols.get(..at).unwrap_or_default();
            found.extend(self.cut_off(text, before, (symbol.start, symbol.start + slashes), &covered));
        }
        if !open[1] {
            // What is no symbol is backslashes with nothing behind them.
            let last = symbols.last().map_or(0, |symbol| symbol.end);
            found.extend(self.cut_off(text, &symbols, (last, text.len()), &covered));
        }
        found
    }

    /// What a cut at `end` left of a secret around what is `covered`, where that takes eight characters or more to write: few characters
    /// may be many in escapes. From `last` on there are only backslashes, of escapes in escapes, which are no symbols without what they
    /// stand before.
    fn cut_off(
        &self,
        text: &[u8],
        symbols: &[Symbol],
        (last, end): (usize, usize),
        covered: &[(usize, usize)],
    ) -> Vec<(usize, usize)> {
        // What looks like half of an escape may be meant as it is.
        let starts = (0..=half_written(symbols)).filter_map(|half| {
            let whole = symbols.get(..symbols.len() - half)?;
            let part = self.meant.ends_with_part(whole);
            let first = symbols.get(whole.len() - part)?;
            // Half of an escape may be the first character of a secret.
            (part > 0 || half > 0 || first.value >= NO_CHARACTER).then_some(first.start)
        });
        let mut start = starts.min().unwrap_or(last);
        let first = covered.partition_point(|(_, to)| *to <= start);
        let around = covered.get(first..).unwrap_or_default();
        let around = around.iter().copied().take_while(|(from, _)| *from < end);
        let mut left = Vec::new();
        for (from, to) in around.chain([(end, end)]) {
            let written = String::from_utf8_lossy(text.get(start..from).unwrap_or_default());
            if written.chars().count() >= RUN {
                left.push((start, from));
            }
            start = start.max(to);
        }
        left
    }
}

/// The same spans in order, with those that meet made one.
fn union(found: &mut [(usize, usize)]) -> Vec<(usize, usize)> {
    found.sort_unstable();
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found.iter().copied() {
        match covered.last_mut() {
            Some((_, end)) if *end >= from => *end = to.max(*end),
            _ => covered.push((from, to)),
        }
    }
    covered
}

/// How many of the last symbols belong to an escape that has no end, or to a character of several escapes that lacks some.
fn half_written(symbols: &[Symbol]) -> usize {
    let begins = |(back, symbol): (usize, &Symbol)| {
        // Its backslash is part of it.
        let escaped = symbol.end - symbol.start > 1;
        match char::from_u32(symbol.value) {
            Some('u') => back < 4 && escaped,
            Some('x') => back < 2 && escaped,
            Some('%') => back < 2,
            Some('&') => back < 7,
            _ => false,
        }
    };
    let broken = |symbol: &&Symbol| symbol.value >= NO_CHARACTER || symbol.value == u32::from('\u{fffd}');
    let mut whole = symbols;
    // An escape in an escape: a few rounds are enough.
    for _ in 0..4 {
        let half = whole.iter().rev().take(8).enumerate().position(begins);
        let half = half.map_or(0, |back| back + 1);
        whole = whole.get(..whole.len() - half).unwrap_or_default();
        let broken = whole.iter().rev().take(3).take_while(broken).count();
        whole = whole.get(..whole.len() - broken).unwrap_or_default();
    }
    symbols.len() - whole.len()
}

impl fmt::Debug for Blotter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blotter")
    }
}

#[cfg(test)]
mod tests;
