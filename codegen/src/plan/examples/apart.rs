//! Arguments of an example that must not be the same thing.

/// A list whose only element is another argument gets another one: nothing is merged into itself.
pub fn keep(args: &mut [String]) {
    for at in 0..args.len() {
        let Some(list) = args.get(at) else { continue };
        let is_same = args.iter().any(|other| *list == format!("[{other}]"));
        let changed = is_same.then(|| next_number(list)).flatten();
        if let (Some(changed), Some(list)) = (changed, args.get_mut(at)) {
            *list = changed;
        }
    }
}

/// The text with its last number one higher.
fn next_number(text: &str) -> Option<String> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text.get(..end)?.rfind(|c: char| !c.is_ascii_digit())? + 1;
    let next = text.get(start..end)?.parse::<u32>().ok()?.checked_add(1)?;
    Some(format!("{}{next}{}", text.get(..start)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn nothing_is_merged_into_itself() {
        let apart = |args: [&str; 2]| {
            let mut args = args.map(str::to_owned).to_vec();
            keep(&mut args);
            args
        };
        assert_eq!(
            apart(["[Id::new(4301)]", "Id::new(4301)"]),
            ["[Id::new(4302)]", "Id::new(4301)"]
        );
        assert_eq!(apart(["[Id::new(1)]", "Id::new(2)"]), ["[Id::new(1)]", "Id::new(2)"]);
        assert_eq!(apart(["[\"…\"]", "\"…\""]), ["[\"…\"]", "\"…\""]);
    }
}
