//! What narrows the list. All of it stands in the address.

use std::collections::BTreeSet;

use flows::messages::{Choices, Filter, Keep};
use leptos::prelude::*;
use wire::message::Category;

use crate::message_center::MessageCenter;
use crate::ui::{Choice, SearchField, Select, SelectLook, Toggle};
use crate::words::{Text, help, messages};

use super::words;

#[component]
pub(super) fn Narrow(filter: Memo<Filter>, on_change: Callback<Filter>) -> impl IntoView {
    let center = expect_context::<MessageCenter>();
    let choices = Memo::new(move |_| center.of_all(Choices::among).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut changed = filter.get_untracked();
        change(&mut changed);
        on_change.run(changed);
    };
    let some = |value: String| Some(value).filter(|value| !value.is_empty());
    let services = move || {
        let all = choices.with(|choices| named(&choices.services));
        offered(
            &messages::all_services(),
            all,
            filter.with(|filter| filter.service.clone()),
        )
    };
    let tags = move || {
        let all = choices.with(|choices| named(&choices.tags));
        offered(
            &messages::all_tags(),
            all,
            filter.with(|filter| filter.tag.clone()),
        )
    };
    let categories = move || {
        let named = |category: &Category| (category.name().to_owned(), words::category(category));
        let all = choices.with(|choices| choices.categories.iter().map(named).collect());
        let chosen = filter.with(|filter| filter.category.as_ref().map(|it| it.name().to_owned()));
        offered(&messages::all_categories(), all, chosen)
    };
    let toggles = Keep::ALL.map(|keep| {
        let pressed = Signal::derive(move || filter.with(|filter| filter.kept.contains(&keep)));
        let turn = move |_| on_change.run(filter.get_untracked().turned(keep));
        view! { <Toggle label=name(keep) pressed on_change=Callback::new(turn) /> }
    });
    let value = |of: fn(&Filter) -> Option<String>| {
        Signal::derive(move || filter.with(of).unwrap_or_default())
    };
    view! {
        <section class="narrow" aria-label=messages::narrow()>
            <SearchField
                label=messages::search()
                clear_label=help::clear()
                value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
                on_input=Callback::new(move |text: String| change(&|filter| filter.text.clone_from(&text)))
            />
            <div class="narrow__choices">
                <Select
                    label=messages::service()
                    choices=Signal::derive(services)
                    value=value(|filter| filter.service.clone())
                    on_change=Callback::new(move |it: String| change(&|filter| filter.service = some(it.clone())))
                    look=SelectLook::Field
                />
                <Select
                    label=messages::category()
                    choices=Signal::derive(categories)
                    value=value(|filter| filter.category.as_ref().map(|it| it.name().to_owned()))
                    on_change=Callback::new(move |it: String| {
                        change(&|filter| {
                            filter.category = some(it.clone()).map(|it| Category::from_name(&it));
                        });
                    })
                    look=SelectLook::Field
                />
                <Select
                    label=messages::tag()
                    choices=Signal::derive(tags)
                    value=value(|filter| filter.tag.clone())
                    on_change=Callback::new(move |it: String| change(&|filter| filter.tag = some(it.clone())))
                    look=SelectLook::Field
                />
            </div>
            <div class="narrow__toggles" role="group" aria-label=messages::only()>
                {toggles.collect_view()}
            </div>
        </section>
    }
}

fn named(values: &BTreeSet<String>) -> Vec<(String, String)> {
    values.iter().map(|it| (it.clone(), it.clone())).collect()
}

/// All of them, each, and the one that the address names although no post has it.
fn offered(all: &Text, mut each: Vec<(String, String)>, chosen: Option<String>) -> Vec<Choice> {
    each.insert(0, (String::new(), all.get()));
    let is_there = |chosen: &String| each.iter().any(|(value, _)| value == chosen);
    if let Some(chosen) = chosen.filter(|chosen| !is_there(chosen)) {
        each.push((chosen.clone(), chosen));
    }
    let choice = |(value, label): (String, String)| Choice {
        value,
        label: Signal::stored(label),
        lang: None,
    };
    each.into_iter().map(choice).collect()
}

fn name(keep: Keep) -> Text {
    match keep {
        Keep::Unread => messages::unread(),
        Keep::Favorite => messages::favorites(),
        Keep::Due => messages::due(),
        Keep::Archived => messages::archived(),
    }
}
