//! The only place that parses or prints an address of the page.
//!
//! The canonical form is `/t/{tenant}/…`; an address without a tenant means the last one. The help
//! pane is open over any page while the query has `help`.

use std::fmt;

use flows::history::{self, Topic};
use flows::messages::{Filter, Keep};
use flows::ticket::Lead;
use flows::what_if::Supposition;
use policy::Protocol;
use wire::message::Category;
use wire::query::{Query, decode, encode};

/// Where the reader is: in a tenant or not yet, on a page, with the help pane open or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub tenant: Option<String>,
    pub page: Page,
    pub pane: Option<Pane>,
}

/// What fills the main area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    /// Help search as a page, with what is looked for.
    Help(String),
    /// The basic authentication diagnostic, with the protocol that a link chose beforehand.
    Diagnostic(Option<Protocol>),
    /// A ticket for support, with what led to it.
    Support(Lead),
    Article(String),
    /// The posts of Message center that a filter takes.
    Messages(Filter),
    /// A post of Message center, by its id, beside the posts that a filter takes.
    Message(String, Filter),
    /// The services and their notices.
    Health,
    /// A notice of Service health, by its id.
    Issue(String),
    /// The opt-out by the steps of a post, by the post's id.
    OptOutByPost(String),
    /// The dates of the programme and of the tenant, and the notice's flow chart.
    Timeline,
    /// Everything that was done or refused, with what is looked for.
    History(history::Filter),
    /// The usage reports of all months.
    Usage,
    Settings(Settings),
    /// What would come of an assumption, which the address holds.
    WhatIf(Supposition),
    /// The build, the versions and the licences of this app.
    About,
    /// Every component in every state.
    #[cfg(debug_assertions)]
    Gallery,
    /// No page: the path below the tenant, kept so that the address stays what was typed.
    Unknown(String),
}

/// A tab of the organisation's settings, or what is opened over the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settings {
    Services,
    ModernAuthentication,
    SecurityAndPrivacy,
    OrganizationProfile,
}

impl Page {
    /// The page of which this is a tab or a pane; else itself. Whoever goes from one of its parts
    /// to another has not left it.
    #[must_use]
    pub fn whole(&self) -> Self {
        match self {
            Self::History(_) => Self::History(history::Filter::default()),
            Self::Settings(_) => Self::Settings(Settings::Services),
            Self::Messages(_) | Self::Message(..) => Self::Messages(Filter::default()),
            page => page.clone(),
        }
    }

    /// A post, wherever it is spoken of: beside all the others.
    pub fn message(id: impl Into<String>) -> Self {
        Self::Message(id.into(), Filter::default())
    }

    /// The post in view in Message center, by its id.
    pub fn post(&self) -> Option<&String> {
        match self {
            Self::Message(id, _) => Some(id),
            _ => None,
        }
    }

    /// Which posts Message center lists.
    pub fn filter(&self) -> Filter {
        match self {
            Self::Messages(filter) | Self::Message(_, filter) => filter.clone(),
            _ => Filter::default(),
        }
    }
}

impl Settings {
    const ALL: [Self; 4] = [
        Self::Services,
        Self::ModernAuthentication,
        Self::SecurityAndPrivacy,
        Self::OrganizationProfile,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::ModernAuthentication => "services/modern-authentication",
            Self::SecurityAndPrivacy => "security-and-privacy",
            Self::OrganizationProfile => "organization-profile",
        }
    }

    fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.path() == path)
    }
}

/// The help pane beside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Self-help, with what is looked for.
    SelfHelp(String),
    History,
}

impl Route {
    pub fn new(tenant: impl Into<String>, page: Page) -> Self {
        Self {
            tenant: Some(tenant.into()),
            page,
            pane: None,
        }
    }

    /// The same page with the pane opened, turned or closed.
    #[must_use]
    pub fn with_pane(self, pane: Option<Pane>) -> Self {
        Self { pane, ..self }
    }

