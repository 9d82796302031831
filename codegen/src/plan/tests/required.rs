//! By position or by name.

use super::*;

/// What a signature takes: names in the struct, then names by position.
fn taken(required: Option<&RequiredPlan>, args: &[ArgPlan]) -> (Vec<String>, Vec<String>) {
    let named = required.iter().flat_map(|required| &required.fields);
    (
        named.map(|field| field.rust.clone()).collect(),
        args.iter().map(|arg| arg.name.clone()).collect(),
    )
}

fn names(named: &[&str], positional: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    (owned(named), owned(positional))
}

/// An operation with path ids, required query parameters and perhaps a body.
pub(super) fn planned(path: &[(&str, Type)], query: &[(&str, Type)], whole: Option<model::Body>) -> OperationPlan {
    let mut op = operation("get", "GET", "/items");
    op.path_params = path.iter().map(|(name, ty)| field(name, ty.clone())).collect();
    op.query = query
        .iter()
        .map(|(name, ty)| field(&format!("{name}!"), ty.clone()))
        .collect();
    op.body = whole;
    plan_of(types(), vec![op]).operations.remove(0)
}

/// 0: a struct. 1: an open enumeration of texts. 2: a closed one. 3: of integers. 4: a union of a struct or text. 5: another name for text.
fn types() -> Vec<model::TypeDef> {
    let mut closed = enumeration("Closed", vec![text("a")]);
    if let TypeShape::Enum(body) = &mut closed.shape {
        body.closed = true;
    }
    vec![
        structure("Fields", vec![field("title!", string()), field("by!", string())]),
        enumeration("Open", vec![text("a")]),
        closed,
        enumeration("Level", vec![Literal::Integer(1)]),
        union(
            "IdOrText",
            UnionKind::Untagged,
            vec![("fields", named(0)), ("text", string())],
        ),
        def("Name", TypeShape::Alias(string())),
    ]
}

pub(super) fn scalar(scalar: Scalar) -> Type {
    Type::Scalar(scalar)
}

#[test]
fn up_to_three_that_cannot_be_exchanged_are_given_by_position() {
    let two = planned(&[("id", integer())], &[("by", string())], None);
    assert_eq!(taken(two.required.as_ref(), &two.args), names(&[], &["id", "by"]));
    let with_body = planned(&[("id", integer())], &[("by", string())], Some(body(named(0), false)));
    assert_eq!(
        taken(with_body.required.as_ref(), &with_body.args),
        names(&[], &["id", "by", "body"])
    );
    let optional = planned(&[("id", integer())], &[], Some(body(named(0), false)));
    assert_eq!(optional.args[1].form, SetterForm::Plain(local("Fields")));
}

#[test]
fn what_could_be_exchanged_is_given_by_name() {
    let plan = planned(&[("order_id", integer()), ("line_id", integer())], &[], None);
    assert_eq!(
        plan.required,
        Some(RequiredPlan {
            rust: "GetItemRequired".into(),
            secret: false,
            fields: vec![required_field("order_id"), required_field("line_id")],
        })
    );
    assert!(plan.args.is_empty() && !plan.requires_nothing());
}

fn required_field(name: &str) -> RequiredFieldPlan {
    RequiredFieldPlan {
        rust: name.into(),
        ty: RustType::Integer,
        boxed: false,
        target: ArgTarget::Part(name.into()),
        docs: DocPlan::default(),
        secret: false,
    }
}

/// Not only neighbours count.
#[test]
fn values_apart_from_each_other_could_be_exchanged_as_well() {
    let path = [("site", string()), ("id", integer())];
    let plan = planned(&path, &[("by", string())], None);
    assert_eq!(
        taken(plan.required.as_ref(), &plan.args),
        names(&["site", "id", "by"], &[])
    );
}

#[test]
fn more_than_three_are_given_by_name_and_a_body_stays_behind_them() {
    let query = [("since", scalar(Scalar::Number)), ("all", scalar(Scalar::Boolean))];
    let three = planned(&[("id", integer())], &query, None);
    assert_eq!(three.args.len(), 3);
    let four = planned(&[("id", integer())], &query, Some(body(named(0), false)));
    assert_eq!(
        taken(four.required.as_ref(), &four.args),
        names(&["id", "since", "all"], &["body"])
    );
    // The id could be taken for the body.
    let text = planned(&[("name", string())], &[], Some(body(string(), false)));
    assert_eq!(taken(text.required.as_ref(), &text.args), names(&["name"], &["body"]));
}

