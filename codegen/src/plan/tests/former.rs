//! Names of before.

use crate::model::{Literal, Platform};
use crate::plan::fixture::{def, enumeration, integer, operation, platform, structure};
use crate::plan::{CratePlan, RustType, TypePlan, plan};

/// A platform whose only operation was `list`, and whose `Item` was `Thing`.
fn renamed() -> Platform {
    let mut search = operation("search", "GET", "/items");
    search.renamed_from = vec!["list".to_owned()];
    let mut item = structure("Item", Vec::new());
    item.renamed_from = vec!["Thing".to_owned()];
    let mut size = structure("ItemSize", Vec::new());
    size.inline = true;
    let own = structure("ItemNote", Vec::new());
    platform(vec![item, size, own], vec![search])
}

fn aliases(plan: &CratePlan) -> Vec<(String, String)> {
    let types = plan.modules.iter().flat_map(|module| &module.types);
    let aliases = types.filter_map(|ty| match ty {
        TypePlan::Alias(alias) => match &alias.target {
            RustType::Local { name, .. } => {
                assert_eq!(
                    alias.docs.deprecated.as_deref(),
                    Some(format!("it is called `{name}`").as_str())
                );
                Some((alias.name.clone(), name.clone()))
            }
            _ => None,
        },
        _ => None,
    });
    aliases.collect()
}

fn pair(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn a_renamed_thing_keeps_its_name_and_those_made_from_it() {
    let plan = plan(&renamed());
    let operation = plan
        .modules
        .first()
        .and_then(|module| module.operations.first())
        .expect("an operation");
    let former = operation.former.first().expect("a former name");
    assert_eq!((former.id.as_str(), former.method.as_str()), ("items.list", "list"));
    assert_eq!(operation.meta.former, ["items.list"]);
    // `ItemNote` has a name of its own.
    let wanted = [
        pair("ListItems", "SearchItems"),
        pair("Thing", "Item"),
        pair("ThingSize", "ItemSize"),
    ];
    assert_eq!(aliases(&plan), wanted);
}

#[test]
fn a_name_that_is_taken_is_not_kept() {
    let mut platform = renamed();
    platform
        .types
        .push(def("ThingSize", crate::model::TypeShape::Alias(integer())));
    let kept = aliases(&plan(&platform));
    assert!(!kept.contains(&pair("ThingSize", "ItemSize")), "{kept:?}");
}

#[test]
fn values_have_constants() {
    let mut state = enumeration("State", vec![Literal::String("new".to_owned())]);
    if let crate::model::TypeShape::Enum(shape) = &mut state.shape {
        shape.values[0].renamed_from = vec!["Fresh".to_owned()];
    }
    let plan = plan(&platform(vec![state], Vec::new()));
    let Some(TypePlan::Enum(state)) = plan.modules.first().and_then(|module| module.types.first()) else {
        panic!("no enumeration");
    };
    assert_eq!(state.variants[0].former, ["Fresh"]);
}
