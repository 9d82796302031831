//! Text of specs stays text, and the same model gives the same files.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::model::{self, Docs, Literal, Platform, Type, UnionKind};
use crate::plan::fixture::*;
use crate::plan::{Home, PackageKey, PackageValue, RuntimeSource};
use crate::write::{Maker, RenderedCrate, generate, generate_in};

/// Text that would end a comment, a literal or an attribute if it were pasted into code.
const HOSTILE: &str =
    "a */ b \" c \"# d `e` ``` panic!() ``` </script> #![deny(warnings)] \\ {x} \n\n # h\u{2028}\u{202e}";

fn hostile_docs() -> Docs {
    Docs {
        doc: Some(HOSTILE.to_owned()),
        notes: vec![HOSTILE.to_owned()],
        source: Some(HOSTILE.to_owned()),
        deprecated: Some(HOSTILE.to_owned()),
        ..Docs::default()
    }
}

fn hostile_platform() -> Platform {
    let mut wild = field("x", string());
    wild.name = model::WireName::Plain(HOSTILE.to_owned());
    wild.docs = hostile_docs();
    wild.default = Some(text(HOSTILE));
    wild.limits.pattern = Some(HOSTILE.to_owned());
    wild.limits.allowed = vec![text(HOSTILE)];
    let mut cleared = field("cleared", string());
    cleared.clear = Some(text(HOSTILE));
    let mut types = vec![
        structure("Wild", vec![wild, cleared, field("fixed", Type::Const(text(HOSTILE)))]),
        enumeration("Value", vec![text(HOSTILE), Literal::Integer(1)]),
        union(
            "Tagged",
            UnionKind::Tagged {
                tag: HOSTILE.to_owned(),
            },
            vec![(HOSTILE, named(0))],
        ),
        union("Form", UnionKind::Untagged, vec![(HOSTILE, Type::Const(text(HOSTILE)))]),
    ];
    for def in &mut types {
        def.docs = hostile_docs();
    }
    let mut op = operation("list", "GET", HOSTILE);
    op.docs = hostile_docs();
    op.query = vec![field("const", Type::Const(text(HOSTILE)))];
    op.permissions = vec![HOSTILE.to_owned()];
    op.returns = json_reply(named(0));
    let mut platform = platform(types, vec![op]);
    platform.title = HOSTILE.to_owned();
    platform.docs = hostile_docs();
    platform.base_url = HOSTILE.to_owned();
    platform.resources[0].docs = hostile_docs();
    platform
}

#[test]
fn hostile_text_is_shown_and_never_run() {
    let rendered = generate(&hostile_platform()).expect("it can be laid out");
    for file in rendered.files.iter().filter(|file| {
        std::path::Path::new(&file.path)
            .extension()
            .is_some_and(|end| end == "rs")
    }) {
        let parsed = syn::parse_file(&file.text).expect("it is Rust");
        let deny = parsed.attrs.iter().any(|attr| attr.path().is_ident("deny"));
        assert!(!deny, "{}", file.path);
        assert!(
            idents(parsed.to_token_stream()).all(|name| name.is_ascii()),
            "{}",
            file.path
        );
        for line in file.text.lines().filter(|line| line.trim_start().starts_with("//")) {
            let fence = line.trim_start_matches([' ', '/', '!']);
            assert!(
                !fence.starts_with("```") || fence == "```" || fence == "```no_run",
                "{line}"
            );
        }
    }
    let manifest = file(&rendered, "Cargo.toml");
    assert_eq!(
        manifest
            .lines()
            .filter(|line| line.starts_with("description = "))
            .count(),
        1
    );
    assert!(!manifest.contains("\n#![deny"), "{manifest}");
}

/// Every identifier, wherever it stands.
fn idents(tokens: TokenStream) -> impl Iterator<Item = String> {
    let names = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(name) => vec![name.to_string()],
        TokenTree::Group(group) => idents(group.stream()).collect(),
        _ => Vec::new(),
    });
    names.collect::<Vec<_>>().into_iter()
}

fn file<'r>(rendered: &'r RenderedCrate, path: &str) -> &'r str {
    let found = rendered.files.iter().find(|file| file.path == path);
    found.map_or_else(|| panic!("no {path}"), |file| file.text.as_str())
}

#[test]
fn the_same_model_gives_the_same_text() {
    assert_eq!(generate(&hostile_platform()).ok(), generate(&hostile_platform()).ok());
}

