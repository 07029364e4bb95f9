//! Opt-outs and re-enables: accepted and refused as the policy says, once under each key.

use std::thread;

use policy::basic_auth_2022::{Reason, Refusal, refusal, refusal_by_post};
use policy::{Endpoint, Facts, OtherEndpoint, Protocol, Wish};
use serde_json::json;
use wire::address::{Address, Part};
use wire::collection::{Collection, List};
use wire::history::{EventKind, History};
use wire::http::Response;
use wire::message::Message;
use wire::problem::ProblemType;
use wire::protocols::Protocols;
use wire::receipt::{Receipt, Receipts};

use super::Fixed;
use super::site::{
    Held, Obstacle, Site, asking, posting, posting_text, read, require, require_problem,
};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "POST /opt-outs",
        "refuses as the policy does, by the type of each reason and its rule",
        |site| refusals(site, Wish::OptOut),
    ),
    (
        "POST /re-enables",
        "refuses as the policy does, by the type of each reason and its rule",
        |site| refusals(site, Wish::ReEnable),
    ),
    (
        "POST /opt-outs",
        "an endpoint beside the programme is refused",
        beside_the_programme,
    ),
    (
        "POST /opt-outs",
        "a body that is not as the document has it is malformed",
        malformed,
    ),
    ("POST /opt-outs", "without a key it is refused", no_key),
    (
        "POST /opt-outs",
        "is on the receipt, in the facts and in the history, once under its key",
        |site| accepted(site, Way::OptOut),
    ),
    (
        "POST /re-enables",
        "is on the receipt, in the facts and in the history, once under its key",
        |site| accepted(site, Way::ReEnable),
    ),
    (
        "POST /messages/{id}/opt-outs",
        "is on the receipt, in the facts and in the history, once under its key",
        |site| accepted(site, Way::Post),
    ),
    (
        "POST /messages/{id}/opt-outs",
        "a post without such steps has no such address",
        no_steps,
    ),
    (
        "POST /re-enables",
        "eight at once under one key are one",
        all_at_once,
    ),
];

/// How a protocol comes on a receipt.
#[derive(Clone, Copy)]
enum Way {
    OptOut,
    ReEnable,
    /// By the steps of a post.
    Post,
}

/// A protocol for which the policy accepts something.
struct Offer {
    tenant: String,
    protocol: Protocol,
    address: Address,
}

impl Way {
    const fn wish(self) -> Wish {
        match self {
            Self::OptOut | Self::Post => Wish::OptOut,
            Self::ReEnable => Wish::ReEnable,
        }
    }

    fn refusal(self, facts: &Facts) -> Option<Refusal> {
        match self {
            Self::Post => refusal_by_post(facts),
            Self::OptOut | Self::ReEnable => refusal(facts, self.wish()),
        }
    }

    /// Where it is asked for in a tenant, if anywhere.
    fn part(self, site: &Site, tenant: &str) -> Held<Option<Part>> {
        if let Self::OptOut | Self::ReEnable = self {
            return Ok(Some(Part::Wishes(self.wish())));
        }
        let page: Collection<Message> = site.get_part(tenant, Part::Messages(List::default()))?;
        let mut posts = page.value.into_iter();
        let post = posts.find(|post| post.accepts == Some(Wish::OptOut));
        Ok(post.map(|post| Part::MessageOptOuts(post.id)))
    }

    fn offer(self, site: &Site) -> Held<Offer> {
        for tenant in site.simulated()? {
            let Some(part) = self.part(site, &tenant.id)? else {
                continue;
            };
            let facts = site.facts(&tenant.id)?.into_iter();
            // What was opted out already is accepted again, and shows less.
            let mut fresh =
                facts.filter(|(_, it)| it.opted_out_at.is_none() && it.re_enabled_at.is_none());
            if let Some((protocol, _)) = fresh.find(|(_, it)| self.refusal(it).is_none()) {
                let address = Address::of(&*tenant.id, part);
                return Ok(Offer {
                    tenant: tenant.id,
                    protocol,
                    address,
                });
            }
        }
        let why = "nothing is left to ask for in any simulated tenant";
        Err(Obstacle::Skipped(why.to_owned()))
    }
}

