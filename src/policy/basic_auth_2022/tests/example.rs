//! A table is tested as a table: each line has an example that takes it and one that just misses it.

use super::super::lines::Line;
use super::super::requests::Way;
use crate::{Facts, RuleNumber, Wish};
use std::fmt::Debug;

/// One line by example. What just misses differs in a single fact.
pub(crate) struct Example<Input: 'static> {
    pub(crate) line: &'static str,
    /// The outcome's name, the rule, and the rules cited beside it.
    pub(crate) says: &'static str,
    pub(crate) taking: fn() -> Input,
    pub(crate) missing: fn(Input) -> Input,
    /// The line that the missing one takes; none where none applies.
    pub(crate) instead: Option<&'static str>,
}

/// Checks the examples against `names`, the lines of a table in their order.
pub(crate) fn check<Input: Debug + Change>(
    names: &[&str],
    examples: &[Example<Input>],
    taken: impl Fn(&Input) -> Option<(&'static str, String)>,
) {
    let exemplified: Vec<&str> = examples.iter().map(|example| example.line).collect();
    assert_eq!(
        names, exemplified,
        "each line has one example, in the table's order"
    );

    for Example {
        line,
        says,
        taking,
        missing,
        instead,
    } in examples
    {
        let (taking, missing) = (taking(), missing(taking()));
        assert_eq!(
            taking.changes(&missing),
            1,
            "{line}: one fact makes the difference"
        );
        assert_eq!(
            taken(&taking),
            Some((*line, (*says).to_owned())),
            "{taking:#?}"
        );
        let taken_instead = taken(&missing).map(|(name, _)| name);
        assert_eq!(taken_instead, *instead, "just missing {line}: {missing:#?}");
    }
}

/// What a line says, for an example to compare.
pub(crate) fn told<S, O>(line: &Line<S, O>, outcome: &str) -> (&'static str, String) {
    let rules: Vec<&str> = [line.rule]
        .iter()
        .chain(line.also)
        .map(|RuleNumber(number)| *number)
        .collect();
    (line.name, format!("{outcome} {}", rules.join(" ")))
}

/// The policy's own numbers: what stands before the dot, each once.
pub(crate) fn policy_lines(names: &[&'static str]) -> Vec<&'static str> {
    let mut lines: Vec<&str> = names
        .iter()
        .map(|name| name.split('.').next().unwrap())
        .collect();
    lines.dedup();
    lines
}

/// In how many facts two inputs differ.
pub(crate) trait Change {
    fn changes(&self, other: &Self) -> usize;
}

impl Change for Facts {
    fn changes(&self, other: &Self) -> usize {
        [
            self.now != other.now,
            self.zone != other.zone,
            self.cloud != other.cloud,
            self.role != other.role,
            self.endpoint != other.endpoint,
            self.blocked_since != other.blocked_since,
            self.opted_out_at != other.opted_out_at,
            self.re_enabled_at != other.re_enabled_at,
            self.announced_for != other.announced_for,
        ]
        .into_iter()
        .filter(|differs| *differs)
        .count()
    }
}

impl Change for (Facts, Wish, Way) {
    fn changes(&self, other: &Self) -> usize {
        self.0.changes(&other.0) + usize::from(self.1 != other.1) + usize::from(self.2 != other.2)
    }
}
