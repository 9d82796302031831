//! Findings that may only follow from others are held back, in one place for all of them.
//!
//! A finding says what it rests on: the places that must have been understood for it to mean anything. While an error stands in one
//! of them, the finding is not shown; mending the error shows whether it was one of its own. What holds a finding back is shown
//! itself, or held back by something that is: findings that rest on each other alone are all shown.

use super::{Diagnostic, FileId, Severity, Span};

/// A place that a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Everything in it reached the model: errors by which a part of the spec is lost count.
    Read(Span),
    /// Everything in it is right: any error counts.
    Right(Span),
}

impl Ground {
    fn span(self) -> Span {
        match self {
            Self::Read(span) | Self::Right(span) => span,
        }
    }
}

/// An error as the search knows it: where it starts, and which finding it is.
type Mark = (FileId, usize, usize);

/// Errors in order of place.
#[derive(Default)]
struct Marks {
    all: Vec<Mark>,
    /// Those by which a part of the spec is lost.
    losses: Vec<Mark>,
}

impl Marks {
    fn of<'d>(findings: impl Iterator<Item = (usize, &'d Diagnostic)>) -> Self {
        let mut marks = Self::default();
        for (index, finding) in findings {
            let mark = (finding.span.file, finding.span.start, index);
            marks.all.push(mark);
            if finding.code.loses() {
                marks.losses.push(mark);
            }
        }
        marks.all.sort_unstable();
        marks.losses.sort_unstable();
        marks
    }

    /// Whether one of these errors, other than the finding itself, stands where the finding rests.
    fn shake(&self, index: usize, finding: &Diagnostic) -> bool {
        finding.grounds.iter().any(|ground| {
            let marks = match ground {
                Ground::Read(_) => &self.losses,
                Ground::Right(_) => &self.all,
            };
            let span = ground.span();
            let first = marks.partition_point(|(file, start, _)| (*file, *start) < (span.file, span.start));
            let within = marks.iter().skip(first);
            within
                .take_while(|(file, start, _)| *file == span.file && (*start == span.start || *start < span.end))
                .any(|(_, _, other)| *other != index)
        })
    }
}

/// Takes out what may only follow from others; the number of findings taken out.
pub(super) fn hold_back(findings: &mut Vec<Diagnostic>) -> usize {
    if findings.iter().all(|finding| finding.grounds.is_empty()) {
        return 0;
    }
    let is_error = |finding: &Diagnostic| finding.code.severity() == Severity::Error;
    let errors = || findings.iter().enumerate().filter(|(_, finding)| is_error(finding));
    let all = Marks::of(errors());
    // Errors that rest on nothing shaken explain the others, and so does what they explain.
    let mut explains: Vec<bool> = findings
        .iter()
        .enumerate()
        .map(|(index, finding)| is_error(finding) && !all.shake(index, finding))
        .collect();
    let mut held = vec![false; findings.len()];
    loop {
        let marks = Marks::of(errors().filter(|(index, _)| explains.get(*index) == Some(&true)));
        let mut more = false;
        for (index, finding) in findings.iter().enumerate() {
            let (Some(held), Some(explains)) = (held.get_mut(index), explains.get_mut(index)) else {
                continue;
            };
            if !*held && !*explains && marks.shake(index, finding) {
                *held = true;
                *explains = is_error(finding);
                more = true;
            }
        }
        if !more {
            break;
        }
    }
    let mut index = 0;
    findings.retain(|_| {
        index += 1;
        held.get(index - 1) != Some(&true)
    });
    held.iter().filter(|held| **held).count()
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostics, Sources, code};
    use super::*;

    fn shown(findings: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> (Vec<String>, usize) {
        let mut found = Diagnostics::default();
        findings.into_iter().for_each(|finding| found.push(finding));
        let (shown, held) = found.settled(sources);
        (shown.into_iter().map(|finding| finding.message).collect(), held)
    }

    fn file() -> (Sources, impl Fn(usize) -> Span) {
        let mut sources = Sources::default();
        let file = sources.add("specs/demo/things.yaml", "x".repeat(100));
        (sources, move |start| Span {
            file,
            start,
            end: start + 1,
        })
    }

    fn to(from: Span, end: usize) -> Span {
        Span { end, ..from }
    }

    #[test]
    fn what_rests_on_an_error_waits_for_it() {
        let (sources, at) = file();
        let cause = Diagnostic::new(code::UNKNOWN_KEY, at(10), "cause");
        let follows = |text: &str, ground| Diagnostic::new(code::UNRESOLVED_TYPE, at(50), text).rests_on(ground);
        let within = follows("within", Ground::Read(to(at(5), 20)));
        let beyond = follows("beyond", Ground::Read(to(at(11), 20)));
        let far = Diagnostic::new(code::EXAMPLE_DOES_NOT_FIT, at(70), "far").rests_on(Ground::Right(at(50)));
        let all = [within.clone(), beyond.clone(), far.clone(), cause.clone()];
        assert_eq!(shown(all, &sources), (vec!["cause".to_owned(), "beyond".to_owned()], 2));
        // What explains may be held back itself.
        assert_eq!(
            shown([within.clone(), far, cause], &sources),
            (vec!["cause".to_owned()], 2)
        );
        assert_eq!(shown([within], &sources), (vec!["within".to_owned()], 0));
    }

    #[test]
    fn only_what_loses_a_part_shakes_what_was_read() {
        let (sources, at) = file();
        let bound = Diagnostic::new(code::BAD_LITERAL, at(10), "bound");
        let read = Diagnostic::new(code::UNKNOWN_FIELD, at(50), "read").rests_on(Ground::Read(to(at(0), 20)));
        let right = Diagnostic::new(code::EXAMPLE_DOES_NOT_FIT, at(60), "right").rests_on(Ground::Right(to(at(0), 20)));
        assert_eq!(shown([bound, read, right], &sources).0, ["bound", "read"]);
        // Warnings hold nothing back.
        let warning = Diagnostic::new(code::MISSING_DOC, at(10), "warning");
        let right = Diagnostic::new(code::EXAMPLE_DOES_NOT_FIT, at(60), "right").rests_on(Ground::Right(to(at(0), 20)));
        assert_eq!(shown([warning, right], &sources).0, ["warning", "right"]);
    }

    #[test]
    fn findings_that_rest_on_each_other_are_all_shown() {
        let (sources, at) = file();
        let whole = Ground::Right(to(at(0), 99));
        let one = Diagnostic::new(code::UNUSED_TYPE, at(10), "one").rests_on(whole);
        let other = Diagnostic::new(code::UNUSED_TYPE, at(20), "other").rests_on(whole);
        assert_eq!(shown([one.clone(), other.clone()], &sources).0, ["one", "other"]);
        let cause = Diagnostic::new(code::UNKNOWN_KEY, at(30), "cause");
        assert_eq!(shown([one, other, cause], &sources), (vec!["cause".to_owned()], 2));
    }
}
