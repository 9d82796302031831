use std::fmt::Write as _;

use proptest::prelude::*;

use super::Blotter;

fn knowing(secret: &str) -> Blotter {
    let mut blotter = Blotter::default();
    blotter.add(secret);
    blotter
}

fn blotted(secret: &str, text: &str) -> String {
    knowing(secret).text(text).into_owned()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap().trim_matches('"').to_owned()
}

/// As PHP writes it: all but ASCII in code units, slashes escaped.
fn php(text: &str) -> String {
    let mut out = String::new();
    for c in json(text).replace('/', "\\/").chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

fn percent(text: &str, lower: bool) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ if lower => format!("%{byte:02x}"),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn form(text: &str) -> String {
    percent(text, false).replace("%20", "+")
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('/', "&#x2F;")
}

const SPELLINGS: [fn(&str) -> String; 8] = [
    |text| text.to_owned(),
    json,
    php,
    |text| percent(text, false),
    |text| percent(text, true),
    form,
    html,
    |text| php(&html(text)),
];

/// Whether eight characters in a row of one are in the other.
fn shows(text: &str, spelt: &str) -> Option<String> {
    let chars: Vec<char> = spelt.chars().collect();
    chars
        .windows(8.min(chars.len()))
        .map(String::from_iter)
        .find(|run| text.contains(run.as_str()))
}

#[test]
fn secrets_are_found_in_any_spelling() {
    let secret = r#"p/s"s +100%<ключ>&'\x"#;
    for spelling in SPELLINGS {
        let text = format!("wrong key {} (line 7)", spelling(secret));
        assert_eq!(blotted(secret, &text), "wrong key *** (line 7)", "{text}");
    }
    assert_eq!(
        blotted("a-secret-key", "nothing of it, a-secre"),
        "nothing of it, a-secre"
    );
    assert_eq!(Blotter::default().text("anything"), "anything");
}

#[test]
fn escapes_are_blotted_whole() {
    assert_eq!(blotted("/секрет/", r#"{"a":"\/секрет\/"}"#), r#"{"a":"***"}"#);
    assert_eq!(blotted("«ключи»s", r"x\\u00abключи\\u00bbsy"), "x***y");
}

#[test]
fn parts_are_blotted_out_from_eight_characters_on() {
    assert_eq!(blotted("0123456789abcdef", "…3456789abc…"), "…***…");
    assert_eq!(blotted("0123456789abcdef", "3456789 9abcdef"), "3456789 9abcdef");
    assert_eq!(blotted("0123456789abcdef", "0123456789abcdef0123456789abcdef"), "***");
    assert_eq!(blotted("0123456789abcdef", "012345678 89abcdef"), "*** ***");
}

#[test]
fn short_secrets_are_blotted_out_where_they_stand_alone() {
    assert_eq!(blotted("abc", "abc"), "abc");
    assert_eq!(
        blotted("pass", "pass passes bypass (pass) pass\u{430}"),
        "*** passes bypass (***) pass\u{430}"
    );
    assert_eq!(blotted("пять!", r"a \u043f\u044f\u0442\u044c! b"), "a *** b");
    assert_eq!(blotted("sesame", "opensesames"), "open***s");
    assert_eq!(blotted("sesames", "a sesames"), "a ***");
    assert_eq!(blotted("seven77", "a sesames seven7"), "a sesames seven7");
}

/// Six characters of a secret may take 36 to write; what a cut left of them is a piece of the text of eight and more.
#[test]
fn what_a_cut_left_of_escapes_goes() {
    let secret = "пароль и ещё";
    let spelt = php(secret);
    let percent = percent(secret, false);
    for spelt in [spelt, percent] {
        for end in 1..spelt.len() {
            let cut = &spelt[..end];
            for text in [format!("the key {cut}"), format!("\"{cut}… at $.x")] {
                let clean = blotted(secret, &text);
                assert_eq!(shows(&clean, &spelt), None, "{text}: {clean}");
            }
        }
    }
}

/// A cut may fall into the escape of the very first character; what is no escape stays.
#[test]
fn what_a_cut_left_of_the_first_escape_goes() {
    assert_eq!(blotted("/ aAb a", ":%26%23x2F"), ":***");
    assert_eq!(blotted("canary 1", "/?key=canary%201&x"), "/?key=***&x");
    assert_eq!(blotted("canary 1", "/?key=canary%201&page=2"), "/?key=***&page=2");
}

/// Of what was cut off in the middle of an escape, nothing stays beside what was found otherwise, and no row of backslashes.
#[test]
fn what_a_cut_left_around_other_finds_goes() {
    for (secret, cut) in [
        // Eight characters of it stand there as they are, behind two that are escaped.
        (r"&&A%#A  \\б&;<0", r"&amp;&amp;A%#A  \\"),
        // Escaped twice, its backslashes are nine before anything else comes.
        (r"\\\aaб%0", r"\\\\\\\\\"),
        (r"\\\aaб%0", "%5C%5C%5C"),
    ] {
        for (text, clean) in [(format!("({cut}"), "(***"), (format!("({cut}… at $.x"), "(***… at $.x")] {
            assert_eq!(blotted(secret, &text), clean, "{text}");
        }
    }
    assert_eq!(blotted("a-secret-key", r"C:\\dir\\"), r"C:\\dir\\");
}

#[test]
fn long_texts_are_looked_at_in_pieces() {
    let secret = "a-secret-key-of-some-length";
    for at in (0..300_000).step_by(1_777).chain(65_000..65_600) {
        let mut text = "x".repeat(at);
        text += secret;
        text += &"y".repeat(100_000usize.saturating_sub(at));
        if at % 97 == 0 || at < 2000 {
            let clean = blotted(secret, &text);
            assert_eq!(clean.len(), text.len() - secret.len() + 3, "{at}");
        }
    }
    // Four characters in the middle of a word stay, also where the pieces meet.
    let text = "abcd".repeat(50_000);
    assert_eq!(blotted("abcd", &text), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn no_spelling_shows_eight_characters(
        secret in r#"[a-zA-Z0-9 /+%&;#'"<>=\\uxб-щ🐤]{7,59}[a-z0-9]"#,
        before in "[ :\"(]",
        after in "[ \")]",
        first in 0..SPELLINGS.len(),
        second in 0..SPELLINGS.len(),
        cut in 0.3..1.0,
    ) {
        for spelt in [SPELLINGS[first](&secret), SPELLINGS[second](&SPELLINGS[first](&secret))] {
            let clean = blotted(&secret, &format!("{before}{spelt}{after}"));
            prop_assert_eq!(shows(&clean, &spelt), None, "{} leaves {}", spelt, clean);
            let length = spelt.chars().count();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let cut: String = spelt.chars().take((length as f64 * cut) as usize).collect();
            let clean = blotted(&secret, &format!("{before}{cut}"));
            prop_assert_eq!(shows(&clean, &spelt), None, "{} leaves {}", cut, clean);
        }
    }

    #[test]
    fn anything_can_be_looked_at(secret in ".{0,20}", text in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut clean = text.clone();
        knowing(&secret).clean_bytes(&mut clean);
        let text = String::from_utf8_lossy(&text).into_owned();
        let _ = knowing(&secret).text(&text);
    }
}
