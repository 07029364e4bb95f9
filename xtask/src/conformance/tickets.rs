//! What is asked of support.

use serde_json::{Value, json};
use wire::address::{Address, Part};
use wire::problem::ProblemType;
use wire::ticket::{LONGEST_TEXT, Ticket, Tickets};

use super::Fixed;
use super::site::{Held, Site, posting, posting_text, read, require, require_problem};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "POST /tickets",
        "a ticket is open, the newest of the list, and one under its key",
        one_ticket,
    ),
    ("POST /tickets", "without a key it is refused", no_key),
    ("POST /tickets", "a key belongs to one ticket", other_body),
    (
        "POST /tickets",
        "a body that asks nothing, too much or otherwise is malformed",
        malformed,
    ),
];

fn one_ticket(site: &Site) -> Held {
    let address = address(site)?;
    let key = site.new_key();
    let request = posting(&address, &asking("Where is the post?"), Some(&key));
    let first = site.send(&request)?;
    require(first.status == 201, || {
        format!("{}: {}", first.status, first.body)
    })?;
    let ticket: Ticket = read(&first)?;
    require(ticket.answer.is_none(), || {
        "it is answered already".to_owned()
    })?;
    let again = site.send(&request)?;
    require((again.status, &again.body) == (201, &first.body), || {
        format!("again it is {}: {}", again.status, again.body)
    })?;
    let Tickets { tickets } = site.get(&address)?;
    let number = &ticket.number;
    let known = tickets.iter().filter(|it| it.number == *number).count();
    require(known == 1, || {
        format!("{number} is {known} times in the list")
    })?;
    let newest = tickets.first().map(|it| &it.number);
    require(newest == Some(number), || {
        format!("{newest:?} comes before {number}")
    })
}

fn no_key(site: &Site) -> Held {
    let request = posting(&address(site)?, &asking("Where is the post?"), None);
    require_problem(&site.send(&request)?, &[ProblemType::IdempotencyKeyMissing]).map(|_| ())
}

fn other_body(site: &Site) -> Held {
    let address = address(site)?;
    let key = site.new_key();
    site.send(&posting(&address, &asking("One."), Some(&key)))?;
    let other = site.send(&posting(&address, &asking("Two."), Some(&key)))?;
    require_problem(&other, &[ProblemType::IdempotencyKeyReused]).map(|_| ())
}

fn malformed(site: &Site) -> Held {
    let address = address(site)?;
    let long = "あ".repeat(LONGEST_TEXT + 1);
    let wrong = [
        String::new(),
        "[]".to_owned(),
        asking("  ").to_string(),
        asking(&long).to_string(),
        json!({"protocols": ["smtp_auth"], "text": "x"}).to_string(),
        json!({"protocols": [], "text": "x", "search": long}).to_string(),
        json!({"protocols": [], "text": "x", "urgent": true}).to_string(),
    ];
    for text in wrong {
        let response = site.send(&posting_text(&address, &text, &site.new_key()))?;
        require_problem(&response, &[ProblemType::MalformedRequest])?;
    }
    let longest = asking(&"あ".repeat(LONGEST_TEXT)).to_string();
    let status = site
        .send(&posting_text(&address, &longest, &site.new_key()))?
        .status;
    require(status == 201, || format!("{status} to the longest text"))
}

fn asking(text: &str) -> Value {
    json!({"protocols": [], "text": text})
}

fn address(site: &Site) -> Held<Address> {
    Ok(Address::of(site.own()?.id, Part::Tickets))
}
