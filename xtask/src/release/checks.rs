//! What a package has to have before it is published, as far as files and manifests tell.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use semver::{Version, VersionReq};
use tradewire_codegen::write::{CHANGES, LICENCES};

use super::Findings;
use super::package::Package;

/// Adds what is wrong with `package`, one of `all`. `address` is that of the repository.
pub fn check(
    repository: &Path,
    address: Option<&str>,
    all: &[Package],
    package: &Package,
    found: &mut Findings,
) -> Result<()> {
    let name = &package.name;
    if (package.version.major, package.version.minor, package.version.patch) == (0, 0, 0) {
        found.add(name, "has no version; set `version:` in the platform.yaml of its spec");
    }
    for (key, value) in [("license", &package.licence), ("description", &package.description)] {
        if value.as_deref().unwrap_or_default().is_empty() {
            found.add(name, format!("`{key}` is not set"));
        }
    }
    if package.repository.as_deref() != address {
        found.add(
            name,
            match address {
                Some(_) => {
                    "`repository` is not that of the workspace; take it from there (`repository.workspace = true`)"
                }
                None => "`repository` is set, though the workspace has none",
            },
        );
    }
    versions_fit(all, package, found);
    files_are_there(repository, package, found)?;
    change_is_told(package, found)
}

/// Each package of the workspace that it needs has a version that it takes.
fn versions_fit(all: &[Package], package: &Package, found: &mut Findings) {
    for need in &package.needs {
        let Some(other) = all.iter().find(|other| other.name == need.name) else {
            found.add(&package.name, format!("needs {}, which is never published", need.name));
            continue;
        };
        let fits = VersionReq::parse(&need.versions).is_ok_and(|versions| versions.matches(&other.version));
        if need.versions == "*" || !fits {
            let (name, versions, version) = (&need.name, &need.versions, &other.version);
            found.add(&package.name, format!("takes {name} {versions}, which is at {version}"));
        }
    }
}

/// A front page, and the licences as they stand at the root.
fn files_are_there(repository: &Path, package: &Package, found: &mut Findings) -> Result<()> {
    if !package.folder.join("README.md").is_file() {
        found.add(&package.name, "has no README.md");
    }
    for licence in LICENCES {
        let original = repository.join(licence);
        let text = fs::read_to_string(&original).with_context(|| format!("cannot read {}", original.display()))?;
        match fs::read_to_string(package.folder.join(licence)) {
            Ok(copy) if copy == text => {}
            Ok(_) => found.add(&package.name, format!("{licence} is not the text at the root")),
            Err(_) => found.add(&package.name, format!("has no {licence}")),
        }
    }
    Ok(())
}

/// The newest entry of the list of changes is that of the version.
fn change_is_told(package: &Package, found: &mut Findings) -> Result<()> {
    let path = package.folder.join(CHANGES);
    if !path.is_file() {
        found.add(&package.name, format!("has no {CHANGES}"));
        return Ok(());
    }
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let version = package.version.to_string();
    match newest(&text) {
        Some((told, true)) if told == version => {}
        Some((told, false)) if told == version => {
            found.add(&package.name, format!("{CHANGES} says nothing of {version}"));
        }
        Some((told, _)) => found.add(
            &package.name,
            format!("{CHANGES} tells of {told} first, the version is {version}"),
        ),
        None => found.add(&package.name, format!("{CHANGES} has no entry `## {version}`")),
    }
    if let Some((upper, lower)) = out_of_order(&text) {
        found.add(
            &package.name,
            format!("{CHANGES} tells of {upper} above {lower}; versions only rise, and the newest stands first"),
        );
    }
    Ok(())
}

/// Two entries that follow each other though the upper one is not the higher version, or one of them is no version.
fn out_of_order(text: &str) -> Option<(&str, &str)> {
    let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
    let versions: Vec<&str> = headings.filter_map(|rest| rest.split_whitespace().next()).collect();
    let falls = |pair: &&[&str]| match (Version::parse(pair[0]), Version::parse(pair[1])) {
        (Ok(upper), Ok(lower)) => upper <= lower,
        _ => true,
    };
    versions.windows(2).find(falls).map(|pair| (pair[0], pair[1]))
}

/// The version in the first heading of the second level, and whether anything stands below it.
fn newest(text: &str) -> Option<(&str, bool)> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("## "));
    let version = lines.next()?.trim_start_matches('#').split_whitespace().next()?;
    let told = lines
        .take_while(|line| !line.starts_with("## "))
        .any(|line| !line.trim().is_empty());
    Some((version, told))
}

#[cfg(test)]
mod tests {
    use super::{newest, out_of_order};

    #[test]
    fn the_first_heading_is_the_newest_version() {
        for (text, expected) in [
            (
                "# Changes\n\n## 0.2.0\n\n- More.\n\n## 0.1.0\n\n- First.\n",
                Some(("0.2.0", true)),
            ),
            ("## 0.2.0 of 2026-11-30\n- More.\n", Some(("0.2.0", true))),
            ("## 0.2.0\n\n## 0.1.0\n- First.\n", Some(("0.2.0", false))),
            ("# Changes\n### 0.2.0\n", None),
            ("", None),
        ] {
            assert_eq!(newest(text), expected, "{text}");
        }
    }
    #[test]
    fn versions_only_rise() {
        for (text, expected) in [
            ("## 0.10.0\n- C.\n## 0.9.1 of 2026-11-30\n- B.\n## 0.9.0\n- A.\n", None),
            ("## 0.1.0\n- First.\n", None),
            ("", None),
            ("## 0.9.0\n- B.\n## 0.10.0\n- A.\n", Some(("0.9.0", "0.10.0"))),
            ("## 0.1.0\n- Again.\n## 0.1.0\n- First.\n", Some(("0.1.0", "0.1.0"))),
            ("## 0.2.0\n- B.\n## Unreleased\n- A.\n", Some(("0.2.0", "Unreleased"))),
        ] {
            assert_eq!(out_of_order(text), expected, "{text}");
        }
    }
}
