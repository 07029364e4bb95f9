//! The notices of Service health as they travel, and how the services are.

use std::cmp::Reverse;

use chrono::{DateTime, TimeDelta, Utc};
use policy::Cloud;
use wire::collection::{Condition, List};
use wire::health::{Classification, Issue, IssuePost, IssueText, ServiceHealth, Status};

use super::general::{APPS, EXCHANGE, PAST_INCIDENT, SHAREPOINT, TEAMS};
use super::texts::{LANGUAGES, Language, body, text};
use super::{Posted, Subject};
use crate::collection::Listed;
use crate::plan::post_of;
use crate::{State, Tenant};

/// How long the notice on the day of the block stays open.
const OPEN: TimeDelta = TimeDelta::days(7);

/// The notices that a tenant has by now, newest first.
pub(crate) fn issues(state: &State, tenant: &Tenant, now: DateTime<Utc>) -> Vec<Issue> {
    let own = state.messages.iter();
    let own = own.filter_map(|posted| own_issue(posted, tenant, now));
    let past = Some(past_incident(tenant)).filter(|past| {
        let is_here = matches!(tenant.cloud, Cloud::Worldwide | Cloud::Gcc);
        is_here && past.start_date_time <= now
    });
    let mut issues: Vec<_> = own.chain(past).collect();
    issues.sort_by_key(|issue| Reverse(issue.start_date_time));
    issues
}

/// Each service is as its newest open notice says.
pub(crate) fn overviews(issues: &[Issue]) -> Vec<ServiceHealth> {
    let services = [
        ("Exchange", EXCHANGE),
        ("OSDPPlatform", APPS),
        ("microsoftteams", TEAMS),
        ("SharePoint", SHAREPOINT),
    ];
    let overview = |(id, service): (&str, &str)| {
        let mut open = issues.iter().filter(|issue| !issue.is_resolved);
        let newest = open.find(|issue| issue.service == service);
        ServiceHealth {
            id: id.to_owned(),
            service: service.to_owned(),
            status: newest.map_or(Status::ServiceOperational, |issue| issue.status.clone()),
        }
    };
    services.into_iter().map(overview).collect()
}

fn own_issue(posted: &Posted, tenant: &Tenant, now: DateTime<Utc>) -> Option<Issue> {
    let Posted { at, subject } = posted;
    (*subject == Subject::BlockToday).then_some(())?;
    let closed = Some(*at + OPEN).filter(|closed| *closed <= now);
    let said = |language: &Language| {
        let today = language.text(subject, tenant.cloud);
        let first = today.body.map(|description| IssuePost {
            created_date_time: *at,
            description,
        });
        let last = closed.map(|closed| IssuePost {
            created_date_time: closed,
            description: body(&[language.block_done]),
        });
        IssueText {
            lang: today.lang,
            title: today.title,
            impact_description: language.block_impact.trim_end().to_owned(),
            posts: first.into_iter().chain(last).collect(),
        }
    };
    let [original, translations @ ..] = &LANGUAGES;
    let original = said(original);
    Some(Issue {
        id: subject.id(),
        title: original.title,
        service: EXCHANGE.to_owned(),
        feature: Some("Sign-in".to_owned()),
        feature_group: Some("Sign-in".to_owned()),
        classification: Classification::Advisory,
        status: match closed {
            None => Status::ServiceDegradation,
            Some(_) => Status::Resolved,
        },
        is_resolved: closed.is_some(),
        impact_description: original.impact_description,
        start_date_time: *at,
        end_date_time: closed,
        last_modified_date_time: closed.unwrap_or(*at),
        posts: original.posts,
        lang: Some(original.lang),
        translations: translations.iter().map(said).collect(),
        rule: Some(subject.rule(tenant.cloud).to_owned()),
    })
}

fn past_incident(tenant: &Tenant) -> Issue {
    let (id, day, written) = PAST_INCIDENT;
    let said = text("en", written);
    let at = post_of(day, tenant);
    let closed = at + TimeDelta::hours(5);
    let post = said.body.map(|description| IssuePost {
        created_date_time: closed,
        description,
    });
    Issue {
        id: id.to_owned(),
        title: said.title,
        service: TEAMS.to_owned(),
        feature: Some("Calls".to_owned()),
        feature_group: None,
        classification: Classification::Incident,
        status: Status::ServiceRestored,
        is_resolved: true,
        impact_description: String::new(),
        start_date_time: at,
        end_date_time: Some(closed),
        last_modified_date_time: closed,
        posts: post.into_iter().collect(),
        lang: Some(said.lang),
        translations: vec![],
        rule: None,
    }
}

impl Listed for Issue {
    fn holds(&self, condition: &Condition) -> Option<bool> {
        Some(match condition {
            Condition::Is(member, wanted) if member == "isResolved" => self.is_resolved == *wanted,
            Condition::Equals(member, wanted) => {
                let found = match member.as_str() {
                    "service" => &self.service,
                    "classification" => self.classification.name(),
                    "status" => self.status.name(),
                    _ => return None,
                };
                found.eq_ignore_ascii_case(wanted)
            }
            _ => return None,
        })
    }

