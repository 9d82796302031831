//! Tables of errors in lists, and of the outcomes of batches.

use super::*;
use crate::model::{Entries, Literal, Outcomes, Sign};

#[test]
fn a_batch_has_its_table_and_says_so() {
    let mut op = operation("upload", "POST", "/items");
    op.body = Some(body(named(0), false));
    op.entries = Some(Entries {
        keys: model::EntryKeys::Row,
        field: Some(vec!["parameter".into()]),
        ..Entries::default()
    });
    op.outcomes = Some(Outcomes {
        kind: None,
        sent: "items".into(),
        at: vec!["results".into()],
        ordered: true,
        failure: vec![Sign::Is {
            path: "ok".into(),
            value: Literal::Boolean(false),
        }],
        ids: vec![("id".into(), Some("ref".into())), ("slug".into(), None)],
        row: Vec::new(),
        first_row: 0,
        message: vec!["why".into()],
        code: Vec::new(),
        fields: Vec::new(),
        place: op.place.clone(),
    });
    let plain = operation("get", "GET", "/items");
    let plans = plan_of(vec![structure("Item", vec![field("items", string())])], vec![op, plain]).operations;
    let entries = plans[0].meta.entries.as_ref().expect("entries");
    assert_eq!((entries.keys, &entries.message), (EntryKeys::Row, &None));
    assert_eq!(entries.field.as_deref(), Some(&["parameter".to_owned()][..]));
    let outcomes = plans[0].meta.outcomes.as_ref().expect("outcomes");
    assert_eq!((outcomes.sent.as_str(), outcomes.ordered), ("items", true));
    let sign = SignTable::Is {
        path: "ok".into(),
        value: "false".into(),
    };
    assert_eq!(outcomes.failure, [sign]);
    assert_eq!(outcomes.ids[1], ("slug".to_owned(), None));
    let told = |plan: &OperationPlan| {
        plan.docs
            .paragraphs
            .iter()
            .any(|text| text.contains("failed_elements()"))
    };
    assert!(told(&plans[0]) && !told(&plans[1]));
    assert_eq!((&plans[1].meta.entries, &plans[1].meta.outcomes), (&None, &None));
}
