//! Names that every file system can hold, so that a checkout on any system has the files that were committed.

/// Longest name of a file or folder in bytes.
const LONGEST: usize = 255;

/// Longest name of a platform or resource in bytes. Cargo puts more around it in the names of its own files.
const LONGEST_SPEC: usize = 100;

/// Names that Windows keeps for devices, with any extension and in any case.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Devices that a digit follows.
const NUMBERED_DEVICES: &[&str] = &["com", "lpt"];

/// Why some file system cannot hold a file or folder of this name, or holds it under another one; `None` if all can.
#[must_use]
pub fn problem(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default();
    if matches!(name, "" | "." | "..") {
        Some("it names no file")
    } else if name.len() > LONGEST {
        Some("it is longer than 255 bytes")
    } else if !name.is_ascii() {
        Some("letters beyond ASCII can be spelt in more than one way")
    } else if name
        .bytes()
        .any(|b| b.is_ascii_control() || br#"<>:"/\|?*"#.contains(&b))
    {
        Some("it holds a sign that not every system allows")
    } else if name.ends_with(['.', ' ']) {
        Some("Windows drops the dot or space at its end")
    } else if is_device(stem.trim_end()) {
        Some("Windows keeps this name for a device")
    } else {
        None
    }
}

/// Why a platform or resource cannot have this name, which is that of its folder or file and of what is generated.
#[must_use]
pub fn problem_of_spec(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST_SPEC {
        Some("it is longer than 100 bytes")
    } else {
        problem(name)
    }
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = NUMBERED_DEVICES.iter().filter_map(|device| stem.strip_prefix(device));
    DEVICES.contains(&stem.as_str())
        || numbered
            .into_iter()
            .any(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{problem, problem_of_spec};

    #[test]
    fn what_windows_keeps_is_told_in_any_case_and_with_any_extension() {
        for name in [
            "con",
            "CON",
            "nul.rs",
            "Aux.tar.gz",
            "prn.",
            "com1.rs",
            "LPT9",
            "com0",
            "nul .rs",
            "conin$",
        ] {
            assert!(problem(name).is_some(), "{name}");
        }
        for name in [
            "con_",
            "console.rs",
            "com",
            "com10.rs",
            "null.rs",
            "auxiliary",
            "lpt.rs",
            "x.con",
        ] {
            assert_eq!(problem(name), None, "{name}");
        }
    }

    #[test]
    fn signs_ends_and_lengths() {
        for name in [
            "", ".", "..", "a:b", "a/b", "a\\b", "a?", "a*", "a|b", "a<b", "a\"", "a\n", "a\0", "\u{7f}", "ё", "a.",
            "a ",
        ] {
            assert!(problem(name).is_some(), "{name:?}");
        }
        for name in ["a", ".a", "a.b.c", "a b", "a-b_c", "Cargo.toml", "$a", "~a"] {
            assert_eq!(problem(name), None, "{name}");
        }
        assert_eq!(problem(&"a".repeat(255)), None);
        assert!(problem(&"a".repeat(256)).is_some());
        assert_eq!(problem_of_spec(&"a".repeat(100)), None);
        assert!(problem_of_spec(&"a".repeat(101)).is_some());
        assert!(problem_of_spec("nul").is_some());
    }
}
