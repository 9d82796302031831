//! How listings are read to their end.

/// How the pages of a listing follow each other. Names of query parameters are dotted: `filter.sinceId` is
/// `filter[sinceId]` on the wire.
#[derive(Debug)]
pub struct Paging {
    /// How the next page is asked for.
    pub strategy: Strategy,
    /// Dotted path of the elements in the body; `""`: the body is the list.
    pub items: &'static str,
    /// Query parameter with the page size.
    pub size: Option<&'static str>,
    /// Allowed sizes, where only some are.
    pub sizes: &'static [u32],
    /// Size that the server takes when none is asked for.
    pub default_size: Option<u32>,
    /// Smallest size.
    pub min_size: Option<u32>,
    /// Largest size.
    pub max_size: Option<u32>,
    /// Size that cannot be chosen.
    pub fixed_size: Option<u32>,
    /// Dotted path of the number of pages.
    pub total_pages: Option<&'static str>,
    /// Dotted path of the number of elements.
    pub total_items: Option<&'static str>,
    /// Header with the number of pages, in place of a path.
    pub total_pages_header: Option<&'static str>,
    /// Header with the number of elements, in place of a path.
    pub total_items_header: Option<&'static str>,
    /// Dotted path of the truth value that says whether there is more. Where one stands, it counts before totals and short pages.
    pub more: Option<&'static str>,
    /// Header with that truth value, in place of a path.
    pub more_header: Option<&'static str>,
    /// Of a listing whose next page the reply names: the header that does, in place of a path.
    pub next_header: Option<&'static str>,
    /// What the first page is called, where that is not 1 of numbered pages and 0 of counted elements.
    pub first: Option<u32>,
    /// Query parameters that are left out from the second page on.
    pub drop: &'static [&'static str],
    /// Of a listing by fields: query parameter with a page's number, the way past pages that are empty though there are more.
    pub page: Option<&'static str>,
    /// The vendor says that a page that is not full is the last one.
    pub short_page_ends: bool,
    /// The elements are the values of an object, each under a key that tells it apart.
    pub keyed: bool,
}

impl Paging {
    /// Pages of which nothing is said but that they are numbered: what a table leaves out is as here.
    pub const NONE: Self = Self {
        strategy: Strategy::Page { param: "page" },
        items: "",
        size: None,
        sizes: &[],
        default_size: None,
        min_size: None,
        max_size: None,
        fixed_size: None,
        total_pages: None,
        total_items: None,
        total_pages_header: None,
        total_items_header: None,
        more: None,
        more_header: None,
        next_header: None,
        first: None,
        drop: &[],
        page: None,
        short_page_ends: false,
        keyed: false,
    };
}

/// How the next page is asked for.
#[derive(Debug)]
pub enum Strategy {
    /// By number, counted from 1 unless [`Paging::first`] says otherwise.
    Page {
        /// Query parameter with the number.
        param: &'static str,
    },
    /// By the number of elements before the page.
    Offset {
        /// Query parameter with that number.
        param: &'static str,
    },
    /// By fields of the last element.
    Keyset {
        /// Query parameter, and the field it takes.
        set: &'static [(&'static str, &'static str)],
    },
    /// By a cursor that the reply names.
    Cursor {
        /// Query parameter with the cursor.
        param: &'static str,
        /// Dotted path of the next cursor in the reply; `""`: [`Paging::next_header`] has it.
        next: &'static str,
    },
    /// By the address of the next page, which the reply names. Only one on the origin of the base URL, and below it, is asked for.
    Link {
        /// Dotted path of the address in the reply; `""`: [`Paging::next_header`] has it.
        next: &'static str,
    },
}
