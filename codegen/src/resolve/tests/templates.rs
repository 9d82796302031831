//! Types with parameters.

use super::*;

const PAGE: &str = "\"Page<T>\": {fields: {rows: [T], meta: {fields: {size: integer}}}}";

#[test]
fn each_use_becomes_a_type_and_equal_ones_are_one() {
    let seen = types(&format!(
        "{PAGE}, Order: {{fields: {{a: Page<Order>, b: \"Page<Order>?\", c: \"Page<[Order]>\", d: Page<string>}}}}"
    ));
    assert_eq!(seen.found, []);
    assert_eq!(seen.field("Order", "a").ty, seen.named("OrderPage"));
    assert_eq!(seen.field("Order", "b").ty, seen.named("OrderPage"));
    assert_eq!(seen.field("OrderListPage", "rows").ty, list(list(seen.named("Order"))));
    assert_eq!(seen.field("StringPage", "rows").ty, list(STRING));
    // Types inside are those of each.
    assert_eq!(seen.field("StringPage", "meta").ty, seen.named("StringPageMeta"));
    assert_eq!(seen.field("OrderPage", "meta").ty, seen.named("OrderPageMeta"));
}

#[test]
fn names_follow_from_the_arguments() {
    let seen = types(
        "\"Pair<A, B>\": {fields: {a: A, b: B}}, \"Named<T>\": {rust: \"{T}Box\", fields: {t: T}}, \
         X: {fields: {a: \"Pair<integer, {string: X?}>\", b: Named<local_datetime>, c: \"Named<Named<X>>\"}}",
    );
    assert_eq!(seen.found, []);
    assert_eq!(seen.field("X", "a").ty, seen.named("IntegerOptionalXMapPair"));
    assert_eq!(seen.field("X", "b").ty, seen.named("LocalDatetimeBox"));
    assert_eq!(seen.field("X", "c").ty, seen.named("XBoxBox"));
}

#[test]
fn a_type_may_lead_to_itself_but_not_grow() {
    let seen = types("\"Tree<T>\": {fields: {value: T, below: [\"Tree<T>\"]}}, X: {fields: {t: Tree<X>}}");
    assert_eq!(seen.found, []);
    assert_eq!(seen.field("XTree", "below").ty, list(seen.named("XTree")));
    let grows = types("\"Deep<T>\": {fields: {value: T, below: \"Deep<[T]>\"}}, X: {fields: {t: Deep<X>}}");
    assert_eq!(
        grows.found,
        [("E0306", "`Deep` is made of ever larger types".to_owned())]
    );
    let doubles = types(
        "\"Wide<T>\": {fields: {value: T, a: \"Wide<[T]>\", b: \"Wide<{string: T}>\"}}, X: {fields: {t: Wide<X>}}",
    );
    assert_eq!(doubles.codes(), ["E0306"]);
}

#[test]
fn parameters_mean_nothing_outside_of_their_type() {
    let seen = types("\"Box<T>\": {extends: Base, fields: {t: T}}, Base: {fields: {a: T}}, X: {fields: {b: Box<X>}}");
    assert_eq!(seen.found, [("E0301", "no type `T`".to_owned())]);
}

#[test]
fn a_made_type_can_be_extended() {
    let seen = types(&format!(
        "{PAGE}, Order: {{extends: Page<integer>, fields: {{id: string}}}}"
    ));
    assert_eq!(seen.found, []);
    assert_eq!(written(&seen.structure("Order").fields), ["rows", "meta", "id"]);
    let form = types("A: {fields: {a: string}}, B: {extends: A.create, fields: {b: string}}");
    assert_eq!(form.found, [("E0307", "`A.create` is made from an entity".to_owned())]);
}

#[test]
fn what_does_not_fit_is_said_where_it_is_written() {
    let codes = |text: &str| types(text).found;
    let found = |code: &'static str, message: &str| vec![(code, message.to_owned())];
    assert_eq!(
        codes(&format!("{PAGE}, X: {{fields: {{a: Page, b: Page<X>}}}}")),
        found("E0317", "`Page` takes one type, not 0")
    );
    assert_eq!(
        codes(&format!("{PAGE}, X: {{fields: {{a: \"Page<X, X>\"}}}}")),
        found("E0317", "`Page` takes one type, not 2")
    );
    assert_eq!(
        codes("X: {fields: {a: X<string>}}"),
        found("E0317", "`X` takes no types")
    );
    assert_eq!(
        codes("X: {fields: {a: string<X>}}"),
        found("E0317", "`string` takes no types")
    );
    assert_eq!(
        codes("X: {fields: {a: Pages<X>}}"),
        found("E0301", "no type `Pages<…>`")
    );
    assert_eq!(
        codes("\"Page<T>\": {fields: {a: string}}, X: {fields: {a: Page<X>}}"),
        found("E0317", "the parameter `T` stands for nothing")
    );
    assert_eq!(codes(PAGE), found("E0302", "nothing uses the type `Page<T>`"));
    assert_eq!(
        codes("\"Page<t>\": {fields: {a: t}}"),
        found("E0304", "`t` cannot be the name of a type")
    );
    assert_eq!(
        codes("\"Page<T\": {fields: {a: T}}"),
        found("E0304", "`Page<T` does not end")
    );
}

#[test]
fn names_that_mean_two_things_are_found() {
    let seen = types(&format!(
        "{PAGE}, T: {{fields: {{a: Page<string>}}}}, OrderPage: {{fields: {{}}}}"
    ));
    assert_eq!(
        seen.found,
        [("E0303", "`T` is a type without parameters as well".to_owned())]
    );
    let made = types(&format!(
        "{PAGE}, OrderPage: {{fields: {{}}}}, Order: {{fields: {{a: Page<Order>}}}}"
    ));
    assert_eq!(
        made.found,
        [(
            "E0305",
            "the type that is made here is named `OrderPage`, like another type".to_owned()
        )]
    );
    let rust = types("\"Page<T>\": {rust: Page, fields: {a: T}}, X: {fields: {a: Page<X>, b: Page<string>}}");
    assert_eq!(rust.codes(), ["E0310"]);
    assert_eq!(types("X: {rust: Y, fields: {}}").codes(), ["E0207"]);
}
