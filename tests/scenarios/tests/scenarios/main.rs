//! The generated clients against the mock platforms, end to end.
