//! The JSON codec from outside: what it accepts, what it makes of it, what it tells.

mod arbitrary;
mod bounds;
mod differential;
mod duplicates;
mod grammar;
mod lists;
mod maps;
mod models;
mod nesting;
mod probing;
mod reports;
mod round_trip;
mod scalars;
mod spellings;
mod strict;
mod tree;
mod unions;
mod values;
mod vectors;
mod writing;
