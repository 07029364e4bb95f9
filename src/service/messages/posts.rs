//! The posts of Message center as they travel.

use std::cmp::Reverse;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use policy::Cloud;
use policy::basic_auth_2022::Phase;
use wire::collection::{Condition, List};
use wire::message::{Category, Message, Revision, Severity, Text};

use super::general::{EXCHANGE, General, POSTS};
use super::texts::{LANGUAGES, text};
use super::{Posted, Subject};
use crate::collection::Listed;
use crate::plan::{civil_day, post_of, start_of, year_end};
use crate::{State, Tenant};

/// The posts that a tenant has by now, newest first, without what their readers have done.
pub(crate) fn posts(state: &State, tenant: &Tenant, now: DateTime<Utc>) -> Vec<Message> {
    let own = state.messages.iter();
    let own = own.filter_map(|posted| own_post(posted, tenant, now));
    let gets_general = matches!(tenant.cloud, Cloud::Worldwide | Cloud::Gcc);
    let general = POSTS.iter().map(|post| general_post(post, tenant));
    let general = general.filter(|post| gets_general && post.start_date_time <= now);
    let mut posts: Vec<_> = own.chain(general).collect();
    posts.sort_by_key(|post| Reverse(post.start_date_time));
    posts
}

/// When the plan was changed: on the day on which the notice got the same sentences.
const PLAN_UPDATED: NaiveDate = super::general::day(2022, 9, 13);

fn own_post(posted: &Posted, tenant: &Tenant, now: DateTime<Utc>) -> Option<Message> {
    let Posted { at, subject } = posted;
    let updated = post_of(PLAN_UPDATED, tenant);
    let is_updated = *subject == Subject::Plan && updated <= now;
    let original: Vec<_> = LANGUAGES
        .iter()
        .map(|language| language.text(subject, tenant.cloud))
        .collect();
    let begins = |day: NaiveDate| start_of(day, tenant.zone);
    let (category, severity, deadline) = match subject {
        Subject::BlockToday => return None,
        Subject::Plan => {
            let ends = Phase::OptOut.ends(tenant.zone);
            (Category::PlanForChange, Severity::High, ends)
        }
        Subject::OptOutsReceived { .. } | Subject::Usage { .. } => {
            (Category::StayInformed, Severity::Normal, None)
        }
        Subject::BlockAhead { day, .. } => {
            (Category::PlanForChange, Severity::High, Some(begins(*day)))
        }
        Subject::RetirementAhead { day } => {
            let day = Some(begins(*day));
            (Category::PlanForChange, Severity::Critical, day)
        }
    };
    // A post expires about a month after what it is about.
    let expires = match subject {
        Subject::Usage { .. } => begins(civil_day(*at, tenant) + Months::new(1)),
        _ => year_end(tenant.zone) + TimeDelta::days(31),
    };
    let is_major = category == Category::PlanForChange;
    let mut tags = vec!["Admin impact"];
    tags.extend(is_major.then_some("Retirement"));
    tags.extend(is_updated.then_some("Updated message"));
    let (texts, revisions) = if is_updated {
        let updated = LANGUAGES.iter();
        let updated = updated.map(|language| language.updated_plan(tenant.cloud));
        let original = Revision {
            last_modified_date_time: *at,
            texts: original,
        };
        (updated.collect(), vec![original])
    } else {
        (original, vec![])
    };
    let (original, translations) = split(texts);
    Some(Message {
        id: subject.id(),
        title: original.title,
        start_date_time: *at,
        end_date_time: Some(expires),
        last_modified_date_time: if is_updated { updated } else { *at },
        action_required_by_date_time: deadline,
        category,
        severity,
        is_major_change: Some(is_major),
        services: vec![EXCHANGE.to_owned()],
        tags: tags.into_iter().map(str::to_owned).collect(),
        body: original.body,
        view_point: None,
        lang: Some(original.lang),
        translations,
        revisions,
        rule: Some(subject.rule(tenant.cloud).to_owned()),
        accepts: subject.accepts(tenant.cloud),
    })
}

