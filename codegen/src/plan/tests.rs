//! Plans of small models, compared as data.

use super::fixture::*;
use super::*;
use crate::model::{self, Literal, Safety, Scalar, Type, TypeShape, UnionKind};

fn plan_of(types: Vec<model::TypeDef>, operations: Vec<model::Operation>) -> ModulePlan {
    let mut krate = plan(&platform(types, operations));
    krate.modules.remove(0)
}

fn struct_of(module: &ModulePlan, name: &str) -> StructPlan {
    let found = module.types.iter().find_map(|ty| match ty {
        TypePlan::Struct(plan) if plan.name == name => Some(plan.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no struct {name}"))
}

fn local(name: &str) -> RustType {
    RustType::Local { module: "items".to_owned(), name: name.to_owned() }
}

#[test]
fn marks_decide_types_and_arguments() {
    let mut cleared = field("note", string());
    cleared.clear = Some(Literal::Null);
    let module = plan_of(
        vec![structure(
            "Item",
            vec![
                field("id!", integer()),
                field("title", string()),
                field("vendor?", string()),
                field("price!?", Type::Scalar(Scalar::Decimal)),
                cleared,
                field("tags", list(string())),
                field("mode", Type::Const(text("fast"))),
                field("custom_{key}", string()),
            ],
        )],
        vec![],
    );
    let item = struct_of(&module, "Item");
    let seen: Vec<(&str, usize, RustType, Presence)> = item
        .fields
        .iter()
        .map(|f| (f.rust.as_str(), f.index, f.ty.clone(), f.presence.clone()))
        .collect();
    let decimal = RustType::Runtime(RuntimeType::Decimal);
    assert_eq!(
        seen,
        [
            ("id", 0, RustType::Integer, Presence::Required),
            ("title", 1, RustType::Text.optional(), Presence::Optional),
            ("vendor", 2, RustType::Text.optional(), Presence::Optional),
            ("price", 3, decimal.clone().optional(), Presence::RequiredNullable),
            ("note", 4, RustType::Patch(Box::new(RustType::Text)), Presence::Patch("null".into())),
            ("tags", 5, RustType::List(Box::new(RustType::Text)).optional(), Presence::Optional),
        ]
    );
    assert_eq!(item.required, [0, 3]);
    assert_eq!(item.fields[3].argument(), SetterForm::Plain(decimal.optional()));
    assert_eq!(item.fields[4].clearer.as_deref(), Some("clear_note"));
    assert_eq!(
        item.fields[5].setter.form,
        SetterForm::List(Box::new(SetterForm::Into(RustType::Text)))
    );
    assert_eq!(
        item.constants,
        [ConstPlan { wire: "mode".into(), index: 6, json: "\"fast\"".into() }]
    );
    assert_eq!(item.families[0].pattern, "custom_{key}");
    assert_eq!(item.families[0].ty, RustType::Map(Box::new(RustType::Text)));
}

#[test]
fn names_that_clash_are_told_apart() {
    let module = plan_of(
        vec![
            structure(
                "Items",
                vec![
                    field("a-b", string()),
                    field("a_b", string()),
                    field("type", string()),
                    field("new", string()),
                    field("clone", string()),
                    field("2fa", string()),
                ],
            ),
            structure("ListItems", vec![]),
        ],
        vec![operation("list", "GET", "/items"), operation("new", "GET", "/new")],
    );
    let item = struct_of(&module, "Items");
    let names: Vec<(&str, &str)> =
        item.fields.iter().map(|f| (f.rust.as_str(), f.setter.name.as_str())).collect();
    assert_eq!(
        names,
        [
            ("a_b", "a_b"),
            ("a_b_2", "a_b_2"),
            ("type_", "type_"),
            ("new", "set_new"),
            ("clone", "set_clone"),
            ("field_2fa", "field_2fa"),
        ]
    );
    assert_eq!(module.handle.as_ref().map(|h| h.rust.as_str()), Some("ItemsHandle"));
    assert_eq!(module.operations[0].rust, "ListItemsOperation");
    assert_eq!(module.operations[1].method, "new_2");
}

#[test]
fn types_that_hold_themselves_are_boxed() {
    let module = plan_of(
        vec![
            structure("Node", vec![field("next", named(0)), field("children", list(named(0)))]),
            structure("Left", vec![field("right!", named(2))]),
            structure("Right", vec![field("left", named(1)), field("same!", named(1))]),
            union("Tree", UnionKind::Untagged, vec![("leaf", string()), ("branch", named(4))]),
            structure("Branch", vec![field("left!", named(3)), field("right!", named(3))]),
        ],
        vec![],
    );
    let node = struct_of(&module, "Node");
    assert_eq!(node.fields[0].ty, RustType::Boxed(Box::new(local("Node"))).optional());
    assert_eq!(node.fields[1].ty, RustType::List(Box::new(local("Node"))).optional());
    // Right to Left and back by required fields would never end.
    assert_eq!(struct_of(&module, "Left").fields[0].presence, Presence::Optional);
    assert_eq!(struct_of(&module, "Right").fields[1].presence, Presence::Optional);
    // A union can end the chain, so these stay required.
    let branch = struct_of(&module, "Branch");
    assert_eq!(branch.fields[0].presence, Presence::Required);
    assert_eq!(branch.fields[0].ty, RustType::Boxed(Box::new(local("Tree"))));
}

#[test]
fn aliases_that_go_in_circles_become_json() {
    let module = plan_of(
        vec![
            def("A", TypeShape::Alias(named(1))),
            def("B", TypeShape::Alias(named(0))),
            def("C", TypeShape::Alias(list(named(2)))),
            structure("Item", vec![field("a", named(0))]),
        ],
        vec![],
    );
    let json = RustType::Runtime(RuntimeType::Json);
    assert_eq!(struct_of(&module, "Item").fields[0].ty, json.clone().optional());
    let targets: Vec<&RustType> = module
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Alias(alias) => Some(&alias.target),
            _ => None,
        })
        .collect();
    assert_eq!(targets, [&json, &json, &json]);
}

fn update(required: &[&str], inline: bool) -> OperationPlan {
    let mut fields: Vec<model::Field> = required.iter().map(|name| field(&format!("{name}!"), string())).collect();
    fields.push(field("comment", string()));
    let mut op = operation("update", "PUT", "/items/{id}");
    op.path_params = vec![field("id", integer())];
    op.body = Some(body(named(0), inline));
    op.safety = Safety::Idempotent;
    plan_of(vec![structure("UpdateItemBody", fields)], vec![op]).operations.remove(0)
}

fn arguments(plan: &OperationPlan) -> Vec<(&str, ArgTarget)> {
    plan.args.iter().map(|arg| (arg.name.as_str(), arg.target.clone())).collect()
}

#[test]
fn a_method_takes_three_arguments_at_most() {
    let two = update(&["a", "b"], true);
    assert_eq!(
        arguments(&two),
        [("id", ArgTarget::Part("id".into())), ("a", ArgTarget::Body), ("b", ArgTarget::Body)]
    );
    assert_eq!(two.entry, Entry::Arguments);
    let three = update(&["a", "b", "c"], true);
    assert_eq!(
        arguments(&three),
        [("id", ArgTarget::Part("id".into())), ("body", ArgTarget::Part("body".into()))]
    );
    let named_body = update(&["a"], false);
    assert_eq!(arguments(&named_body).len(), 2);
    assert!(named_body.setters.is_empty());
    let setters: Vec<&str> = two.setters.iter().map(|s| s.setter.name.as_str()).collect();
    assert_eq!(setters, ["comment"]);
    assert_eq!(two.setters[0].target, ["body", "comment"]);

    let mut op = operation("move", "POST", "/{a}/{b}");
    op.path_params = vec![field("a", integer()), field("b", integer())];
    op.query = vec![field("to!", string()), field("by!", string()), field("send", string())];
    let many = plan_of(vec![], vec![op]).operations.remove(0);
    assert_eq!(many.entry, Entry::Operation);
    assert_eq!(many.args.len(), 4);
    assert_eq!(many.method, "move_");
    assert_eq!(many.setters[0].setter.name, "set_send");
}

#[test]
fn clashing_parts_of_a_request_get_names_of_their_own() {
    let mut op = operation("update", "PUT", "/items/{id}");
    op.path_params = vec![field("id", integer())];
    op.query = vec![field("body", string()), field("comment", string())];
    op.body = Some(body(named(0), true));
    let types = vec![structure("Fields", vec![field("id!", string()), field("comment", string())])];
    let plan = plan_of(types, vec![op]).operations.remove(0);
    let parts: Vec<&str> = plan.parts.iter().map(|part| part.rust.as_str()).collect();
    assert_eq!(parts, ["id", "body_2", "comment", "body"]);
    assert_eq!(arguments(&plan)[1], ("body_id", ArgTarget::Body));
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
fn enumerations_keep_what_they_do_not_know() {
    let module = plan_of(
        vec![
            enumeration("Status", vec![text("in-work"), text("other"), text(""), text("In Work")]),
            enumeration("Level", vec![Literal::Integer(-1), Literal::Integer(5)]),
            enumeration("Mixed", vec![Literal::Integer(0), text("auto")]),
        ],
        vec![],
    );
    let enums: Vec<(EnumRepr, Vec<&str>)> = module
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Enum(plan) => {
                Some((plan.repr, plan.variants.iter().map(|v| v.rust.as_str()).collect()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        enums,
        [
            (EnumRepr::Text, vec!["InWork", "OtherValue", "Empty", "InWorkValue"]),
            (EnumRepr::Integer, vec!["Minus1", "Value5"]),
            (EnumRepr::Mixed, vec!["Value0", "Auto"]),
        ]
    );
}

#[test]
fn rules_are_gathered_from_the_whole_request() {
    let mut when = field("parts", list(string()));
    when.required_when =
        Some(model::Condition::Is { field: "multi".into(), values: vec![Literal::Boolean(true)] });
    when.limits.max_items = Some(50);
    let mut line = structure("Line", vec![when, field("multi", Type::Scalar(Scalar::Boolean)), field("line", named(0))]);
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
            RuleTable::MaxItems { path: "order.lines[].parts".into(), max: 50 },
            RuleTable::MaxItems { path: "order.lines".into(), max: 10 },
        ]
    );
}

#[test]
fn the_way_to_the_elements_is_found() {
    let mut op = operation("list", "GET", "/items");
    op.returns = json_reply(named(1));
    op.paging = Some(model::Paging { kind: 0, items: "data.items".into() });
    let types = vec![
        structure("Data", vec![field("items!", list(string()))]),
        structure("ListItemsReply", vec![field("data", named(0))]),
    ];
    let mut demo = platform(types, vec![op]);
    demo.pagination = vec![model::PageKind {
        name: "pages".into(),
        docs: model::Docs::default(),
        strategy: model::PageStrategy::Page { param: "page".into() },
        size: Some("limit".into()),
        sizes: vec![20, 50],
        default_size: None,
        min_size: None,
        max_size: None,
        fixed_size: None,
        total_pages: None,
        total_items: None,
        drop: vec![],
        fields: vec![],
    }];
    let operation = plan(&demo).modules.remove(0).operations.remove(0);
    let step = |field: &str, optional| ItemStep { field: field.into(), optional, boxed: false };
    assert_eq!(
        operation.paginated,
        Some(PaginatedPlan {
            item: RustType::Text,
            steps: vec![step("data", true), step("items", false)],
            map: false
        })
    );
    assert_eq!(operation.meta.paging.map(|paging| paging.items), Some("data.items".into()));
}
