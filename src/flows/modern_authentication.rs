//! Modern authentication: change some switches, see what that means, save them once.
//!
//! The machine holds what was read, what is to be different, and what became of it. Only what
//! differs from what was read is ever sent, under the entity tag of what was read.

pub mod commands;
mod reading;

use policy::basic_auth_2022::{PolicyBox, Reason};
use serde::{Deserialize, Serialize};
use wire::modern_authentication::{Changes, ModernAuthentication, Setting, Tagged};
use wire::named;

use crate::{Failure, Flow};

pub use reading::{Tick, Told, Warning};

/// The settings on their way from one state to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editor {
    /// What the changes are changes of.
    pub baseline: Tagged,
    /// Never a switch that is as it was: empty while there is nothing to save.
    pub changes: Changes,
    pub stage: Stage,
}

/// How far the changes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    Editing,
    /// A box was pressed whose members differ: all of them on, or all off?
    Asking(#[serde(with = "named")] PolicyBox),
    /// The changes are read in words before they are saved.
    Reviewing,
    /// On their way, or to be sent again after a reload.
    Saving,
    /// Somebody else was faster, and this is what they left.
    Overtaken(Tagged),
    Saved {
        /// What takes it back.
        undo: Changes,
        /// Whether the authentication policy was written.
        in_policy: bool,
        /// Whether that policy had to be made first.
        is_first: bool,
    },
    Refused {
        #[serde(with = "named")]
        reason: Reason,
        rule: String,
    },
    Failed(Failure),
}

/// What happens to the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// They were read again.
    Read(Tagged),
    Press(PolicyBox),
    /// All members of a box on, or all off.
    Turn(PolicyBox, bool),
    Set(Setting, bool),
    Review,
    /// Back to the switches, with all that was changed.
    Edit,
    /// Without the changes.
    Discard,
    /// The first time, again after a failure, or on top of what somebody else left.
    Save,
    Answered(Answer),
    /// Saves what was there before.
    Undo,
}

/// What the far side said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved(Tagged),
    /// Nothing was changed; this is what is there.
    Overtaken(Tagged),
    Refused {
        reason: Reason,
        rule: String,
    },
    Failed(Failure),
}

impl Editor {
    /// What was left undone before, or what was read just now.
    pub fn resumed(kept: Option<Self>, read: Tagged) -> Self {
        match kept {
            Some(kept) if !kept.changes.is_empty() => kept,
            _ => Self::editing(read, Changes::default()),
        }
    }

    /// The settings with all changes.
    pub fn settings(&self) -> ModernAuthentication {
        self.baseline.settings.with(&self.changes)
    }

    pub fn tick(&self, which: PolicyBox) -> Tick {
        Tick::of(&self.settings(), which)
    }

    const fn editing(baseline: Tagged, changes: Changes) -> Self {
        Self {
            baseline,
            changes,
            stage: Stage::Editing,
        }
    }

    fn at(self, stage: Stage) -> Self {
        Self { stage, ..self }
    }

    fn with(mut self, settings: &[Setting], is_on: bool) -> Self {
        for setting in settings {
            if self.baseline.settings.is_on(*setting) == is_on {
                self.changes.0.remove(setting);
            } else {
                self.changes.0.insert(*setting, is_on);
            }
        }
        self.at(Stage::Editing)
    }

    fn pressed(self, which: PolicyBox) -> Self {
        match self.tick(which) {
            Tick::Mixed => self.at(Stage::Asking(which)),
            tick => self.turned(which, tick == Tick::Off),
        }
    }

    fn turned(self, which: PolicyBox, is_on: bool) -> Self {
        let members = which.members().iter().copied();
        let settings: Vec<_> = members.filter_map(Setting::allowing).collect();
        self.with(&settings, is_on)
    }

    /// The changes as far as they are not there already, to what somebody else left.
    fn on_top_of(self, theirs: Tagged) -> Self {
        let wanted = theirs.settings.with(&self.changes);
        let changes = theirs.settings.changes_to(&wanted);
        Self::editing(theirs, changes)
    }

