//! Message center as its reader sorts it: which posts are in view, what is due, and what marking
//! changes.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use wire::message::{Category, Marking, Message, Text};

/// Which posts are in view. What was typed is looked for elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub service: Option<String>,
    pub category: Option<Category>,
    pub tag: Option<String>,
    pub kept: BTreeSet<Keep>,
    /// What was typed.
    pub text: String,
}

/// Keeps only posts of which this is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keep {
    Unread,
    Favorite,
    /// Something has to be done, and the day has not passed.
    Due,
    /// Without this, what is archived is out of view.
    Archived,
}

impl Keep {
    pub const ALL: [Self; 4] = [Self::Unread, Self::Favorite, Self::Due, Self::Archived];

    /// As it stands in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Favorite => "favorite",
            Self::Due => "due",
            Self::Archived => "archived",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl Filter {
    /// Whether a post is in view at this time, whatever was typed.
    pub fn takes(&self, post: &Message, now: DateTime<Utc>) -> bool {
        let seen = post.view_point.unwrap_or_default();
        let has = |wanted: &Option<String>, found: &[String]| {
            wanted.as_ref().is_none_or(|wanted| found.contains(wanted))
        };
        let keeps = |keep: &Keep| match keep {
            Keep::Unread => !seen.is_read,
            Keep::Favorite => seen.is_favorited,
            Keep::Due => post.action_required_by_date_time.is_some_and(|by| now < by),
            Keep::Archived => seen.is_archived,
        };
        has(&self.service, &post.services)
            && has(&self.tag, &post.tags)
            && self
                .category
                .as_ref()
                .is_none_or(|wanted| *wanted == post.category)
            && self.kept.iter().all(keeps)
            && (self.kept.contains(&Keep::Archived) || !seen.is_archived)
    }

    /// The same with this turned on, or off if it was on.
    #[must_use]
    pub fn turned(mut self, keep: Keep) -> Self {
        if !self.kept.remove(&keep) {
            self.kept.insert(keep);
        }
        self
    }
}

/// What the posts can be narrowed to, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub services: BTreeSet<String>,
    pub categories: BTreeSet<Category>,
    pub tags: BTreeSet<String>,
}

impl Choices {
    pub fn among(posts: &[Message]) -> Self {
        let mut choices = Self::default();
        for post in posts {
            choices.services.extend(post.services.iter().cloned());
            choices.categories.insert(post.category.clone());
            choices.tags.extend(post.tags.iter().cloned());
        }
        choices
    }
}

/// What a post says in this language, else the original.
pub fn text(post: &Message, lang: &str) -> Text {
    let mut translations = post.translations.iter();
    let translation = translations.find(|text| text.lang == lang);
    translation.cloned().unwrap_or_else(|| Text {
        lang: post.lang.clone().unwrap_or_default(),
        title: post.title.clone(),
        body: post.body.clone(),
    })
}

/// Marks these posts, and names those that were not marked so before: they are what an undo is for.
pub fn mark(posts: &mut [Message], marking: Marking, ids: &[String]) -> Vec<String> {
    let wanted: BTreeSet<_> = ids.iter().collect();
    let mut changed = Vec::new();
    for post in posts.iter_mut().filter(|post| wanted.contains(&post.id)) {
        let before = post.view_point.unwrap_or_default();
        let after = before.after(marking);
        if after != before {
            post.view_point = Some(after);
            changed.push(post.id.clone());
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time with its zone")
    }

    fn post(id: &str) -> Message {
        let header = serde_json::json!({
            "id": id,
            "title": "Opt out",
            "startDateTime": "2022-09-01T09:00:00Z",
            "lastModifiedDateTime": "2022-09-01T09:00:00Z",
            "actionRequiredByDateTime": "2022-10-01T00:00:00Z",
            "category": "planForChange",
            "severity": "high",
            "services": ["Exchange Online"],
            "tags": ["Retirement"],
            "lang": "en",
            "translations": [{"lang": "ja", "title": "オプトアウト"}],
        });
        serde_json::from_value(header).expect("a header")
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Message), filter: &Filter, is_taken: bool) {
        let mut post = post("MC1");
        change(&mut post);
        assert_eq!(filter.takes(&post, at("2022-09-12T09:00:00Z")), is_taken);
    }

    fn marked(marking: Marking) -> impl FnOnce(&mut Message) {
        move |post| {
            mark(std::slice::from_mut(post), marking, &["MC1".to_owned()]);
        }
    }

    #[test]
    fn a_post_is_in_view_when_all_of_the_filter_is_true_of_it() {
        let some = |text: &str| Some(text.to_owned());
        let all = Filter::default();
        check(|_| {}, &all, true);
        let exchange = Filter {
            service: some("Exchange Online"),
            ..Filter::default()
        };
        check(|_| {}, &exchange, true);
        check(|post| post.services.clear(), &exchange, false);
        let tagged = Filter {
            tag: some("New feature"),
            ..exchange
        };
        check(|_| {}, &tagged, false);
        let planned = Filter {
            category: Some(Category::PlanForChange),
            ..Filter::default()
        };
        check(|_| {}, &planned, true);
        check(
            |post| post.category = Category::StayInformed,
            &planned,
            false,
        );
    }

    #[test]
    fn what_a_reader_has_done_decides_too() {
        let only = |keep| Filter::default().turned(keep);
        check(|_| {}, &only(Keep::Unread), true);
        check(marked(Marking::Read), &only(Keep::Unread), false);
        check(|_| {}, &only(Keep::Favorite), false);
        check(marked(Marking::Favorite), &only(Keep::Favorite), true);
        check(|_| {}, &only(Keep::Archived), false);
        check(marked(Marking::Archive), &only(Keep::Archived), true);
        check(marked(Marking::Archive), &Filter::default(), false);
        check(|_| {}, &only(Keep::Due), true);
        let passed = at("2022-09-12T09:00:00Z");
        check(
            |it| it.action_required_by_date_time = Some(passed),
            &only(Keep::Due),
            false,
        );
        check(
            |it| it.action_required_by_date_time = None,
            &only(Keep::Due),
            false,
        );
        assert_eq!(only(Keep::Due).turned(Keep::Due), Filter::default());
    }

    #[test]
    fn a_post_speaks_the_language_of_the_page_where_it_can() {
        let said = |lang| text(&post("MC1"), lang);
        assert_eq!(said("ja").title, "オプトアウト");
        assert_eq!(
            (said("fr").lang, said("fr").title),
            ("en".to_owned(), "Opt out".to_owned())
        );
    }

    #[test]
    fn only_what_was_not_marked_before_is_there_to_be_undone() {
        let mut posts = [post("MC1"), post("MC2"), post("MC3")];
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(mark(&mut posts, Marking::Read, &ids(&["MC2"])), ["MC2"]);
        let both = ids(&["MC1", "MC2"]);
        assert_eq!(mark(&mut posts, Marking::Read, &both), ["MC1"]);
        assert_eq!(mark(&mut posts, Marking::Unread, &ids(&["MC1"])), ["MC1"]);
        let read: Vec<_> = posts
            .iter()
            .map(|post| post.view_point.unwrap_or_default().is_read)
            .collect();
        assert_eq!(read, [false, true, false]);
    }

    #[test]
    fn there_is_a_choice_of_what_occurs() {
        let choices = Choices::among(&[post("MC1"), post("MC2")]);
        assert_eq!(choices.services.len(), 1);
        assert_eq!(
            choices.categories.iter().collect::<Vec<_>>(),
            [&Category::PlanForChange]
        );
        assert!(choices.tags.contains("Retirement"));
    }
}
