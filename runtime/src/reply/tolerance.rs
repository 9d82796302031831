//! What to do about a reply that is not quite as described.

/// What becomes of a reply that is not as its operation describes it.
///
/// | in the reply | `Strict` | `Whole` | `Skip` |
/// | --- | --- | --- | --- |
/// | another written form (`"12"` for 12) | error | read | read |
/// | unknown key | error | kept in `extra` | kept in `extra` |
/// | optional value that does not fit | error | kept in `extra`, see [`Whole`](crate::Whole) | kept in `extra` |
/// | element of a listing that cannot be read | error | error that carries the others | left out and counted |
/// | anything else that cannot be read | error | error | error |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tolerance {
    /// Everything unexpected is an error. For tests; real servers need tolerance.
    Strict,
    /// What is handed out is whole, or it is an error: one for each unreadable element, in its place, where elements are handed out
    /// one by one, and else one that has the others ([`Error::partial`](crate::Error::partial)).
    #[default]
    Whole,
    /// Elements of listings that cannot be read are left out and counted.
    Skip,
}
