//! The table of endpoints: the eight protocols, and what the programme does not switch.

use flows::layers::{Layers, Policy};
use flows::posts::{Posts, Word};
use flows::usage::Evidence;
use leptos::prelude::*;
use policy::basic_auth_2022::{Announcement, announcement, decide, re_enables_left};
use policy::{Decision, Endpoint, RuleNumber};
use wire::protocols::{Archived, EndpointFacts, Protocols};

use super::advice::{before_the_offer, figures};
use super::confirmation::Confirmation;
use super::next_step::{Next, Step};
use super::posts;
use crate::pages::layers::side_by_side;
use crate::pages::rule::{rule, rules};
use crate::pages::standing::StandingBadge;
use crate::reports::Reports;
use crate::tenant::Tenant;
use crate::ui::{Column, Table, TableGroup, TableRow};
use crate::words::{Day, Text, home, vocabulary};

#[component]
pub(crate) fn Standings() -> impl IntoView {
    let rows = |endpoints: Vec<Endpoint>| {
        endpoints
            .into_iter()
            .map(|endpoint| view! { <Row endpoint /> })
            .collect_view()
    };
    let protocols = policy::Protocol::ALL.map(Endpoint::Protocol).to_vec();
    let others = policy::OtherEndpoint::ALL.map(Endpoint::Other).to_vec();
    let columns = vec![
        Column::of_text(home::protocol()),
        Column::of_text(home::state()),
        Column::of_text(home::why()),
        Column::of_numbers(home::left()),
        Column::of_text(home::next()),
    ];

    view! {
        <section class="card standings" data-flush="">
            <Table caption=home::caption() columns>
                <TableGroup>{rows(protocols)}</TableGroup>
                <TableGroup label=home::other_endpoints()>{rows(others)}</TableGroup>
            </Table>
        </section>
    }
}

/// One endpoint. It is drawn again only when something that it shows has changed, so that a
/// reading or a second passing never takes the focus away.
#[component]
fn Row(endpoint: Endpoint) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    let posts = expect_context::<Memo<Posts>>();
    let shown = Memo::new(move |_| {
        let protocols = tenant.protocols()?;
        let entry = protocols
            .endpoints
            .iter()
            .find(|entry| entry.endpoint == endpoint)?;
        Some(posts.with(|posts| Shown::of(&protocols, entry, tenant, reports, posts)))
    });
    move || {
        shown.get().map(|shown| {
            let heading = view! {
                {vocabulary::endpoint(endpoint)} " "
                <small>{vocabulary::clients_of(endpoint)}</small>
                {figures(shown.evidence)}
            };
            let state = view! {
                <StandingBadge standing=shown.decision.standing />
                " "
                {shown.layers.as_ref().map(side_by_side)}
            };
            let why = why(&shown, tenant).into_any();
            let next = view! {
                {before_the_offer(
                    shown.evidence,
                    shown.layers.as_ref(),
                    shown.decision.standing,
                )}
                <Next step=shown.next endpoint />
                {shown.confirmation.map(|confirmation| confirmation.show(tenant))}
            };
            let cells = vec![
                state.into_any(),
                why,
                left(shown.left).into_any(),
                next.into_any(),
            ];
            view! { <TableRow heading=heading.into_any() cells /> }
        })
    }
}

/// What a row shows: derived from the facts, without the time that passes.
#[derive(Clone, PartialEq)]
struct Shown {
    decision: Decision,
    why: Option<Text>,
    left: Option<u8>,
    announced: Option<Announcement>,
    archived: Option<Archived>,
    words: Vec<Word>,
    confirmation: Option<Confirmation>,
    evidence: Option<Evidence>,
    layers: Option<Layers>,
    next: Step,
}

impl Shown {
    fn of(
        protocols: &Protocols,
        entry: &EndpointFacts,
        tenant: Tenant,
        reports: Reports,
        posts: &Posts,
    ) -> Self {
        let facts = protocols.facts_of(entry, tenant.now());
        let decision = decide(&facts);
        let layers = Layers::of(protocols, entry.endpoint, decision.standing);
        // Beside the programme only what is out of the ordinary is worth a line.
        let is_told = matches!(entry.endpoint, Endpoint::Protocol(_))
            || matches!(layers.policy, Policy::Blocks(_));
        let words = posts.about(&facts, decision.standing);
        Self {
            why: vocabulary::why(&facts, &decision),
            left: re_enables_left(&facts),
            announced: announcement(&facts, decision.standing),
            archived: entry.archived.last().copied(),
            confirmation: Confirmation::of(&facts, decision.standing, &words),
            words,
            evidence: reports.usage_of(&facts),
            layers: is_told.then_some(layers),
            next: Step::of(entry, &facts, decision),
            decision,
        }
    }
}

/// How many re-enables are left; a dash where there is nothing to count.
fn left(left: Option<u8>) -> Signal<String> {
    match left {
        Some(left) => home::left_count(i32::from(left)).into(),
        None => home::no_re_enable().into(),
    }
}

/// The sentence, its rules, and what else bears on it.
fn why(shown: &Shown, tenant: Tenant) -> impl IntoView + use<> {
    let zone = tenant.zone();
    let announced = shown.announced.map(|announced| match announced {
        Announcement::Ahead(date) => home::announced_for(Day { date, zone }),
        Announcement::Passed(date) => home::announced_passed(Day { date, zone }),
    });
    let archived = shown
        .archived
        .map(|archived| home::archived_request(tenant.day(archived.at)));
    view! {
        {shown.why.clone().map(Signal::<String>::from)} " " {rules(shown.decision.standing_rule, shown.decision.also.0[0])}
        {cited(shown.decision.also.0[2])}
        {announced.map(|text| view! { <small>{text}</small> })}
        {archived.map(|text| view! { <small>{text} " " {rule("R26")}</small> })}
        {posts::links(&shown.words, tenant)}
    }
}

/// What the rules of the endpoint itself add.
fn cited(rules: &'static [RuleNumber]) -> impl IntoView + use<> {
    let has = |number| rules.contains(&RuleNumber(number));
    let follows =
        has("R62").then(|| view! { <small>{home::follows_programme()} " " {rule("R62")}</small> });
    let stops =
        has("R63").then(|| view! { <small>{home::v1_module_stops()} " " {rule("R63")}</small> });
    view! { {follows} {stops} }
}
