//! What a file is by its path.

/// What a file in the folder of specs is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// `specs/<platform>/platform.yaml`
    Platform { platform: String },
    /// `specs/<platform>/<resource>.yaml`
    Resource { platform: String, resource: String },
    /// `specs/<platform>/examples/<name>`
    Example { platform: String, name: String },
    /// Documentation, the list of changes, the generated schema, and accounts of which lines of a document went where (`lines/*.tsv`).
    Ignored,
    /// Nothing of the kind.
    Stray { hint: &'static str },
}

/// Tells by the last components of the path; everything before the platform's folder is of no account.
pub(super) fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["README.md" | "spec.schema.json"] | [_, "README.md" | "CHANGELOG.md"] | [_, "examples", "README.md"] => {
            Role::Ignored
        }
        [_, "lines", name] if name.ends_with(".tsv") => Role::Ignored,
        [platform, "platform.yaml"] => Role::Platform {
            platform: (*platform).to_owned(),
        },
        [platform, "examples", name] => Role::Example {
            platform: (*platform).to_owned(),
            name: (*name).to_owned(),
        },
        [platform, name] => match name.strip_suffix(".yaml") {
            Some(resource) => Role::Resource {
                platform: (*platform).to_owned(),
                resource: resource.to_owned(),
            },
            None if name.ends_with(".yml") => Role::Stray {
                hint: "name it `.yaml`",
            },
            None if name.ends_with(".json") => Role::Stray {
                hint: "examples stand in `examples/`",
            },
            None => Role::Stray {
                hint: "a platform's folder holds `platform.yaml`, `<resource>.yaml` and `examples/`",
            },
        },
        [name] if name.ends_with(".yaml") => Role::Stray {
            hint: "each platform has a folder of its own",
        },
        _ => Role::Stray {
            hint: "files stand in `specs/<platform>/` and `specs/<platform>/examples/`",
        },
    }
}
