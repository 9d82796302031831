//! `Debug` of generated structs, by way of their JSON: what is set, under the names of the wire.
//!
//! A derived `Debug` visits each field of each struct once more, which is a tenth of what a generated crate costs to compile.

use super::{Encode, Json, Writer};
use std::fmt;

/// Shows a value as its name and what it holds: `Order {"id": 7}`. What would not be written is not shown either.
///
/// # Errors
/// Those of the formatter.
pub fn debug(value: &dyn Encode, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = Writer::new();
    writer.shown = true;
    value.encode(&mut writer);
    let text = String::from_utf8_lossy(&writer.buffer);
    write!(f, "{name} ")?;
    match Json::parse(&text) {
        Ok(json) => fmt::Debug::fmt(&Shown(&json), f),
        // Deeper than a document may be, or with a member whose text is no JSON.
        Err(_) => f.write_str(&text),
    }
}

impl Writer {
    /// Whether the text is for people ([`debug`]); then the value is written as it shows itself. For types with secrets: their `encode`
    /// begins with it.
    pub fn shows(&mut self, value: &dyn fmt::Debug) -> bool {
        if self.shown {
            self.text(&format!("{value:?}"));
        }
        self.shown
    }
}

/// JSON as `Debug` shows maps and lists, on one line or on many.
struct Shown<'a>(&'a Json);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(number) => write!(f, "{number}"),
            Json::String(text) => write!(f, "{text:?}"),
            Json::Array(items) => f.debug_list().entries(items.iter().map(Shown)).finish(),
            Json::Object(members) => {
                let members = members.iter().map(|(key, value)| (key, Shown(value)));
                f.debug_map().entries(members).finish()
            }
        }
    }
}

/// Implements `Debug` for structs that have the codec: `impl_debug!(Product, Order);`.
#[macro_export]
macro_rules! impl_debug {
    ($($name:ident),* $(,)?) => {$(
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::debug(self, ::core::stringify!($name), f)
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use crate::json::{Encode, Extra, Writer};
    use std::fmt;

    struct Line {
        id: i64,
        name: Option<String>,
        weight: Option<f64>,
        login: Option<Login>,
        parts: Vec<Line>,
        extra: Extra,
    }

    impl Encode for Line {
        fn encode(&self, w: &mut Writer) {
            w.begin_object();
            w.field("\"id\":", &self.id);
            w.field("\"lineName\":", &self.name);
            w.field("\"weight\":", &self.weight);
            w.field("\"login\":", &self.login);
            w.field("\"parts\":", &self.parts);
            w.end_record(&self.extra);
        }
    }

    crate::impl_debug!(Line);

    struct Login(&'static str);

    impl Encode for Login {
        fn encode(&self, w: &mut Writer) {
            if w.shows(self) {
                return;
            }
            w.text(self.0);
        }
    }

    impl fmt::Debug for Login {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Login(***)")
        }
    }

    fn line(id: i64) -> Line {
        Line {
            id,
            name: None,
            weight: None,
            login: None,
            parts: Vec::new(),
            extra: Extra::new(),
        }
    }

    #[test]
    fn what_is_set_is_shown_by_its_name_on_the_wire() {
        let mut outer = line(1);
        outer.name = Some("a \"b\"\nc".to_owned());
        outer.parts = vec![line(2)];
        outer.extra.insert("gift", true);
        assert_eq!(
            format!("{outer:?}"),
            r#"Line {"id": 1, "lineName": "a \"b\"\nc", "parts": [{"id": 2, "parts": []}], "gift": true}"#
        );
        assert_eq!(
            format!("{:#?}", Some(line(3))),
            "Some(\n    Line {\n        \"id\": 3,\n        \"parts\": [],\n    },\n)"
        );
    }

    #[test]
    fn what_has_no_json_form_is_shown_all_the_same() {
        let mut one = line(1);
        one.weight = Some(f64::NAN);
        let shown = format!("{one:?}");
        assert!(
            shown.contains("a number that is not finite has no JSON form"),
            "{shown}"
        );
    }

    #[test]
    fn secrets_are_shown_as_their_type_shows_them() {
        let mut one = line(1);
        one.login = Some(Login("hunter2"));
        assert_eq!(
            format!("{one:?}"),
            r#"Line {"id": 1, "login": "Login(***)", "parts": []}"#
        );
        assert_eq!(crate::json::to_string(&one.login).unwrap(), "\"hunter2\"");
    }

    #[test]
    fn text_that_does_not_read_is_shown_as_it_is() {
        let mut deep = line(0);
        for id in 1..200 {
            let mut outer = line(id);
            outer.parts = vec![deep];
            deep = outer;
        }
        let shown = format!("{deep:?}");
        assert!(shown.starts_with(r#"Line {"id":199,"parts":[{"id":198,"#), "{shown}");
        assert!(shown.contains(r#"{"id":0,"parts":[]}"#), "{shown}");
    }
}
