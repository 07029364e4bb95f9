//! What holds for all facts.

use super::super::chart::place;
use super::super::{
    Phase, Reason, announcement, decide, explanation_keys, lapse, re_enables_left, refusal,
    refusal_by_post, support,
};
use super::oracle::{expected, refused, relieved, year_end};
use super::random::{extreme_facts, facts};
use crate::{Cloud, Endpoint, Facts, NextStep, Role, Wish};
use chrono::Datelike;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::{collections::BTreeSet, env};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_tables_decide_as_the_policy_looked_up_by_hand(facts in facts()) {
        let decision = decide(&facts);
        let (standing, standing_rule, next_step, rule, ends_with_the_year) = expected(&facts);
        prop_assert_eq!((decision.standing.name(), decision.standing_rule.0), (standing, standing_rule));
        prop_assert_eq!((decision.next_step.name(), decision.rule.0), (next_step, rule));
        prop_assert_eq!(decision.until, ends_with_the_year.then(|| year_end(&facts)));
    }

    #[test]
    fn the_far_side_refuses_as_the_policy_looked_up_by_hand(facts in facts()) {
        for wish in [Wish::OptOut, Wish::ReEnable] {
            let refusal = refusal(&facts, wish).map(|refusal| (name(refusal.reason), refusal.rule.0));
            prop_assert_eq!(refusal, refused(&facts, wish));
        }
    }

    #[test]
    fn the_far_side_accepts_what_is_offered(facts in facts()) {
        let next_step = decide(&facts).next_step;
        let accepts = |wish| refusal(&facts, wish).is_none();
        prop_assert!(next_step != NextStep::OptOut || accepts(Wish::OptOut));
        prop_assert_eq!(next_step == NextStep::ReEnable, accepts(Wish::ReEnable));
    }

    #[test]
    fn a_place_in_the_chart_is_in_the_band_of_the_present(facts in facts()) {
        if let Some(node) = place(&facts) {
            prop_assert_eq!(node.phase(), Phase::at(facts.now, facts.zone));
        }
    }

    #[test]
    fn opt_out_and_re_enable_are_never_both_possible(facts in facts()) {
        prop_assert!(refusal(&facts, Wish::OptOut).is_some() || refusal(&facts, Wish::ReEnable).is_some());
    }

    #[test]
    fn after_2022_nothing_can_be_requested(facts in facts()) {
        let is_after_2022 = facts.now.with_timezone(&facts.zone).year() > 2022;
        let is_refused = |wish| refusal(&facts, wish).is_some();
        prop_assert!(!is_after_2022 || !offers_a_request(decide(&facts).next_step));
        prop_assert!(!is_after_2022 || is_refused(Wish::OptOut) && is_refused(Wish::ReEnable));
    }

    #[test]
    fn nobody_but_a_worldwide_global_administrator_is_offered_a_request(facts in facts()) {
        let is_worldwide_global_admin = facts.cloud == Cloud::Worldwide && facts.role == Role::GlobalAdmin;
        prop_assert!(is_worldwide_global_admin || !offers_a_request(decide(&facts).next_step));
    }

    #[test]
    fn a_second_re_enable_is_never_offered(facts in facts()) {
        let was_offered = decide(&facts).next_step == NextStep::ReEnable;
        let after = Facts { re_enabled_at: Some(facts.now), ..facts };
        let is_offered = decide(&after).next_step == NextStep::ReEnable;
        prop_assert!(!was_offered || !is_offered && re_enables_left(&after) == Some(0));
    }

    #[test]
    fn an_offered_re_enable_is_left(facts in facts()) {
        let is_offered = decide(&facts).next_step == NextStep::ReEnable;
        prop_assert!(!is_offered || re_enables_left(&facts) == Some(1));
    }

    #[test]
    fn support_does_as_the_policy_looked_up_by_hand(facts in facts()) {
        if let Endpoint::Protocol(_) = facts.endpoint {
            prop_assert_eq!(support(&facts).relief, relieved(&facts));
        }
    }

    #[test]
    fn support_helps_whoever_is_sent_to_it(facts in facts()) {
        let is_sent = matches!(decide(&facts).next_step, NextStep::ContactSupport | NextStep::OpenTicket);
        let government = matches!(facts.cloud, Cloud::GccHigh | Cloud::Dod | Cloud::China);
        let helps = support(&facts).relief.lifts();
        prop_assert!(!is_sent || helps != government, "{:?}", support(&facts));
    }

    #[test]
    fn the_post_is_for_gcc_alone(facts in facts()) {
        prop_assert!(facts.cloud == Cloud::Gcc || refusal_by_post(&facts).is_some());
    }

    #[test]
    fn an_announcement_changes_no_decision(facts in facts()) {
        let mut silent = facts.clone();
        silent.announced_for = None;
        prop_assert_eq!(decide(&facts), decide(&silent));
    }

    #[test]
    fn what_is_in_the_future_does_not_exist(facts in facts()) {
        let mut known = facts.clone();
        for fact in [&mut known.blocked_since, &mut known.opted_out_at, &mut known.re_enabled_at] {
            *fact = fact.filter(|at| *at <= facts.now);
        }
        prop_assert_eq!(decide(&facts), decide(&known));
    }

    #[test]
    fn no_facts_make_it_panic(facts in extreme_facts()) {
        let decision = decide(&facts);
        announcement(&facts, decision.standing);
        prop_assert_eq!(lapse(&facts), None);
        prop_assert!(refusal(&facts, Wish::OptOut).is_some());
        prop_assert!(refusal(&facts, Wish::ReEnable).is_some());
    }
}

/// Without this, the properties above could hold because nothing ever came near them.
#[test]
fn the_random_facts_take_every_line_and_nothing_else_is_said() {
    let mut said = BTreeSet::new();
    let mut runner = TestRunner::deterministic();
    for _ in 0..8_000 {
        let facts = facts().new_tree(&mut runner).unwrap().current();
        let decision = decide(&facts);
        let refused = [Wish::OptOut, Wish::ReEnable].map(|wish| refusal(&facts, wish));
        let refused = refused.into_iter().chain([refusal_by_post(&facts)]);
        said.extend([
            decision.why,
            decision.what_next,
            support(&facts).explanation,
        ]);
        said.extend(refused.flatten().map(|refusal| refusal.explanation));
    }
    // What was corrected later is said whatever the facts are.
    said.extend(
        super::super::CORRECTIONS
            .iter()
            .map(|correction| correction.explanation),
    );
    assert_eq!(said, explanation_keys().collect());
}

/// More cases than usual, because they are cheap; `PROPTEST_CASES` may ask for another number.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: env::var("PROPTEST_CASES").map_or(2_000, |_| asked.cases),
        failure_persistence: None,
        ..asked
    }
}

fn offers_a_request(next_step: NextStep) -> bool {
    matches!(next_step, NextStep::OptOut | NextStep::ReEnable)
}

fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Endpoint => "endpoint",
        Reason::Phase => "phase",
        Reason::Cloud => "cloud",
        Reason::Role => "role",
        Reason::NotBlocked => "not_blocked",
        Reason::AlreadyUsed => "already_used",
    }
}
