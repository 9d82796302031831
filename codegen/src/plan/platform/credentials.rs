//! Ways to authenticate, as functions.

use crate::naming::{self, Names as Scope};
use crate::plan::context::Context;
use crate::plan::data::CredentialPlan;
use crate::plan::docs;

/// Types in the root of a generated crate.
const ROOT_TYPES: &[&str] = &[
    "Client",
    "ClientHeaders",
    "Credentials",
    "ErrorCode",
    "Event",
    "NotListed",
];

/// One function for each scheme. All inputs are text, so two of them could be exchanged: what needs several takes them by name.
#[must_use]
pub fn plan_credentials(cx: &Context<'_>) -> Vec<CredentialPlan> {
    let mut methods = Scope::default();
    let mut structs = Scope::reserving(ROOT_TYPES.iter().copied());
    let schemes = cx.platform.auth.iter();
    let plans = schemes.map(|scheme| {
        let mut names = Scope::default();
        let method = methods.claim(&naming::field(&scheme.name));
        let wanted = format!("{}Credentials", naming::type_name(&scheme.name));
        CredentialPlan {
            required: (scheme.inputs.len() > 1).then(|| structs.claim(&wanted)),
            method,
            scheme: scheme.name.clone(),
            inputs: scheme
                .inputs
                .iter()
                .map(|input| (names.claim(&naming::field(input)), input.clone()))
                .collect(),
            docs: docs::of(&scheme.docs, &format!("Credentials of the scheme `{}`.", scheme.name)),
        }
    });
    plans.collect()
}
