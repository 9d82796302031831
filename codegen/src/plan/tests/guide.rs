//! What documentation teaches: links, samples, the front page.

use super::*;
use crate::model::{Direction, Example, PageStrategy, Paging, Showcase};

fn linked(spans: &[DocSpan]) -> String {
    let pieces = spans.iter().map(|span| match span {
        DocSpan::Text(text) => text.clone(),
        DocSpan::Link { shown, to } => format!("[{shown}]({to})"),
    });
    pieces.collect()
}

fn listing() -> model::Operation {
    let mut op = operation("list", "GET", "/items");
    op.query = vec![
        field("page", integer()),
        field("perPage", integer()),
        field("state", string()),
    ];
    op.returns = json_reply(list(named(0)));
    op.paging = Some(Paging {
        kind: 0,
        items: String::new(),
    });
    op.examples = vec![Example {
        number: 1,
        direction: Direction::Response,
        file: "specs/demo/examples/items.list.1.response.json".to_owned(),
        text: r#"[{"id": 7, "state": "in work"}]"#.to_owned(),
    }];
    op
}

fn get() -> model::Operation {
    let mut op = operation("get", "GET", "/items/{id}");
    op.path_params = vec![field("id", integer())];
    op.returns = json_reply(named(0));
    op
}

fn demo(showcase: Showcase) -> CratePlan {
    let mut kind = page_kind(
        "pages",
        PageStrategy::Page {
            param: "page".to_owned(),
        },
    );
    kind.size = Some("perPage".to_owned());
    kind.max_size = Some(50);
    let mut model = platform(
        vec![structure("Item", vec![field("id!", integer())])],
        vec![get(), listing()],
    );
    model.pagination = vec![kind];
    model.showcase = showcase;
    plan(&model)
}

#[test]
fn a_method_says_what_it_gives_and_what_can_be_set() {
    let krate = demo(Showcase::default());
    let [get, list] = &krate.modules[0].operations[..] else {
        panic!("two operations")
    };
    let of = |plan: &OperationPlan| plan.docs.linked.iter().map(|spans| linked(spans)).collect::<Vec<_>>();
    assert_eq!(of(get), ["Gives [Item](Item)."]);
    assert_eq!(
        of(list),
        [
            "Gives [Vec<Item>](Item) a page; `items()` reads on through all of them.",
            "Can be set: [page](ListItems::page), [per_page](ListItems::per_page), [state](ListItems::state).",
        ]
    );
    assert_eq!(
        linked(&list.value_docs.linked[0]),
        "Operation `items.list` as a plain value: what [Items::list](Items::list) sends. \
         Each method that sets something here is one of the call, too."
    );
}

#[test]
fn a_type_of_another_module_is_linked_by_its_path() {
    let away = RustType::List(Box::new(RustType::Local {
        module: "types".to_owned(),
        name: "Item".to_owned(),
    }));
    let link = |ty: &RustType| linked(&[super::super::operations::operation_docs::type_link(ty, "items")]);
    assert_eq!(link(&away), "[Vec<Item>](crate::types::Item)");
    assert_eq!(
        link(&RustType::Runtime(RuntimeType::Download)),
        "[Download](::tradewire::Download)"
    );
    assert_eq!(link(&RustType::Map(Box::new(RustType::Text))), "`Map<String>`");
}

#[test]
fn samples_are_made_of_what_the_documents_show() {
    let krate = demo(Showcase::default());
    let operations = &krate.modules[0].operations;
    assert_eq!(operations[0].sample.as_ref().unwrap().call, "client.items().get(7)");
    assert_eq!(
        operations[1].docs.example[1..5],
        [
            "let mut items = client.items().list().state(\"in work\").items();",
            "while let Some(item) = items.next().await {",
            "    println!(\"{:?}\", item?);",
            "}",
        ]
    );
}

