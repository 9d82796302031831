//! Types.

use super::*;

#[test]
fn types_that_arrive_keep_what_they_do_not_know() {
    let mut create = operation("create", "POST", "/items");
    create.body = Some(body(named(0), false));
    create.returns = json_reply(named(1));
    let mut open = structure("Open", vec![field("id", integer())]);
    if let TypeShape::Struct(body) = &mut open.shape {
        body.open = true;
    }
    let module = plan_of(
        vec![
            structure("Create", vec![field("title", string()), field("more", named(4))]),
            structure("Item", vec![field("parts", list(named(2))), field("extra", string())]),
            structure("Part", vec![field("by", map(named(3)))]),
            union(
                "Either",
                UnionKind::Untagged,
                vec![("one", named(5)), ("text", string())],
            ),
            open,
            structure("One", vec![field("a", string())]),
            structure("Unused", vec![field("a", string())]),
        ],
        vec![create],
    );
    let extra = |name: &str| struct_of(&module, name).extra;
    assert_eq!(extra("Create"), None, "it is only sent");
    assert_eq!(extra("Unused"), None);
    assert_eq!(
        extra("Open").as_deref(),
        Some("extra"),
        "the document says that more is taken"
    );
    assert_eq!(extra("Part").as_deref(), Some("extra"));
    assert_eq!(
        extra("One").as_deref(),
        Some("extra"),
        "a variant of a union in a map in a list"
    );
    let beside = extra("Item").expect("it arrives");
    assert!(
        beside != "extra" && beside.starts_with("extra"),
        "a field has that name: {beside}"
    );
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
            (
                "note",
                4,
                RustType::Patch(Box::new(RustType::Text)),
                Presence::Patch("null".into())
            ),
            (
                "tags",
                5,
                RustType::List(Box::new(RustType::Text)).optional(),
                Presence::Optional
            ),
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
        [ConstPlan {
            wire: "mode".into(),
            index: 6,
            json: "\"fast\"".into(),
            text: "fast".into()
        }]
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
    let names: Vec<(&str, &str)> = item
        .fields
        .iter()
        .map(|f| (f.rust.as_str(), f.setter.name.as_str()))
        .collect();
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
            union(
                "Tree",
                UnionKind::Untagged,
                vec![("leaf", string()), ("branch", named(4))],
            ),
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
fn several_large_values_are_boxed() {
    let wide = |count: usize| (0..count).map(|n| field(&format!("f{n}"), string())).collect();
    let module = plan_of(
        vec![
            structure("Large", wide(100)),
            structure("Sum", ["a", "b", "c"].map(|name| field(name, named(0))).to_vec()),
            structure(
                "Entry",
                vec![
                    field("now", named(1)),
                    field("small", named(0)),
                    field("then!", named(1)),
                ],
            ),
            structure(
                "Reply",
                vec![
                    field("sum", named(1)),
                    field("large", named(0)),
                    field("sums", list(named(1))),
                ],
            ),
            union(
                "Either",
                UnionKind::Untagged,
                vec![("sum", named(1)), ("text", string())],
            ),
            structure(
                "Pair",
                vec![
                    field("left", named(4)),
                    field("right", named(4)),
                    field("self", named(5)),
                ],
            ),
        ],
        vec![],
    );
    let boxed = |name: &str| -> Vec<bool> {
        let fields = &struct_of(&module, name).fields;
        fields
            .iter()
            .map(|field| {
                matches!(&field.ty, RustType::Boxed(_))
                    || matches!(&field.ty, RustType::Optional(inner) if matches!(**inner, RustType::Boxed(_)))
            })
            .collect()
    };
    // Three times a hundred scalars make a large value, a hundred do not.
    assert_eq!(boxed("Sum"), [false, false, false]);
    assert_eq!(boxed("Entry"), [true, false, true]);
    // One large value is what the struct is about; a list holds nothing in place.
    assert_eq!(boxed("Reply"), [false, false, false]);
    assert_eq!(boxed("Pair"), [true, true, true]);
}

#[test]
fn what_servers_take_by_themselves_is_said() {
    let kind = UnionKind::Tagged { tag: "type".into() };
    let mut either = union("Either", kind, vec![("one", named(1)), ("two", named(1))]);
    if let TypeShape::Union(union) = &mut either.shape {
        union.default = Some("two".to_owned());
    }
    let module = plan_of(vec![either, structure("Item", vec![field("a", string())])], vec![]);
    let variants = module.types.iter().find_map(|ty| match ty {
        TypePlan::Union(plan) => Some(&plan.variants),
        _ => None,
    });
    let said: Vec<bool> = variants
        .expect("a union")
        .iter()
        .map(|variant| {
            variant
                .docs
                .paragraphs
                .iter()
                .any(|text| text.contains("where nothing is said"))
        })
        .collect();
    assert_eq!(said, [false, true]);
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

#[test]
fn enumerations_keep_what_they_do_not_know() {
    let module = plan_of(
        vec![
            enumeration(
                "Status",
                vec![text("in-work"), text("other"), text(""), text("In Work")],
            ),
            enumeration("Level", vec![Literal::Integer(-1), Literal::Integer(5)]),
            enumeration("Mixed", vec![Literal::Integer(0), text("auto")]),
        ],
        vec![],
    );
    let enums: Vec<(EnumRepr, Vec<&str>)> = module
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Enum(plan) => Some((plan.repr, plan.variants.iter().map(|v| v.rust.as_str()).collect())),
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

/// What only comes back is never made by a program; what goes out is, also as the answer to a callback.
#[test]
fn only_what_goes_out_is_built() {
    let types = vec![
        structure("Reply", vec![field("inner", list(named(1)))]),
        structure("Inner", vec![field("both", named(2))]),
        structure("Both", vec![]),
        structure("Sent", vec![field("both", named(2))]),
        structure("Heard", vec![]),
        structure("Answer", vec![field("part", named(6))]),
        structure("Part", vec![]),
        structure("Unused", vec![]),
    ];
    let mut create = operation("create", "POST", "/items");
    create.body = Some(body(named(3), false));
    create.returns = json_reply(named(0));
    let mut platform = platform(types, vec![create]);
    platform.resources[0].callbacks = vec![model::Callback {
        name: "notify".to_owned(),
        method: "POST".to_owned(),
        path: "/notify".to_owned(),
        path_params: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Some(body(named(4), false)),
        returns: json_reply(named(5)),
        statuses: vec![200],
        configured_by: None,
        verify: None,
        topics: Vec::new(),
        docs: model::Docs::default(),
        rust: None,
        place: place(),
        examples: Vec::new(),
    }];
    let module = plan(&platform).modules.remove(0);
    let built: Vec<(&str, bool)> = module
        .types
        .iter()
        .filter_map(|ty| match ty {
            TypePlan::Struct(plan) => Some((plan.name.as_str(), plan.built)),
            _ => None,
        })
        .collect();
    assert_eq!(
        built,
        [
            ("Reply", false),
            ("Inner", false),
            ("Both", true),
            ("Sent", true),
            ("Heard", false),
            ("Answer", true),
            ("Part", true),
            ("Unused", true),
        ]
    );
}
