//! The scenarios stand in `tests/scenarios`; what each proves, in its head.
