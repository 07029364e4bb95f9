//! What this app is: its build, the contract and the policy that it knows, and whose work is in it.

use leptos::either::Either;
use leptos::prelude::*;
use serde::Deserialize;

use crate::browser::{assets, build};
use crate::latest::latest;
use crate::router::Router;
use crate::ui::{Notice, Skeleton, Tone};
use crate::words::{about, app};

#[component]
pub(crate) fn AboutPage() -> impl IntoView {
    let router = expect_context::<Router>();
    let licences = latest(|| async {
        let file = assets::fetch_text("licences").await.ok()?;
        serde_json::from_str::<Licences>(&file).ok()
    });
    let is_ready = Signal::derive(move || licences.with(Option::is_some));
    let build = build::current().unwrap_or_else(|| "–".to_owned());
    router.settle();
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{app::about()}</h1>
            <p class="lead">{about::lead()}</p>
        </header>
        <dl class="facts card">
            <div><dt>{about::build()}</dt> <dd><code>{build}</code></dd></div>
            <div><dt>{about::contract()}</dt> <dd><code>{wire::CONTRACT}</code></dd></div>
            <div><dt>{about::policy()}</dt> <dd><code>{wire::POLICY}</code></dd></div>
        </dl>
        <h2>{about::licences()}</h2>
        <p>{about::licences_about()}</p>
        <Skeleton label=app::reading() is_ready>
            {move || licences.get().map(|licences| match licences {
                Some(licences) => Either::Left(view! { <Packages licences /> }),
                None => Either::Right(view! {
                    <Notice tone=Tone::Bad heading=about::not_fetched() announced=true>
                        <p>{app::part_not_fetched_advice()}</p>
                    </Notice>
                }),
            })}
        </Skeleton>
    }
}

/// What the build found in the packages.
#[derive(Clone, Deserialize)]
struct Licences {
    texts: Vec<String>,
    packages: Vec<Package>,
}

#[derive(Clone, Deserialize)]
struct Package {
    name: String,
    version: String,
    licence: String,
    /// Positions in the list of texts.
    texts: Vec<usize>,
}

/// A line for each, with the texts below it when it is opened.
#[component]
fn Packages(licences: Licences) -> impl IntoView {
    let texts = licences.texts;
    let packages = licences.packages.into_iter().map(|package| {
        let texts = package
            .texts
            .iter()
            .filter_map(|at| texts.get(*at).cloned());
        let texts = texts.map(|text| view! { <blockquote class="quote">{text}</blockquote> });
        view! {
            <li>
                <details>
                    <summary lang="en">
                        {package.name} " " {package.version} ", " {package.licence}
                    </summary>
                    <div lang="en">{texts.collect_view()}</div>
                </details>
            </li>
        }
    });
    view! { <ul class="stack" role="list">{packages.collect_view()}</ul> }
}
