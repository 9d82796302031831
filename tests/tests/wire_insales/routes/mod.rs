//! Method, path and headers of every operation.

mod catalogue;
mod content;
mod sales;
mod shop;

use std::collections::BTreeSet;

use tradewire::Operation;

use crate::support::sent;

/// One operation with sample arguments, and what it should send.
#[derive(Debug, Clone)]
struct Route {
    id: &'static str,
    /// `PUT /admin/orders/7.json`.
    expected: &'static str,
    found: String,
    content_type: Option<String>,
    body: String,
    /// Names of the credentials it accepts.
    accepts: &'static [&'static str],
    is_listing: bool,
}

#[track_caller]
fn route<O: Operation>(operation: &O, expected: &'static str) -> Route {
    let request = sent(operation);
    let text = |value: &tradewire::http::HeaderValue| value.to_str().expect("text").to_owned();
    Route {
        id: O::meta().id,
        expected,
        found: format!(
            "{} {}",
            request.method(),
            request.uri().path_and_query().expect("a path")
        ),
        content_type: request.headers().get("content-type").map(text),
        body: String::from_utf8(request.body().to_vec()).expect("UTF-8"),
        accepts: O::meta().auth,
        is_listing: O::meta().paging.is_some(),
    }
}

fn all() -> Vec<Route> {
    [shop::all(), content::all(), catalogue::all(), sales::all()].concat()
}

#[test]
fn every_operation_sends_its_method_and_path() {
    for route in all() {
        assert_eq!(route.found, route.expected, "{}", route.id);
    }
}

#[test]
fn the_table_has_every_operation_of_the_specs_once() {
    let routes = all();
    let ids: BTreeSet<String> = routes.iter().map(|route| route.id.to_owned()).collect();
    assert_eq!(ids.len(), routes.len(), "an operation stands in the table twice");
    let specs: BTreeSet<String> = tradewire_tests::resources("insales")
        .iter()
        .flat_map(|resource| tradewire_tests::operations("insales", resource))
        .collect();
    assert_eq!(ids, specs, "left: the table, right: the specs");
}

/// The document has 207 pairs of method and path. Four listings can also be read by time of change, as operations of their own.
#[test]
fn the_207_documented_routes_are_there() {
    let (changes, documented): (Vec<Route>, Vec<Route>) =
        all().into_iter().partition(|route| route.id.ends_with(".list_changes"));
    assert_eq!(changes.len(), 4);
    let lines: BTreeSet<&str> = documented.iter().map(|route| route.expected).collect();
    assert_eq!(lines.len(), documented.len(), "two operations send the same");
    assert_eq!(lines.len(), 207);
    let methods = |method: &str| lines.iter().filter(|line| line.starts_with(method)).count();
    assert_eq!(
        [methods("GET "), methods("POST "), methods("PUT "), methods("DELETE ")],
        [88, 43, 38, 38]
    );
}

/// Without it the platform answers 422, also where there is no body.
#[test]
fn every_post_and_put_says_that_it_is_json_and_nothing_else_does() {
    for route in all() {
        let writes = route.expected.starts_with("POST ") || route.expected.starts_with("PUT ");
        let expected = writes.then_some("application/json");
        assert_eq!(route.content_type.as_deref(), expected, "{}", route.expected);
        assert!(
            writes || route.body.is_empty(),
            "{} has a body: {}",
            route.expected,
            route.body
        );
    }
}

#[test]
fn a_post_without_a_body_still_says_that_it_is_json() {
    let bodiless: Vec<Route> = all()
        .into_iter()
        .filter(|route| route.expected.starts_with("POST ") && route.body.is_empty())
        .collect();
    let lines: Vec<&str> = bodiless.iter().map(|route| route.found.as_str()).collect();
    assert_eq!(lines, ["POST /admin/application_charges/7/decline.json"]);
    assert_eq!(bodiless[0].content_type.as_deref(), Some("application/json"));
}

#[test]
fn every_operation_accepts_both_kinds_of_credentials() {
    for route in all() {
        assert_eq!(route.accepts, ["basic", "installed"], "{}", route.id);
    }
}

#[test]
fn every_listing_can_be_read_page_by_page_and_nothing_else() {
    for route in all() {
        let lists = route
            .id
            .split_once('.')
            .is_some_and(|(_, name)| name.starts_with("list"));
        assert_eq!(route.is_listing, lists, "{}", route.id);
    }
}
