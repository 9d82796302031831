//! Types: the declared ones with what they copy from others, and those that stand in fields, lists, unions, bodies and replies.
//!
//! `field`, `type_of`, `structs`, `unions` and `enums` call each other in a circle, because a type holds types: a field has a
//! type, a struct written in place of a type has fields. That is why they share a room of their own; nothing outside of it is
//! part of the circle. `templates` and `declared` belong to it: what is asked for as `Page<Order>` is read as a declared type.

pub(super) mod declared;
pub(super) mod enums;
pub(super) mod field;
mod marks;
pub(super) mod structs;
pub(super) mod templates;
pub(super) mod type_of;
pub(super) mod unions;
