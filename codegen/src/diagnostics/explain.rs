//! The long words on a code: its section of `docs/diagnostics.md`.

/// The page, so that `explain` works without the repository.
const PAGE: &str = include_str!("../../../docs/diagnostics.md");

/// The section of a code, heading included; `None` for a code that does not exist.
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    let id = super::ALL.iter().find(|known| known.id.eq_ignore_ascii_case(code))?.id;
    let heading = format!("### {id}");
    let start = PAGE
        .match_indices(&heading)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || PAGE.as_bytes().get(at - 1) == Some(&b'\n'))?;
    let section = PAGE.get(start..)?;
    let end = section
        .match_indices("\n#")
        .map(|(at, _)| at)
        .find(|at| *at > 0)
        .unwrap_or(section.len());
    section.get(..end).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_section_and_every_section_a_code() {
        for code in crate::diagnostics::ALL {
            let section = explain(code.id).unwrap_or_default();
            assert!(
                section.starts_with(&format!("### {} {}", code.id, code.title)),
                "docs/diagnostics.md lacks `### {} {}`",
                code.id,
                code.title
            );
            assert!(section.lines().count() > 1, "the section of {} says nothing", code.id);
        }
        for heading in PAGE.lines().filter_map(|line| line.strip_prefix("### ")) {
            let id = heading.split(' ').next().unwrap_or_default();
            assert!(
                crate::diagnostics::ALL.iter().any(|code| code.id == id),
                "docs/diagnostics.md explains {id}, which does not exist"
            );
        }
    }
}
