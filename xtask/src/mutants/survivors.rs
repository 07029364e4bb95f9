//! The list of the mutants that no test can catch, held against those that no test caught.

use std::{collections::BTreeMap, fmt};

/// A change that no test noticed. Twice the same change in twice the same line is two survivors.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Survivor {
    pub(super) file: String,
    pub(super) change: String,
    /// The changed line, without its indentation; its number would change too often.
    pub(super) line: String,
}

impl fmt::Display for Survivor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {} @ {}", self.file, self.change, self.line)
    }
}

/// What parts a survivor from its reason in the list.
const REASON: &str = "  # ";

/// What is wrong with the list: survivors that it lacks, names that no longer survive, and names
/// without a reason.
pub(super) fn faults(survivors: &[Survivor], list: &str) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    let mut unmatched: BTreeMap<String, usize> = BTreeMap::new();
    for survivor in survivors {
        *unmatched.entry(survivor.to_string()).or_default() += 1;
    }
    let entries = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for entry in entries {
        let (name, reason) = entry.rsplit_once(REASON).unwrap_or((entry, ""));
        if reason.trim().is_empty() {
            faults.push(format!("listed without a reason: {name}"));
        }
        match unmatched.get_mut(name) {
            Some(count) if *count > 0 => *count -= 1,
            _ => faults.push(format!("listed, and survives no longer: {name}")),
        }
    }
    let unlisted = unmatched
        .into_iter()
        .flat_map(|(name, count)| vec![format!("survived, and is not listed: {name}"); count]);
    faults.into_iter().chain(unlisted)
}

#[cfg(test)]
mod tests {
    use super::{Survivor, faults};

    const LIST: &str = "\
# Why some survive.

src/a.rs: replace < with <= in f @ if a < b {  # Equal ones are the same.
src/a.rs: replace < with <= in f @ if a < b {  # So are these.
";

    #[test]
    fn what_survives_and_what_is_listed_are_the_same() {
        check(&["if a < b {", "if a < b {"], LIST, &[]);
    }

    #[test]
    fn a_survivor_that_is_not_listed_is_a_fault() {
        check(
            &["if a < b {", "if a < b {", "if a < b {", "if c < d {"],
            LIST,
            &[
                "survived, and is not listed: src/a.rs: replace < with <= in f @ if a < b {",
                "survived, and is not listed: src/a.rs: replace < with <= in f @ if c < d {",
            ],
        );
    }

    #[test]
    fn a_listed_one_that_survives_no_longer_is_a_fault() {
        let expected =
            "listed, and survives no longer: src/a.rs: replace < with <= in f @ if a < b {";
        check(&["if a < b {"], LIST, &[expected]);
        check(&[], LIST, &[expected, expected]);
    }

    #[test]
    fn every_one_has_a_reason() {
        let list = "src/a.rs: replace < with <= in f @ if a < b {";
        let expected = "listed without a reason: src/a.rs: replace < with <= in f @ if a < b {";
        check(&["if a < b {"], list, &[expected]);
    }

    #[track_caller]
    fn check(lines: &[&str], list: &str, expected: &[&str]) {
        let survivor = |line: &&str| Survivor {
            file: "src/a.rs".to_owned(),
            change: "replace < with <= in f".to_owned(),
            line: (*line).to_owned(),
        };
        let survivors: Vec<Survivor> = lines.iter().map(survivor).collect();
        let faults: Vec<String> = faults(&survivors, list).collect();
        assert_eq!(faults, expected);
    }
}
