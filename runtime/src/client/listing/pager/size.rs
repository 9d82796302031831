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
    /// Fewer elements than asked for, but as many as the server may have cut the page to.
    Perhaps,
    /// As many elements as a full page has.
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
            Some(_) if paging.fixed_size.is_some() => Fill::Short,
            Some(_) => {
                if is_a_size(paging, items) {
                    Fill::Perhaps
                } else {
                    Fill::Short
                }
            }
        }
    }
}

/// Whether a server may cut pages to so many elements.
fn is_a_size(paging: &Paging, items: u64) -> bool {
    let declared = [paging.default_size, paging.min_size, paging.max_size, paging.fixed_size];
    let mut declared = declared.iter().flatten().chain(paging.sizes);
    declared.any(|size| u64::from(*size) == items) || items % 10 == 0
}

/// Whether a page that comes for every number holds all there is: it has no number of elements that a server may cut pages to.
pub(super) fn is_uncut(paging: &Paging, items: usize, fill: Fill) -> bool {
    match fill {
        Fill::Short => true,
        Fill::Over => !is_a_size(paging, items as u64),
        Fill::Perhaps | Fill::Full | Fill::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::Strategy;

    const PAGING: Paging = Paging {
        strategy: Strategy::Page { param: "page" },
        items: "",
        size: Some("limit"),
        ..Paging::NONE
    };

    fn judged(paging: &Paging, asked: Option<u64>, pages: &[usize]) -> Vec<Fill> {
        let mut sizes = Sizes { asked, largest: 0 };
        pages.iter().map(|items| sizes.judge(paging, *items)).collect()
    }

    #[test]
    fn declared_sizes_tell_a_short_page() {
        let insales = Paging {
            default_size: Some(25),
            max_size: Some(250),
            ..PAGING
        };
        assert_eq!(judged(&insales, None, &[25, 7]), [Fill::Full, Fill::Short]);
        assert_eq!(judged(&insales, Some(250), &[249]), [Fill::Short]);
        assert_eq!(
            judged(&insales, Some(1000), &[250]),
            [Fill::Full],
            "the maximum counts, not what was asked for"
        );
        assert_eq!(
            judged(
                &Paging {
                    fixed_size: Some(1000),
                    ..PAGING
                },
                Some(7),
                &[1000, 999]
            ),
            [Fill::Full, Fill::Short]
        );
    }

    #[test]
    fn a_size_that_the_server_may_have_cut_to_is_not_short() {
        let sizes = Paging {
            sizes: &[20, 50, 100],
            default_size: Some(25),
            max_size: Some(250),
            ..PAGING
        };
        for items in [20, 25, 30, 50, 100, 200] {
            assert_eq!(judged(&sizes, Some(240), &[items]), [Fill::Perhaps], "{items}");
        }
        assert_eq!(judged(&sizes, Some(240), &[49]), [Fill::Short]);
        assert_eq!(
            judged(&sizes, Some(240), &[100, 100, 50]),
            [Fill::Perhaps, Fill::Perhaps, Fill::Short]
        );
    }

    #[test]
    fn unknown_and_exceeded_sizes() {
        assert_eq!(
            judged(&PAGING, None, &[3, 3, 2]),
            [Fill::Unknown, Fill::Unknown, Fill::Short]
        );
        assert_eq!(judged(&PAGING, Some(2), &[5]), [Fill::Over]);
    }
}
