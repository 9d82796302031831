//! A body that comes in pieces.

use bytes::{Bytes, BytesMut};

/// Most room that is made before a body came, whatever its head says.
const MOST_AHEAD: usize = 1 << 20;

/// The pieces of a body. A single one, as short bodies have, is handed on as it is.
pub(super) struct Gathered {
    first: Bytes,
    /// All pieces, once there are several.
    all: BytesMut,
    announced: usize,
}

impl Gathered {
    /// Nothing yet; `announced` is the length that the head of the reply says.
    pub(super) fn new(announced: Option<u64>) -> Self {
        let announced = usize::try_from(announced.unwrap_or_default()).unwrap_or(MOST_AHEAD);
        Self {
            first: Bytes::new(),
            all: BytesMut::new(),
            announced: announced.min(MOST_AHEAD),
        }
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    pub(super) fn add(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            let first = std::mem::take(&mut self.first);
            self.all.reserve(self.announced.max(first.len() + piece.len()));
            self.all.extend_from_slice(&first);
        }
        self.all.extend_from_slice(&piece);
    }

    pub(super) fn into_bytes(self) -> Bytes {
        if self.all.is_empty() {
            self.first
        } else {
            self.all.freeze()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_one_in_order() {
        for (pieces, announced) in [
            (vec![], None),
            (vec!["abc"], Some(3)),
            (vec!["", "abc", "", "de"], Some(u64::MAX)),
            (vec!["a", "b", "c", "d"], Some(1)),
            (vec!["ab", "cd"], None),
        ] {
            let mut body = Gathered::new(announced);
            for piece in &pieces {
                body.add(Bytes::from_static(piece.as_bytes()));
            }
            let whole = pieces.concat();
            assert_eq!((body.len(), body.all.capacity() <= 2 * MOST_AHEAD), (whole.len(), true));
            assert_eq!(body.into_bytes(), whole.as_bytes());
        }
    }

    #[test]
    fn a_single_piece_is_not_copied() {
        let piece = Bytes::from(vec![b'x'; 100]);
        let mut body = Gathered::new(Some(100));
        body.add(piece.clone());
        assert_eq!(body.into_bytes().as_ptr(), piece.as_ptr());
    }
}
