//! What is looked for, chosen from lists and kept in the address.

use flows::history::{Filter, Topic, people};
use leptos::prelude::*;
use policy::{Endpoint, Protocol};
use wire::history::Event;

use super::table::sheet;
use crate::pages::export::Export;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Choice, Select};
use crate::words::{Text, history, vocabulary};

#[component]
pub(super) fn Filters(
    all: Memo<Vec<Event>>,
    shown: Memo<Vec<Event>>,
    filter: Memo<Filter>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let set = move |change: Box<dyn FnOnce(&mut Filter)>| {
        let mut filter = filter.get_untracked();
        change(&mut filter);
        let pane = router.route_untracked().pane;
        router.rename(Route::new(tenant.id(), Page::History(filter)).with_pane(pane));
    };
    let topics = Topic::ALL.map(|topic| choice(topic.name(), topic_name(topic)));
    let topics = with_all(history::all_topics(), topics);
    let protocols = Protocol::ALL.map(|protocol| {
        let name = vocabulary::endpoint(Endpoint::Protocol(protocol));
        choice(protocol.name(), name)
    });
    let protocols = with_all(history::all_protocols(), protocols);
    let people = Memo::new(move |_| all.with(|events| people(events)));
    let everybody = Signal::derive(move || {
        let people = people.get().into_iter().map(|address| Choice {
            label: Signal::stored(address.clone()),
            value: address,
            lang: None,
        });
        with_all(history::everybody(), people)
    });
    let count = move || {
        let (shown, all) = (shown.with(Vec::len), all.with(Vec::len));
        history::count(small(all), small(shown)).get()
    };
    let is_filtered = move || filter.with(|filter| *filter != Filter::default());
    let clear = Callback::new(move |()| set(Box::new(|filter| *filter = Filter::default())));
    let sheet = Callback::new(move |()| shown.with_untracked(|events| sheet(events, tenant)));
    view! {
        <section class="cluster" data-spread="" aria-label=history::filters()>
            <div class="cluster">
                <Select
                    label=history::topic()
                    choices=Signal::stored(topics)
                    value=Signal::derive(move || {
                        filter.with(|filter| value(filter.topic.map(Topic::name)))
                    })
                    on_change=Callback::new(move |name: String| {
                        set(Box::new(move |filter| filter.topic = Topic::from_name(&name)));
                    })
                />
                <Select
                    label=history::protocol()
                    choices=Signal::stored(protocols)
                    value=Signal::derive(move || {
                        filter.with(|filter| value(filter.protocol.map(Protocol::name)))
                    })
                    on_change=Callback::new(move |name: String| {
                        set(Box::new(move |filter| filter.protocol = Protocol::from_name(&name)));
                    })
                />
                <Select
                    label=history::who()
                    choices=everybody
                    value=Signal::derive(move || {
                        filter.with(|filter| value(filter.by.as_deref()))
                    })
                    on_change=Callback::new(move |address: String| {
                        let by = (!address.is_empty()).then_some(address);
                        set(Box::new(move |filter| filter.by = by));
                    })
                />
                <p class="muted" role="status">{count}</p>
                <Show when=is_filtered>
                    <Button label=history::clear() kind=ButtonKind::Quiet on_press=clear />
                </Show>
            </div>
            <Export what="history" sheet />
        </section>
    }
}

fn value(name: Option<&str>) -> String {
    name.unwrap_or_default().to_owned()
}

fn choice(value: &str, label: Text) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.into(),
        lang: None,
    }
}

fn with_all(all: Text, choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    [choice("", all)].into_iter().chain(choices).collect()
}

fn topic_name(topic: Topic) -> Text {
    match topic {
        Topic::Requests => history::topic_requests(),
        Topic::Refusals => history::topic_refusals(),
        Topic::Blocks => history::topic_blocks(),
        Topic::Posts => history::topic_posts(),
        Topic::Support => history::topic_support(),
        Topic::Settings => history::topic_settings(),
    }
}

fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
