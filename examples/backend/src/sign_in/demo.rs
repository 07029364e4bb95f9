//! Sign-in for trying it out: whoever asks chooses one of the invented people.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::http::{HeaderMap, StatusCode};
use policy::Role;
use service::Caller;

use super::page::{self, Page, escaped};
use crate::answer::Answer;

pub(crate) struct Demo {
    /// By their addresses.
    people: BTreeMap<String, Caller>,
}

impl Demo {
    /// The administrator of the simulation, who sees all tenants, and the Global Administrators of
    /// each tenant, who see it alone.
    pub(super) fn new() -> Self {
        let scenarios = service::scenarios();
        let everywhere = service::caller(&scenarios);
        let mut people: BTreeMap<String, Caller> = BTreeMap::new();
        for scenario in &scenarios {
            for person in &scenario.tenant.global_admins {
                let caller = people.entry(person.address.clone());
                let caller = caller.or_insert_with(|| Caller {
                    person: person.clone(),
                    tenants: BTreeMap::new(),
                });
                let id = scenario.tenant.id.clone();
                caller.tenants.insert(id, Role::GlobalAdmin);
            }
        }
        people.insert(everywhere.person.address.clone(), everywhere);
        Self { people }
    }

    pub(super) fn person(&self, address: &str) -> Option<&Caller> {
        self.people.get(address)
    }

    /// `apps` are the other origins that lead on from here.
    pub(super) fn page(&self, headers: &HeaderMap, return_to: &str, apps: &[String]) -> Answer {
        let mut people: Vec<_> = self.people.values().collect();
        people.sort_by_key(|caller| std::cmp::Reverse(caller.tenants.len()));
        let people = people.into_iter().fold(String::new(), |mut list, caller| {
            let (name, address) = (&caller.person.name, &caller.person.address);
            let (name, address) = (escaped(name), escaped(address));
            // Writing to a string cannot fail.
            let _ = write!(
                list,
                r#"<li><button name="person" value="{address}">{name} <small>{address}</small></button></li>"#
            );
            list
        });
        let page = Page::Choose {
            people,
            return_to: escaped(return_to),
            apps: apps.join(" "),
        };
        page::answer(headers, page, StatusCode::OK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_sees_all_tenants_and_the_others_their_own() {
        let demo = Demo::new();
        let of = |address| &demo.person(address).unwrap().tenants;
        let everywhere = of("robin.tanaka@partner.example");
        assert_eq!(everywhere.len(), service::scenarios().len());
        assert_eq!(everywhere["sakura-school"], Role::OtherAdmin);
        let hana = of("hana.mori@sakura-school.example");
        assert_eq!(hana.len(), 1);
        assert_eq!(hana["sakura-school"], Role::GlobalAdmin);
        assert!(demo.person("").is_none());
    }
}