/// Every reason that can be had in the tenants as they are, once in each tenant.
fn refusals(site: &Site, wish: Wish) -> Held {
    for tenant in site.simulated()? {
        let mut seen: Vec<Reason> = Vec::new();
        for (protocol, facts) in site.facts(&tenant.id)? {
            let Some(expected) = refusal(&facts, wish) else {
                continue;
            };
            if seen.contains(&expected.reason) {
                continue;
            }
            seen.push(expected.reason);
            let address = Address::of(&*tenant.id, Part::Wishes(wish));
            let body = asking(Endpoint::Protocol(protocol));
            let response = site.send(&posting(&address, &body, Some(&site.new_key())))?;
            let what = || format!("{address} for {}", protocol.name());
            let problem = require_problem(&response, &[ProblemType::Refused(expected.reason)])
                .map_err(|obstacle| match obstacle {
                    Obstacle::Failed(why) => Obstacle::Failed(format!("{}: {why}", what())),
                    skipped @ Obstacle::Skipped(_) => skipped,
                })?;
            require(problem.rule.as_deref() == Some(expected.rule.0), || {
                format!(
                    "{}: {:?} instead of {}",
                    what(),
                    problem.rule,
                    expected.rule.0
                )
            })?;
        }
    }
    Ok(())
}

fn beside_the_programme(site: &Site) -> Held {
    let tenant = site.own()?.id;
    for wish in [Wish::OptOut, Wish::ReEnable] {
        let address = Address::of(&*tenant, Part::Wishes(wish));
        for endpoint in OtherEndpoint::ALL.map(Endpoint::Other) {
            let request = posting(&address, &asking(endpoint), Some(&site.new_key()));
            let refused = ProblemType::Refused(Reason::Endpoint);
            require_problem(&site.send(&request)?, &[refused])?;
        }
    }
    Ok(())
}

fn malformed(site: &Site) -> Held {
    let address = Address::of(site.own()?.id, Part::Wishes(Wish::OptOut));
    let more = json!({"protocol": "imap", "all": true}).to_string();
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"protocol": "telnet"}"#,
        r#"{"protocol": 4}"#,
        &more,
    ] {
        let response = site.send(&posting_text(&address, text, &site.new_key()))?;
        require_problem(&response, &[ProblemType::MalformedRequest])?;
    }
    let long = "k".repeat(256);
    let body = asking(Endpoint::Protocol(Protocol::Imap));
    let response = site.send(&posting(&address, &body, Some(&long)))?;
    require_problem(&response, &[ProblemType::MalformedRequest]).map(|_| ())
}

fn no_key(site: &Site) -> Held {
    let tenant = site.own()?.id;
    for wish in [Wish::OptOut, Wish::ReEnable] {
        let address = Address::of(&*tenant, Part::Wishes(wish));
        let request = posting(&address, &asking(Endpoint::Protocol(Protocol::Imap)), None);
        require_problem(&site.send(&request)?, &[ProblemType::IdempotencyKeyMissing])?;
    }
    Ok(())
}

