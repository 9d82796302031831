//! Which package is published before which.

use super::package::Package;

/// What a package needs comes before it, and by name otherwise. Cargo allows no circle.
pub fn in_order(mut rest: Vec<Package>) -> Vec<Package> {
    let mut done: Vec<Package> = Vec::new();
    while !rest.is_empty() {
        let waits = |package: &Package| {
            let needs = &package.needs;
            needs
                .iter()
                .any(|need| rest.iter().any(|other| other.name == need.name))
        };
        let next = rest.iter().position(|package| !waits(package)).unwrap_or_default();
        done.push(rest.remove(next));
    }
    done
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::package::{Need, Package};
    use super::in_order;

    fn package(name: &str, needs: &[&str]) -> Package {
        let needs = needs.iter().map(|name| Need {
            name: (*name).to_owned(),
            versions: "^1.0.0".to_owned(),
        });
        Package {
            name: name.to_owned(),
            version: semver::Version::new(1, 0, 0),
            folder: PathBuf::new(),
            licence: None,
            description: None,
            repository: None,
            needs: needs.collect(),
        }
    }

    #[test]
    fn what_is_needed_comes_first() {
        let packages = vec![
            package("a", &["m", "z"]),
            package("b", &["elsewhere"]),
            package("m", &["z"]),
            package("z", &[]),
        ];
        let names: Vec<String> = in_order(packages).into_iter().map(|package| package.name).collect();
        assert_eq!(names, ["b", "z", "m", "a"]);
    }
}
