//! A simulated clock, which only ever moves forward.

use chrono::TimeDelta;
use serde_json::{Value, json};
use wire::address::{Address, Part};
use wire::clock::Clock;
use wire::problem::ProblemType;

use super::Fixed;
use super::site::{Held, Site, posting, posting_text, read, require, require_problem, skipped};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "POST /clock",
        "goes forward by seconds, and to what comes next",
        forward,
    ),
    (
        "POST /clock",
        "goes neither back nor beyond the simulation",
        not_there,
    ),
    (
        "POST /clock",
        "a body that is no move is malformed",
        malformed,
    ),
    ("POST /clock", "real time is not moved", real_time),
];

fn forward(site: &Site) -> Held {
    let address = Address::of(site.own()?.id, Part::Clock);
    let before: Clock = site.get(&address)?;
    let after = moved(site, &address, &json!({"forward_seconds": 60}))?;
    require(after.now >= before.now + TimeDelta::seconds(60), || {
        format!("{} a minute after {}", after.now, before.now)
    })?;
    let read: Clock = site.get(&address)?;
    require(read.now >= after.now, || {
        format!("{} after {}", read.now, after.now)
    })?;
    let Some(next) = read.next_event else {
        return skipped("nothing comes next in this tenant");
    };
    let then = moved(site, &address, &json!({"to_next_event": true}))?;
    require(then.now >= next.at, || {
        format!("{} before {}", then.now, next.at)
    })
}

fn not_there(site: &Site) -> Held {
    let address = Address::of(site.own()?.id, Part::Clock);
    for (body, expected) in [
        (
            json!({"to": "2021-10-01T00:00:00Z"}),
            ProblemType::ClockBackwards,
        ),
        (
            json!({"to": "2099-01-01T00:00:00Z"}),
            ProblemType::ClockTooFar,
        ),
    ] {
        let response = site.send(&posting(&address, &body, Some(&site.new_key())))?;
        require_problem(&response, &[expected])?;
    }
    Ok(())
}

fn malformed(site: &Site) -> Held {
    let address = Address::of(site.own()?.id, Part::Clock);
    for text in [
        "",
        "{}",
        r#"{"forward_seconds": -1}"#,
        r#"{"to_next_event": false}"#,
        r#"{"to": "soon"}"#,
    ] {
        let response = site.send(&posting_text(&address, text, &site.new_key()))?;
        require_problem(&response, &[ProblemType::MalformedRequest])?;
    }
    Ok(())
}

fn real_time(site: &Site) -> Held {
    let tenant = site.tenant("in real time", |tenant| tenant.scenario.is_none())?;
    let address = Address::of(tenant.id, Part::Clock);
    let body = json!({"forward_seconds": 60});
    let response = site.send(&posting(&address, &body, Some(&site.new_key())))?;
    require_problem(&response, &[ProblemType::ClockNotSimulated]).map(|_| ())
}

fn moved(site: &Site, address: &Address, body: &Value) -> Held<Clock> {
    let response = site.send(&posting(address, body, Some(&site.new_key())))?;
    require(response.status == 200, || {
        format!("{}: {}", response.status, response.body)
    })?;
    read(&response)
}
