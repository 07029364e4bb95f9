//! One page of a collection, as it was asked for.

use serde::Serialize;
use wire::address::{Address, Part};
use wire::collection::{Collection, Condition, List};
use wire::http::Response;
use wire::problem::{Problem, ProblemType};

/// What a collection is made of.
pub(crate) trait Listed: Serialize {
    /// Whether the condition holds; nothing when it speaks of what cannot be filtered.
    fn holds(&self, condition: &Condition) -> Option<bool>;

    /// Leaves out what the list does not select of what is large.
    fn leave_out(&mut self, list: &List);
}

/// So many come on a page when nobody says how many, and at most, as with Graph.
const USUALLY: usize = 100;
const AT_MOST: usize = 1000;

/// The page of `all` that the list asks for.
pub(crate) fn page<T: Listed>(
    tenant: &str,
    all: Vec<T>,
    list: &List,
    part: fn(List) -> Part,
) -> Result<Response, Problem> {
    let mut found = Vec::new();
    for one in all {
        let mut holds = true;
        for condition in &list.filter {
            holds &= one.holds(condition).ok_or_else(|| {
                Problem::new(ProblemType::MalformedRequest)
                    .with_detail(format!("cannot be filtered: {condition}"))
            })?;
        }
        if holds {
            found.push(one);
        }
    }
    let count = found.len();
    let top = list.top.unwrap_or(USUALLY).min(AT_MOST);
    let next = list.skip.saturating_add(top);
    let next_link = (next < count && top > 0).then(|| {
        let rest = List {
            skip: next,
            ..list.clone()
        };
        Address::of(tenant, part(rest)).to_string()
    });
    let mut value: Vec<_> = found.into_iter().skip(list.skip).take(top).collect();
    for one in &mut value {
        one.leave_out(list);
    }
    let page = Collection {
        count: list.count.then_some(count),
        next_link,
        value,
    };
    Ok(Response::json(200, &page))
}

#[cfg(test)]
mod tests {
    use wire::http::Request;
    use wire::message::Message;

    use super::*;
    use crate::host::{Host, TENANT, at, check_problem, tenant};

    fn host() -> Host {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        host
    }

    #[test]
    fn the_pages_follow_one_another_and_together_are_all() {
        let mut host = host();
        let all: Collection<Message> = host.get(Part::Messages(List::default()));
        assert_eq!((all.count, all.next_link), (None, None));

        let first = List {
            top: Some(2),
            count: true,
            ..List::default()
        };
        let mut address = Address::of(TENANT, Part::Messages(first)).to_string();
        let mut pages = Vec::new();
        loop {
            let request = Request {
                path: address,
                ..Request::get(&Address::Session)
            };
            let page: Collection<Message> =
                serde_json::from_str(&host.send(&request).body).unwrap();
            assert_eq!(page.count, Some(all.value.len()));
            assert!(page.value.len() <= 2);
            pages.extend(page.value);
            match page.next_link {
                Some(next) => address = next,
                None => break,
            }
        }
        assert_eq!(pages, all.value);
    }

    #[test]
    fn a_page_that_ends_with_the_last_of_all_is_the_last_page() {
        let mut host = host();
        let all: Collection<Message> = host.get(Part::Messages(List::default()));
        let mut next = |top| {
            let list = List {
                top: Some(top),
                ..List::default()
            };
            let page: Collection<Message> = host.get(Part::Messages(list));
            page.next_link
        };
        assert!(next(all.value.len() - 1).is_some());
        assert_eq!(next(all.value.len()), None);
    }

    #[test]
    fn nothing_lies_beyond_the_end_and_nothing_on_a_page_of_none() {
        for (top, skip) in [(None, 1000), (Some(0), 0), (Some(usize::MAX), usize::MAX)] {
            let list = List {
                top,
                skip,
                ..List::default()
            };
            let page: Collection<Message> = host().get(Part::Messages(list));
            assert_eq!((page.value, page.next_link), (vec![], None));
        }
    }

    #[test]
    fn the_header_of_a_post_has_no_text() {
        let list = List {
            select: Some(Message::HEADER.to_owned()),
            ..List::default()
        };
        let page: Collection<Message> = host().get(Part::Messages(list));
        for post in page.value {
            assert_eq!((post.body, post.revisions), (None, vec![]));
            assert!(post.translations.iter().all(|text| text.body.is_none()));
        }
    }

    #[test]
    fn what_cannot_be_filtered_is_refused() {
        let list = List {
            filter: vec![Condition::Equals("body".to_owned(), "x".to_owned())],
            ..List::default()
        };
        let response = host().read(Part::Messages(list));
        check_problem(&response, ProblemType::MalformedRequest);
    }
}
