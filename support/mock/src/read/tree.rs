//! Parameters with brackets as a tree: `filter[ids][]=1` stands at `filter`, `ids`, and is one of a list there.

/// What stands under a name.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Node {
    /// Values of the name itself, in order.
    pub texts: Vec<String>,
    /// What stands in brackets behind it, in order of appearance. Each `[]` is one of its own.
    pub children: Vec<(String, Node)>,
}

/// Deeper brackets are part of the last name, so that no request can fill the stack.
const DEEPEST: usize = 32;

impl Node {
    /// Puts a parameter in its place; `steps` are what stands in brackets.
    pub fn put(&mut self, steps: &[&str], text: &str) {
        let Some((first, rest)) = steps.split_first() else {
            self.texts.push(text.to_owned());
            return;
        };
        let known = self
            .children
            .iter()
            .position(|(key, _)| key == first && !key.is_empty());
        let at = known.unwrap_or_else(|| {
            self.children.push(((*first).to_owned(), Self::default()));
            self.children.len() - 1
        });
        if let Some((_, child)) = self.children.get_mut(at) {
            child.put(rest, text);
        }
    }
}

/// The name of a parameter before its brackets, and what stands in them.
pub(crate) fn steps(name: &str) -> (&str, Vec<&str>) {
    let Some(open) = name.find('[').filter(|open| *open > 0) else {
        return (name, Vec::new());
    };
    let (root, mut rest) = name.split_at(open);
    let mut steps = Vec::new();
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((step, behind)) = inner.split_once(']') else {
            return (name, Vec::new());
        };
        if steps.len() == DEEPEST {
            return (name, Vec::new());
        }
        steps.push(step);
        rest = behind;
    }
    if rest.is_empty() {
        (root, steps)
    } else {
        (name, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(steps("a"), ("a", vec![]));
        assert_eq!(steps("a[b][]"), ("a", vec!["b", ""]));
        assert_eq!(steps("a[0][c d]"), ("a", vec!["0", "c d"]));
        for odd in ["[a]", "a[", "a[b", "a[b]c", "a]b["] {
            assert_eq!(steps(odd), (odd, vec![]), "{odd}");
        }
        let deep = format!("a{}", "[]".repeat(5000));
        assert_eq!(steps(&deep).1.len(), 0);
    }
}