    fn read(self, read: Tagged) -> Self {
        if read.tag == self.baseline.tag || !self.changes.is_empty() {
            return self;
        }
        match self.stage {
            // What somebody else has taken back already is no longer to be taken back.
            Stage::Saved {
                ref undo,
                in_policy,
                is_first,
            } => {
                let undo = read.settings.changes_to(&read.settings.with(undo));
                let saved = Stage::Saved {
                    undo,
                    in_policy,
                    is_first,
                };
                Self::editing(read, Changes::default()).at(saved)
            }
            _ => Self::editing(read, Changes::default()),
        }
    }

    fn answered(self, answer: Answer) -> Self {
        match answer {
            Answer::Saved(saved) => self.saved(saved),
            // An answer that was lost, or somebody who wanted the same.
            Answer::Overtaken(theirs) if self.is_in(&theirs) => self.saved(theirs),
            Answer::Overtaken(theirs) => self.at(Stage::Overtaken(theirs)),
            Answer::Refused { reason, rule } => self.at(Stage::Refused { reason, rule }),
            Answer::Failed(failure) => self.at(Stage::Failed(failure)),
        }
    }

    fn is_in(&self, other: &Tagged) -> bool {
        other.settings.with(&self.changes) == other.settings
    }

    fn saved(self, saved: Tagged) -> Self {
        let before = self.baseline.settings;
        let taken_back = |setting: &Setting| (*setting, before.is_on(*setting));
        let stage = Stage::Saved {
            undo: Changes(self.changes.0.keys().map(taken_back).collect()),
            in_policy: self.changes.concern_policy(),
            is_first: before.policy.is_none(),
        };
        Self::editing(saved, Changes::default()).at(stage)
    }
}

impl Flow for Editor {
    type Event = Event;

    fn next(self, event: Event) -> Self {
        match (self.stage.clone(), event) {
            (_, Event::Read(read)) => self.read(read),
            (stage, Event::Press(which)) if stage.takes_changes() => self.pressed(which),
            (stage, Event::Turn(which, is_on)) if stage.takes_changes() => {
                self.turned(which, is_on)
            }
            (stage, Event::Set(setting, is_on)) if stage.takes_changes() => {
                self.with(&[setting], is_on)
            }
            (Stage::Editing, Event::Review) if !self.changes.is_empty() => {
                self.at(Stage::Reviewing)
            }
            (Stage::Overtaken(theirs), Event::Edit) => self.on_top_of(theirs),
            (Stage::Overtaken(theirs), Event::Discard) => Self::editing(theirs, Changes::default()),
            (Stage::Overtaken(theirs), Event::Save) => self.on_top_of(theirs).at(Stage::Saving),
            (Stage::Reviewing, Event::Save) => self.at(Stage::Saving),
            (Stage::Failed(failure), Event::Save) if failure.is_retryable() => {
                self.at(Stage::Saving)
            }
            (Stage::Saving, Event::Answered(answer)) => self.answered(answer),
            (Stage::Saved { undo, .. }, Event::Undo) if !undo.is_empty() => Self {
                changes: undo,
                ..self.at(Stage::Saving)
            },
            (stage, Event::Edit) if stage != Stage::Saving => self.at(Stage::Editing),
            (stage, Event::Discard) if stage != Stage::Saving => {
                Self::editing(self.baseline, Changes::default())
            }
            _ => self,
        }
    }

    /// Nothing is kept under a key: the tag says what is changed, so that nothing is changed twice.
    fn id(&self) -> Option<&str> {
        None
    }

    fn is_draft(&self) -> bool {
        !self.changes.is_empty()
    }

    fn has_open(&self) -> bool {
        match self.stage {
            Stage::Saving => true,
            Stage::Failed(failure) => failure.is_retryable(),
            _ => false,
        }
    }
}

impl Stage {
    /// The switches are in view and can be turned.
    pub const fn takes_changes(&self) -> bool {
        matches!(self, Self::Editing | Self::Asking(_) | Self::Saved { .. })
    }
}

#[cfg(test)]
mod tests;
