use super::super::apply;
use super::*;

fn line(text: &str) -> Written {
    Written::Line(text.to_owned())
}

fn at<'n>(root: &'n Node, path: &[&str]) -> &'n Node {
    path.iter()
        .fold(root, |node, key| &node.entry(key).expect("a key").value)
}

/// The text with `new: string` added to the mapping at a path.
fn added(text: &str, path: &[&str]) -> String {
    let root = read_tree(text).expect("YAML");
    let edit = add_to_mapping(text, at(&root, path), &[Written::entry("new", line("string"))]).expect("a place");
    let out = apply(text, &[edit]).expect("one change");
    let again = read_tree(&out).unwrap_or_else(|| unreachable!("{out}"));
    assert!(at(&again, path).entry("new").is_some(), "{out}");
    out
}

#[test]
fn a_block_grows_at_its_end_and_comments_stay() {
    let text = "a:\n  x: string # of x\n  y:\n    z: string\n    # of z\n\n# of b\nb: 1\n";
    assert_eq!(
        added(text, &["a"]),
        "a:\n  x: string # of x\n  y:\n    z: string\n    # of z\n  new: string\n\n# of b\nb: 1\n"
    );
    assert_eq!(
        added(text, &["a", "y"]),
        "a:\n  x: string # of x\n  y:\n    z: string\n    new: string\n    # of z\n\n# of b\nb: 1\n"
    );
}

#[test]
fn a_line_grows_before_its_bracket() {
    assert_eq!(
        added("a: {x: {y: [b, c]}} # c\n", &["a"]),
        "a: {x: {y: [b, c]}, new: string} # c\n"
    );
    assert_eq!(added("a: {}\n", &["a"]), "a: {new: string}\n");
    assert_eq!(
        added("a: {x: 1,\n    y: 2 } # c\n", &["a"]),
        "a: {x: 1,\n    y: 2, new: string } # c\n"
    );
}

#[test]
fn line_ends_and_missing_ones_are_kept() {
    assert_eq!(added("a:\r\n  x: 1\r\n", &["a"]), "a:\r\n  x: 1\r\n  new: string\r\n");
    assert_eq!(
        added("a:\n  x: |\n    text\n  y: >-\n    text", &["a"]),
        "a:\n  x: |\n    text\n  y: >-\n    text\n  new: string"
    );
    assert_eq!(
        added("a:\n  x: \"#\" # c\nb: 1", &["a"]),
        "a:\n  x: \"#\" # c\n  new: string\nb: 1"
    );
}

#[test]
fn lists_grow_in_their_style() {
    for (text, expected) in [
        ("a: [x, y] # c\n", "a: [x, y, z] # c\n"),
        ("a: []\n", "a: [z]\n"),
        ("a:\n  - x # c\n  - y\nb: 1\n", "a:\n  - x # c\n  - y\n  - z\nb: 1\n"),
        ("a:\n- x\nb: 1\n", "a:\n- x\n- z\nb: 1\n"),
    ] {
        let root = read_tree(text).expect("YAML");
        let edit = add_to_list(text, at(&root, &["a"]), &["z".to_owned()]).expect("a place");
        assert_eq!(apply(text, &[edit]).as_deref(), Ok(expected));
    }
}

#[test]
fn sections_are_found_or_made() {
    for (text, expected) in [
        ("r: x\n", "r: x\n\ntypes:\n  new: string\n"),
        ("r: x\ntypes: # c\n", "r: x\ntypes: # c\n  new: string\n"),
        (
            "types:\n    A: string\n\nr: x\n",
            "types:\n    A: string\n\n    new: string\n\nr: x\n",
        ),
        (
            "types:\r\n  A:\r\n    x: y\r\n    # of A\r\n  # of types\r\n",
            "types:\r\n  A:\r\n    x: y\r\n    # of A\r\n\r\n  new: string\r\n  # of types\r\n",
        ),
        ("types: {A: string}\n", "types: {A: string, new: string}\n"),
    ] {
        let root = read_tree(text).expect("YAML");
        let edit = section(text, &root, "types", &[Written::entry("new", line("string"))], true).expect("a place");
        assert_eq!(apply(text, &[edit]).as_deref(), Ok(expected));
    }
}

#[test]
fn places_are_found_by_their_byte() {
    let text = "a:\n  b: [{c: 1}]\n";
    let root = read_tree(text).expect("YAML");
    let item = found_at(&root, text.find('{').expect("a bracket")).expect("an element");
    assert!(item.entry("c").is_some());
    assert!(found_at(&root, text.find('b').expect("a key")).is_some_and(|node| node.kind() == "a list"));
    assert!(found_at(&root, 1).is_none());
}
