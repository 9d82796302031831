//! The variants that examples can name.

use crate::plan::context::json_string;
use crate::plan::data::{EnumPlan, ModulePlan, TypePlan};

/// Variants with the JSON text of each where that is known.
pub type Variants = Vec<(String, Option<String>)>;

/// Those without a payload, by module and name of their enumeration or union.
pub fn variants_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), Variants)> {
    module.types.iter().filter_map(|ty| {
        let (name, variants) = match ty {
            TypePlan::Enum(plan) => (&plan.name, values(plan)),
            TypePlan::Union(plan) => {
                let constants = plan.variants.iter().filter(|variant| variant.payload.is_none());
                (
                    &plan.name,
                    constants.map(|variant| (variant.rust.clone(), None)).collect(),
                )
            }
            _ => return None,
        };
        (!variants.is_empty()).then(|| ((module.name.clone(), name.clone()), variants))
    })
}

fn values(plan: &EnumPlan) -> Variants {
    let current = plan.variants.iter().filter(|variant| variant.docs.deprecated.is_none());
    let values = current.map(|variant| {
        let json = match variant.integer {
            Some(number) => number.to_string(),
            None => json_string(&variant.text),
        };
        (variant.rust.clone(), Some(json))
    });
    values.collect()
}
