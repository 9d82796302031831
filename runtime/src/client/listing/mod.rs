//! Listings, read page by page and handed out as pages or as elements.
//!
//! | file | concern |
//! | --- | --- |
//! | `facts` | what a raw page says: elements, totals, keys, the next cursor |
//! | `order` | whether keys run forwards |
//! | `pager` | from these facts: what to ask for next, and when to stop |
//! | `changes` | what changes under the listing meanwhile |
//! | `notice` | what is told of the listing as a whole |
//! | `cursor` | a place in a listing, to be stored and gone on from |
//! | `cursor_serde` | the same for serde |
//! | `places` | cursors between the elements of one page |
//! | `options` | what the caller sets |
//! | `pages`, `items` | the streams |
//! | `by_hand` | the same for callers with a transport of their own |
//!
//! A page is read twice, once for its facts and once for its type, because a type need not have what leads on: the elements that
//! could not be decoded count as well, and totals stand beside the list.

mod by_hand;
mod changes;
mod cursor;
#[cfg(feature = "serde")]
mod cursor_serde;
mod facts;
mod items;
mod notice;
mod options;
mod order;
mod pager;
mod pages;
mod places;

pub use self::by_hand::{Listing, ListingPage};
pub use self::cursor::{Cursor, InvalidCursor};
pub use self::items::Items;
pub use self::notice::Notice;
pub(crate) use self::options::PagingOptions;
pub use self::pages::{Page, Pages};
