//! Lists that are sent batch by batch.

use super::{DocPlan, ItemStep, RustType, SetterForm};

/// How an operation sends a list that is longer than the platform takes at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPlan {
    /// Method on the handle.
    pub method: String,
    /// Its argument that is the elements.
    pub argument: String,
    /// Which argument of the operation it stands in place of, and how that one is taken. Where it stands in the place of none it is
    /// the last one.
    pub instead_of: Option<(usize, SetterForm)>,
    /// Type of an element.
    pub item: RustType,
    /// Most elements of one request.
    pub limit: u64,
    /// The way from the operation to the list.
    pub steps: Vec<ItemStep>,
    /// Documentation of the method.
    pub docs: DocPlan,
}
