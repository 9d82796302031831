use tradewire::json::{from_str, to_string};
use tradewire_obstacles::things;

use crate::support::{body, line};

#[test]
fn odd_names_reach_the_wire_as_they_are() {
    let mut odd = things::TypeThing::new();
    odd.field_2fa = Some(true);
    odd.novyi = Some("да".into());
    odd.type_ = Some(things::Option::Self_);
    assert_eq!(
        line(&odd),
        "GET /type?type=Self&2fa=true&%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9=%D0%B4%D0%B0"
    );
    assert_eq!(body(&things::CloneThing::new("b")), r#"{"body":"b"}"#);
}

#[test]
fn odd_keys_and_values_come_back() {
    let text = r##"{"*/ \" # </script>":"1","a\\b\"c\nd":"2","type":"3","self":"4","crate":"5","2fa":"6","новый":"7","☃":"8","a-b":"9","a_b":"\"} */"}"##;
    let odd: things::Default = from_str(text).unwrap();
    assert_eq!(odd.crate_.as_deref(), Some("5"));
    assert_eq!(odd.a_b, tradewire::Patch::Clear);
    assert_eq!(to_string(&odd).unwrap(), text);
    let tagged = r##"{"*/ \" #tag":"</script>","clone":"x"}"##;
    let read: things::Iterator = from_str(tagged).unwrap();
    assert_eq!(to_string(&read).unwrap(), tagged);
    let constant = r##""*/ \" \\ </script>""##;
    assert_eq!(from_str::<things::SelfSame>(constant).unwrap(), things::SelfSame::None);
    assert_eq!(to_string(&things::SelfSame::None).unwrap(), constant);
    for text in ["Some", "Other", "Ok", "Err", "Error", "Item", "Output", "", " ", "+", "-", "новый", "a-b", "a_b", "who?"] {
        assert_eq!(text.parse::<things::Option>().unwrap().as_str(), text);
    }
}

#[test]
fn wide_objects_have_all_their_fields() {
    let fields: Vec<String> = (0..130).map(|n| format!("\"f{n}\":{n}")).collect();
    let text = format!("{{{}}}", fields.join(","));
    let wide: things::Wide = from_str(&text).unwrap();
    assert_eq!(
        (wide.f0, wide.f127, wide.f128, wide.f129),
        (0, 127, Some(128), Some(129))
    );
    assert_eq!(to_string(&wide).unwrap(), text);
    assert!(from_str::<things::Wide>(&text.replace("\"f127\":127,", "")).is_err());
}

/// Values called as what the traits of values are made of: `Self::Err` would be two things.
#[test]
fn values_called_as_parts_of_traits_are_read() {
    assert_eq!("err".parse::<things::C>().unwrap(), things::C::Err);
    assert_eq!("2".parse::<things::Verdict>().unwrap(), things::Verdict::None);
    let refused: Result<things::C, tradewire_obstacles::NotListed> = "else".parse();
    assert!(refused.is_err());
    let required = things::CarryThingRequired {
        client: "a".into(),
        value: things::Verdict::Err,
        body: "b".into(),
    };
    let call = things::CarryThing::new(required).w(things::C::Some);
    assert_eq!(line(&call), "POST /carry/a/1?w=some");
    assert_eq!(body(&call), r#"{"body":"b"}"#);
}

/// What the spec names as the structs of what is required would be keeps its name.
#[test]
fn structs_of_what_is_required_make_way() {
    let call = things::RequireThing::new(things::RequireThingRequiredParts {
        required: 1,
        self_: 2,
        self_too: 3,
    });
    assert_eq!(line(&call), "GET /require/1/2/3");
    let both = things::Required::new(things::RequiredRequiredParts { a: 1, b: 2 });
    let reply = things::RequireThingRequired::new(things::RequireThingRequiredRequired {
        required: both.clone(),
        self_: both,
    });
    let reply = reply.note(things::SurroundRequired::new(things::SurroundRequiredRequired {
        a: "x".into(),
        b: things::Option::Some,
    }));
    assert_eq!(
        to_string(&reply).unwrap(),
        r#"{"required":{"a":1,"b":2},"self":{"a":1,"b":2},"note":{"a":"x","b":"Some"}}"#
    );
    let call = things::Surround::new(things::SurroundRequiredParts {
        item: 1,
        body: 2,
        required: 3,
        crate_: None,
    });
    assert_eq!(line(&call), "POST /surround/1");
    assert_eq!(body(&call), r#"{"body":2,"required":3,"crate":null}"#);
}
