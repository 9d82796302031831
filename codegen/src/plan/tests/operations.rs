//! Operations.

use super::*;

fn update(required: &[&str], inline: bool) -> OperationPlan {
    let mut fields: Vec<model::Field> = required
        .iter()
        .map(|name| field(&format!("{name}!"), string()))
        .collect();
    fields.push(field("comment", string()));
    let mut op = operation("update", "PUT", "/items/{id}");
    op.path_params = vec![field("id", integer())];
    op.body = Some(body(named(0), inline));
    op.safety = Safety::Idempotent;
    plan_of(vec![structure("UpdateItemBody", fields)], vec![op])
        .operations
        .remove(0)
}

#[test]
fn what_need_not_be_given_has_a_setter() {
    let inline = update(&["a"], true);
    let setters: Vec<&str> = inline.setters.iter().map(|s| s.setter.name.as_str()).collect();
    assert_eq!(setters, ["comment"]);
    assert_eq!(inline.setters[0].target, ["body", "comment"]);
    assert!(update(&["a"], false).setters.is_empty());

    let mut op = operation("move", "POST", "/{a}/{b}");
    op.path_params = vec![field("a", integer()), field("b", integer())];
    op.query = vec![field("to!", string()), field("by!", string()), field("send", string())];
    let many = plan_of(vec![], vec![op]).operations.remove(0);
    assert_eq!(many.method, "move_");
    let setters: Vec<&str> = many.setters.iter().map(|s| s.setter.name.as_str()).collect();
    assert_eq!(setters, ["set_send"]);
}

#[test]
fn clashing_parts_of_a_request_get_names_of_their_own() {
    let mut op = operation("update", "PUT", "/items/{id}");
    op.path_params = vec![field("id", integer())];
    op.query = vec![field("body", string()), field("comment", string())];
    op.body = Some(body(named(0), true));
    let types = vec![structure(
        "Fields",
        vec![field("id!", string()), field("comment", string())],
    )];
    let plan = plan_of(types, vec![op]).operations.remove(0);
    let parts: Vec<&str> = plan.parts.iter().map(|part| part.rust.as_str()).collect();
    assert_eq!(parts, ["id", "body_2", "comment", "body"]);
    assert_eq!(plan.args[1].name, "body_id");
    assert_eq!(plan.args[1].target, ArgTarget::Body("id".into()));
    let setters: Vec<&str> = plan.setters.iter().map(|s| s.setter.name.as_str()).collect();
    assert_eq!(setters, ["body_2", "comment", "set_comment"]);
}

#[test]
fn documented_words_become_paragraphs() {
    let mut op = operation("list", "GET", "/items");
    op.docs.doc = Some("Lists items.".into());
    op.docs.source = Some("Load items".into());
    op.docs.notes = vec!["Slow.".into()];
    op.permissions = vec!["read".into()];
    op.batch_limit = Some(50);
    let plan = plan_of(vec![], vec![op]).operations.remove(0);
    assert_eq!(
        plan.docs.paragraphs,
        [
            "Lists items.",
            "`GET /items`",
            "Slow.",
            "Documented as “Load items”.",
            "Permission: `read`.",
            "Only reads; retried after a failure. At most 50 elements in one call.",
        ]
    );
    assert_eq!(
        plan.docs.example,
        [
            "# async fn example(client: tradewire_demo::Client) -> core::result::Result<(), tradewire_demo::Error> {",
            "let reply = client.items().list().send().await?;",
            "# Ok(())",
            "# }",
        ]
    );
}

#[test]
fn examples_give_lists_as_many_elements_as_they_need() {
    let several = |name: &str| {
        let mut field = field(name, list(string()));
        field.limits.min_items = Some(2);
        field
    };
    let mut op = operation("find", "GET", "/items");
    op.query = vec![several("codes!")];
    op.body = Some(body(named(0), true));
    let mut line = several("parts!");
    line.limits.min_items = Some(3);
    let types = vec![
        structure("Search", vec![several("names!"), field("line!", named(1))]),
        structure("Line", vec![line]),
    ];
    let plan = plan_of(types, vec![op]).operations.remove(0);
    let call = &plan.sample.expect("it needs nothing from the reader").call;
    let required =
        r#"codes: vec!["…".into(), "…".into()], names: vec!["…".into(), "…".into()], line: Line::new(["…", "…", "…"])"#;
    assert_eq!(
        *call,
        format!("client.items().find(FindItemsRequired {{ {required} }})")
    );
}

#[test]
fn rules_are_gathered_from_the_whole_request() {
    let mut when = field("parts", list(string()));
    when.required_when = Some(model::Condition::Is {
        field: "multi".into(),
        values: vec![Literal::Boolean(true)],
    });
    when.limits.min_items = Some(1);
    when.limits.max_items = Some(50);
    let mut line = structure(
        "Line",
        vec![
            when,
            field("multi", Type::Scalar(Scalar::Boolean)),
            field("line", named(0)),
        ],
    );
    if let TypeShape::Struct(body) = &mut line.shape {
        body.rules = vec![model::GroupRule {
            kind: model::GroupKind::AnyOf,
            fields: vec!["multi".into(), "parts".into()],
        }];
    }
    let mut op = operation("create", "POST", "/items");
    let mut shape = body(named(1), false);
    shape.key = Some("order".into());
    op.body = Some(shape);
    op.batch_limit = Some(10);
    let types = vec![line, structure("Order", vec![field("lines", list(named(0)))])];
    let plan = plan_of(types, vec![op]).operations.remove(0);
    assert_eq!(
        plan.meta.rules,
        [
            RuleTable::AnyOf {
                at: "order.lines[]".into(),
                fields: vec!["multi".into(), "parts".into()]
            },
            RuleTable::RequiredWhenIs {
                path: "order.lines[].parts".into(),
                field: "multi".into(),
                values: vec!["true".into()]
            },
            RuleTable::MinItems {
                path: "order.lines[].parts".into(),
                min: 1
            },
            RuleTable::MaxItems {
                path: "order.lines[].parts".into(),
                max: 50
            },
            RuleTable::MaxItems {
                path: "order.lines".into(),
                max: 10
            },
        ]
    );
}

#[test]
fn the_way_to_the_elements_is_found() {
    let mut op = operation("list", "GET", "/items");
    op.returns = json_reply(named(1));
    op.paging = Some(model::Paging {
        kind: 0,
        items: "data.items".into(),
    });
    let types = vec![
        structure("Data", vec![field("items!", list(string()))]),
        structure("ListItemsReply", vec![field("data", named(0))]),
    ];
    let mut demo = platform(types, vec![op]);
    demo.pagination = vec![page_kind("pages", model::PageStrategy::Page { param: "page".into() })];
    let operation = plan(&demo).modules.remove(0).operations.remove(0);
    let step = |field: &str, optional| ItemStep {
        field: field.into(),
        optional,
        boxed: false,
    };
    assert_eq!(
        operation.paginated,
        Some(PaginatedPlan {
            item: RustType::Text,
            steps: vec![step("data", true), step("items", false)],
            map: false
        })
    );
    assert_eq!(
        operation.meta.paging.map(|paging| paging.items),
        Some("data.items".into())
    );
}
