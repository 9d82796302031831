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
    /// Query parameters that are left out from the second page on.
    pub drop: &'static [&'static str],
    /// Of a listing by fields: query parameter with a page's number, the way past pages that are empty though there are more.
    pub page: Option<&'static str>,
    /// The vendor says that a page that is not full is the last one.
    pub short_page_ends: bool,
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
        drop: &[],
        page: None,
        short_page_ends: false,
    };
}

/// How the next page is asked for.
#[derive(Debug)]
pub enum Strategy {
    /// By number, counted from 1.
    Page {
        /// Query parameter with the number.
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
        /// Dotted path of the next cursor in the reply.
        next: &'static str,
    },
}
