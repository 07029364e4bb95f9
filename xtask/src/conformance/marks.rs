//! What a caller does with posts, for themselves.

use serde_json::{Value, json};
use wire::address::{Address, Part};
use wire::collection::{Collection, List};
use wire::message::{Marking, Message};
use wire::problem::ProblemType;

use super::Fixed;
use super::site::{Held, Site, posting, posting_text, require, require_problem, skipped};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "POST /messages/markRead … unarchive",
        "each is seen on the post, undone by its opposite, and the same when it comes twice",
        marks,
    ),
    (
        "POST /messages/markRead … unarchive",
        "a post that is not there cannot be marked",
        unknown_post,
    ),
    (
        "POST /messages/markRead … unarchive",
        "a body that is not as the document has it is malformed",
        malformed,
    ),
];

fn marks(site: &Site) -> Held {
    let (tenant, post) = a_post(site)?;
    let before = post.view_point.unwrap_or_default();
    for marking in Marking::ALL {
        for marking in [marking, marking, marking.opposite()] {
            let address = Address::of(&*tenant, Part::Mark(marking));
            let body = json!({"messageIds": [post.id]});
            let response = site.send(&posting(&address, &body, None))?;
            require(response.status == 200, || {
                format!("{}: {}", response.status, response.body)
            })?;
            let now: Message = site.get_part(&tenant, Part::Message(post.id.clone()))?;
            let seen = now.view_point.unwrap_or_default();
            require(seen == seen.after(marking), || {
                format!("{address} is not to be seen: {seen:?}")
            })?;
        }
    }
    // As it was, as far as marks can bring it there.
    for (marking, was) in [
        (Marking::Read, before.is_read),
        (Marking::Favorite, before.is_favorited),
        (Marking::Archive, before.is_archived),
    ] {
        let marking = if was { marking } else { marking.opposite() };
        let address = Address::of(&*tenant, Part::Mark(marking));
        site.send(&posting(&address, &json!({"messageIds": [post.id]}), None))?;
    }
    Ok(())
}

fn unknown_post(site: &Site) -> Held {
    let (tenant, _) = a_post(site)?;
    for marking in Marking::ALL {
        let address = Address::of(&*tenant, Part::Mark(marking));
        let response = site.send(&posting(&address, &json!({"messageIds": ["MC0"]}), None))?;
        require_problem(&response, &[ProblemType::UnknownMessage])?;
    }
    Ok(())
}

fn malformed(site: &Site) -> Held {
    let (tenant, post) = a_post(site)?;
    let address = Address::of(&*tenant, Part::Mark(Marking::Read));
    let more = json!({"messageIds": [post.id], "all": true}).to_string();
    for text in ["", "{", "[]", "{}", r#"{"messageIds": "MC1"}"#, &more] {
        let response = site.send(&posting_text(&address, text, &site.new_key()))?;
        require_problem(&response, &[ProblemType::MalformedRequest])?;
    }
    Ok(())
}

fn a_post(site: &Site) -> Held<(String, Message)> {
    for tenant in site.simulated()? {
        let page: Collection<Value> = site.get_part(&tenant.id, Part::Messages(List::default()))?;
        if let Some(id) = page.value.first().and_then(|it| it["id"].as_str()) {
            let post = site.get_part(&tenant.id, Part::Message(id.to_owned()))?;
            return Ok((tenant.id, post));
        }
    }
    skipped("no simulated tenant has a post")
}
