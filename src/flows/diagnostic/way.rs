//! The two ways to ask: the diagnostic, and in GCC the steps of a Message Center post.

use policy::{Cloud, Protocol};

use super::{Diagnostic, choose};

/// By which way the far side is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    Diagnostic,
    /// The steps of the post with this id (R34).
    Post(String),
}

/// The post of 1 September, which has the same number in every tenant that it reached.
pub const POST_OF_1_SEPTEMBER: &str = "MC424238";

impl Way {
    /// The way of the tenants in this cloud. Where there is none, the diagnostic says so.
    pub fn of(cloud: Cloud) -> Self {
        match cloud {
            Cloud::Gcc => Self::Post(POST_OF_1_SEPTEMBER.to_owned()),
            Cloud::Worldwide | Cloud::GccHigh | Cloud::Dod | Cloud::China => Self::Diagnostic,
        }
    }

    /// What its drafts are kept under, before the tenant's name.
    pub fn name(&self) -> String {
        match self {
            Self::Diagnostic => "diagnostic".to_owned(),
            Self::Post(id) => format!("message.{id}"),
        }
    }

    /// Where it was left; or the beginning, also for a link to a protocol that a finished run is
    /// not about.
    pub fn resumed(&self, kept: Option<Diagnostic>, wanted: Option<Protocol>) -> Diagnostic {
        match kept {
            Some(Diagnostic::Results(run)) if run.has_open() || run.is_about(wanted) => {
                Diagnostic::Results(run)
            }
            None | Some(Diagnostic::Results(_)) => self.beginning(),
            Some(kept) => kept,
        }
    }

    /// Whoever comes by a post has read there what the tests would say, and begins with the choice.
    fn beginning(&self) -> Diagnostic {
        match self {
            Self::Diagnostic => Diagnostic::Findings,
            Self::Post(_) => choose([]),
        }
    }
}

#[cfg(test)]
mod tests {
    use policy::Protocol::{Imap, Pop};
    use policy::Wish;

    use super::*;
    use crate::diagnostic::{Outcome, Run, Submitted};

    #[test]
    fn each_cloud_has_one_way() {
        assert_eq!(Way::of(Cloud::Gcc), Way::Post("MC424238".to_owned()));
        for cloud in [Cloud::Worldwide, Cloud::GccHigh, Cloud::Dod, Cloud::China] {
            assert_eq!(Way::of(cloud), Way::Diagnostic);
        }
    }

    #[test]
    fn a_post_begins_with_the_choice_and_the_diagnostic_with_the_tests() {
        let beginning = |way: Way| way.resumed(None, None);
        assert_eq!(beginning(Way::of(Cloud::Gcc)), choose([]));
        assert_eq!(beginning(Way::Diagnostic), Diagnostic::Findings);
    }

    #[test]
    fn what_was_kept_goes_on_unless_a_link_leads_past_a_finished_run() {
        let resumed =
            |kept: &Diagnostic, wanted| Way::Diagnostic.resumed(Some(kept.clone()), wanted);
        let finished = results(Outcome::Accepted {
            receipt: "OO-1001".to_owned(),
        });
        let open = results(Outcome::Waiting);
        let check = |kept: &Diagnostic, wanted, goes_on| {
            assert_eq!(resumed(kept, wanted) == *kept, goes_on, "{wanted:?}");
        };
        check(&finished, None, true);
        check(&finished, Some(Imap), true);
        check(&finished, Some(Pop), false);
        check(&open, Some(Pop), true);
        check(&choose([Imap]), Some(Pop), true);
        assert_eq!(resumed(&finished, Some(Pop)), Diagnostic::Findings);
    }

    /// A run about IMAP.
    fn results(outcome: Outcome) -> Diagnostic {
        Diagnostic::Results(Run {
            id: "run".to_owned(),
            wish: Wish::OptOut,
            requests: vec![Submitted {
                protocol: Imap,
                outcome,
            }],
        })
    }
}
