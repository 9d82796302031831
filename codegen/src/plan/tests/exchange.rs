//! What could be exchanged in a call.

use super::required::{planned, scalar};
use super::*;

/// Whether both are given by position.
fn stand_apart(one: Type, other: Type) -> bool {
    let plan = planned(&[("a", one)], &[("b", other)], None);
    assert_eq!(
        plan.args.len() + plan.required.iter().flat_map(|it| &it.fields).count(),
        2
    );
    plan.required.is_none()
}

#[test]
fn what_is_made_from_text_could_be_exchanged_with_text() {
    let from_text = [
        scalar(Scalar::Date),
        scalar(Scalar::DateTime),
        scalar(Scalar::TimestampOrIso),
        scalar(Scalar::Uuid),
        scalar(Scalar::Base64),
        scalar(Scalar::Any),
        named(1),
        named(4),
        named(5),
    ];
    for ty in from_text {
        assert!(!stand_apart(string(), ty.clone()), "{ty:?}");
        assert!(!stand_apart(ty.clone(), scalar(Scalar::Date)), "{ty:?}");
        assert!(!stand_apart(list(ty.clone()), list(string())), "{ty:?}");
        assert!(stand_apart(list(ty.clone()), named(3)), "{ty:?}");
    }
    for ty in [
        integer(),
        scalar(Scalar::Decimal),
        named(0),
        named(2),
        named(3),
        list(string()),
    ] {
        assert!(stand_apart(string(), ty.clone()), "{ty:?}");
    }
}

#[test]
fn what_is_made_from_integers_could_be_exchanged_with_integers() {
    for ty in [
        scalar(Scalar::Decimal),
        scalar(Scalar::UnixSeconds),
        scalar(Scalar::TimestampOrIso),
        scalar(Scalar::Any),
        named(3),
    ] {
        assert!(!stand_apart(integer(), ty.clone()), "{ty:?}");
    }
    // Rust makes no double from an integer and no decimal from a double.
    assert!(stand_apart(integer(), scalar(Scalar::Number)));
    assert!(stand_apart(scalar(Scalar::Decimal), scalar(Scalar::Number)));
    assert!(!stand_apart(scalar(Scalar::Boolean), scalar(Scalar::Flag)));
}

#[test]
fn types_of_the_specs_could_be_exchanged_with_themselves() {
    for ty in [named(0), named(2), list(named(0)), map(integer())] {
        assert!(!stand_apart(ty.clone(), ty.clone()), "{ty:?}");
    }
    assert!(stand_apart(named(0), named(2)));
    // A union is made from what it holds.
    assert!(!stand_apart(named(4), named(0)));
    assert!(stand_apart(map(integer()), list(integer())));
}

/// Where two lines of a spec change places, either nothing changes in what calls say or they no longer compile.
#[test]
fn the_order_of_lines_does_not_tell_what_is_what() {
    let kinds = [
        integer(),
        string(),
        scalar(Scalar::Date),
        scalar(Scalar::Decimal),
        scalar(Scalar::Number),
        scalar(Scalar::Any),
        scalar(Scalar::Boolean),
        named(0),
        named(1),
        named(2),
        named(3),
        named(4),
        list(integer()),
        list(string()),
        map(string()),
    ];
    let (mut by_name, mut by_position) = (0, 0);
    for a in &kinds {
        for b in &kinds {
            let one = planned(&[], &[("a", a.clone()), ("b", b.clone())], None);
            let other = planned(&[], &[("b", b.clone()), ("a", a.clone())], None);
            match (one.required, other.required) {
                (Some(one), Some(mut other)) => {
                    other.fields.reverse();
                    assert_eq!(one, other, "{a:?} {b:?}");
                    by_name += 1;
                }
                (None, None) => {
                    let (first, second) = (&one.args[0].takes, &one.args[1].takes);
                    assert!(first.is_disjoint(second), "{a:?} {b:?}");
                    assert_eq!((first, second), (&other.args[1].takes, &other.args[0].takes));
                    by_position += 1;
                }
                _ => panic!("{a:?} and {b:?}: the order of lines decides how they are given"),
            }
        }
    }
    assert!(
        by_name > kinds.len() && by_position > kinds.len(),
        "{by_name} {by_position}"
    );
}
