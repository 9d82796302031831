//! Which program made the output.

/// The program that made a file, which its first line names: that is what to type after an edit of the specs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Maker {
    /// `cargo xtask`: in Tradewire's own repository.
    #[default]
    Xtask,
    /// `cargo tradewire`: anywhere else.
    Tradewire,
}

impl Maker {
    /// All that there are.
    pub(super) const ALL: [Self; 2] = [Self::Xtask, Self::Tradewire];

    /// What is typed before the name of a command.
    #[must_use]
    pub fn command(self) -> &'static str {
        match self {
            Self::Xtask => "cargo xtask",
            Self::Tradewire => "cargo tradewire",
        }
    }
}
