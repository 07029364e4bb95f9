//! The posts of the tenant in view as its reader sorts them: their headers, read in the background
//! once somebody wants them, and what the reader marks, shown at once and then written.

mod outbox;

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use flows::messages::{Filter, mark, text};
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use search::{Entry, Hit, Index, Kind, Lang};
use wire::collection::{Collection, List};
use wire::message::{Marking, Message};

use crate::api::{Api, ApiError};
use crate::browser::random;
use crate::lasting::Lasting;
use crate::latest::Asking;
use crate::tenant::Tenant;

use outbox::{Mark, Outbox};

#[derive(Clone, Copy)]
pub(crate) struct MessageCenter {
    api: StoredValue<Api>,
    tenant: Tenant,
    /// Under whom readings run, whoever first wants one.
    owner: StoredValue<Option<Owner>>,
    is_wanted: StoredValue<bool>,
    known: RwSignal<Option<Known>>,
    trouble: RwSignal<Option<ApiError>>,
    /// Why the newest marking was taken back.
    unmarked: RwSignal<Option<ApiError>>,
    /// What was marked and is not answered yet, in its order; the first is on its way.
    waiting: StoredValue<VecDeque<Waiting>>,
    /// The same, for the case that this tab is closed before.
    outbox: StoredValue<Outbox>,
    asking: StoredValue<Asking>,
    again: RwSignal<u32>,
}

/// What was read so far, newest first.
struct Known {
    posts: Vec<Message>,
    /// How many there are.
    total: usize,
    /// One for each page of them, with the number of its first post.
    indexes: Vec<(usize, Index)>,
}

#[derive(Clone)]
struct Waiting {
    mark: Mark,
    on_kept: OnKept,
}

/// Hears which posts were not marked so before, once the far side has it.
pub(crate) type OnKept = Arc<dyn Fn(Vec<String>) + Send + Sync>;

/// So many headers come at once.
const PAGE: usize = 500;

impl MessageCenter {
    pub(crate) fn open(tenant: Tenant, api: Api) -> Self {
        let outbox = Outbox::of(&tenant.id());
        let left = outbox.left();
        let center = Self {
            api: StoredValue::new(api),
            tenant,
            owner: StoredValue::new(Owner::current()),
            is_wanted: StoredValue::new(false),
            known: RwSignal::new(None),
            trouble: RwSignal::new(None),
            unmarked: RwSignal::new(None),
            waiting: StoredValue::new(VecDeque::new()),
            outbox: StoredValue::new(outbox),
            asking: StoredValue::new(Asking::default()),
            again: RwSignal::new(0),
        };
        for mark in left {
            center.write(mark, Arc::new(|_| ()));
        }
        center
    }

    /// Reads the headers now and whenever something may have changed, from here on.
    pub(crate) fn want(self) {
        if self.is_wanted.get_value() {
            return;
        }
        self.is_wanted.set_value(true);
        let read = move |_| {
            self.tenant.track();
            self.again.follow();
            let reading = self.asking.try_update_value(|it| it.ask(self.read()));
            if let Some(reading) = reading {
                // Given up where somebody has asked anew, or is gone.
                spawn_local(reading.map(drop));
            }
        };
        if let Some(owner) = self.owner.get_value() {
            owner.with(|| Effect::new(read));
        }
    }

    /// How many posts have been read, and how many there are, tracked; nothing before the first
    /// answer.
    pub(crate) fn progress(self) -> Option<(usize, usize)> {
        self.with(|known| (known.posts.len(), known.total))
    }

    /// Why the newest reading failed, tracked; what was read before still stands.
    pub(crate) fn trouble(self) -> Option<ApiError> {
        self.trouble.follow().get_untracked()
    }

    /// Why the newest marking was taken back, tracked.
    pub(crate) fn unmarked(self) -> Option<ApiError> {
        self.unmarked.follow().get_untracked()
    }

    /// What can be said of all posts that were read, tracked.
    pub(crate) fn of_all<T>(self, say: impl FnOnce(&[Message]) -> T) -> Option<T> {
        self.with(|known| say(&known.posts))
    }

    /// The header of a post, tracked.
    pub(crate) fn post(self, id: &str) -> Option<Message> {
        self.with(|known| known.posts.iter().find(|post| post.id == id).cloned())?
    }

    /// The ids of those that a filter takes, and of the one that stays among them, newest first,
    /// tracked.
    pub(crate) fn taken(
        self,
        filter: &Filter,
        now: DateTime<Utc>,
        stays: Option<&str>,
    ) -> Vec<String> {
        let taken = self.with(|known| {
            let takes =
                |post: &&Message| filter.takes(post, now) || stays == Some(post.id.as_str());
            let id = |post: &Message| post.id.clone();
            if filter.text.trim().is_empty() {
                return known.posts.iter().filter(takes).map(id).collect();
            }
            let found = known.indexes.iter().flat_map(|&(first, ref index)| {
                let found = index.matching(&filter.text).into_iter();
                found.filter_map(move |at| known.posts.get(first + at))
            });
            found.filter(takes).map(id).collect()
        });
        taken.unwrap_or_default()
    }

    /// The best posts for what has been typed so far, tracked.
    pub(crate) fn search(self, query: &str, lang: Lang, limit: usize) -> Vec<Hit> {
        let found = self.with(|known| {
            let pages = known.indexes.iter();
            let mut found: Vec<_> = pages
                .flat_map(|(_, index)| index.search(query, lang, limit))
                .collect();
            found.sort_by(|a, b| b.score.total_cmp(&a.score));
            found.truncate(limit);
            found
        });
        found.unwrap_or_default()
    }

