//! What is remembered of each platform.

use std::fmt::Write as _;

use crate::spec::{Act, Spec};
use crate::state::unanswered;

/// Which operations of a platform remember, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The platform.
    pub platform: String,
    /// Each operation, and what it does to which collection; nothing for those that answer examples or data made from their types.
    pub operations: Vec<(String, Option<(String, String)>)>,
    /// Parameters of listings that filter nothing, as no field of what is listed is called after them: the operation, and what is sent.
    pub unanswered: Vec<(String, String)>,
}

impl Coverage {
    pub(crate) fn of(spec: &Spec) -> Self {
        let operations = spec.operations.iter().zip(&spec.roles);
        Self {
            platform: spec.platform.name.clone(),
            operations: operations
                .map(|(at, role)| {
                    let does = role
                        .as_ref()
                        .map(|role| (role.act.word().to_owned(), role.collection.clone()));
                    (at.id.clone(), does)
                })
                .collect(),
            unanswered: unanswered(spec),
        }
    }

    /// How many operations remember.
    #[must_use]
    pub fn with_memory(&self) -> usize {
        self.operations.iter().filter(|(_, does)| does.is_some()).count()
    }

    /// How many operations of these acts there are: `create`, `list`.
    #[must_use]
    pub fn count(&self, acts: &[&str]) -> usize {
        let does = self.operations.iter().filter_map(|(_, does)| does.as_ref());
        does.filter(|(act, _)| acts.contains(&act.as_str())).count()
    }

    /// A line for each platform, in Markdown.
    #[must_use]
    pub fn table(all: &[Self]) -> String {
        let mut out = String::from(
            "| platform | operations | with memory | read | list | create | change | delete | histories |\n| --- | --: | --: | --: | --: | --: | --: | --: | --: |\n",
        );
        let words = |acts: &[Act]| acts.iter().map(|act| act.word()).collect::<Vec<_>>();
        for one in all {
            let count = |acts: &[Act]| one.count(&words(acts));
            // Writing into a string cannot fail.
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                one.platform,
                one.operations.len(),
                one.with_memory(),
                count(&[Act::Get, Act::Count, Act::Download]),
                count(&[Act::List]),
                count(&[Act::Create, Act::CreateMany]),
                count(&[Act::Update, Act::UpdateMany, Act::Touch]),
                count(&[Act::Delete, Act::DeleteMany]),
                count(&[Act::History]),
            );
        }
        out
    }

    /// A line for each operation.
    #[must_use]
    pub fn list(&self) -> String {
        let mut out = String::new();
        for (id, does) in &self.operations {
            let _ = match does {
                Some((act, collection)) => writeln!(out, "{}/{id}: {act} {collection}", self.platform),
                None => writeln!(out, "{}/{id}: -", self.platform),
            };
        }
        out
    }
}
