//! Bytes of replies that somebody may keep for long.

use bytes::Bytes;

/// Shorter bodies are copied. HTTP libraries read into buffers of up to some hundred kilobytes and hand out pieces of them.
const SMALL: usize = 64 * 1024;

/// The same bytes, for a holder who may never let them go: short ones without the buffer that they came in, which they would hold
/// in memory as a whole.
pub(crate) fn kept(bytes: &Bytes) -> Bytes {
    if bytes.len() < SMALL {
        Bytes::copy_from_slice(bytes)
    } else {
        bytes.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    struct Buffer(
        Vec<u8>,
        #[expect(dead_code, reason = "tells when it is dropped")] Arc<()>,
    );

    impl AsRef<[u8]> for Buffer {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    #[test]
    fn short_bytes_do_not_hold_their_buffer() {
        for (length, is_held) in [(0, false), (100, false), (SMALL - 1, false), (SMALL, true)] {
            let held = Arc::new(());
            let buffer = Bytes::from_owner(Buffer(vec![b'x'; 8 * SMALL], Arc::clone(&held)));
            let kept = kept(&buffer.slice(..length));
            drop(buffer);
            assert_eq!((kept.len(), Arc::strong_count(&held) > 1), (length, is_held));
            assert!(kept.iter().all(|byte| *byte == b'x'));
        }
    }
}