fn accepted(site: &Site, way: Way) -> Held {
    let Offer {
        tenant,
        protocol,
        address,
    } = way.offer(site)?;
    let endpoint = Endpoint::Protocol(protocol);
    let key = site.new_key();
    let request = posting(&address, &asking(endpoint), Some(&key));
    let first = site.send(&request)?;
    require(first.status == 201, || {
        format!("{}: {}", first.status, first.body)
    })?;
    let receipt: Receipt = read(&first)?;
    let said = (receipt.wish, receipt.protocol);
    require(said == (way.wish(), protocol), || {
        format!("the receipt is for {said:?}")
    })?;

    let again = site.send(&request)?;
    require((again.status, &again.body) == (201, &first.body), || {
        format!("under the same key it is {}: {}", again.status, again.body)
    })?;
    let other = Protocol::ALL
        .into_iter()
        .find(|it| *it != protocol)
        .map(Endpoint::Protocol);
    for other in other
        .into_iter()
        .chain([Endpoint::Other(OtherEndpoint::SmtpAuth)])
    {
        let response = site.send(&posting(&address, &asking(other), Some(&key)))?;
        require_problem(&response, &[ProblemType::IdempotencyKeyReused])?;
    }

    let number = &receipt.number;
    let times = times_on_receipts(site, &tenant, &receipt)?;
    require(times == 1, || {
        format!("{number} is {times} times among the receipts")
    })?;

    let protocols: Protocols = site.get_part(&tenant, Part::Protocols)?;
    let mut entries = protocols.endpoints.iter();
    let entry = entries.find(|it| it.endpoint == endpoint);
    let entry = entry.ok_or_else(|| format!("{} has no facts", protocol.name()))?;
    let known = match way.wish() {
        Wish::OptOut => entry.opted_out_at,
        Wish::ReEnable => entry.re_enabled_at,
    };
    require(known == Some(receipt.accepted_at), || {
        format!("the facts say {known:?}")
    })?;
    require(entry.receipt.as_ref() == Some(number), || {
        format!("the facts name the receipt {:?}", entry.receipt)
    })?;

    let History { events } = site.get_part(&tenant, Part::History)?;
    let is_it = |kind, of: &Option<String>| {
        kind == EventKind::RequestAccepted && of.as_ref() == Some(number)
    };
    let times = events
        .iter()
        .filter(|it| is_it(it.kind, &it.receipt))
        .count();
    require(times == 1, || {
        format!("{number} is {times} times in the history")
    })
}

fn no_steps(site: &Site) -> Held {
    for tenant in site.simulated()? {
        let page: Collection<Message> =
            site.get_part(&tenant.id, Part::Messages(List::default()))?;
        let mut posts = page.value.into_iter();
        let Some(post) =
            posts.find(|post| post.accepts.is_none() && post.rule.as_deref() == Some("R11"))
        else {
            continue;
        };
        let address = Address::of(tenant.id, Part::MessageOptOuts(post.id));
        let body = asking(Endpoint::Protocol(Protocol::Imap));
        let response = site.send(&posting(&address, &body, Some(&site.new_key())))?;
        return require_problem(&response, &[ProblemType::UnknownAddress]).map(|_| ());
    }
    Err(Obstacle::Skipped(
        "no simulated tenant has a usage report".to_owned(),
    ))
}

/// The same answer for all, or for some that the first is still on its way; and one effect.
fn all_at_once(site: &Site) -> Held {
    const CLIENTS: usize = 8;
    let Offer {
        tenant,
        protocol,
        address,
    } = Way::ReEnable.offer(site)?;
    let key = site.new_key();
    let request = posting(&address, &asking(Endpoint::Protocol(protocol)), Some(&key));
    let answers: Vec<Held<Response>> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(|| site.send(&request)))
            .collect();
        let failed = |_| Err(Obstacle::Failed("a client broke down".to_owned()));
        clients
            .into_iter()
            .map(|it| it.join().unwrap_or_else(failed))
            .collect()
    });
    let mut bodies = Vec::new();
    for answer in answers {
        let answer = answer?;
        if answer.status == 201 {
            bodies.push(answer.body);
        } else {
            require_problem(&answer, &[ProblemType::IdempotencyKeyRunning])?;
        }
    }
    bodies.sort();
    bodies.dedup();
    require(bodies.len() == 1, || {
        format!("{} different receipts", bodies.len())
    })?;
    let receipt: Receipt = serde_json::from_str(&bodies[0]).map_err(|error| error.to_string())?;
    let Receipts { receipts } = site.get_part(&tenant, Part::Receipts)?;
    let is_same = |it: &&Receipt| it.wish == receipt.wish && it.protocol == receipt.protocol;
    let times = receipts.iter().filter(is_same).count();
    require(times == 1, || format!("{times} receipts"))
}

fn times_on_receipts(site: &Site, tenant: &str, receipt: &Receipt) -> Held<usize> {
    let Receipts { receipts } = site.get_part(tenant, Part::Receipts)?;
    let is_same =
        |it: &&Receipt| it.number == receipt.number && it.accepted_at == receipt.accepted_at;
    Ok(receipts.iter().filter(is_same).count())
}
