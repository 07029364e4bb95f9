//! The flow chart as a list, in the order in which it is read: for ears, for paper, and with more to
//! say of each step than a drawing has room for.

use flows::chart::Here;
use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::basic_auth_2022::chart::Node;
use policy::{Cloud, Endpoint};

use super::node::{about, destination, label};
use crate::pages::rule::rule;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::words::{Argument, chart, timeline, vocabulary};

#[component]
pub(super) fn Steps(#[prop(into)] here: Signal<Here>, cloud: Cloud) -> impl IntoView {
    let phases = [Phase::OptOut, Phase::ReEnable, Phase::Ended].map(|phase| {
        let nodes: Vec<_> = Node::ALL
            .into_iter()
            .filter(|node| node.phase() == phase)
            .collect();
        // The numbers go on from month to month: a step names those that come after it.
        let start = nodes.first().map(|node| number(*node).to_string());
        let steps = nodes
            .into_iter()
            .map(|node| view! { <Step node here cloud /> });
        view! {
            <h3>{vocabulary::phase(phase)}</h3>
            <ol class="chart-steps" start=start>{steps.collect_view()}</ol>
        }
    });
    view! {
        <section class="card stack" aria-label=timeline::steps()>
            <h2>{timeline::steps()}</h2>
            {phases.collect_view()}
        </section>
    }
}

#[component]
fn Step(node: Node, here: Signal<Here>, cloud: Cloud) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let href = expect_context::<Router>().href(&destination(node, cloud, &tenant.id()));
    let there = Memo::new(move |_| {
        let there: Vec<_> = here.with(|here| here.at(node).collect());
        let names = there
            .iter()
            .map(|it| vocabulary::endpoint(Endpoint::Protocol(*it)));
        (!there.is_empty()).then(|| chart::here(names.collect::<Argument>()).get())
    });
    let next = node.leads_to().iter().map(|next| number(*next).to_string());
    let next = next.collect::<Vec<_>>();
    let next = (!next.is_empty()).then(|| chart::leads_to(next.into_iter().collect::<Argument>()));
    view! {
        <li class="chart-steps__step" aria-current=move || there.with(Option::is_some).then_some("step")>
            <a href=href>{label(node, cloud)}</a>
            " "
            {node.rules().iter().map(|number| rule(number.0)).collect_view()}
            <Show when=move || there.with(Option::is_some)>
                <p class="chart-steps__here">{there}</p>
            </Show>
            <p>{about(node, cloud)} " " {next.map(Signal::<String>::from)}</p>
        </li>
    }
}

/// The place of a step in the list, from 1 on.
fn number(node: Node) -> usize {
    1 + Node::ALL.iter().take_while(|it| **it != node).count()
}
