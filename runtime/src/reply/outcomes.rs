//! Which elements of a batch failed, and why.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::entry::{row_of, said};
use super::said::{first_text, known_code, shows};
use super::sent::{self, Sent};
use super::{Reply, fields};
use crate::error::{FailedElement, FieldError, Inner};
use crate::json::{self, Json};
use crate::meta::{EntryKeys, Outcomes};

/// Most elements that are told; more are counted.
const MOST: usize = 10_000;

/// The elements of a batch that failed.
#[derive(Default)]
pub(super) struct Failed {
    elements: Vec<FailedElement>,
    pub total: usize,
    /// Of how many, if that is known.
    of: Option<usize>,
    /// Where the reply has an outcome for each element: how many it has, if they are fewer than were sent.
    answered: Option<usize>,
    /// It says nothing of some of the elements.
    leaves_open: bool,
    sent: Option<Sent>,
    table: Option<&'static Outcomes>,
    keys: Option<EntryKeys>,
}

/// Those of a reply of any status. `is_failure`: it is one as a whole.
pub(super) fn failed(reply: &Reply<'_>, is_failure: bool) -> Failed {
    let Some(table) = reply.meta.outcomes else {
        return Failed::default();
    };
    let mut failed = Failed {
        table: Some(table),
        keys: Some(reply.meta.entries().keys),
        ..Failed::default()
    };
    // Of a refusal, a body that is no list is about the whole, though the body of a success would be the list.
    let is_about_whole = is_failure && json::content(reply.body).first() != Some(&b'[');
    // The number of outcomes, where there is one for each element. A reply without any says nothing of any of them.
    let mut answered = None;
    for path in table.at.iter().filter(|path| !(path.is_empty() && is_about_whole)) {
        let mut count = 0;
        json::each_placed_text(reply.body, path, &mut |at, text| {
            count += 1;
            failed.outcome(reply, table, at, text);
        });
        if table.ordered && count > 0 {
            failed.of = Some(count);
            answered = Some(count);
            break;
        }
    }
    if let (false, 0, Some(count), Some(sent)) = (is_failure, failed.total, answered, reply.sent) {
        let sent = sent().and_then(|body| sent::count(&body, table));
        if let Some(sent) = sent.filter(|sent| *sent > count) {
            (failed.of, failed.answered) = (Some(sent), Some(count));
            failed.leaves_open = true;
        }
        return failed;
    }
    if let Some(sent) = reply.sent.filter(|_| is_failure || failed.total > 0) {
        failed.sent = sent().and_then(|body| Sent::new(&body, table));
        let told = answered.zip(failed.sent.as_ref());
        failed.leaves_open = told.is_some_and(|(count, sent)| count < sent.len);
    }
    failed.locate(table);
    failed
}

impl Failed {
    /// Whether something is to be told: elements failed, or the reply says nothing of some.
    pub(super) fn is_news(&self) -> bool {
        self.total > 0 || self.answered.is_some()
    }

