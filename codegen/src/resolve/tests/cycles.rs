//! Types that stand for themselves.

use super::*;

#[test]
fn what_leads_back_is_taken_as_any() {
    for (spec, cut) in [
        ("T: {alias: T}", vec!["T"]),
        ("T: {alias: U}, U: {alias: T}", vec!["T"]),
        ("T: {alias: [T]}", vec!["T"]),
        ("T: {alias: {string: [T]}}", vec!["T"]),
        ("T: {union: [string, T]}", vec!["T"]),
        ("T: {union: [string, \"U?\"]}, U: {alias: T}", vec!["T"]),
        ("T: {union: {beside: kind, variants: {a: T}}}", vec!["T"]),
    ] {
        let seen = types(spec);
        assert_eq!(seen.codes(), ["E0306"].repeat(cut.len()), "{spec}: {:?}", seen.found);
        for name in cut {
            assert_eq!(seen.alias(name), &ANY, "{spec}");
        }
    }
}

#[test]
fn what_holds_itself_with_something_between_is_fine() {
    for spec in [
        "T: {fields: {parent: T}}",
        "T: {fields: {children: [T]}}",
        "T: {union: [string, [T]]}",
        "T: {union: {tag: kind, variants: {a: T}}}",
        "T: {alias: [U]}, U: {fields: {all: T}}",
        "T: {alias: [U]}, U: {union: [string, T]}",
    ] {
        assert_eq!(types(spec).codes(), [""; 0], "{spec}");
    }
}
