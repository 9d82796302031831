//! Arguments as proptest has them: made from a number, and made smaller where they fail.

use std::rc::Rc;

use proptest::prelude::RngCore as _;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tradewire_mock::{Arguments, Mock};

/// One try.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the arguments were made from, before they were made smaller.
    pub seed: u64,
    pub arguments: Arguments,
}

/// Cases of an operation.
#[derive(Debug, Clone)]
pub struct Cases {
    pub mock: Rc<Mock>,
    pub operation: &'static str,
}

impl Strategy for Cases {
    type Tree = Tree;
    type Value = Case;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = runner.rng().next_u64();
        let arguments = self.mock.arguments(self.operation, seed).ok_or("no such operation")?;
        Ok(Tree {
            of: self.clone(),
            case: Case { seed, arguments },
            before: None,
            left: None,
        })
    }
}

/// A case, and what is still to be tried to make it smaller.
#[derive(Debug)]
pub struct Tree {
    of: Cases,
    case: Case,
    /// As it was before the last thing was taken away.
    before: Option<Arguments>,
    /// Smaller ones that were not tried; `None`: nobody asked yet.
    left: Option<Vec<Arguments>>,
}

impl ValueTree for Tree {
    type Value = Case;

    fn current(&self) -> Case {
        self.case.clone()
    }

    /// The case as it is failed: the next one with something less.
    fn simplify(&mut self) -> bool {
        self.before = None;
        self.left = None;
        self.next()
    }

    /// That one did not fail: another one.
    fn complicate(&mut self) -> bool {
        if let Some(before) = self.before.take() {
            self.case.arguments = before;
        }
        self.next()
    }
}

impl Tree {
    fn next(&mut self) -> bool {
        let left = self.left.get_or_insert_with(|| {
            let mut all = self.of.mock.smaller_arguments(self.of.operation, &self.case.arguments);
            all.reverse();
            all
        });
        let Some(less) = left.pop() else { return false };
        self.before = Some(std::mem::replace(&mut self.case.arguments, less));
        true
    }
}
