//! Structs, enumerations and unions, and what their constructors take.

pub mod enums;
pub mod exchange;
pub mod former;
pub mod required;
pub mod structs;
pub mod unions;
