//! Did you mean …?

/// The candidate that a misspelt name most likely meant; the first of equals.
#[must_use]
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong_lower = wrong.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let lower = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&wrong_lower, &lower);
        let allowed = wrong.chars().count().max(candidate.chars().count()) / 3;
        let score = if distance <= allowed.max(1) && lower.chars().count() > 1 {
            strsim::jaro_winkler(&wrong_lower, &lower)
        } else {
            0.0
        };
        if score > 0.6 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The sentence that offers the closest candidate.
#[must_use]
pub fn did_you_mean<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(wrong, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["string", "integer", "decimal", "doc"];
        assert_eq!(closest("sting", known), Some("string"));
        assert_eq!(closest("Integr", known), Some("integer"));
        assert_eq!(closest("dock", known), Some("doc"));
        assert_eq!(closest("warehouse", known), None);
    }
}
