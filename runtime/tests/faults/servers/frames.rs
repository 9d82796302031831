//! Frames of HTTP/2 (RFC 9113), as a server writes them, and blocks of header fields (RFC 7541) without any compression.

pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const PUSH_PROMISE: u8 = 5;
pub const PING: u8 = 6;
pub const GOAWAY: u8 = 7;
pub const WINDOW_UPDATE: u8 = 8;
pub const CONTINUATION: u8 = 9;

/// Flag of settings and pings.
pub const ACK: u8 = 1;
pub const END_STREAM: u8 = 1;
pub const END_HEADERS: u8 = 4;
pub const PADDED: u8 = 8;

// Names of settings.
pub const MAX_CONCURRENT_STREAMS: u16 = 3;
pub const INITIAL_WINDOW_SIZE: u16 = 4;

// Reasons of resets and of going away.
pub const NO_ERROR: u32 = 0;
pub const INTERNAL_ERROR: u32 = 2;
pub const REFUSED_STREAM: u32 = 7;
pub const CANCEL: u32 = 8;
pub const ENHANCE_YOUR_CALM: u32 = 11;
pub const HTTP_1_1_REQUIRED: u32 = 13;

/// The highest number that a stream may have.
pub const LAST_STREAM: u32 = (1 << 31) - 1;

pub fn frame(kind: u8, flags: u8, stream: u32, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let length = u32::try_from(content.len()).expect("a frame").to_be_bytes();
    let mut bytes = vec![length[1], length[2], length[3], kind, flags];
    bytes.extend(stream.to_be_bytes());
    bytes.extend(content);
    bytes
}

pub fn settings(values: &[(u16, u32)]) -> Vec<u8> {
    let mut content = Vec::new();
    for (name, value) in values {
        content.extend(name.to_be_bytes());
        content.extend(value.to_be_bytes());
    }
    frame(SETTINGS, 0, 0, content)
}

pub fn reset(stream: u32, reason: u32) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, reason.to_be_bytes())
}

/// `last`: the last stream that something may have been done for.
pub fn go_away(last: u32, reason: u32) -> Vec<u8> {
    frame(GOAWAY, 0, 0, [last.to_be_bytes(), reason.to_be_bytes()].concat())
}

pub fn window_update(stream: u32, more: u32) -> Vec<u8> {
    frame(WINDOW_UPDATE, 0, stream, more.to_be_bytes())
}

/// A frame with the whole head of a reply.
pub fn head(stream: u32, fields: &[(&str, &str)]) -> Vec<u8> {
    frame(HEADERS, END_HEADERS, stream, block(fields))
}

/// The head of a reply that went well.
pub fn ok(stream: u32) -> Vec<u8> {
    head(stream, &[(":status", "200"), ("content-type", "application/json")])
}

pub fn data(stream: u32, content: impl AsRef<[u8]>) -> Vec<u8> {
    frame(DATA, 0, stream, content)
}

/// The last piece of a body.
pub fn last(stream: u32, content: impl AsRef<[u8]>) -> Vec<u8> {
    frame(DATA, END_STREAM, stream, content)
}

/// A whole reply.
pub fn json(stream: u32, content: &str) -> Vec<u8> {
    [ok(stream), last(stream, content)].concat()
}

/// Header fields, each written out.
pub fn block(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, value) in fields {
        bytes.push(0);
        string(&mut bytes, name);
        string(&mut bytes, value);
    }
    bytes
}

/// A header field that is put into the table, to be named by its number from then on.
pub fn remembered(name: &str, value: &str) -> Vec<u8> {
    let mut bytes = vec![0x40];
    string(&mut bytes, name);
    string(&mut bytes, value);
    bytes
}

fn string(bytes: &mut Vec<u8>, text: &str) {
    let mut rest = text.len();
    if rest < 0x7f {
        bytes.push(u8::try_from(rest).expect("less than 127"));
    } else {
        bytes.push(0x7f);
        rest -= 0x7f;
        while rest >= 0x80 {
            bytes.push(u8::try_from(rest % 0x80).expect("less than 128") | 0x80);
            rest /= 0x80;
        }
        bytes.push(u8::try_from(rest).expect("less than 128"));
    }
    bytes.extend(text.as_bytes());
}
