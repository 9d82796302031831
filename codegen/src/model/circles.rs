//! Circles among things that refer to each other.

/// For each of the nodes of a graph, the number of the group in which each reaches all others; what lies on no circle is alone in its
/// group. `targets` are the nodes that each one refers to.
///
/// One pass over all of them, with a stack of its own: specs may have chains that are longer than the call stack.
#[must_use]
pub fn groups(targets: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        targets,
        numbers: vec![None; targets.len()],
        lowest: vec![0; targets.len()],
        groups: vec![None; targets.len()],
        open: Vec::new(),
        next_number: 0,
        next_group: 0,
    };
    for node in 0..targets.len() {
        if search.number(node).is_none() {
            search.from(node);
        }
    }
    search.groups.into_iter().map(Option::unwrap_or_default).collect()
}

/// Whether each of the nodes lies on a circle.
#[must_use]
pub fn on_circles(targets: &[Vec<usize>]) -> Vec<bool> {
    let groups = groups(targets);
    let mut sizes = vec![0_usize; groups.len()];
    for group in &groups {
        if let Some(size) = sizes.get_mut(*group) {
            *size += 1;
        }
    }
    let is_large = |group: &usize| sizes.get(*group).is_some_and(|size| *size > 1);
    let of_itself = |node: usize| targets.get(node).is_some_and(|targets| targets.contains(&node));
    groups
        .iter()
        .enumerate()
        .map(|(node, group)| is_large(group) || of_itself(node))
        .collect()
}

/// Tarjan's search for strongly connected components.
struct Search<'t> {
    targets: &'t [Vec<usize>],
    /// In the order in which they were met.
    numbers: Vec<Option<usize>>,
    /// The lowest number that can be reached from each, as far as is known.
    lowest: Vec<usize>,
    groups: Vec<Option<usize>>,
    /// Those whose group is not known yet.
    open: Vec<usize>,
    next_number: usize,
    next_group: usize,
}

impl Search<'_> {
    fn number(&self, node: usize) -> Option<usize> {
        self.numbers.get(node).copied().flatten()
    }

    fn from(&mut self, start: usize) {
        // Each with the number of its targets that were looked at.
        let mut way = vec![(start, 0)];
        self.meet(start);
        while let Some((node, seen)) = way.last_mut() {
            let node = *node;
            let target = self.targets.get(node).and_then(|targets| targets.get(*seen)).copied();
            *seen += 1;
            match target {
                Some(target) if target >= self.targets.len() => {}
                Some(target) => match self.number(target) {
                    None => {
                        self.meet(target);
                        way.push((target, 0));
                    }
                    Some(number) if self.groups.get(target).is_some_and(Option::is_none) => self.reaches(node, number),
                    Some(_) => {}
                },
                None => {
                    way.pop();
                    let lowest = self.lowest.get(node).copied().unwrap_or_default();
                    if self.number(node) == Some(lowest) {
                        self.close(node);
                    }
                    if let Some((before, _)) = way.last() {
                        self.reaches(*before, lowest);
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize) {
        if let (Some(number), Some(lowest)) = (self.numbers.get_mut(node), self.lowest.get_mut(node)) {
            *number = Some(self.next_number);
            *lowest = self.next_number;
        }
        self.next_number += 1;
        self.open.push(node);
    }

    fn reaches(&mut self, node: usize, number: usize) {
        if let Some(lowest) = self.lowest.get_mut(node) {
            *lowest = number.min(*lowest);
        }
    }

    /// All that were met since `first` are a group.
    fn close(&mut self, first: usize) {
        while let Some(node) = self.open.pop() {
            if let Some(group) = self.groups.get_mut(node) {
                *group = Some(self.next_group);
            }
            if node == first {
                break;
            }
        }
        self.next_group += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `to` can be reached from `from`, found the slow way.
    fn reaches(targets: &[Vec<usize>], from: usize, to: usize) -> bool {
        let (mut seen, mut open) = (vec![false; targets.len()], targets[from].clone());
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(&targets[at]);
            }
        }
        false
    }

    #[test]
    fn groups_are_those_that_reach_each_other() {
        let mut random = 7_usize;
        let mut below = |limit: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % limit
        };
        for _ in 0..300 {
            let count = 1 + below(9);
            let edges = below(2 * count + 1);
            let mut targets = vec![Vec::new(); count];
            for _ in 0..edges {
                let (from, to) = (below(count), below(count));
                targets[from].push(to);
            }
            let (groups, circles) = (groups(&targets), on_circles(&targets));
            for from in 0..count {
                assert_eq!(circles[from], reaches(&targets, from, from), "{targets:?}");
                for to in (0..count).filter(|to| *to != from) {
                    let both = reaches(&targets, from, to) && reaches(&targets, to, from);
                    assert_eq!(groups[from] == groups[to], both, "{from} {to} {targets:?}");
                }
            }
        }
    }

    #[test]
    fn chains_may_be_longer_than_a_call_stack() {
        let count = 500_000;
        let chain: Vec<Vec<usize>> = (1..=count).map(|next| vec![next]).collect();
        assert!(
            !on_circles(&chain).contains(&true),
            "what does not exist is passed over"
        );
        let ring: Vec<Vec<usize>> = (1..=count).map(|next| vec![next % count]).collect();
        assert!(!on_circles(&ring).contains(&false));
    }
}
