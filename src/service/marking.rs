//! What callers do with posts, each for themselves.

use std::collections::BTreeSet;

use wire::http::{Request, Response};
use wire::message::{Done, Marked, Marking};

use crate::handle::{Answered, Visit, parse};
use crate::{Happening, Record};

/// Marks posts. Those that are marked so already stay as they are, so nothing happens when the
/// request comes twice.
pub(crate) fn mark(visit: &Visit, marking: Marking, request: &Request) -> Answered {
    let Marked { message_ids } = parse(request)?;
    let mut changed = BTreeSet::new();
    for id in message_ids {
        let before = visit.message(&id)?.view_point.unwrap_or_default();
        if before.after(marking) != before {
            changed.insert(id);
        }
    }
    let record = (!changed.is_empty()).then(|| Record {
        at: visit.now,
        what: Happening::Marked {
            by: visit.person.clone(),
            marking,
            messages: changed,
        },
    });
    let response = Response::json(200, &Done { value: true });
    Ok((response, record.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use policy::Role;
    use wire::address::{Address, Part};
    use wire::history::History;
    use wire::message::{Message, ViewPoint};
    use wire::problem::ProblemType;

    use super::*;
    use crate::host::{Host, TENANT, at, caller, check_problem, person, tenant};

    const PLAN: &str = "MC424238";

    fn host() -> Host {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-12T09:00:00Z"));
        host
    }

    fn send(host: &mut Host, marking: Marking, ids: &[&str]) -> Response {
        let message_ids = ids.iter().map(|id| (*id).to_owned()).collect();
        let address = Address::of(TENANT, Part::Mark(marking));
        host.send(&Request::post(&address, &Marked { message_ids }))
    }

    fn seen(host: &mut Host, id: &str) -> ViewPoint {
        let message: Message = host.get(Part::Message(id.to_owned()));
        message.view_point.unwrap()
    }

    #[test]
    fn every_marking_is_undone_by_its_opposite() {
        let mut host = host();
        let nothing = ViewPoint::default();
        for marking in [Marking::Read, Marking::Favorite, Marking::Archive] {
            assert_eq!(send(&mut host, marking, &[PLAN]).body, r#"{"value":true}"#);
            assert_eq!(seen(&mut host, PLAN), nothing.after(marking));
            assert_ne!(seen(&mut host, PLAN), nothing);
            send(&mut host, marking.opposite(), &[PLAN]);
            assert_eq!(seen(&mut host, PLAN), nothing);
        }
    }

    #[test]
    fn several_posts_are_marked_at_once_and_a_second_time_nothing_happens() {
        let mut host = host();
        let before = host.records.len();
        let both = [PLAN, "MC900310"];
        send(&mut host, Marking::Archive, &both);
        assert_eq!(host.records.len(), before + 1);
        for id in both {
            assert!(seen(&mut host, id).is_archived);
        }
        send(&mut host, Marking::Archive, &both);
        assert_eq!(host.records.len(), before + 1);
        let History { events } = host.get(Part::History);
        assert_eq!(events.len(), 1, "marks are no event of the tenant");
    }

    #[test]
    fn what_one_administrator_marks_another_does_not_see() {
        let mut host = host();
        host.caller = caller(Role::OtherAdmin);
        send(&mut host, Marking::Read, &[PLAN]);
        assert!(seen(&mut host, PLAN).is_read);
        host.caller.person = person("eve");
        assert!(!seen(&mut host, PLAN).is_read);
    }

    #[test]
    fn a_post_that_is_not_there_is_not_marked_and_neither_are_the_others() {
        let mut host = host();
        let response = send(&mut host, Marking::Read, &[PLAN, "MC000000"]);
        check_problem(&response, ProblemType::UnknownMessage);
        assert!(!seen(&mut host, PLAN).is_read);
    }
}
