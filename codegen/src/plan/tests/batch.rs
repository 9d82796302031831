//! Lists that are sent batch by batch: which list it is, and the method.

use super::*;
use crate::model::Outcomes;

fn uploading(fields: Vec<model::Field>) -> (Vec<model::TypeDef>, model::Operation) {
    let mut op = operation("upload", "POST", "/items");
    op.batch_limit = Some(50);
    op.body = Some(body(named(0), true));
    (vec![structure("Upload", fields)], op)
}

fn planned(fields: Vec<model::Field>, change: impl FnOnce(&mut model::Operation)) -> OperationPlan {
    let (types, mut op) = uploading(fields);
    change(&mut op);
    plan_of(types, vec![op]).operations.remove(0)
}

fn fields(batch: &BatchPlan) -> Vec<&str> {
    batch.steps.iter().map(|step| step.field.as_str()).collect()
}

fn told_of(list: &str) -> Outcomes {
    Outcomes {
        kind: None,
        sent: list.to_owned(),
        at: vec!["failed".to_owned()],
        ordered: false,
        failure: Vec::new(),
        ids: Vec::new(),
        row: Vec::new(),
        first_row: 0,
        message: Vec::new(),
        code: Vec::new(),
        fields: Vec::new(),
        place: crate::model::Place {
            file: "specs/demo/items.yaml".to_owned(),
            line: 1,
            column: 1,
        },
    }
}

#[test]
fn the_only_list_of_the_body_stands_in_the_place_of_its_argument() {
    let plan = planned(vec![field("site", string()), field("orders!", list(string()))], |_| {});
    let batch = plan.batch.expect("a batch");
    assert_eq!(
        (batch.method.as_str(), batch.argument.as_str(), batch.limit),
        ("upload_all", "orders", 50)
    );
    assert_eq!(fields(&batch), ["body", "orders"]);
    assert_eq!(batch.instead_of.map(|(at, _)| at), Some(0));
    assert_eq!(batch.item, RustType::Text);
}

#[test]
fn of_several_lists_outcomes_tell_which_and_else_there_is_none() {
    let lists = || vec![field("create", list(string())), field("update", list(string()))];
    assert_eq!(planned(lists(), |_| {}).batch, None);
    let plan = planned(lists(), |op| op.outcomes = Some(told_of("update")));
    let batch = plan.batch.expect("a batch");
    assert_eq!(fields(&batch), ["body", "update"]);
    assert!(batch.steps[1].optional && batch.instead_of.is_none(), "{batch:?}");
}

#[test]
fn it_may_be_the_body_or_stand_in_the_query() {
    let mut op = operation("save", "POST", "/items");
    op.batch_limit = Some(5);
    op.body = Some(body(list(string()), false));
    let batch = plan_of(Vec::new(), vec![op])
        .operations
        .remove(0)
        .batch
        .expect("a batch");
    assert_eq!((fields(&batch), batch.argument.as_str()), (vec!["body"], "body"));

    let mut op = operation("delete", "DELETE", "/items");
    op.batch_limit = Some(5);
    op.query = vec![field("ids!", list(string())), field("force", string())];
    let plan = plan_of(Vec::new(), vec![op]);
    let batch = plan.operations[0].batch.clone().expect("a batch");
    assert_eq!((fields(&batch), batch.argument.as_str()), (vec!["ids"], "ids"));
}

#[test]
fn the_narrower_limit_counts() {
    let mut few = field("orders!", list(string()));
    few.limits.max_items = Some(20);
    let batch = planned(vec![few], |_| {}).batch.expect("a batch");
    assert_eq!(batch.limit, 20);
}

#[test]
fn what_is_required_by_name_keeps_its_struct() {
    let parts = ["orders!", "from!", "to!"];
    let fields = parts.map(|name| field(name, if name == "orders!" { list(string()) } else { string() }));
    let plan = planned(fields.to_vec(), |_| {});
    assert!(plan.required.is_some());
    let batch = plan.batch.expect("a batch");
    assert_eq!((batch.instead_of, batch.argument.as_str()), (None, "orders"));
}

#[test]
fn names_of_operations_come_first() {
    let (types, op) = uploading(vec![field("orders!", list(string()))]);
    let plan = plan_of(types, vec![op, operation("upload_all", "POST", "/all")]);
    let batch = plan.operations[0].batch.clone().expect("a batch");
    assert_eq!(
        (batch.method.as_str(), plan.operations[1].method.as_str()),
        ("upload_all_2", "upload_all")
    );
    assert!(
        batch
            .docs
            .example
            .iter()
            .any(|line| line.contains(".upload_all_2(orders)")),
        "{:?}",
        batch.docs
    );
    let said = format!("{:?}", plan.operations[0].docs.linked);
    assert!(said.contains("upload_all_2"), "{said}");
}
