//! What becomes of digits that are dropped.

/// Where a number goes that lies between two that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearer one; from the middle, to the one whose last digit is even: 0.125 to 0.12. Sums of many values do not drift.
    #[default]
    HalfEven,
    /// To the nearer one; from the middle, away from zero: 0.125 to 0.13. What most invoices and tax rules ask for.
    HalfUp,
    /// Towards zero: 0.129 to 0.12.
    Down,
    /// Away from zero: 0.121 to 0.13.
    Up,
}

impl Rounding {
    /// Whether the last digit kept grows. `next` is the first digit dropped, `more` whether one after it is not zero.
    pub(super) fn grows(self, last: u8, next: u8, more: bool) -> bool {
        match self {
            Self::HalfEven => next > 5 || (next == 5 && (more || last % 2 == 1)),
            Self::HalfUp => next >= 5,
            Self::Down => false,
            Self::Up => next > 0 || more,
        }
    }
}
