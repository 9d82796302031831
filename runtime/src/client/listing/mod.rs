//! Listings, read page by page and handed out as pages or as elements.

mod cursor;
mod facts;
mod items;
mod options;
mod pager;
mod pages;
mod places;

pub use self::cursor::{Cursor, InvalidCursor};
pub use self::items::Items;
pub(crate) use self::options::PagingOptions;
pub use self::pages::{Page, Pages};
