//! The flow chart as a drawing: three bands, the ways through them, and who is where.

use flows::chart::{self, Arrow, Band, Here, Line, Placed, WIDTH, Words};
use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::basic_auth_2022::chart::{Kind, Node};
use policy::{Cloud, Endpoint};

use super::node::{destination, label};
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::Scroller;
use crate::words::{self, Text, chart as say, vocabulary};

/// Whether the nodes lead anywhere.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Links {
    ToWhereItIsDone,
    /// What is only assumed cannot be acted on.
    None,
}

#[component]
pub(super) fn Drawing(
    #[prop(into)] here: Signal<Here>,
    cloud: Cloud,
    links: Links,
) -> impl IntoView {
    let drawing = Memo::new(move |_| {
        let words = |node| Words {
            label: label(node, cloud).get(),
            here: here.with(|here| count(here, node)).map(|text| text.get()),
        };
        chart::lay_out(words, words::language().is_right_to_left())
    });
    let view_box = move || drawing.with(|drawing| format!("0 0 {WIDTH} {}", drawing.height));
    // Without links there is nothing in it that could be reached: the table beside it tells the same.
    let (role, name) = match links {
        Links::ToWhereItIsDone => ("group", say::drawing()),
        Links::None => ("img", say::drawing_assumed()),
    };
    let bands = move || drawing.with(|it| it.bands.iter().map(band).collect_view());
    let arrows = move || drawing.with(|it| it.arrows.iter().map(arrow).collect_view());
    let boxes = move || {
        drawing.with(|drawing| {
            let boxes = drawing.boxes.iter();
            boxes
                .map(|placed| node(placed, &here.get(), cloud, links))
                .collect_view()
        })
    };
    view! {
        <Scroller label=name.clone()>
            <svg class="flow-chart" data-links=links == Links::ToWhereItIsDone role=role aria-label=name viewBox=view_box>
                {bands}
                {arrows}
                {boxes}
            </svg>
        </Scroller>
    }
}

/// Who is at a node, as many as they are.
fn count(here: &Here, node: Node) -> Option<Text> {
    let count = i32::try_from(here.at(node).count()).unwrap_or(i32::MAX);
    (count > 0).then(|| say::here_count(count))
}

fn band(
    Band {
        phase,
        x,
        y,
        height,
    }: &Band,
) -> impl IntoView + use<> {
    view! {
        <g class="flow-chart__band" data-phase=months(*phase)>
            <rect x="0" y=*y width=WIDTH height=*height rx="8" />
            <text class="flow-chart__phase" x=*x y=y + 28>{vocabulary::phase(*phase)}</text>
        </g>
    }
}

fn arrow(Arrow { x, from, to }: &Arrow) -> impl IntoView + use<> {
    view! { <path class="flow-chart__arrow" stroke-width="1.5" d=format!("M{x} {from}V{to}m-5-7 5 6 5-6") /> }
}

fn node(placed: &Placed, here: &Here, cloud: Cloud, links: Links) -> impl IntoView + use<> {
    let node = placed.node;
    let label = label(node, cloud);
    let there = here
        .at(node)
        .map(|protocol| vocabulary::endpoint(Endpoint::Protocol(protocol)));
    let name = match here.at(node).next() {
        None => label,
        Some(_) => say::node_here(label, there.collect::<words::Argument>()),
    };
    let Placed {
        x,
        y,
        width,
        height,
        ..
    } = *placed;
    let strip = placed.strip().map(|(top, height)| {
        view! {
            <rect class="flow-chart__strip" x=x + 8 y=top width=width - 16 height=height rx="4" />
        }
    });
    let shown = view! {
        <rect
            class="flow-chart__box"
            x=x
            y=y
            width=width
            height=height
            rx=radius(node)
            stroke-width=weight(node)
        />
        {lines("flow-chart__label", &placed.label)}
        {strip}
        {lines("flow-chart__here", &placed.here)}
    };
    let shown = match links {
        Links::None => shown.into_any(),
        Links::ToWhereItIsDone => {
            let tenant = expect_context::<Tenant>();
            let href = expect_context::<Router>().href(&destination(node, cloud, &tenant.id()));
            view! { <g><a href=href aria-label=name>{shown}</a></g> }.into_any()
        }
    };
    view! { <g class="flow-chart__node" data-kind=kind(node)>{shown}</g> }
}

fn lines(class: &'static str, lines: &[Line]) -> impl IntoView + use<> {
    let line =
        |Line { x, y, text }: &Line| view! { <text class=class x=*x y=*y>{text.clone()}</text> };
    lines.iter().map(line).collect_view()
}

/// A choice is also drawn with a heavier line.
const fn weight(node: Node) -> &'static str {
    match node.kind() {
        Kind::Choice => "2.5",
        Kind::Event | Kind::Action => "1",
    }
}

const fn months(phase: Phase) -> &'static str {
    match phase {
        Phase::Announced | Phase::OptOut => "september",
        Phase::ReEnable => "autumn",
        Phase::Ended => "january",
    }
}

const fn kind(node: Node) -> &'static str {
    match node.kind() {
        Kind::Event => "event",
        Kind::Choice => "choice",
        Kind::Action => "action",
    }
}

/// Also the form tells what a node is, not its colour alone.
const fn radius(node: Node) -> i32 {
    match node.kind() {
        Kind::Event => 2,
        Kind::Choice => 22,
        Kind::Action => 8,
    }
}