fn general_post(post: &General, tenant: &Tenant) -> Message {
    let begins = |day: NaiveDate| start_of(day, tenant.zone);
    let texts = post.texts.iter();
    let (original, translations) = split(texts.map(|(lang, it)| text(lang, it)).collect());
    let at = post_of(post.from, tenant);
    Message {
        id: post.id.to_owned(),
        title: original.title,
        start_date_time: at,
        end_date_time: Some(begins(post.until)),
        last_modified_date_time: at,
        action_required_by_date_time: post.deadline.map(begins),
        category: post.category.clone(),
        severity: post.severity.clone(),
        is_major_change: Some(post.tags.contains(&"Retirement")),
        services: vec![post.service.to_owned()],
        tags: post.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        body: original.body,
        view_point: None,
        lang: Some(original.lang),
        translations,
        revisions: vec![],
        rule: post.rule.map(str::to_owned),
        accepts: None,
    }
}

/// The original, and the same in other languages.
fn split(mut texts: Vec<Text>) -> (Text, Vec<Text>) {
    let original = texts.remove(0);
    (original, texts)
}

impl Listed for Message {
    fn holds(&self, condition: &Condition) -> Option<bool> {
        let seen = self.view_point.unwrap_or_default();
        Some(match condition {
            Condition::Is(member, wanted) => {
                let found = match member.as_str() {
                    "isMajorChange" => self.is_major_change.unwrap_or_default(),
                    "viewPoint/isRead" => seen.is_read,
                    "viewPoint/isFavorited" => seen.is_favorited,
                    "viewPoint/isArchived" => seen.is_archived,
                    _ => return None,
                };
                found == *wanted
            }
            Condition::Equals(member, wanted) => {
                let found = match member.as_str() {
                    "id" => &self.id,
                    "category" => self.category.name(),
                    "severity" => self.severity.name(),
                    _ => return None,
                };
                found.eq_ignore_ascii_case(wanted)
            }
            Condition::Has(member, wanted) => {
                let found = match member.as_str() {
                    "services" => &self.services,
                    "tags" => &self.tags,
                    _ => return None,
                };
                found.contains(wanted)
            }
        })
    }

