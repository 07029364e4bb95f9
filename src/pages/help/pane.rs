//! The help pane: opens over any page and keeps it usable.

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::Pane as PaneRoute;
use crate::ui::{Pane, Tab, TabList, TabPanel};
use crate::words::help;

use super::history::HistoryList;
use super::search::HelpSearch;

/// Shared by the button that opens the pane.
pub(crate) const PANE: &str = "help-pane";
const TABS: &str = "help";
const SELF_HELP: &str = "self-help";
const HISTORY: &str = "history";

#[component]
pub(crate) fn HelpPane() -> impl IntoView {
    let router = expect_context::<Router>();
    let turn = move |pane: Option<PaneRoute>| router.rename(router.route().with_pane(pane));
    let query = Memo::new(move |_| match router.route().pane {
        Some(PaneRoute::SelfHelp(query)) => query,
        _ => String::new(),
    });
    let selected = Memo::new(move |_| match router.route().pane {
        Some(PaneRoute::History) => HISTORY,
        _ => SELF_HELP,
    });
    let select = move |key: &'static str| {
        turn(Some(match key {
            HISTORY => PaneRoute::History,
            _ => PaneRoute::SelfHelp(String::new()),
        }));
    };
    let heading = move || match selected.get() {
        HISTORY => help::history_title().get(),
        _ => help::title().get(),
    };
    let tabs = move || {
        let tabs = vec![
            Tab {
                key: SELF_HELP,
                label: help::self_help().into(),
            },
            Tab {
                key: HISTORY,
                label: help::history().into(),
            },
        ];
        view! {
            <TabList id=TABS label=help::tabs() tabs selected on_select=Callback::new(select) />
        }
    };
    let search = move |query| turn(Some(PaneRoute::SelfHelp(query)));
    view! {
        <Pane
            id=PANE
            heading=Signal::derive(heading)
            close_label=help::close()
            on_close=Callback::new(move |()| turn(None))
            header=tabs
        >
            <TabPanel id=TABS selected>
                <Show
                    when=move || selected.get() == HISTORY
                    fallback=move || view! { <HelpSearch query on_query=Callback::new(search) /> }
                >
                    <HistoryList />
                </Show>
            </TabPanel>
        </Pane>
    }
}