    /// Reads a path, relative to the base, and a query with or without its question mark.
    pub fn parse(path: &str, query: &str) -> Self {
        let segments: Vec<String> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode)
            .collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (tenant, rest) = match segments.as_slice() {
            ["t", tenant, rest @ ..] => (Some((*tenant).to_owned()), rest),
            rest => (None, rest),
        };
        let query = Query::parse(query);
        let in_view = match rest {
            [] => Page::Home,
            ["help"] => Page::Help(query.get("q").unwrap_or_default().to_owned()),
            ["help", "diagnostics", "basic-auth"] => {
                Page::Diagnostic(query.get("protocol").and_then(Protocol::from_name))
            }
            ["help", "support"] => {
                let search = query.get("q").unwrap_or_default().to_owned();
                let mut lead = Lead {
                    search,
                    ..Lead::default()
                };
                let named = query.all("protocol").filter_map(Protocol::from_name);
                lead.protocols.extend(named);
                Page::Support(lead)
            }
            ["help", "articles", slug] => Page::Article((*slug).to_owned()),
            ["messages"] => Page::Messages(filter(&query)),
            ["health"] => Page::Health,
            ["health", id] => Page::Issue((*id).to_owned()),
            ["messages", id] => Page::Message((*id).to_owned(), filter(&query)),
            ["messages", id, "opt-out"] => Page::OptOutByPost((*id).to_owned()),
            ["timeline"] => Page::Timeline,
            ["history"] => Page::History(history::Filter {
                topic: query.get("kind").and_then(Topic::from_name),
                protocol: query.get("protocol").and_then(Protocol::from_name),
                by: query.get("by").map(str::to_owned),
            }),
            ["reports", "basic-auth-usage"] => Page::Usage,
            ["timeline", "what-if"] => Page::WhatIf(supposition(&query)),
            ["about"] => Page::About,
            #[cfg(debug_assertions)]
            ["gallery"] => Page::Gallery,
            ["settings"] => Page::Settings(Settings::Services),
            ["settings", path @ ..] => match Settings::from_path(&path.join("/")) {
                Some(part) => Page::Settings(part),
                None => Page::Unknown(rest.join("/")),
            },
            rest => Page::Unknown(rest.join("/")),
        };
        let pane = query.get("help").map(|text| match query.get("tab") {
            Some("history") => Pane::History,
            _ => Pane::SelfHelp(text.to_owned()),
        });
        Self {
            tenant,
            page: in_view,
            pane,
        }
    }

    /// Reads an address below the tenant as help entries carry it: `help/articles/smtp-auth`.
    pub fn below(tenant: &str, address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self {
            tenant: Some(tenant.to_owned()),
            ..Self::parse(path, query)
        }
    }
}

/// Whatever is not the help pane's.
fn supposition(query: &Query) -> Supposition {
    let is_ours = |(name, _): &&(String, String)| !matches!(name.as_str(), "help" | "tab");
    Supposition::read(query.members().filter(is_ours).cloned().collect())
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(tenant) = &self.tenant {
            write!(out, "/t/{}", encode(tenant))?;
        }
        let mut query = Query::default();
        match &self.page {
            Page::Home if self.tenant.is_none() => out.write_str("/")?,
            Page::Home => {}
            Page::Unknown(path) => {
                for segment in path.split('/') {
                    write!(out, "/{}", encode(segment))?;
                }
            }
            Page::Help(text) => {
                out.write_str("/help")?;
                if !text.is_empty() {
                    query.push("q", text);
                }
            }
            Page::Diagnostic(protocol) => {
                out.write_str("/help/diagnostics/basic-auth")?;
                if let Some(protocol) = protocol {
                    query.push("protocol", protocol.name());
                }
            }
            Page::Support(Lead { protocols, search }) => {
                out.write_str("/help/support")?;
                for protocol in protocols {
                    query.push("protocol", protocol.name());
                }
                if !search.is_empty() {
                    query.push("q", search);
                }
            }
            Page::Article(slug) => write!(out, "/help/articles/{}", encode(slug))?,
            Page::Messages(filter) => {
                out.write_str("/messages")?;
                push_filter(&mut query, filter);
            }
            Page::Message(id, filter) => {
                write!(out, "/messages/{}", encode(id))?;
                push_filter(&mut query, filter);
            }
            Page::Health => out.write_str("/health")?,
            Page::Issue(id) => write!(out, "/health/{}", encode(id))?,
            Page::Timeline => out.write_str("/timeline")?,
            Page::History(history::Filter {
                topic,
                protocol,
                by,
            }) => {
                out.write_str("/history")?;
                let named = [
                    ("kind", topic.map(Topic::name)),
                    ("protocol", protocol.map(Protocol::name)),
                    ("by", by.as_deref()),
                ];
                for (name, value) in named {
                    if let Some(value) = value {
                        query.push(name, value);
                    }
                }
            }
            Page::Usage => out.write_str("/reports/basic-auth-usage")?,
            Page::WhatIf(supposition) => {
                out.write_str("/timeline/what-if")?;
                for (name, value) in supposition.members() {
                    query.push(&name, &value);
                }
            }
            Page::About => out.write_str("/about")?,
            #[cfg(debug_assertions)]
            Page::Gallery => out.write_str("/gallery")?,
            Page::OptOutByPost(id) => write!(out, "/messages/{}/opt-out", encode(id))?,
            Page::Settings(part) => write!(out, "/settings/{}", part.path())?,
        }
        match &self.pane {
            None => {}
            Some(Pane::SelfHelp(text)) => query.push("help", text),
            Some(Pane::History) => {
                query.push("help", "");
                query.push("tab", "history");
            }
        }
        query.fmt(out)
    }
}

