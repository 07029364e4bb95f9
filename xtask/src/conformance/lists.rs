//! Posts and notices in pages, filtered, and with the members that are wanted.

use serde_json::Value;
use wire::address::{Address, Part};
use wire::collection::{Collection, Condition, List};
use wire::health::Issue;
use wire::http::Request;
use wire::message::Message;
use wire::problem::ProblemType;

use super::Fixed;
use super::site::{Held, Obstacle, Site, require, require_problem, skipped};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "GET /messages",
        "pages of one follow one another, and together are all, counted on each",
        |site| pages(site, Part::Messages),
    ),
    (
        "GET /issues",
        "pages of one follow one another, and together are all, counted on each",
        |site| pages(site, Part::Issues),
    ),
    ("GET /messages", "nothing is beyond the end", beyond_the_end),
    (
        "GET /messages",
        "a filter leaves those for which it holds",
        filtered_messages,
    ),
    (
        "GET /issues",
        "a filter leaves those for which it holds",
        filtered_issues,
    ),
    (
        "GET /messages",
        "a filter by what cannot be filtered is malformed",
        |site| wrong_filter(site, Part::Messages),
    ),
    (
        "GET /issues",
        "a filter by what cannot be filtered is malformed",
        |site| wrong_filter(site, Part::Issues),
    ),
    (
        "GET /messages",
        "the header of a post comes without its text",
        headers,
    ),
];

fn pages(site: &Site, part: fn(List) -> Part) -> Held {
    let (tenant, all) = longest(site, part)?;
    let first = List {
        top: Some(1),
        count: true,
        ..List::default()
    };
    let mut next = Some(Address::of(&*tenant, part(first)).to_string());
    let mut seen = Vec::new();
    while let Some(link) = next {
        let address = Address::parse(&link).filter(|it| it.to_string() == link);
        let address = address.ok_or_else(|| format!("the next page is no address: {link}"))?;
        let page: Collection<Value> = site.get(&address)?;
        require(page.value.len() == 1, || {
            format!("{} on {link}", page.value.len())
        })?;
        require(page.count == Some(all.len()), || {
            format!("{:?} are counted on {link}", page.count)
        })?;
        seen.extend(ids(&page.value));
        require(seen.len() <= all.len(), || {
            "the pages do not end".to_owned()
        })?;
        next = page.next_link;
    }
    require(seen == all, || format!("{seen:?} instead of {all:?}"))
}

fn beyond_the_end(site: &Site) -> Held {
    let (tenant, all) = longest(site, Part::Messages)?;
    let list = List {
        skip: all.len(),
        ..List::default()
    };
    let page: Collection<Value> = site.get_part(&tenant, Part::Messages(list))?;
    require(page.value.is_empty() && page.next_link.is_none(), || {
        format!("{} and a next page: {:?}", page.value.len(), page.next_link)
    })
}

fn filtered_messages(site: &Site) -> Held {
    let (tenant, _) = longest(site, Part::Messages)?;
    let all: Collection<Message> = site.get_part(&tenant, Part::Messages(List::default()))?;
    let Some(one) = all.value.first() else {
        return skipped("no posts");
    };
    let category = one.category.name().to_owned();
    for condition in [
        Condition::Equals("category".to_owned(), category.to_uppercase()),
        Condition::Equals("id".to_owned(), one.id.clone()),
        Condition::Is("viewPoint/isRead".to_owned(), false),
    ] {
        let holds = |post: &Message| match &condition {
            Condition::Equals(member, _) if member == "id" => post.id == one.id,
            Condition::Equals(..) => post.category.name() == category,
            _ => !post.view_point.unwrap_or_default().is_read,
        };
        let wanted: Vec<&str> = all
            .value
            .iter()
            .filter(|it| holds(it))
            .map(|it| it.id.as_str())
            .collect();
        let list = List {
            filter: vec![condition.clone()],
            ..List::default()
        };
        let found: Collection<Value> = site.get_part(&tenant, Part::Messages(list))?;
        let found = ids(&found.value);
        require(found == wanted, || {
            format!("{condition}: {found:?} instead of {wanted:?}")
        })?;
    }
    Ok(())
}

fn filtered_issues(site: &Site) -> Held {
    let (tenant, _) = longest(site, Part::Issues)?;
    let all: Collection<Issue> = site.get_part(&tenant, Part::Issues(List::default()))?;
    for resolved in [false, true] {
        let wanted: Vec<&str> = all
            .value
            .iter()
            .filter(|it| it.is_resolved == resolved)
            .map(|it| it.id.as_str())
            .collect();
        let condition = Condition::Is("isResolved".to_owned(), resolved);
        let list = List {
            filter: vec![condition],
            ..List::default()
        };
        let found: Collection<Value> = site.get_part(&tenant, Part::Issues(list))?;
        let found = ids(&found.value);
        require(found == wanted, || {
            format!("isResolved eq {resolved}: {found:?} instead of {wanted:?}")
        })?;
    }
    Ok(())
}

fn wrong_filter(site: &Site, part: fn(List) -> Part) -> Held {
    let (tenant, _) = longest(site, part)?;
    let condition = Condition::Equals("lastWords".to_owned(), "x".to_owned());
    let list = List {
        filter: vec![condition],
        ..List::default()
    };
    let response = site.send(&Request::get(&Address::of(tenant, part(list))))?;
    require_problem(&response, &[ProblemType::MalformedRequest]).map(|_| ())
}

fn headers(site: &Site) -> Held {
    let (tenant, all) = longest(site, Part::Messages)?;
    let list = List {
        select: Some(Message::HEADER.to_owned()),
        ..List::default()
    };
    let page: Collection<Message> = site.get_part(&tenant, Part::Messages(list))?;
    require(page.value.len() == all.len(), || {
        "some are missing".to_owned()
    })?;
    let has_text = page.value.iter().any(|post| post.body.is_some());
    require(!has_text, || "the text has come all the same".to_owned())
}

/// The tenant that has most of it, and their ids in the order of the list.
fn longest(site: &Site, part: fn(List) -> Part) -> Held<(String, Vec<String>)> {
    let mut longest = (String::new(), Vec::new());
    for tenant in site.session()?.tenants {
        let page: Collection<Value> = site.get_part(&tenant.id, part(List::default()))?;
        if page.value.len() > longest.1.len() {
            longest = (tenant.id, ids(&page.value));
        }
    }
    if longest.1.is_empty() {
        return Err(Obstacle::Skipped("no tenant has any".to_owned()));
    }
    Ok(longest)
}

fn ids(values: &[Value]) -> Vec<String> {
    let ids = values.iter().filter_map(|it| it["id"].as_str());
    ids.map(str::to_owned).collect()
}
