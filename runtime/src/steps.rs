//! Counting of work in unit tests, where it allocates nothing that could be counted in its place. Elsewhere it is nothing at all.

/// Takes note of `count` bytes, members or whatever else was looked at.
#[inline]
pub(crate) fn add(count: usize) {
    #[cfg(test)]
    tests::COUNT.with(|counted| counted.set(counted.get().saturating_add(count)));
    #[cfg(not(test))]
    let _ = count;
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;

    thread_local! {
        pub(super) static COUNT: Cell<usize> = const { Cell::new(0) };
    }

    fn counted(work: impl FnOnce()) -> usize {
        COUNT.with(|counted| counted.set(0));
        work();
        COUNT.with(Cell::get)
    }

    /// Checks that `work` on input of three sizes takes steps in proportion to it: four times as many for four times as much, and
    /// somewhat more for what is done once in a while.
    #[track_caller]
    pub(crate) fn linear<I>(name: &str, small: usize, input: impl Fn(usize) -> I, work: impl Fn(I)) {
        grows(name, small, 4.5, input, work);
    }

    /// As [`linear`], of what is found by halves, so that the logarithm comes on top.
    #[track_caller]
    pub(crate) fn nearly_linear<I>(name: &str, small: usize, input: impl Fn(usize) -> I, work: impl Fn(I)) {
        grows(name, small, 5.0, input, work);
    }

    #[track_caller]
    #[allow(clippy::cast_precision_loss)] // counts of a test
    fn grows<I>(name: &str, small: usize, most: f64, input: impl Fn(usize) -> I, work: impl Fn(I)) {
        let sizes = [small, 2 * small, 4 * small];
        let [one, two, four] = sizes.map(|size| {
            let input = input(size);
            counted(|| work(input))
        });
        assert!(one > 0, "{name}: nothing is counted");
        assert!(
            four as f64 <= one as f64 * most,
            "{name}: {one}, {two} and {four} steps for {sizes:?}"
        );
    }

    #[test]
    fn the_square_is_noticed() {
        let square = std::panic::catch_unwind(|| linear("square", 100, |n| n, |n| super::add(n * n)));
        assert!(square.is_err());
        linear("as many", 100, |n| n, super::add);
    }
}
