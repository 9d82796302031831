//! A page that is known by its address.

use crate::meta::Platform;
use crate::request::{BaseUrl, Link};

/// The page that was asked for by its address.
#[derive(Debug)]
pub(super) struct Asked {
    pub base: BaseUrl,
    pub page: Link,
    pub platform: &'static Platform,
}
