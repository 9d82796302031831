//! Headers that every call of a platform has, and keys by which a platform knows a repeated request.

/// A header of all calls: a constant, or an input of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommonHeader {
    /// Its name.
    pub name: &'static str,
    /// Its value, where it is always the same; else whoever sets the client up says it.
    pub value: Option<&'static str>,
    /// Without it nothing is sent.
    pub required: bool,
}

/// Where the key of an operation stands by which the platform knows that a request came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The place of the key.
    pub at: KeyPlace,
    /// Where the caller gives none, one is made for each call. If not, a call without a key is as safe as the operation is.
    pub is_made: bool,
}

/// The place of an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header of this name.
    Header(&'static str),
    /// A field of the body: its dotted path within the wrapper key.
    Field(&'static str),
}
