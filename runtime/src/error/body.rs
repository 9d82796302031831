//! What an error keeps of a body.

use super::Error;

/// The part of a body that an error keeps.
pub(crate) fn head(body: &[u8]) -> Vec<u8> {
    body.get(..Error::BODY_LIMIT).unwrap_or(body).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_of_a_body_is_kept() {
        assert_eq!(head(b"short"), b"short");
        assert_eq!(head(&vec![b'x'; 100_000]).len(), Error::BODY_LIMIT);
    }
}
