//! Where the notice changed what was said before it, was changed itself, or was changed by a later
//! word. Both are shown, each with its day; what a correction says is in the catalogues.

use super::rules::{A20, R45, R60, R62};
use crate::RuleNumber;

/// What is to be told beside a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    pub rule: RuleNumber,
    /// Its sentence, by the key in the catalogues.
    pub explanation: &'static str,
}

const R16: RuleNumber = RuleNumber("R16");
const R42: RuleNumber = RuleNumber("R42");
const R53: RuleNumber = RuleNumber("R53");
const R64: RuleNumber = RuleNumber("R64");

/// All of them, in the order of the notice; a reading of ours comes last.
pub const CORRECTIONS: &[Correction] = &[
    // The post of May 2022 (MC375736) knew no exception.
    Correction {
        rule: R16,
        explanation: "corrected_exceptions",
    },
    // English copies of the note on MC437540 are dated five days later (A13).
    Correction {
        rule: R42,
        explanation: "corrected_confirmation",
    },
    // What holds in September was added to the notice.
    Correction {
        rule: R45,
        explanation: "corrected_september",
    },
    // The flow chart got its branch for support.
    Correction {
        rule: R53,
        explanation: "corrected_flow_chart",
    },
    // The endpoint got three more months (A18).
    Correction {
        rule: R60,
        explanation: "corrected_reporting",
    },
    // The paragraph on Exchange Online PowerShell was added.
    Correction {
        rule: R62,
        explanation: "corrected_powershell",
    },
    // Later posts name the days that the notice leaves open (A19).
    Correction {
        rule: R64,
        explanation: "corrected_office_prompts",
    },
    // Microsoft's later list of what ends has Autodiscover, too.
    Correction {
        rule: A20,
        explanation: "corrected_autodiscover",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CORRECTIONS;

    #[test]
    fn corrections_are_in_the_order_of_the_notice_readings_last() {
        let order = |at: usize| {
            let (kind, number) = CORRECTIONS[at].rule.0.split_at(1);
            (kind == "A", number.parse::<u8>().unwrap())
        };
        assert!((1..CORRECTIONS.len()).all(|at| order(at - 1) < order(at)));
    }

    #[test]
    fn each_correction_has_a_sentence_of_its_own() {
        let keys: BTreeSet<_> = CORRECTIONS.iter().map(|it| it.explanation).collect();
        assert_eq!(keys.len(), CORRECTIONS.len());
    }
}
