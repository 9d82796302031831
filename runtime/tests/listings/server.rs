//! A shop that is invented for each test: how it cuts, numbers and counts its listing, and what happens to it meanwhile.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use tradewire::testing::Captured;

/// How pages follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Numbered,
    /// `inclusive`: the element that is named as the last comes again.
    Keys {
        inclusive: bool,
    },
    /// `stubborn`: behind the last element the same cursor is named again.
    Cursor {
        stubborn: bool,
    },
}

/// What the server does with numbers of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// There is nothing behind the last page.
    Empty,
    /// Behind the last page comes the last page.
    LastPage,
    /// It pays no heed to them.
    FirstPage,
}

/// Something that happens to the listing, at a place given in thousandths of its length.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    Nothing,
    Delete(usize),
    Insert(usize),
}

#[derive(Debug, Clone)]
pub struct Plan {
    pub kind: Kind,
    pub count: i64,
    pub size: usize,
    /// Totals of pages, and of elements.
    pub totals: (bool, bool),
    pub behind: Behind,
    /// Elements in so many that are left out after a page was cut.
    pub hides_one_in: Option<i64>,
    /// What happens before each request.
    pub events: Vec<Event>,
}

pub fn plans(changing: bool) -> impl Strategy<Value = Plan> {
    let kinds = prop_oneof![
        Just(Kind::Numbered),
        any::<bool>().prop_map(|inclusive| Kind::Keys { inclusive }),
        any::<bool>().prop_map(|stubborn| Kind::Cursor { stubborn }),
    ];
    let place = 0_usize..1000;
    let event = prop_oneof![
        8 => Just(Event::Nothing),
        1 => place.clone().prop_map(Event::Delete),
        1 => place.prop_map(Event::Insert),
    ];
    let events = prop::collection::vec(event, if changing { 0..12 } else { 0..1 });
    let behind = prop_oneof![3 => Just(Behind::Empty), 1 => Just(Behind::LastPage), 1 => Just(Behind::FirstPage)];
    let hides = prop_oneof![2 => Just(None), 1 => (2_i64..5).prop_map(Some)];
    let of_server = (kinds, 0_i64..40, 2_usize..8, any::<(bool, bool)>());
    (of_server, behind, hides, events).prop_map(|((kind, count, size, totals), behind, hides_one_in, events)| Plan {
        kind,
        count,
        size,
        totals,
        behind,
        hides_one_in,
        events,
    })
}

/// The shop while it is read.
#[derive(Debug)]
pub struct Shop {
    plan: Plan,
    elements: BTreeSet<i64>,
    /// Elements that were there from the first request on and always showed.
    pub constant: BTreeSet<i64>,
    requests: usize,
    /// Totals of the page before, as they were told.
    told: Option<u64>,
    deleted: bool,
    /// Something was removed, and no total that was told fell: who reads numbered pages cannot know.
    pub blind: bool,
}

impl Shop {
    pub fn new(plan: &Plan) -> Arc<Mutex<Self>> {
        let elements: BTreeSet<i64> = (1..=plan.count).map(|number| number * 1000).collect();
        let mut shop = Self {
            plan: plan.clone(),
            constant: elements.clone(),
            elements,
            requests: 0,
            told: None,
            deleted: false,
            blind: false,
        };
        shop.constant
            .retain(|id| plan.hides_one_in.is_none_or(|one_in| (id / 1000) % one_in != 0));
        Arc::new(Mutex::new(shop))
    }

    fn is_hidden(&self, id: i64) -> bool {
        self.plan.hides_one_in.is_some_and(|one_in| (id / 1000) % one_in == 0)
    }

    /// What happens before the next request. Nothing is inserted where something was.
    pub fn happen(&mut self) {
        let event = self.plan.events.get(self.requests).copied().unwrap_or(Event::Nothing);
        let at = |place: usize| place * self.elements.len() / 1000;
        match event {
            Event::Nothing => {}
            Event::Delete(place) => {
                if let Some(id) = self.elements.iter().nth(at(place)).copied() {
                    self.elements.remove(&id);
                    self.constant.remove(&id);
                    self.deleted = true;
                }
            }
            Event::Insert(place) => {
                let before = self.elements.iter().nth(at(place)).copied().unwrap_or(0);
                self.elements.insert(before + 1 + i64::try_from(self.requests).unwrap());
            }
        }
    }

    pub fn page(&mut self, request: &Captured) -> String {
        self.happen();
        self.requests += 1;
        let all: Vec<i64> = self.elements.iter().copied().collect();
        let number = request.query("page").map_or(1, |page| page.parse::<usize>().unwrap());
        let size = self.plan.size;
        let (left, from): (&[i64], usize) = match self.plan.kind {
            Kind::Numbered => {
                let pages = all.len().div_ceil(size).max(1);
                let number = match self.plan.behind {
                    Behind::Empty => number,
                    Behind::LastPage => number.min(pages),
                    Behind::FirstPage => 1,
                };
                (&all, (number - 1) * size)
            }
            Kind::Keys { inclusive } => {
                let since = request
                    .query("filter[since]")
                    .map_or(i64::MIN, |since| since.parse().unwrap());
                let start = all.partition_point(|id| *id < since || (!inclusive && *id == since));
                (&all[start..], (number - 1) * size)
            }
            Kind::Cursor { .. } => {
                let since = request.query("cursor").map_or(i64::MIN, |since| since.parse().unwrap());
                (&all[all.partition_point(|id| *id <= since)..], 0)
            }
        };
        let cut: Vec<i64> = left.iter().skip(from).take(size).copied().collect();
        let mut shown: Vec<i64> = cut.iter().copied().filter(|id| !self.is_hidden(*id)).collect();
        if self.needs_more(&cut, &shown) {
            shown.clone_from(&cut);
        }
        let (pages, items) = self.plan.totals;
        let count = left.len() as u64;
        let pages = pages.then_some(count.div_ceil(size as u64));
        let items = items.then_some(count);
        self.look(items.or(pages));
        let next = match (self.plan.kind, cut.last()) {
            (Kind::Cursor { stubborn }, Some(last)) if stubborn || left.len() > size => last.to_string(),
            (Kind::Cursor { stubborn: true }, None) => request.query("cursor").unwrap_or_default(),
            _ => String::new(),
        };
        let shown: Vec<String> = shown.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        let number = |total: Option<u64>| total.map_or("null".to_owned(), |total| total.to_string());
        format!(
            r#"{{"items":[{}],"next":"{next}","pages":{},"total":{}}}"#,
            shown.join(","),
            number(pages),
            number(items)
        )
    }

    /// A page on which nothing new shows is the end, if nothing says that there is more. No server that means it can be read.
    fn needs_more(&self, cut: &[i64], shown: &[i64]) -> bool {
        let told = match self.plan.kind {
            Kind::Cursor { .. } => true,
            _ => self.plan.totals.0 || self.plan.totals.1,
        };
        let repeats = usize::from(self.plan.kind == Kind::Keys { inclusive: true });
        !told && shown.len() <= repeats && cut.len() > shown.len()
    }

    fn look(&mut self, total: Option<u64>) {
        let fell = matches!((self.told, total), (Some(before), Some(now)) if now < before);
        self.blind |= self.plan.kind == Kind::Numbered && std::mem::take(&mut self.deleted) && !fell;
        self.told = total;
    }
}
