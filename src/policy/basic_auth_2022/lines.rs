//! What all tables of the programme have in common: ordered lines, and a last one that always applies.

use crate::RuleNumber;

pub(crate) struct Table<Subject: 'static, Outcome: 'static> {
    pub(crate) lines: &'static [Line<Subject, Outcome>],
    pub(crate) otherwise: Line<Subject, Outcome>,
}

pub(crate) struct Line<Subject, Outcome> {
    /// The line's name in the written policy; a dot parts what shares the outcome and differs in words.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "names the line for readers and tests")
    )]
    pub(crate) name: &'static str,
    pub(crate) applies: fn(&Subject) -> bool,
    pub(crate) outcome: Outcome,
    pub(crate) rule: RuleNumber,
    /// Rules cited beside it.
    pub(crate) also: &'static [RuleNumber],
    /// Catalogue key of the sentence; the comment above the line says what it has to tell.
    pub(crate) explanation: &'static str,
}

impl<Subject, Outcome> Table<Subject, Outcome> {
    pub(crate) fn first_that_applies(&self, subject: &Subject) -> &Line<Subject, Outcome> {
        self.lines
            .iter()
            .find(|line| (line.applies)(subject))
            .unwrap_or(&self.otherwise)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Line<Subject, Outcome>> {
        self.lines.iter().chain([&self.otherwise])
    }
}
