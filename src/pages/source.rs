//! Where the rules of a page come from, and where newer word of them is.

use leptos::prelude::*;

use crate::words::source;

/// What the notice itself names for the newest information (R2).
const NEWER_INFORMATION: &str = "https://aka.ms/EXOBasicAuthLatest";

/// Stands at the end of every page that shows rules.
#[component]
pub(crate) fn Source() -> impl IntoView {
    view! {
        <footer class="page-footer">
            <p>{source::interpretation()}</p>
            <p>
                <a href=NEWER_INFORMATION rel="noopener noreferrer">{source::newer_information()}</a>
            </p>
        </footer>
    }
}