    fn leave_out(&mut self, list: &List) {
        if !list.selects("posts") {
            self.posts.clear();
            for translation in &mut self.translations {
                translation.posts.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use wire::address::Part;
    use wire::collection::Collection;
    use wire::problem::ProblemType;

    use super::*;
    use crate::host::{Host, at, check_problem, tenant};

    /// Seed 1092 is drawn on 10 October at 15:47, an hour after its notice.
    fn host_at(now: &str) -> Host {
        let mut host = Host::of(tenant(1092));
        host.tick(at(now));
        host
    }

    fn ids(host: &mut Host, is_resolved: bool) -> Vec<String> {
        found_by(host, Condition::Is("isResolved".to_owned(), is_resolved))
    }

    fn found_by(host: &mut Host, condition: Condition) -> Vec<String> {
        let list = List {
            filter: vec![condition],
            ..List::default()
        };
        let found: Collection<Issue> = host.get(Part::Issues(list));
        found.value.into_iter().map(|issue| issue.id).collect()
    }

    #[test]
    fn the_notice_of_the_day_is_open_for_a_week_and_closed_with_a_last_word() {
        let notice = |host: &mut Host| host.get::<Issue>(Part::Issue("EX900001".to_owned()));
        let mut early = host_at("2022-10-10T14:46:00Z");
        let none = early.read(Part::Issue("EX900001".to_owned()));
        check_problem(&none, ProblemType::UnknownMessage);

        let mut host = host_at("2022-10-12T09:00:00Z");
        let open = notice(&mut host);
        assert_eq!(
            (open.is_resolved, open.end_date_time, open.posts.len()),
            (false, None, 1)
        );
        assert_eq!(open.rule.as_deref(), Some("R8"));
        assert_eq!(open.translations[0].lang, "ja");
        assert_eq!(ids(&mut host, false), ["EX900001"]);
        assert_eq!(ids(&mut host, true), ["TM900077"]);

        host.tick(open.start_date_time + OPEN);
        let closed = notice(&mut host);
        assert!(closed.is_resolved);
        assert_eq!(closed.end_date_time, Some(open.start_date_time + OPEN));
        assert_eq!(
            (closed.posts.len(), closed.translations[0].posts.len()),
            (2, 2)
        );
        assert_eq!(ids(&mut host, true), ["EX900001", "TM900077"]);
    }

    #[test]
    fn an_incident_that_is_over_is_told_of_where_microsoft_told_of_it() {
        let past = |cloud| {
            let mut host = Host::of(Tenant {
                cloud,
                ..tenant(1092)
            });
            host.tick(at("2022-09-12T09:00:00Z"));
            ids(&mut host, true)
        };
        assert_eq!(past(Cloud::Gcc), ["TM900077"]);
        assert_eq!(past(Cloud::GccHigh), [""; 0]);

        let incident: Issue =
            host_at("2022-09-12T09:00:00Z").get(Part::Issue("TM900077".to_owned()));
        assert_eq!(incident.start_date_time, at("2022-08-23T09:00:00Z"));
        assert_eq!(incident.end_date_time, Some(at("2022-08-23T14:00:00Z")));
    }

    #[test]
    fn the_list_is_filtered_by_what_a_notice_is_about_and_how_it_stands() {
        let mut host = host_at("2022-10-12T09:00:00Z");
        let text = |text: &str| text.to_owned();
        for (member, wanted, found) in [
            ("service", "microsoft teams", "TM900077"),
            ("service", "Exchange Online", "EX900001"),
            ("classification", "incident", "TM900077"),
            ("status", "serviceDegradation", "EX900001"),
        ] {
            let condition = Condition::Equals(text(member), text(wanted));
            assert_eq!(found_by(&mut host, condition), [found], "{wanted}");
        }
        for condition in [
            Condition::Is(text("isOpen"), true),
            Condition::Equals(text("title"), text("x")),
            Condition::Has(text("service"), text("x")),
        ] {
            let list = List {
                filter: vec![condition],
                ..List::default()
            };
            check_problem(
                &host.read(Part::Issues(list)),
                ProblemType::MalformedRequest,
            );
        }
    }

    #[test]
    fn a_service_is_as_its_open_notice_says() {
        let status = |now: &str| {
            let found: Collection<ServiceHealth> = host_at(now).get(Part::HealthOverviews);
            let mut services = found.value.into_iter();
            let exchange = services.next().unwrap();
            assert_eq!(exchange.service, "Exchange Online");
            assert!(services.all(|it| it.status == Status::ServiceOperational));
            exchange.status
        };
        assert_eq!(status("2022-10-10T14:00:00Z"), Status::ServiceOperational);
        assert_eq!(status("2022-10-11T14:00:00Z"), Status::ServiceDegradation);
        assert_eq!(status("2022-10-20T14:00:00Z"), Status::ServiceOperational);
    }

    #[test]
    fn the_list_leaves_out_what_was_posted_when_it_is_not_selected() {
        let mut host = host_at("2022-10-12T09:00:00Z");
        let mut posts = |select: Option<&str>| {
            let list = List {
                select: select.map(str::to_owned),
                ..List::default()
            };
            let found: Collection<Issue> = host.get(Part::Issues(list));
            let issue = &found.value[0];
            (issue.posts.len(), issue.translations[0].posts.len())
        };
        assert_eq!(posts(None), (1, 1));
        assert_eq!(posts(Some(Issue::HEADER)), (0, 0));
    }
}
