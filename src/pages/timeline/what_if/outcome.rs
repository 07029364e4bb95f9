//! What would come of it: where each protocol would stand, and what could be done then.

use flows::chart::Here;
use flows::what_if::Assumption;
use leptos::prelude::*;
use policy::basic_auth_2022::chart::is_charted;
use policy::{Cloud, Decision, Facts};

use super::super::drawing::{Drawing, Links};
use crate::pages::rule::rules;
use crate::pages::standing::StandingBadge;
use crate::tenant::Tenant;
use crate::ui::{Column, Table, TableGroup, TableRow};
use crate::words::{home, timeline, vocabulary, what_if};

#[component]
pub(super) fn OutcomeShown(assumption: Memo<Option<Assumption>>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let outcome = Memo::new(move |_| {
        assumption.with(|it| it.as_ref().map(|it| it.play(tenant.zone()).protocols))
    });
    let cloud = Memo::new(move |_| {
        assumption.with(|it| it.as_ref().map_or(Cloud::Worldwide, |it| it.cloud))
    });
    let here = Memo::new(move |_| {
        outcome.with(|all| Here::of(all.iter().flatten().map(|(facts, _)| facts)))
    });
    let heading = move || {
        let at = assumption.with(|it| it.as_ref().map(|it| tenant.time(it.at)));
        at.map(|at| what_if::outcome_at(at).get())
    };
    let columns = vec![
        Column::of_text(home::protocol()),
        Column::of_text(home::state()),
        Column::of_text(home::why()),
        Column::of_text(home::next()),
    ];
    let rows = move || {
        let all = outcome.get().unwrap_or_default();
        all.into_iter()
            .map(|(facts, decision)| row(&facts, decision))
            .collect_view()
    };
    let chart = move || {
        let cloud = cloud.get();
        if is_charted(cloud) {
            view! { <Drawing here cloud links=Links::None /> }.into_any()
        } else {
            view! { <p>{timeline::not_charted()} " " <span class="rule">{"A10"}</span></p> }
                .into_any()
        }
    };
    view! {
        <section class="card stack" data-assumed={"true"} aria-label=what_if::outcome()>
            <h2>{heading}</h2>
            {chart}
        </section>
        <section class="card standings" data-flush="" data-assumed={"true"} aria-label=what_if::standings()>
            <Table caption=what_if::standings() columns>
                <TableGroup>{rows}</TableGroup>
            </Table>
        </section>
    }
}

/// Without links: what is assumed cannot be acted on.
fn row(facts: &Facts, decision: Decision) -> impl IntoView + use<> {
    let heading = vocabulary::endpoint(facts.endpoint);
    let state = view! { <StandingBadge standing=decision.standing /> };
    let why = view! {
        {vocabulary::why(facts, &decision).map(Signal::<String>::from)} " "
        {rules(decision.standing_rule, decision.also.0[0])}
    };
    let next = view! {
        <strong>{vocabulary::next_step(decision.next_step)}</strong> " "
        <small>
            {vocabulary::what_next(facts, &decision).map(Signal::<String>::from)} " "
            {rules(decision.rule, decision.also.0[1])}
        </small>
    };
    let cells = vec![state.into_any(), why.into_any(), next.into_any()];
    view! { <TableRow heading=view! { {heading} }.into_any() cells /> }
}