#[test]
fn a_field_says_something_or_nothing() {
    let mut bounded = field("pageCount", integer());
    bounded.limits.min = Some(Literal::Integer(1));
    let fields = vec![
        field("id!", integer()),
        field("firstName", string()),
        bounded,
        field("type", string()),
    ];
    let mut op = operation("get", "GET", "/items");
    op.headers = vec![field("X-Shop", string())];
    op.returns = json_reply(named(0));
    let module = plan_of(vec![structure("Item", fields)], vec![op]);
    let plan = struct_of(&module, "Item");
    let said: Vec<String> = plan
        .fields
        .iter()
        .map(|field| field.docs.paragraphs.join("|"))
        .collect();
    assert_eq!(
        said,
        [
            "",
            "On the wire `firstName`.",
            "At least 1. On the wire `pageCount`.",
            "On the wire `type`."
        ]
    );
    assert_eq!(module.operations[0].parts[0].docs.paragraphs, ["The header `X-Shop`."]);
    assert_eq!(
        module.operations[0].setters[0].docs.paragraphs,
        ["The header `X-Shop`."]
    );
}

#[test]
fn a_setter_of_which_nothing_is_said_names_its_field() {
    let krate = demo(Showcase::default());
    let setter = &krate.modules[0].operations[1].setters[2];
    assert_eq!(linked(&setter.docs.linked[0]), "Sets [state](field@Self::state).");
}

#[test]
fn the_front_page_shows_the_operations_that_the_spec_names() {
    let of = |krate: &CratePlan| {
        let examples = krate.front.iter().filter_map(|block| match block {
            PageBlock::Example(lines) => Some(lines.join("\n")),
            _ => None,
        });
        examples.collect::<Vec<_>>()
    };
    let by_itself = of(&demo(Showcase::default()));
    assert!(
        by_itself[0].contains("let reply = client.items().get(7).send().await?;"),
        "{by_itself:?}"
    );
    let named = of(&demo(Showcase {
        call: Some((0, 1)),
        ..Showcase::default()
    }));
    assert!(named[0].contains("let reply = client.items().list()"), "{named:?}");
    let headings = |krate: &CratePlan| {
        let headings = krate.front.iter().filter_map(|block| match block {
            PageBlock::Heading(text) => Some(text.clone()),
            _ => None,
        });
        headings.collect::<Vec<_>>()
    };
    // Nothing is written, no batch is sent, and nobody calls back.
    assert_eq!(
        headings(&demo(Showcase::default())),
        [
            "A first call",
            "Listings",
            "Resuming",
            "Errors",
            "Blocking",
            "Testing",
            "Features",
            "What is not here"
        ]
    );
}

#[test]
fn the_readme_is_a_whole_program() {
    let readme = demo(Showcase::default()).readme;
    assert!(readme.commands[0].starts_with("cargo add tradewire-demo@"));
    let program = readme.program.join("\n");
    assert!(
        program.contains("let base_url = std::env::var(\"DEMO_URL\")?;"),
        "{program}"
    );
    assert!(
        program.contains("client.items().list().state(\"in work\").items();"),
        "{program}"
    );
}

#[test]
fn variables_of_the_environment_are_listed() {
    let mut model = platform(Vec::new(), vec![get()]);
    model.name = "my-shop".to_owned();
    let mut krate = plan(&model);
    let table = &mut krate.table;
    table.auth = ["plain", "signed"]
        .map(|name| crate::plan::SchemeTable {
            name: name.to_owned(),
            inputs: vec!["app_id".to_owned()],
            kind: crate::plan::SchemeKind::Query { params: Vec::new() },
        })
        .into();
    table.headers = vec![crate::plan::CommonHeaderTable {
        name: "X-Region".to_owned(),
        value: None,
        required: false,
    }];
    let variables = crate::plan::platform::variables::plan(&krate);
    let told: Vec<(&str, &str)> = variables
        .iter()
        .map(|one| (one.name.as_str(), one.what.as_str()))
        .collect();
    assert_eq!(
        told[1..],
        [
            ("MY_SHOP_APP_ID", "`app_id` of the credentials `plain`, `signed`"),
            (
                "MY_SHOP_AUTH",
                "which credentials, separated by commas, where the variables are set for several"
            ),
            ("MY_SHOP_X_REGION", "header `X-Region` of all calls; may be left out"),
        ]
    );
    assert_eq!(told[0].0, "MY_SHOP_URL");
}
