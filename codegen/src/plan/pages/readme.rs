//! The program in the README of a crate: it runs as it stands.

use super::showcase::Showcase;
use crate::plan::data::{CratePlan, ReadmePlan};
use crate::plan::examples::item_name;
use crate::plan::examples::{broken, imports, laid_out};

/// What the README shows.
#[must_use]
pub fn plan(krate: &CratePlan, shown: &Showcase<'_>) -> ReadmePlan {
    ReadmePlan {
        commands: commands(krate),
        program: program(krate, shown),
    }
}

/// What adds the crate, and what its program needs beside it, to a program of the reader's.
pub fn commands(krate: &CratePlan) -> Vec<String> {
    let CratePlan {
        package,
        version,
        platform,
        home,
        ..
    } = krate;
    let add = if home.publish {
        format!("cargo add {package}@{version}")
    } else {
        format!("cargo add {package} --path ../generated/{platform}")
    };
    vec![add, "cargo add tokio@1 --features macros,rt".to_owned()]
}

fn program(krate: &CratePlan, shown: &Showcase<'_>) -> Vec<String> {
    let prefix = krate.platform.to_uppercase().replace('-', "_");
    let scheme = krate.credentials.first();
    let sample = shown.listing.or(shown.call);
    let from_environment = |name: &str, input: &str| {
        let variable = input.to_uppercase();
        format!("    let {name} = std::env::var(\"{prefix}_{variable}\")?;")
    };
    let mut lines = krate.client_uses("Client");
    let uses = sample.iter().flat_map(|shown| &shown.sample.uses);
    let further = imports(uses.filter(|path| !lines.contains(&format!("use {path};"))));
    lines.extend(further);
    lines.extend([
        String::new(),
        "#[tokio::main(flavor = \"current_thread\")]".to_owned(),
        "async fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        "    // The address of the account.".to_owned(),
        from_environment("base_url", "url"),
    ]);
    let inputs = scheme.iter().flat_map(|scheme| &scheme.inputs);
    lines.extend(inputs.map(|(name, _)| from_environment(name, name.trim_end_matches('_'))));
    lines.push("    let client = Client::builder(base_url)".to_owned());
    if let Some(scheme) = scheme {
        let credentials = format!(".credentials({})", scheme.call_with_variables());
        lines.extend(broken(&credentials, "        "));
    }
    lines.extend(krate.needed_headers().map(|sample| format!("        {}", sample.call)));
    lines.push("        .build()?;".to_owned());
    if let Some(listing) = shown.listing {
        let item = item_name(listing.operation);
        let items = laid_out("let mut items = ", &listing.sample.call, ".items();");
        lines.push(String::new());
        lines.extend(items.iter().map(|line| format!("    {line}")));
        lines.extend([
            format!("    while let Some({item}) = items.next().await {{"),
            format!("        println!(\"{{:?}}\", {item}?);"),
            "    }".to_owned(),
        ]);
    } else if let Some(call) = shown.call {
        lines.extend([
            String::new(),
            format!("    let reply = {}.send().await?;", call.sample.call),
            "    println!(\"{reply:?}\");".to_owned(),
        ]);
    } else {
        lines.push("    println!(\"{client:?}\");".to_owned());
    }
    lines.extend(["    Ok(())".to_owned(), "}".to_owned()]);
    lines
}
