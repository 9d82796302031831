//! Texts made of what the user gave.

use std::fmt::Write as _;

use md5::{Digest, Md5};
use zeroize::Zeroizing;

use super::credentials::Held;
use crate::error::{Error, ErrorKind};
use crate::meta::Template;

/// The template filled with the inputs of `held`.
pub(super) fn fill(template: Template, held: &Held) -> Result<Zeroizing<String>, Error> {
    let mut out = Zeroizing::new(String::with_capacity(room(template, held)));
    fill_into(template, held, &mut out)?;
    Ok(out)
}

/// Bytes that the filled template takes at most: a text that outgrew its room would leave a copy of a secret behind.
pub(super) fn room(template: Template, held: &Held) -> usize {
    let longest = held.texts().map(str::len).max().unwrap_or_default();
    let filled = template.text.len() + template.text.matches('{').count() * longest;
    if template.md5 { MD5_HEX } else { filled }
}

/// As [`fill`], behind what stands in `out`, which has [room] for it.
pub(super) fn fill_into(template: Template, held: &Held, out: &mut Zeroizing<String>) -> Result<(), Error> {
    if template.md5 {
        let plain = Template { md5: false, ..template };
        md5_hex(&fill(plain, held)?, out);
        return Ok(());
    }
    let mut rest = template.text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let Some(input) = held.input(name) else {
            let detail = format!("credentials `{}` lack `{name}`", held.scheme);
            return Err(Error::new(ErrorKind::Credentials, detail));
        };
        out.push_str(input);
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// Letters of a digest.
const MD5_HEX: usize = 32;

fn md5_hex(text: &str, out: &mut Zeroizing<String>) {
    for byte in Md5::digest(text.as_bytes()) {
        // Writing into a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Credentials;

    fn filled(text: &'static str, md5: bool) -> Result<Zeroizing<String>, Error> {
        let held = Credentials::scheme("login", [("login", "me".into()), ("password", "{login}".into())]);
        fill(Template { text, md5 }, held.held("login").unwrap())
    }

    #[test]
    fn inputs_take_the_place_of_their_names_once() {
        assert_eq!(
            *filled("Bearer {login}/{password}", false).unwrap(),
            "Bearer me/{login}"
        );
        assert_eq!(*filled("plain", false).unwrap(), "plain");
        assert_eq!(*filled("open {login", false).unwrap(), "open {login");
    }

    #[test]
    fn md5_is_lower_case_hexadecimal() {
        // RFC 1321, A.5: MD5 ("message digest").
        let held = Credentials::scheme("s", [("a", "message".into()), ("b", " digest".into())]);
        let template = Template {
            text: "{a}{b}",
            md5: true,
        };
        assert_eq!(
            *fill(template, held.held("s").unwrap()).unwrap(),
            "f96b697d7cb7938d525a2f31aaf161d0"
        );
    }

    #[test]
    fn nothing_outgrows_its_room() {
        let long = "x".repeat(1000);
        let held = Credentials::scheme("s", [("a", long), ("b", "b".into())]);
        let held = held.held("s").unwrap();
        for (text, md5) in [("{a}{b}{a}", false), ("Bearer {b}", false), ("{a}", true), ("", false)] {
            let template = Template { text, md5 };
            let room = room(template, held);
            let mut out = Zeroizing::new(String::with_capacity(room));
            let place = out.as_ptr();
            fill_into(template, held, &mut out).unwrap();
            assert!(out.len() <= room && out.as_ptr() == place, "{text}");
            assert_eq!(*fill(template, held).unwrap(), *out);
        }
    }

    #[test]
    fn a_missing_input_is_named() {
        let error = filled("{nothing}", false).unwrap_err();
        assert!(error.is_auth());
        assert_eq!(error.to_string(), "credentials `login` lack `nothing`");
    }
}