    /// What happened, in few words.
    pub(super) fn sentence(&self) -> Cow<'static, str> {
        let verb = if self.total == 1 { "element" } else { "elements" };
        match (self.total, self.of.filter(|of| *of >= self.total)) {
            (0, Some(of)) if self.answered.is_some() => {
                let answered = self.answered.unwrap_or_default();
                format!("the reply has the outcomes of {answered} of {of} elements").into()
            }
            (0, _) => "the platform did only part of the work".into(),
            (total, None) => format!("{total} {verb} failed").into(),
            (total, Some(of)) => format!("{total} of {of} elements failed").into(),
        }
    }

    /// Looks at one outcome.
    fn outcome(&mut self, reply: &Reply<'_>, table: &Outcomes, at: usize, text: &str) {
        let is_failure = || table.failure.iter().any(|sign| shows(text.as_bytes(), *sign));
        if !table.failure.is_empty() && !is_failure() {
            return;
        }
        self.total += 1;
        if self.elements.len() >= MOST {
            return;
        }
        let mut element = FailedElement::at(table.ordered.then_some(at));
        text.clone_into(&mut element.raw);
        if let Ok(outcome) = json::decode::<Json>(text.as_bytes(), json::Options::default()) {
            read(&mut element, reply, table, &outcome.value);
        }
        self.elements.push(element);
    }

    /// Finds the elements in what was sent, if that is known. Without that, only the order and rows of the reply tell.
    fn locate(&mut self, table: &Outcomes) {
        let Some(sent) = &self.sent else { return };
        // A list that is shorter or longer than the one sent is not in its order, nor is one in which another id stands at some place.
        let can_be = |element: &FailedElement| element.position.is_none_or(|at| sent.can_be(element, table, at));
        let is_ordered = self.of.is_none_or(|of| of == sent.len) && self.elements.iter().all(can_be);
        for element in &mut self.elements {
            let told = element.position.filter(|_| is_ordered || !table.ordered);
            element.position = sent.position(element, table, told);
        }
        self.of = Some(sent.len);
    }

    /// Puts all that is known of the elements into the error, whose messages about fields may be about them.
    pub(super) fn tell(mut self, error: &mut Inner) {
        if self.table.is_some() {
            self.pair(&mut error.fields);
        }
        for element in &mut self.elements {
            let (position, id) = (element.position, first_id(element));
            let whole = element.message.as_deref().map(|message| FieldError {
                code: element.code.clone(),
                ..FieldError::new("", message)
            });
            let own = element.errors.iter_mut().filter(|said| !said.of_element);
            for said in own {
                (said.position, said.of_element) = (position, true);
                said.id = said.id.take().or_else(|| id.clone());
                push(&mut error.fields, said.clone());
            }
            if let Some(said) = whole {
                push(
                    &mut error.fields,
                    FieldError {
                        position,
                        id: id.clone(),
                        of_element: true,
                        ..said
                    },
                );
            }
        }
        error.failed_total = self.total;
        error.leaves_elements_open = self.leaves_open;
        error.failed = self.elements;
    }

    /// Hands messages that stand apart from the outcomes to the elements that they are about: by position, by id, or in turn, where they
    /// are as many as the elements.
    fn pair(&mut self, fields: &mut [FieldError]) {
        self.hand_out(fields, false);
        self.place_in_turn(fields);
        self.hand_out(fields, true);
        let is_silent = |element: &FailedElement| element.message.is_none() && element.errors.is_empty();
        let is_loose = |said: &&mut FieldError| !said.of_element && said.id.is_none() && said.field.is_empty();
        let in_turn = self.keys == Some(EntryKeys::Row)
            && self.elements.iter().all(is_silent)
            && fields.iter_mut().filter(is_loose).count() == self.total;
        if in_turn {
            let loose = fields.iter_mut().filter(is_loose);
            loose
                .zip(&mut self.elements)
                .for_each(|(said, element)| give(said, element));
        }
    }

    /// Hands messages to the elements whose position or id they name; `anew`: also to elements that nothing else names.
    fn hand_out(&mut self, fields: &mut [FieldError], anew: bool) {
        for said in fields.iter_mut().filter(|said| !said.of_element) {
            let known = match (said.position, said.id.clone()) {
                (Some(at), _) => self.at_position(at, anew),
                (None, Some(id)) => self.of_id(&id, anew),
                (None, None) => None,
            };
            if let Some(element) = known {
                give(said, element);
            }
        }
    }

    /// Elements that nobody could place are those at the positions that messages name beside, if they are as many and can be them.
    fn place_in_turn(&mut self, fields: &[FieldError]) {
        let open = fields.iter().filter(|said| !said.of_element);
        let rows: BTreeSet<usize> = open.filter_map(|said| said.position).collect();
        let (Some(table), sent) = (self.table, &self.sent) else {
            return;
        };
        let mut unplaced: Vec<&mut FailedElement> =
            self.elements.iter_mut().filter(|one| one.position.is_none()).collect();
        let can_be = |element: &FailedElement, at: usize| match sent {
            Some(sent) => sent.can_be(element, table, at),
            None => true,
        };
        if unplaced.len() == rows.len() && unplaced.iter().zip(&rows).all(|(one, at)| can_be(one, *at)) {
            for (element, at) in unplaced.iter_mut().zip(rows) {
                element.position = Some(at);
            }
        }
    }

    /// The failed element at a position; `anew`: a new one, if there can be one.
    fn at_position(&mut self, at: usize, anew: bool) -> Option<&mut FailedElement> {
        let known = self.elements.iter().position(|element| element.position == Some(at));
        let can_be = anew && self.sent.as_ref().is_none_or(|sent| at < sent.len);
        match known {
            Some(index) => self.elements.get_mut(index),
            None if can_be => self.add(FailedElement::at(Some(at))),
            None => None,
        }
    }

    /// The failed element with an id; `anew`: a new one, if there was such an element.
    fn of_id(&mut self, id: &str, anew: bool) -> Option<&mut FailedElement> {
        let is_it = |element: &&FailedElement| element.ids.iter().any(|(_, own)| own == id);
        let mut found = self.elements.iter().filter(is_it).map(FailedElement::position);
        if let Some(first) = found.next() {
            // One id of several elements does not tell which is meant; one element may be told twice.
            let is_one = found.all(|other| other.is_some() && other == first);
            let index = self.elements.iter().position(|element| is_it(&element));
            return index.filter(|_| is_one).and_then(|index| self.elements.get_mut(index));
        }
        let at = self.sent.as_ref()?.of_id(id)?;
        let known = self.elements.iter().position(|element| element.position == Some(at));
        match known {
            Some(index) => self.elements.get_mut(index),
            None if anew => self.add(FailedElement {
                ids: vec![("", id.to_owned())],
                ..FailedElement::at(Some(at))
            }),
            None => None,
        }
    }

    fn add(&mut self, element: FailedElement) -> Option<&mut FailedElement> {
        self.total += 1;
        if self.elements.len() < MOST {
            self.elements.push(element);
            self.elements.last_mut()
        } else {
            None
        }
    }
}

/// What an outcome says.
fn read(element: &mut FailedElement, reply: &Reply<'_>, table: &Outcomes, outcome: &Json) {
    let shape = &reply.meta.platform.errors;
    for (path, _) in table.ids {
        let id = outcome.at(path).and_then(said);
        element.ids.extend(id.map(|id| (*path, id)));
    }
    let row = table.row.iter().find_map(|path| said(outcome.at(path)?));
    let row = row.and_then(|row| row_of(&row, table.first_row));
    element.position = row.or(element.position);
    element.message = first_text(outcome, table.message);
    element.code = first_text(outcome, table.code);
    if let Some(known) = known_code(shape.codes, element.code.as_deref(), element.message.as_deref()) {
        element.code = Some(known.text.to_owned());
    }
    element.errors = fields::within(outcome, table.fields, reply.meta.entries());
}

/// Makes a message that stood apart one of the element.
fn give(said: &mut FieldError, element: &mut FailedElement) {
    said.of_element = true;
    said.position = said.position.or(element.position);
    said.id = said.id.take().or_else(|| first_id(element));
    element.errors.push(said.clone());
}

/// Adds what an outcome says to the messages of the whole reply.
fn push(fields: &mut Vec<FieldError>, said: FieldError) {
    if fields.len() < fields::MOST {
        fields.push(said);
    }
}

fn first_id(element: &FailedElement) -> Option<String> {
    element.ids.first().map(|(_, id)| id.clone())
}
