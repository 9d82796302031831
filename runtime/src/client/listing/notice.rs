//! What is told of a listing as a whole.

use std::fmt;

use crate::client::attempts::noticed;
use crate::client::handle::Client;
use crate::client::settings::DriftReport;
use crate::json::{Drift, DriftKind};
use crate::meta::{Meta, Paging};

/// Something about a listing that its elements do not show: it changed while it was read, or its end is less certain than others.
///
/// None is an error: all that the server sent was handed out. But elements that were never on a page that was asked for cannot be
/// told otherwise. What each kind means for who reads, and what to do, stands at the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The total fell between two numbered pages. The elements behind those that are gone moved up, and as many were
    /// passed over, unless the ones that are gone stood further on. Read again, or read by keys if the platform can.
    ///
    /// A program that takes elements out of the filter it reads by (lists what is new and marks it as seen) brings this about itself:
    /// it has to collect first and change afterwards.
    #[non_exhaustive]
    TotalShrank {
        /// Page that said so, counted from 1 within this reading.
        page: u64,
        /// Elements before, or pages where only those are told.
        before: u64,
        /// The same now.
        now: u64,
    },
    /// The total rose between two numbered pages. What was added in front of the place that is read is not handed out, and moves elements that
    /// were handed out to the next page, where they come again.
    #[non_exhaustive]
    TotalGrew {
        /// Page that said so, counted from 1 within this reading.
        page: u64,
        /// Elements before, or pages where only those are told.
        before: u64,
        /// The same now.
        now: u64,
    },
    /// Elements of this page had been on an earlier one, word for word, and were handed out again. Most often something was added in
    /// front. Whoever adds up or creates things has to know the elements by their ids.
    #[non_exhaustive]
    ElementsAgain {
        /// Page with them, counted from 1 within this reading.
        page: u64,
        /// How many.
        count: u64,
    },
    /// A page that reading was taken up within does not begin with the elements that were handed out of it: others may be passed over
    /// or come twice.
    PageChanged,
    /// The last page was one that had come before. It was not handed out again, and is taken for the end because it is not full: the
    /// server pays no heed to the number of the page, or sends its last page for every number behind it.
    #[non_exhaustive]
    PageAgain {
        /// The page, counted from 1 within this reading.
        page: u64,
    },
    /// The listing is over, but fewer elements came than its last total says. The server may count what it does not show.
    #[non_exhaustive]
    FewerThanTotal {
        /// Elements that the total counts.
        total: u64,
        /// Elements that came.
        came: u64,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TotalShrank { page, before, now } => {
                write!(f, "the total fell from {before} to {now} at page {page}")
            }
            Self::TotalGrew { page, before, now } => write!(f, "the total rose from {before} to {now} at page {page}"),
            Self::ElementsAgain { page, count } => write!(f, "{count} elements of page {page} had come before"),
            Self::PageChanged => f.write_str("the page that reading was taken up within is not as it was"),
            Self::PageAgain { page } => write!(f, "page {page} had come before and is taken for the end"),
            Self::FewerThanTotal { total, came } => write!(f, "the total is {total}, but {came} elements came"),
        }
    }
}

impl Notice {
    /// The same as a report that holds no values.
    fn drift(&self, paging: &Paging) -> Drift {
        let total = paging.total_items.or(paging.total_pages);
        let (path, found) = match self {
            Self::TotalShrank { .. } => (total, "a smaller total than the page before"),
            Self::TotalGrew { .. } => (total, "a larger total than the page before"),
            Self::FewerThanTotal { .. } => (total, "a larger total than elements"),
            Self::ElementsAgain { .. } => (None, "elements that had come before"),
            Self::PageChanged => (None, "other elements than before"),
            Self::PageAgain { .. } => (None, "a page that had come before"),
        };
        let path = match path.unwrap_or(paging.items) {
            "" => "$".to_owned(),
            path => format!("$.{path}"),
        };
        Drift {
            kind: DriftKind::Listing,
            path,
            expected: "",
            found,
            count: 1,
        }
    }
}

/// How many notices are kept.
const KEPT: usize = 100;

/// The first notices of one reading, and their number.
#[derive(Debug, Default)]
pub(super) struct Notices {
    pub list: Vec<Notice>,
    pub total: usize,
}

impl Notices {
    /// Keeps them, and tells whoever wants to know.
    pub(super) fn add(&mut self, client: &Client, meta: &Meta, paging: &Paging, notices: Vec<Notice>) {
        let core = &client.core;
        if let Some(hook) = &core.on_drift {
            let drift: Vec<Drift> = notices.iter().map(|notice| notice.drift(paging)).collect();
            hook.call(&DriftReport {
                platform: core.platform.name,
                operation: meta.id,
                drift: &drift,
            });
        }
        for notice in &notices {
            noticed(meta, notice);
        }
        self.keep(notices);
    }

    fn keep(&mut self, notices: Vec<Notice>) {
        self.total += notices.len();
        let room = KEPT.saturating_sub(self.list.len());
        self.list.extend(notices.into_iter().take(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ones_are_kept_and_all_are_counted() {
        let mut notices = Notices::default();
        for page in 1..=150 {
            notices.keep(vec![Notice::PageAgain { page }]);
        }
        assert_eq!((notices.list.len(), notices.total), (100, 150));
        assert_eq!(notices.list[99], Notice::PageAgain { page: 100 });
    }
}
