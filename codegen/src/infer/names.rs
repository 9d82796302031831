//! Names of inline types: those of their places, unless another type has them.

use std::collections::BTreeSet;

use super::draft::{Draft, Kind};
use crate::model::{Platform, WireName};
use crate::naming;

/// Names of types that are given away.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    names: BTreeSet<String>,
}

impl Taken {
    /// Those of a platform: types, handles, operations.
    #[must_use]
    pub fn of(platform: &Platform) -> Self {
        let mut names: BTreeSet<String> = platform.types.iter().map(|def| def.name.clone()).collect();
        for resource in &platform.resources {
            names.insert(naming::type_name(&resource.name));
            for operation in &resource.operations {
                names.insert(naming::operation_type(
                    &resource.name,
                    &resource.singular,
                    &operation.name,
                ));
            }
            names.extend(
                resource
                    .callbacks
                    .iter()
                    .map(|callback| naming::type_name(&callback.name)),
            );
        }
        Self { names }
    }

    /// The name, or one with a number where it is taken.
    pub fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.names.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }

    /// Gives the inline types of a draft names of their own, where their places' names are taken; `home` is the name of its place.
    pub fn settle(&mut self, draft: &mut Draft, home: &str) {
        match &mut draft.kind {
            Kind::List(inner) | Kind::Map(inner) => return self.settle(inner, home),
            Kind::Scalar(_) | Kind::Written(..) | Kind::Named(_) => return,
            Kind::Enum(_) | Kind::Object(..) | Kind::Forms(_) | Kind::Tagged(..) => {}
        }
        let name = self.claim(home);
        self.inside(draft, &name);
        draft.name = (name != home).then_some(name);
    }

    /// The same for what is inside of a draft whose own name is settled.
    pub fn inside(&mut self, draft: &mut Draft, name: &str) {
        match &mut draft.kind {
            Kind::Object(fields, _) => {
                for (key, field) in fields {
                    let step = naming::type_name(&naming::field_of(&WireName::Plain(key.clone())));
                    self.settle(field, &format!("{name}{step}"));
                }
            }
            Kind::Forms(forms) => {
                for (form, draft) in forms {
                    self.settle(draft, &format!("{name}{}", naming::variant(form)));
                }
            }
            Kind::Tagged(_, variants) => {
                for (value, draft) in variants {
                    self.settle(draft, &format!("{name}{}", naming::variant(value)));
                }
            }
            Kind::List(inner) | Kind::Map(inner) => self.settle(inner, name),
            Kind::Scalar(_) | Kind::Written(..) | Kind::Enum(_) | Kind::Named(_) => {}
        }
    }
}
