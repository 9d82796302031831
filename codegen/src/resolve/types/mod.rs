//! Types: the declared ones with what they copy from others, and those that stand in fields, lists, unions, bodies and replies.
//!
//! `field`, `type_of`, `structs`, `unions` and `enums` call each other in a circle, because a type holds types: a field has a
//! type, a struct written in place of a type has fields. That is why they share a room of their own; nothing outside of it is
//! part of the circle.

pub(super) mod declared;
pub(super) mod enums;
pub(super) mod field;
pub(super) mod structs;
pub(super) mod type_of;
pub(super) mod unions;
