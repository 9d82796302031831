//! What an error keeps of a body.

use super::{Error, Inner};

impl Inner {
    /// Keeps the head of a body, and whether there was more.
    pub(crate) fn keep_body(&mut self, body: &[u8]) {
        self.body = body.get(..Error::BODY_LIMIT).unwrap_or(body).to_vec();
        self.is_body_cut = body.len() > Error::BODY_LIMIT;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_of_a_body_is_kept() {
        let kept = |body: &[u8]| {
            let mut error = Error::build("refused");
            error.inner_mut().keep_body(body);
            (error.body().len(), error.is_body_cut())
        };
        assert_eq!(kept(b"short"), (5, false));
        assert_eq!(kept(&[b'x'; Error::BODY_LIMIT]), (Error::BODY_LIMIT, false));
        assert_eq!(kept(&vec![b'x'; 100_000]), (Error::BODY_LIMIT, true));
    }
}