    fn leave_out(&mut self, list: &List) {
        if !list.selects("body") {
            self.body = None;
            self.revisions.clear();
            for translation in &mut self.translations {
                translation.body = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use policy::{Protocol, Wish};
    use wire::address::{Address, Part};
    use wire::collection::Collection;
    use wire::http::Request;
    use wire::message::{Marked, Marking};
    use wire::problem::ProblemType;

    use super::*;
    use crate::host::{Host, TENANT, at, check_problem, tenant};
    use crate::usage::tests::busy;

    /// Every kind of post, in the order of time: seed 1092 is drawn on 10 October.
    fn host_that_read_everything(cloud: Cloud) -> Host {
        let mut host = Host::of(Tenant { cloud, ..busy() });
        host.tick(at("2022-09-12T09:00:00Z"));
        for protocol in [Protocol::Ews, Protocol::Mapi] {
            host.opt_out_anywhere(protocol);
        }
        host.tick(at("2023-01-20T00:00:00Z"));
        host
    }

    /// What the tenant was sent, without what goes to everybody.
    fn all(host: &mut Host) -> Vec<Message> {
        let mut posts: Collection<Message> = host.get(Part::Messages(List::default()));
        posts
            .value
            .retain(|post| post.rule.is_some() && post.rule.as_deref() != Some("R64"));
        posts.value
    }

    #[test]
    fn every_promised_post_comes_once_in_its_order() {
        let messages = all(&mut host_that_read_everything(Cloud::Worldwide));
        let ids: Vec<&str> = messages.iter().rev().map(|it| it.id.as_str()).collect();
        assert!(ids.starts_with(&["MC921100", "MC921110", "MC921120", "MC922010"]));
        let since_september = ids.iter().skip_while(|id| **id != "MC424238");
        assert_eq!(
            since_september.copied().collect::<Vec<_>>(),
            [
                "MC424238", "MC922080", "MC437540", "MC940928", "MC441440", "MC922090", "MC441751",
                "MC922100", "MC922110", "MC950103", "MC922120",
            ]
        );
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }

    #[test]
    fn each_is_written_in_every_language_and_leaves_no_gap() {
        for cloud in [Cloud::Worldwide, Cloud::Gcc] {
            let mut host = host_that_read_everything(cloud);
            for Message { id, .. } in all(&mut host) {
                let message: Message = host.get(Part::Message(id));
                assert_eq!(message.lang.as_deref(), Some("en"), "{}", message.id);
                assert_eq!(message.translations[0].lang, "ja", "{}", message.id);
                let translations = message.translations.into_iter();
                let texts = translations.map(|text| (text.title, text.body));
                for (title, body) in texts.chain([(message.title, message.body)]) {
                    let body = body.unwrap().content;
                    assert!(!title.is_empty() && body.len() > 80, "{title}");
                    assert!(!body.contains(['{', '}']), "{body}");
                }
            }
        }
    }

    #[test]
    fn each_names_the_rule_that_promised_it() {
        let messages = all(&mut host_that_read_everything(Cloud::Worldwide));
        let told = |id: &str| {
            let message = messages.iter().find(|message| message.id == id).unwrap();
            message.rule.as_deref()
        };
        for (id, rule) in [
            ("MC424238", "R16"),
            ("MC437540", "R42"),
            ("MC940928", "R43"),
            ("MC441440", "R43"),
            ("MC922090", "R11"),
            ("MC441751", "R7"),
            ("MC950103", "R20"),
        ] {
            assert_eq!(told(id), Some(rule), "{id}");
        }
    }

    #[test]
    fn gcc_has_a_plan_of_its_own_in_every_language() {
        let plan = |cloud| {
            let mut host = host_that_read_everything(cloud);
            host.get::<Message>(Part::Message("MC424238".to_owned()))
        };
        let (gcc, worldwide) = (plan(Cloud::Gcc), plan(Cloud::Worldwide));
        assert_eq!(gcc.rule.as_deref(), Some("R34"));
        for (post, is_gcc) in [(gcc, true), (worldwide, false)] {
            assert_eq!(post.title.contains("GCC"), is_gcc);
            assert_eq!(post.translations[0].title.contains("GCC"), is_gcc);
        }
    }

    #[test]
    fn a_confirmation_names_what_was_received_and_comes_only_to_who_opted_out() {
        let mut host = host_that_read_everything(Cloud::Worldwide);
        let first: Message = host.get(Part::Message("MC437540".to_owned()));
        let body = first.body.unwrap().content;
        assert!(body.contains("received for: <strong>EWS, MAPI</strong>."));
        let mut silent = Host::of(tenant(1092));
        silent.tick(at("2022-10-01T00:00:00Z"));
        for id in ["MC437540", "MC940928", "MC441440"] {
            let response = silent.read(Part::Message(id.to_owned()));
            check_problem(&response, ProblemType::UnknownMessage);
        }
    }

    #[test]
    fn a_late_opt_out_is_in_the_next_confirmation() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-29T09:00:00Z"));
        host.ask(Wish::OptOut, "imap").unwrap();
        host.tick(at("2022-10-01T00:00:00Z"));
        let messages = all(&mut host);
        let ids: Vec<_> = messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["MC441440", "MC424238"]);
    }

    #[test]
    fn the_post_of_september_is_for_the_clouds_that_the_notice_speaks_to() {
        for (cloud, accepts) in [
            (Cloud::Worldwide, Some(None)),
            (Cloud::Gcc, Some(Some(Wish::OptOut))),
            (Cloud::GccHigh, None),
            (Cloud::Dod, None),
            (Cloud::China, None),
        ] {
            let mut host = Host::of(Tenant {
                cloud,
                ..tenant(1092)
            });
            host.tick(at("2022-09-12T09:00:00Z"));
            let messages = all(&mut host);
            let plan = messages.iter().find(|message| message.id == "MC424238");
            assert_eq!(plan.map(|plan| plan.accepts), accepts, "{cloud:?}");
        }
    }
    #[test]
    fn the_plan_was_changed_on_13_september_and_keeps_what_it_said() {
        let mut host = Host::of(tenant(1092));
        let plan = |host: &mut Host, now| {
            host.tick(at(now));
            host.get::<Message>(Part::Message("MC424238".to_owned()))
        };
        let before = plan(&mut host, "2022-09-13T08:59:59Z");
        assert_eq!(before.revisions, []);
        let after = plan(&mut host, "2022-09-13T09:00:00Z");
        let [said] = after.revisions.as_slice() else {
            panic!("one version before this one");
        };
        assert_eq!(said.last_modified_date_time, before.start_date_time);
        assert_eq!(said.texts[0].body, before.body);
        assert_eq!(said.texts[1], before.translations[0]);
        assert_eq!(after.last_modified_date_time, at("2022-09-13T09:00:00Z"));
        assert!(after.tags.contains(&"Updated message".to_owned()));
        let body = |post: &Message| post.body.clone().unwrap().content;
        assert!(body(&after).ends_with(&body(&before)));
        assert!(body(&after).starts_with("<p><strong>Updated on 13 September"));
    }

    #[test]
    fn what_has_to_be_done_has_a_day_by_which() {
        let messages = all(&mut host_that_read_everything(Cloud::Worldwide));
        let deadline = |id: &str| {
            let message = messages.iter().find(|message| message.id == id).unwrap();
            message.action_required_by_date_time
        };
        assert_eq!(deadline("MC424238"), Some(at("2022-10-01T00:00:00Z")));
        assert_eq!(deadline("MC441751"), Some(at("2022-10-10T00:00:00Z")));
        assert_eq!(deadline("MC437540"), None);
    }

    #[test]
    fn a_post_expires_about_a_month_after_what_it_is_about() {
        let messages = all(&mut host_that_read_everything(Cloud::Worldwide));
        let post = |id: &str| messages.iter().find(|message| message.id == id).unwrap();
        let (usage, plan) = (post("MC922080"), post("MC424238"));
        assert_eq!(usage.end_date_time, Some(at("2022-10-04T00:00:00Z")));
        assert_eq!(plan.end_date_time, Some(at("2023-02-01T00:00:00Z")));
        assert_eq!(
            (usage.is_major_change, plan.is_major_change),
            (Some(false), Some(true))
        );
    }

    #[test]
    fn posts_to_everybody_are_there_too_some_in_one_language_alone() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-10T09:00:00Z"));
        let posts: Collection<Message> = host.get(Part::Messages(List::default()));
        let told: Vec<_> = posts
            .value
            .iter()
            .map(|it| (it.id.as_str(), it.lang.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("MC900420", Some("ja")),
                ("MC900310", Some("en")),
                ("MC424238", Some("en")),
                ("MC375736", Some("en")),
            ]
        );
    }

