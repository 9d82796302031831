//! Variables of the environment that a client can be set up by. The runtime reads them by the same rule.

use crate::plan::data::{CratePlan, VariablePlan};

/// They, in the order in which one sets them.
#[must_use]
pub fn plan(krate: &CratePlan) -> Vec<VariablePlan> {
    let variable = |of: &str, what: String| VariablePlan {
        name: name(&krate.platform, of),
        what,
    };
    let mut variables = vec![variable(
        "URL",
        format!("address of the account's server: `{}`", krate.base_url),
    )];
    let mut inputs: Vec<(&str, Vec<&str>)> = Vec::new();
    for scheme in &krate.table.auth {
        for input in &scheme.inputs {
            match inputs.iter_mut().find(|(known, _)| known == input) {
                Some((_, schemes)) => schemes.push(&scheme.name),
                None => inputs.push((input, vec![&scheme.name])),
            }
        }
    }
    variables.extend(inputs.into_iter().map(|(input, schemes)| {
        let schemes: Vec<String> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
        variable(input, format!("`{input}` of the credentials {}", schemes.join(", ")))
    }));
    if krate.table.auth.len() > 1 {
        let what = "which credentials, separated by commas, where the variables are set for several";
        variables.push(variable("AUTH", what.to_owned()));
    }
    for header in krate.table.headers.iter().filter(|header| header.value.is_none()) {
        let may = if header.required { "" } else { "; may be left out" };
        variables.push(variable(
            &header.name,
            format!("header `{}` of all calls{may}", header.name),
        ));
    }
    variables
}

/// `X-Region` of `my-shop` is `MY_SHOP_X_REGION`.
fn name(platform: &str, of: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    format!("{platform}_{of}").chars().map(letter).collect()
}
