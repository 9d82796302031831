//! The long words on a code: its section of `explained.md`, from which the pages in `docs/diagnostics` are made as well.

/// All sections, so that `explain` works without the repository.
const PAGE: &str = include_str!("explained.md");

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

/// What holds for all findings, without the heading.
#[must_use]
pub fn intro() -> &'static str {
    let whole = PAGE.split("\n## ").next().unwrap_or_default();
    whole.split_once('\n').map_or("", |(_, text)| text.trim())
}

/// The chapters, each with its codes in order.
#[must_use]
pub fn chapters() -> Vec<(&'static str, Vec<super::Code>)> {
    let chapters = PAGE.split("\n## ").skip(1);
    let codes = |text: &str| -> Vec<super::Code> {
        let ids = text
            .lines()
            .filter_map(|line| line.strip_prefix("### ")?.split(' ').next());
        let known = |id: &str| super::ALL.iter().find(|code| code.id == id).copied();
        ids.filter_map(known).collect()
    };
    chapters
        .map(|text| (text.lines().next().unwrap_or_default(), codes(text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_have_every_code() {
        let mut found: Vec<_> = chapters().into_iter().flat_map(|(_, codes)| codes).collect();
        found.sort_unstable();
        let mut all = crate::diagnostics::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(found, all);
        assert!(intro().starts_with("Every finding") && !intro().contains('#'));
    }

    #[test]
    fn every_code_has_a_section_and_every_section_a_code() {
        for code in crate::diagnostics::ALL {
            let section = explain(code.id).unwrap_or_default();
            assert!(
                section.starts_with(&format!("### {} {}", code.id, code.title)),
                "explained.md lacks `### {} {}`",
                code.id,
                code.title
            );
            assert!(section.lines().count() > 1, "the section of {} says nothing", code.id);
        }
        for heading in PAGE.lines().filter_map(|line| line.strip_prefix("### ")) {
            let id = heading.split(' ').next().unwrap_or_default();
            assert!(
                crate::diagnostics::ALL.iter().any(|code| code.id == id),
                "explained.md explains {id}, which does not exist"
            );
        }
    }
}