#[test]
fn fields_of_an_inline_body_count_one_by_one() {
    let plan = planned(&[("id", integer())], &[], Some(body(named(0), true)));
    assert_eq!(
        taken(plan.required.as_ref(), &plan.args),
        names(&["id", "title", "by"], &[])
    );
    let targets: Vec<_> = plan
        .required
        .iter()
        .flat_map(|it| &it.fields)
        .map(|it| &it.target)
        .collect();
    assert_eq!(
        targets,
        [
            &ArgTarget::Part("id".into()),
            &ArgTarget::Body("title".into()),
            &ArgTarget::Body("by".into())
        ]
    );
    assert_eq!(plan.body_required, Some(local("FieldsRequired")));
    let example = plan.sample.expect("it needs nothing from the reader");
    assert_eq!(example.uses, ["tradewire_demo::items::GetItemRequired"]);
    assert_eq!(
        example.call,
        r#"client.items().get(GetItemRequired { id: 1, title: "…".into(), by: "…".into() })"#
    );
}

#[test]
fn models_follow_the_same_rule() {
    let order = structure(
        "Order",
        vec![
            field("id!", integer()),
            field("title!", string()),
            field("parts!", list(string())),
            field("note", string()),
        ],
    );
    let line = structure("Line", vec![field("from!?", string()), field("to!?", string())]);
    let module = plan_of(vec![order, line], vec![]);
    assert_eq!(struct_of(&module, "Order").named, None);
    assert_eq!(struct_of(&module, "Order").required, [0, 1, 2]);
    let named = struct_of(&module, "Line").named.expect("both are text");
    assert_eq!(named.rust, "LineRequired");
    let types: Vec<_> = named.fields.iter().map(|field| field.ty.clone()).collect();
    assert_eq!(types, [RustType::Text.optional(), RustType::Text.optional()]);
}

#[test]
fn secrets_stay_secret() {
    let mut op = operation("get", "GET", "/items");
    op.query = vec![field("key!", string()), field("name!", string())];
    op.query[0].secret = true;
    let required = plan_of(vec![], vec![op])
        .operations
        .remove(0)
        .required
        .expect("both are text");
    assert!(required.secret && required.fields[0].secret && !required.fields[1].secret);
}

/// What the specs name so keeps its name.
#[test]
fn structs_of_what_is_required_make_way() {
    let mut op = operation("get", "GET", "/items");
    op.path_params = vec![field("a", integer()), field("b", integer())];
    let pair = |name: &str| structure(name, vec![field("a!", integer()), field("b!", integer())]);
    let mut types = vec![pair("GetItem"), pair("GetItemRequired"), pair("Required")];
    types.push(structure(
        "required",
        vec![field("required!", integer()), field("self!", integer())],
    ));
    let module = plan_of(types, vec![op]);
    let all: Vec<String> = ["GetItem", "GetItemRequired", "Required"]
        .iter()
        .map(|name| struct_of(&module, name).named.expect("both are integers").rust)
        .collect();
    assert_eq!(
        all,
        ["GetItemRequiredParts", "GetItemRequiredRequired", "RequiredRequired"]
    );
    let operation = &module.operations[0];
    assert_eq!(operation.rust, "GetItemOperation");
    let required = operation.required.as_ref().map(|required| required.rust.as_str());
    assert_eq!(required, Some("GetItemOperationRequired"));
}

#[test]
fn credentials_of_several_inputs_are_given_by_name() {
    let mut demo = platform(vec![], vec![]);
    let scheme = |name: &str, inputs: &[&str]| model::AuthScheme {
        name: name.to_owned(),
        inputs: inputs.iter().map(|input| (*input).to_owned()).collect(),
        docs: model::Docs::default(),
        kind: model::AuthKind::Header {
            header: "X-Key".to_owned(),
            value: model::Template {
                text: String::new(),
                md5: false,
            },
        },
    };
    demo.auth = vec![scheme("basic", &["key", "password"]), scheme("bearer", &["token"])];
    let krate = plan(&demo);
    let plans = &krate.credentials;
    assert_eq!(
        plans[0].sample(),
        r#"Credentials::basic(BasicCredentials { key: "key".into(), password: "password".into() })"#
    );
    assert_eq!(
        krate.client_uses("Client"),
        [format!("use {}::{{BasicCredentials, Client, Credentials}};", krate.lib)]
    );
    assert_eq!(plans[1].sample(), r#"Credentials::bearer("token")"#);
    assert_eq!(plans[1].required, None);
}