    /// Marks posts: shown at once, told when it is kept.
    pub(crate) fn mark(self, marking: Marking, ids: &[String], on_kept: OnKept) {
        let mut changed = Vec::new();
        self.known.update(|known| {
            if let Some(known) = known {
                changed = mark(&mut known.posts, marking, ids);
            }
        });
        if !changed.is_empty() {
            self.unmarked.set(None);
            let mark = Mark {
                marking,
                ids: changed,
                key: random::uuid(),
            };
            self.write(mark, on_kept);
        }
    }

    fn with<T>(self, say: impl FnOnce(&Known) -> T) -> Option<T> {
        self.known
            .follow()
            .with_untracked(|known| known.as_ref().map(say))
    }

    async fn read(self) {
        let (api, tenant) = (self.api.get_value(), self.tenant.id());
        let first = List {
            top: Some(PAGE),
            select: Some(Message::HEADER.to_owned()),
            count: true,
            ..List::default()
        };
        let mut posts = Vec::new();
        let mut asked: Option<String> = None;
        let mut page = api.messages(&tenant, first).await;
        loop {
            let Collection {
                count,
                next_link,
                value,
            } = match page {
                Ok(page) => page,
                Err(error) => return self.trouble.set(Some(error)),
            };
            // A far side that leads nowhere, or round and round on the spot, has no more to tell.
            let leads_on = |link: &String| !value.is_empty() && asked.as_ref() != Some(link);
            let next_link = next_link.filter(leads_on);
            posts.extend(value);
            let total = count.unwrap_or_default().max(posts.len());
            let shown = |known: &Option<Known>| known.as_ref().map_or(0, |it| it.posts.len());
            // What is in view is not taken away while it is read again.
            if next_link.is_none() || self.known.with_untracked(shown) < posts.len() {
                self.take(posts.clone(), total);
            }
            let Some(link) = next_link else {
                return self.trouble.set(None);
            };
            page = api.next_messages(&tenant, &link).await;
            asked = Some(link);
        }
    }

    fn take(self, mut posts: Vec<Message>, total: usize) {
        for Waiting { mark: waiting, .. } in self.waiting.get_value() {
            mark(&mut posts, waiting.marking, &waiting.ids);
        }
        let is_same = |known: &Known| known.posts == posts && known.total == total;
        if self
            .known
            .with_untracked(|known| known.as_ref().is_some_and(is_same))
        {
            return;
        }
        self.known.update(|known| {
            let indexes = match known.take() {
                Some(known) if has_same_texts(&known.posts, &posts) => known.indexes,
                _ => indexes(&posts),
            };
            *known = Some(Known {
                posts,
                total,
                indexes,
            });
        });
    }

    fn write(self, mark: Mark, on_kept: OnKept) {
        let is_first = self.waiting.try_update_value(|waiting| {
            waiting.push_back(Waiting { mark, on_kept });
            self.keep(waiting);
            waiting.len() == 1
        });
        if is_first == Some(true) {
            spawn_local(self.send());
        }
    }

    fn keep(self, waiting: &VecDeque<Waiting>) {
        let marks: Vec<_> = waiting.iter().map(|waiting| &waiting.mark).collect();
        self.outbox.with_value(|outbox| outbox.keep(&marks));
    }

    /// Sends what waits, one after the other, so that the last word is the last.
    async fn send(self) {
        let (api, tenant) = (self.api.get_value(), self.tenant.id());
        while let Some(next) = self
            .waiting
            .try_with_value(|waiting| waiting.front().cloned())
            .flatten()
        {
            let Waiting {
                mark: Mark { marking, ids, key },
                on_kept,
            } = next;
            let answer = api.mark(&tenant, marking, ids.clone(), &key).await;
            let is_there = self.waiting.try_update_value(|waiting| {
                waiting.pop_front();
                self.keep(waiting);
            });
            if is_there.is_none() {
                return;
            }
            match answer {
                Ok(_) => on_kept(ids),
                Err(error) => {
                    self.known.update(|known| {
                        if let Some(known) = known {
                            mark(&mut known.posts, marking.opposite(), &ids);
                        }
                    });
                    self.unmarked.set(Some(error));
                }
            }
        }
        // A reading that began before may not know of it.
        let _ = self
            .again
            .try_update(|again| *again = again.wrapping_add(1));
    }
}

fn has_same_texts(before: &[Message], after: &[Message]) -> bool {
    let is_same = |(before, after): (&Message, &Message)| {
        before.id == after.id
            && before.title == after.title
            && before.translations == after.translations
    };
    before.len() == after.len() && before.iter().zip(after).all(is_same)
}

fn indexes(posts: &[Message]) -> Vec<(usize, Index)> {
    let pages = posts.chunks(PAGE).enumerate();
    let index = |(number, page): (usize, &[Message])| {
        let entries: Vec<_> = page.iter().map(entry).collect();
        (number * PAGE, Index::build(&entries))
    };
    pages.map(index).collect()
}

/// What a post is found by.
fn entry(post: &Message) -> Entry {
    let said = |lang: &Lang| {
        let said = text(post, lang.tag());
        // A language that the analyser does not know is read like English.
        (said.lang == lang.tag() || *lang == Lang::En).then(|| search::Text {
            lang: *lang,
            title: said.title,
            summary: format!("{} {}", post.services.join(" "), post.tags.join(" ")),
            body: String::new(),
        })
    };
    Entry {
        id: post.id.clone(),
        kind: Kind::Article,
        address: format!("messages/{}", post.id),
        texts: Lang::ALL.iter().filter_map(said).collect(),
        aliases: vec![post.id.clone()],
    }
}
