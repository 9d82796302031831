//! What the package of a crate says of itself in a registry.

/// The version of a crate whose spec names none.
pub const UNRELEASED: &str = "0.0.0";

/// What every client is found by.
const COMMON: [&str; 4] = ["api", "client", "commerce", "sdk"];

/// The longest keyword that registries take.
const LONGEST: usize = 20;

/// At most five, as registries have it; a platform's name that can be none is left out.
pub fn keywords(platform: &str) -> Vec<String> {
    let fits = platform.len() <= LONGEST && platform.starts_with(|first: char| first.is_ascii_alphanumeric());
    let own = fits.then_some(platform).filter(|name| !COMMON.contains(name));
    own.into_iter().chain(COMMON).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::keywords;

    #[test]
    fn a_name_that_is_no_keyword_is_left_out() {
        assert_eq!(keywords("demo"), ["demo", "api", "client", "commerce", "sdk"]);
        for name in ["a_name_of_many_letters", "_demo", "api"] {
            assert_eq!(keywords(name).len(), 4, "{name}");
        }
    }
}