#[test]
fn every_file_names_its_command_and_its_spec() {
    let rendered = generate(&hostile_platform()).expect("it can be laid out");
    for file in &rendered.files {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(first.contains("`cargo xtask gen demo`"), "{first}");
        assert!(crate::write::is_generated(&file.text));
        let shape = file
            .text
            .lines()
            .nth(1)
            .and_then(|line| line.split("Shape of this file: codegen/").nth(1));
        let shape = shape.map(|path| path.trim_end_matches(" -->")).unwrap_or_default();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(shape);
        assert!(path.is_file(), "{}: {}", file.path, path.display());
        assert!(file.text.ends_with('\n'), "{}", file.path);
    }
    assert!(file(&rendered, "src/items.rs").starts_with(
        "// @generated by `cargo xtask gen demo`. Do not edit: edit specs/demo/items.yaml and run it again.\n"
    ));
}

#[test]
fn more_keys_than_the_table_holds_are_matched_by_name() {
    let fields = (0..130).map(|n| field(&format!("f{n}"), string())).collect();
    let rendered = generate(&platform(vec![structure("Wide", fields)], vec![])).expect("layout");
    let text = file(&rendered, "src/items.rs");
    assert!(text.contains("127 => Decode::read(&mut self.f127, r)"));
    assert!(!text.contains("128 =>"));
    assert!(text.contains("if key == \"f129\""));
}

#[test]
fn deep_generic_nesting_is_laid_out() {
    let deep = list(map(list(Type::Nullable(Box::new(string())))));
    let rendered = generate(&platform(vec![structure("Deep", vec![field("x!", deep)])], vec![]));
    let text = file(rendered.as_ref().expect("layout"), "src/items.rs").replace([' ', '\n'], "");
    assert!(text.contains("Vec<Map<Vec<Option<"), "{text}");
}

#[test]
fn the_manifest_says_what_spec_and_workspace_say() {
    let mut demo = platform(vec![], vec![]);
    let manifest = |demo: &Platform, home: &Home| {
        let rendered = generate_in(home, Maker::Xtask, demo).expect("layout");
        file(&rendered, "Cargo.toml").to_owned()
    };
    let bare = manifest(&demo, &Home::default());
    assert!(bare.contains("\nversion = \"0.0.0\"\n"), "{bare}");
    assert!(!bare.contains("repository"), "{bare}");
    demo.version = Some("1.2.3".to_owned());
    let home = Home {
        repository: Some("https://code.example/\"x".to_owned()),
        ..Home::default()
    };
    let told = manifest(&demo, &home);
    assert!(told.contains("\nversion = \"1.2.3\"\n"), "{told}");
    assert!(
        told.contains("\nrepository = \"https://code.example/\\\"x\"\n"),
        "{told}"
    );
}

#[test]
fn a_crate_without_workspace_says_everything_itself() {
    let text = |name, value: &str| PackageKey {
        name,
        value: PackageValue::Text(value.to_owned()),
    };
    let home = Home {
        package: vec![text("edition", "2024"), text("license", "LicenseRef-\"x\"")],
        repository: None,
        publish: false,
        runtime: RuntimeSource::Path("../../../run\"time".to_owned()),
        specs: "../../sp ecs/..".to_owned(),
    };
    let demo = platform(vec![], vec![operation("list", "GET", "/items")]);
    let rendered = generate_in(&home, Maker::Tradewire, &demo).expect("layout");
    let manifest = file(&rendered, "Cargo.toml");
    for part in [
        "# @generated by `cargo tradewire gen demo`",
        "\nedition = \"2024\"\n",
        "\nlicense = \"LicenseRef-\\\"x\\\"\"\n",
        "\npublish = false\n",
        "tradewire = { path = \"../../../run\\\"time\", default-features = false }\n",
    ] {
        assert!(manifest.contains(part), "{part}\n{manifest}");
    }
    let checks = file(&rendered, "checks/Cargo.toml");
    assert!(checks.contains("path = \"../../../../run\\\"time\""), "{checks}");
    for manifest in [manifest, checks] {
        assert!(
            !manifest.contains("workspace") && !manifest.contains("authors"),
            "{manifest}"
        );
    }
    let readme = file(&rendered, "README.md");
    assert!(readme.contains("cargo add tradewire-demo --path "), "{readme}");
}

#[test]
fn checks_are_a_package_with_a_line_for_each_test() {
    let rendered = generate(&platform(vec![], vec![operation("list", "GET", "/items")])).expect("layout");
    let manifest = file(&rendered, "checks/Cargo.toml");
    for part in ["publish = false", "path = \"replies.rs\"", "path = \"..\""] {
        assert!(manifest.contains(part), "{manifest}");
    }
    let listed = manifest.matches("[[test]]").count();
    let tests = rendered.files.iter().filter(|file| {
        file.path.starts_with("checks/") && file.path != "checks/Cargo.toml" && file.path != "checks/replies.rs"
    });
    assert_eq!(listed, tests.count());
}
