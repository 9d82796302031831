//! Whether a page is full, as far as that can be known.

use crate::meta::Paging;

/// What is known of the size that the server cuts pages to.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    /// What the caller asked for.
    pub asked: Option<u64>,
    /// Most elements of a page so far.
    largest: u64,
}

/// How a page compares to a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Certainly not full: the last one.
    Short,
    /// As many elements as a full page has, or as it may have.
    Full,
    /// More elements than a full page has.
    Over,
    /// Nothing is known about sizes.
    Unknown,
}

impl Sizes {
    /// Judges a page of `items` elements. In doubt it is full: one more (empty) page is asked for rather than one lost.
    ///
    /// Servers cut page sizes that they find too large, to their maximum or their default, and do not tell; a page with fewer
    /// elements than asked for may be a full one. A page that holds such a number of elements (one that the platform declares,
    /// or a round one) is not taken for short.
    pub(super) fn judge(&mut self, paging: &Paging, items: usize) -> Fill {
        let items = items as u64;
        let largest = self.largest;
        self.largest = largest.max(items);
        if items < largest {
            return Fill::Short;
        }
        let declared = |size: Option<u32>| size.map(u64::from);
        let (default, max) = (declared(paging.default_size), declared(paging.max_size));
        let size = match (declared(paging.fixed_size), self.asked) {
            (Some(fixed), _) => Some(fixed),
            (None, Some(asked)) => Some(max.map_or(asked, |max| asked.min(max))),
            (None, None) => default,
        };
        match size {
            None => Fill::Unknown,
            Some(size) if items > size => Fill::Over,
            Some(size) if items == size => Fill::Full,
            Some(_) => {
                let known = [default, max, declared(paging.min_size)].contains(&Some(items));
                let listed = paging.sizes.iter().any(|size| u64::from(*size) == items);
                if known || listed || items % 10 == 0 { Fill::Full } else { Fill::Short }
            }
        }
    }
}
