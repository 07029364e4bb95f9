//! What the search found: diagnostics first, then pages and articles.

use flows::diagnostic::Way;
use flows::diagnostic::reading::{choices, offered};
use leptos::either::Either;
use leptos::prelude::*;
use policy::Wish;
use policy::basic_auth_2022::Phase;
use search::{Hit, Kind, Title};

use crate::router::Router;
use crate::routes::Route;
use crate::tenant::Tenant;
use crate::words::{Text, help};

#[component]
pub(crate) fn Results(
    #[prop(into)] hits: Signal<Vec<Hit>>,
    /// What comes closest, where there are no hits.
    #[prop(into)]
    nearest: Signal<Vec<Hit>>,
) -> impl IntoView {
    let of_kind = move |wanted: fn(Kind) -> bool| {
        Memo::new(move |_| {
            let hits = hits.get().into_iter().filter(|hit| wanted(hit.kind));
            hits.collect::<Vec<_>>()
        })
    };
    let diagnostics = of_kind(|kind| kind == Kind::Diagnostic);
    let insights = of_kind(|kind| kind != Kind::Diagnostic);
    let nothing = move || hits.with(Vec::is_empty);
    view! {
        <section class="results" aria-label=help::results()>
            <Section heading=help::run_diagnostics() hits=diagnostics />
            <Section heading=help::insights() hits=insights />
            <Show when=nothing>
                <p>{help::nothing_found()}</p>
                <Section heading=help::nearest() hits=nearest />
            </Show>
        </section>
    }
}

#[component]
fn Section(heading: Text, #[prop(into)] hits: Signal<Vec<Hit>>) -> impl IntoView {
    let heading = StoredValue::new(heading);
    view! {
        <Show when=move || !hits.with(Vec::is_empty)>
            <h3>{heading.get_value()}</h3>
            {move || hits.get().into_iter().map(|hit| view! { <Result hit /> }).collect_view()}
        </Show>
    }
}

#[component]
fn Result(hit: Hit) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let href = expect_context::<Router>().href(&Route::below(&tenant.id(), &hit.address));
    let is_diagnostic = hit.kind == Kind::Diagnostic;
    let other = hit.other_title.as_ref().map(|title| {
        view! {
            <p class="result-card__other" lang=title.lang.tag()>{marked(title)}</p>
        }
    });
    view! {
        <article class="result-card" data-kind=if is_diagnostic { "diagnostic" } else { "insight" }>
            <h4 class="result-card__heading">
                <a href=href.clone() lang=hit.title.lang.tag()>{marked(&hit.title)}</a>
            </h4>
            {other}
            <p class="result-card__summary" lang=hit.title.lang.tag()>{hit.summary.clone()}</p>
            {is_diagnostic.then(|| view! {
                <p class="result-card__summary">{move || availability(tenant).map(|text| text.get())}</p>
                <a class="button" data-kind="primary" href=href>{help::run_tests()}</a>
            })}
        </article>
    }
}

/// The title with what was typed marked in it.
pub(crate) fn marked(title: &Title) -> impl IntoView + use<> {
    let part = |(text, is_match): (&str, bool)| {
        let text = text.to_owned();
        if is_match {
            Either::Left(view! { <mark>{text}</mark> })
        } else {
            Either::Right(text)
        }
    };
    title.parts().into_iter().map(part).collect_view()
}

/// What the diagnostic can do for this administrator now, before they open it.
pub(crate) fn availability(tenant: Tenant) -> Option<Text> {
    let protocols = tenant.protocols()?;
    let now = tenant.now();
    let available = choices(&protocols, &Way::Diagnostic, now);
    let available = available.iter().filter(|choice| choice.is_open()).count();
    let available = i32::try_from(available).ok()?;
    Some(
        match offered(&Way::Diagnostic, Phase::at(now, tenant.zone())) {
            _ if available == 0 => help::nothing_available(),
            Some(Wish::OptOut) => help::can_opt_out(available),
            Some(Wish::ReEnable) => help::can_re_enable(available),
            None => help::nothing_available(),
        },
    )
}
