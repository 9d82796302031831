/// The documentation of the item that starts with these words, on one line.
fn docs_of(source: &str, item: &str) -> String {
    let before = source.split(item).next().expect("some text");
    let mut lines: Vec<&str> = before.lines().map(str::trim).rev().skip(1).collect();
    let end = lines
        .iter()
        .position(|line| !line.starts_with("///") && !line.starts_with("#["))
        .unwrap_or(lines.len());
    lines.truncate(end);
    lines.reverse();
    let words = lines.iter().map(|line| line.trim_start_matches('/').trim());
    words.collect::<Vec<_>>().join(" ")
}

fn says(item: &str, words: &str) {
    let source = include_str!("../../src/things.rs");
    assert!(source.contains(item), "no {item}");
    let docs = docs_of(source, item);
    assert!(docs.contains(words), "{item}: {docs}");
}

fn is_silent(item: &str) {
    let source = include_str!("../../src/things.rs");
    assert!(source.contains(item), "no {item}");
    let docs = docs_of(source, item);
    assert!(!docs.contains("Known") && !docs.contains("ocumented"), "{item}: {docs}");
}

#[test]
fn operations_name_the_clients_that_tell_of_them() {
    says(
        "pub fn list_statuses(",
        "Known from the vendor's PHP client (“class StatusesRequest”); the documentation does not describe it.",
    );
    says(
        "pub fn create(",
        "Known from the vendor's PHP and Go clients; the documentation does not describe it.",
    );
    says("pub fn get(", "Documented as “Get a thing”.");
}

#[test]
fn parts_tell_what_differs_from_the_whole() {
    is_silent("pub ids: ");
    says("pub page: ", "Documented.");
    says("pub id: i64,\n    /// Known from a public integration", "Inferred.");
    says("pub expand: ", "Known from a public integration.");
    says("pub sure: ", "Documented.");
    says(
        "pub links: ",
        "Known from the vendor's PHP and Go clients.",
    );
    says(
        "pub group: ",
        "Known from the vendor's PHP and Go clients.",
    );
    says("Old,", "Inferred.");
    is_silent("New,");
    // Fields of the base keep what is known of them.
    is_silent("pub weight: ");
    let detail = include_str!("../../src/things.rs").split("pub struct Detail").nth(1).expect("a struct");
    assert!(docs_of(detail, "pub name: ").contains("Known from the vendor's PHP client."), "{detail}");
}

#[test]
fn inline_types_say_what_holds_around_them() {
    says(
        "pub struct ThingPlace",
        "Known from the vendor's PHP client; the documentation",
    );
    says(
        "pub struct ThingLinks",
        "Known from the vendor's PHP and Go clients; ",
    );
    says("pub struct GetThingReply", "Known from the vendor's Go client; ");
    says(
        "pub struct CreateThingBodyPlace",
        "Known from the vendor's PHP and Go clients; ",
    );
    is_silent("pub city: ");
}