    #[test]
    fn the_list_is_filtered_by_what_a_reader_sorts_posts_by() {
        let mut host = host_that_read_everything(Cloud::Worldwide);
        let all = ids(&mut host, vec![]).len();
        let text = |text: &str| text.to_owned();
        for condition in [
            Condition::Equals(text("category"), text("PlanForChange")),
            Condition::Equals(text("severity"), text("critical")),
            Condition::Has(text("services"), text("Microsoft Teams")),
            Condition::Has(text("tags"), text("Updated message")),
            Condition::Is(text("isMajorChange"), true),
        ] {
            let found = ids(&mut host, vec![condition.clone()]).len();
            assert!((1..all).contains(&found), "{condition}: {found} of {all}");
        }
        let read = Marked {
            message_ids: vec![text("MC441751")],
        };
        for marking in [Marking::Read, Marking::Favorite, Marking::Archive] {
            let address = Address::of(TENANT, Part::Mark(marking));
            let response = host.send(&Request::post(&address, &read));
            assert_eq!(response.status, 200, "{marking:?}");
        }
        for member in [
            "viewPoint/isRead",
            "viewPoint/isFavorited",
            "viewPoint/isArchived",
        ] {
            let marked = ids(&mut host, vec![Condition::Is(text(member), true)]);
            assert_eq!(marked, ["MC441751"], "{member}");
            assert_eq!(
                ids(&mut host, vec![Condition::Is(text(member), false)]).len(),
                all - 1
            );
        }
        let that_one = Condition::Equals(text("id"), text("MC441751"));
        assert_eq!(ids(&mut host, vec![that_one]), ["MC441751"]);
        for condition in [
            Condition::Is(text("title"), true),
            Condition::Has(text("category"), text("planForChange")),
        ] {
            let list = List {
                filter: vec![condition],
                ..List::default()
            };
            check_problem(
                &host.read(Part::Messages(list)),
                ProblemType::MalformedRequest,
            );
        }
    }

    fn ids(host: &mut Host, filter: Vec<Condition>) -> Vec<String> {
        let list = List {
            filter,
            ..List::default()
        };
        let found: Collection<Message> = host.get(Part::Messages(list));
        found.value.into_iter().map(|post| post.id).collect()
    }
}