fn filter(query: &Query) -> Filter {
    let text = |name| query.get(name).map(str::to_owned);
    Filter {
        service: text("service"),
        category: query.get("category").map(Category::from_name),
        tag: text("tag"),
        kept: query.all("is").filter_map(Keep::from_name).collect(),
        text: text("q").unwrap_or_default(),
    }
}

fn push_filter(query: &mut Query, filter: &Filter) {
    let Filter {
        service,
        category,
        tag,
        kept,
        text,
    } = filter;
    let category = category.as_ref().map(Category::name);
    let text = Some(text.as_str()).filter(|text| !text.is_empty());
    for (name, value) in [
        ("service", service.as_deref()),
        ("category", category),
        ("tag", tag.as_deref()),
    ] {
        if let Some(value) = value {
            query.push(name, value);
        }
    }
    for keep in kept {
        query.push("is", keep.name());
    }
    if let Some(text) = text {
        query.push("q", text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, route: &Route) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        assert_eq!(Route::parse(path, query), *route);
        assert_eq!(route.to_string(), address);
    }

    #[test]
    fn every_address_is_printed_as_it_is_read() {
        let route = |page| Route::new("harbour", page);
        check("/t/harbour", &route(Page::Home));
        check("/t/harbour/help", &route(Page::Help(String::new())));
        check(
            "/t/harbour/help?q=Diag%3A%20%E5%9F%BA%E6%9C%AC%20100%25%20%26%20more",
            &route(Page::Help("Diag: 基本 100% & more".to_owned())),
        );
        check(
            "/t/harbour/help/diagnostics/basic-auth",
            &route(Page::Diagnostic(None)),
        );
        check(
            "/t/harbour/help/diagnostics/basic-auth?protocol=imap",
            &route(Page::Diagnostic(Some(Protocol::Imap))),
        );
        check(
            "/t/harbour/history",
            &route(Page::History(history::Filter::default())),
        );
        check(
            "/t/harbour/history?kind=refusals&protocol=imap&by=ada%40works.example",
            &route(Page::History(history::Filter {
                topic: Some(Topic::Refusals),
                protocol: Some(Protocol::Imap),
                by: Some("ada@works.example".to_owned()),
            })),
        );
        check("/t/harbour/reports/basic-auth-usage", &route(Page::Usage));
        check("/t/harbour/gallery", &route(Page::Gallery));
        check(
            "/t/harbour/help/support",
            &route(Page::Support(Lead::default())),
        );
        check(
            "/t/harbour/help/support?protocol=pop&protocol=imap&q=POP%20%E3%81%8C&help=",
            &route(Page::Support(Lead {
                protocols: [Protocol::Pop, Protocol::Imap].into(),
                search: "POP が".to_owned(),
            }))
            .with_pane(Some(Pane::SelfHelp(String::new()))),
        );
        check(
            "/t/harbour/help/articles/smtp-auth?help=pop",
            &route(Page::Article("smtp-auth".to_owned()))
                .with_pane(Some(Pane::SelfHelp("pop".to_owned()))),
        );
        check(
            "/t/harbour/messages/MC424238",
            &route(Page::message("MC424238")),
        );
        let unread = Filter {
            kept: [Keep::Unread].into(),
            ..Filter::default()
        };
        check(
            "/t/harbour/messages/MC424238?is=unread",
            &route(Page::Message("MC424238".to_owned(), unread)),
        );
        check(
            "/t/harbour/messages",
            &route(Page::Messages(Filter::default())),
        );
        check(
            "/t/harbour/messages?service=Exchange%20Online&category=planForChange&tag=Retirement\
             &is=unread&is=due&q=opt%20out",
            &route(Page::Messages(Filter {
                service: Some("Exchange Online".to_owned()),
                category: Some(Category::PlanForChange),
                tag: Some("Retirement".to_owned()),
                kept: [Keep::Due, Keep::Unread].into(),
                text: "opt out".to_owned(),
            })),
        );
        check("/t/harbour/health", &route(Page::Health));
        check(
            "/t/harbour/health/EX900001",
            &route(Page::Issue("EX900001".to_owned())),
        );
        check(
            "/t/harbour/messages/MC424238/opt-out",
            &route(Page::OptOutByPost("MC424238".to_owned())),
        );
        check("/t/harbour/timeline", &route(Page::Timeline));
        for part in Settings::ALL {
            let address = format!("/t/harbour/settings/{}", part.path());
            check(&address, &route(Page::Settings(part)));
        }
        check(
            "/t/harbour/timeline/what-if",
            &route(Page::WhatIf(Supposition::Nothing)),
        );
        check(
            "/t/harbour?help=&tab=history",
            &route(Page::Home).with_pane(Some(Pane::History)),
        );
    }

    #[test]
    fn short_addresses_name_no_tenant() {
        let page = |path: &str, query: &str| {
            let route = Route::parse(path, query);
            assert_eq!(route.tenant, None);
            route.page
        };
        assert_eq!(page("/", ""), Page::Home);
        assert_eq!(page("", ""), Page::Home);
        assert_eq!(
            page("/help", "?q=imap+pop"),
            Page::Help("imap pop".to_owned())
        );
        assert_eq!(
            page("/help/diagnostics/basic-auth", ""),
            Page::Diagnostic(None)
        );
        assert_eq!(page("/timeline", ""), Page::Timeline);
        assert_eq!(
            page("/health/EX900001", ""),
            Page::Issue("EX900001".to_owned())
        );
        assert_eq!(page("/settings", ""), Page::Settings(Settings::Services));
        assert_eq!(
            page("/settings/services/modern-authentication", ""),
            Page::Settings(Settings::ModernAuthentication)
        );
        assert_eq!(
            page("/help/support", "?protocol=pop"),
            Page::Support(Lead::about(Protocol::Pop))
        );
    }

    #[test]
    fn what_is_not_an_address_is_unknown_and_never_panics() {
        let page = |path, query| Route::parse(path, query).page;
        let unknown = |path: &str| Page::Unknown(path.to_owned());
        assert_eq!(page("/t/harbour/nothing/more", ""), unknown("nothing/more"));
        assert_eq!(page("/t", ""), unknown("t"));
        assert_eq!(
            page("/settings/services/more", ""),
            unknown("settings/services/more")
        );
        assert_eq!(page("/messages/MC1/more", ""), unknown("messages/MC1/more"));
        assert_eq!(
            page("/help/diagnostics/other", ""),
            unknown("help/diagnostics/other")
        );
        check(
            "/t/harbour/nothing/more",
            &Route::new("harbour", unknown("nothing/more")),
        );
        assert_eq!(
            page("/help", "?q=%E5%9F%&&=x&%"),
            Page::Help("\u{fffd}%".to_owned())
        );
        assert_eq!(
            page("/help/diagnostics/basic-auth", "protocol=smtp_auth"),
            Page::Diagnostic(None)
        );
        assert_eq!(
            page("/messages", "is=lost&is="),
            Page::Messages(Filter::default())
        );
        assert_eq!(
            page("/history", "kind=all&protocol=smtp_auth"),
            Page::History(history::Filter::default())
        );
        assert_eq!(
            page("/help/support", "protocol=smtp_auth&protocol=&protocol=rpc"),
            Page::Support(Lead::about(Protocol::Rpc))
        );
    }

    #[test]
    fn an_assumption_is_in_the_address_beside_the_pane() {
        for address in [
            "/t/harbour/timeline/what-if?at=2022-10-12T0900Z&cloud=gcc&role=other_admin\
             &opt-out=ews.2022-09-12T0900Z&block=imap.2022-10-10T154703Z&help=&tab=history",
            // What is not understood stays as it was typed.
            "/t/harbour/timeline/what-if?at=2022-10-12T0900Z&cloud=mars&help=",
        ] {
            let (path, query) = address.split_once('?').unwrap();
            let route = Route::parse(path, query);
            assert_eq!(route.to_string(), address);
            assert!(route.pane.is_some());
            let is_read = matches!(route.page, Page::WhatIf(Supposition::This(_)));
            assert_eq!(is_read, !query.contains("mars"));
        }
    }

    #[test]
    fn an_entry_of_the_help_opens_in_the_tenant() {
        let route = Route::below("harbour", "help/diagnostics/basic-auth?protocol=pop");
        assert_eq!(
            route,
            Route::new("harbour", Page::Diagnostic(Some(Protocol::Pop)))
        );
    }
}
