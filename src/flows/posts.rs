//! Which posts and notices speak of what happened to a protocol.
//!
//! A post goes to the tenant, not to a protocol; what it is about follows from its kind and its day.

use chrono::{DateTime, NaiveDate, Utc};
use policy::{Facts, Standing};
use wire::history::{Event, EventKind, History};

/// The posts and notices of a tenant's history, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts(Vec<Post>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Post {
    id: String,
    at: DateTime<Utc>,
    about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// A block, on about this day.
    BlockAhead(Option<NaiveDate>),
    BlockToday,
    RetirementAhead,
    /// Opt-outs that were received.
    OptOuts,
}

/// A post that an administrator may want to read beside a protocol's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// It announced the block, with this id.
    Announced(String),
    /// It was there on the day of the block.
    OnTheDay(String),
    /// It confirms the opt-out.
    Confirmed(String),
    /// It announces the permanent end.
    End(String),
}

impl Word {
    /// The post or notice.
    pub fn id(&self) -> &str {
        match self {
            Self::Announced(id) | Self::OnTheDay(id) | Self::Confirmed(id) | Self::End(id) => id,
        }
    }
}

impl From<History> for Posts {
    fn from(history: History) -> Self {
        Self(history.events.into_iter().filter_map(Post::of).collect())
    }
}

impl Posts {
    /// What was said of a protocol that stands so, in the order in which it came.
    pub fn about(&self, facts: &Facts, standing: Standing) -> Vec<Word> {
        let announced = facts.announced_for.and_then(|day| {
            let about = About::BlockAhead(Some(day));
            self.find(|post| post.about == about)
        });
        let blocked = facts.blocked_since.and_then(|since| {
            let day = since.with_timezone(&facts.zone).date_naive();
            self.find(|post| {
                post.about == About::BlockToday
                    && post.at.with_timezone(&facts.zone).date_naive() == day
            })
        });
        // The first since then; later ones repeat it.
        let confirmed = facts.opted_out_at.and_then(|at| {
            let mut oldest_first = self.0.iter().rev();
            oldest_first.find(|post| post.about == About::OptOuts && at <= post.at)
        });
        let is_ending = matches!(standing, Standing::Retiring | Standing::Retired);
        let end = self.find(|post| is_ending && post.about == About::RetirementAhead);
        let word =
            |post: Option<&Post>, word: fn(String) -> Word| post.map(|post| word(post.id.clone()));
        [
            word(confirmed, Word::Confirmed),
            word(announced, Word::Announced),
            word(blocked, Word::OnTheDay),
            word(end, Word::End),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn find(&self, is_it: impl Fn(&Post) -> bool) -> Option<&Post> {
        self.0.iter().find(|post| is_it(post))
    }
}

impl Post {
    fn of(event: Event) -> Option<Self> {
        let about = match event.kind {
            EventKind::BlockAnnounced => About::BlockAhead(event.day),
            EventKind::HealthNotice => About::BlockToday,
            EventKind::RetirementAnnounced => About::RetirementAhead,
            EventKind::MessagePosted if is_confirmation(event.rule.as_deref()) => About::OptOuts,
            _ => return None,
        };
        Some(Self {
            id: event.message?,
            at: event.at,
            about,
        })
    }
}

/// The rules that promise the posts of 23, 28 and 30 September.
fn is_confirmation(rule: Option<&str>) -> bool {
    matches!(rule, Some("R42" | "R43"))
}

#[cfg(test)]
mod tests {
    use policy::{Cloud, Endpoint, Protocol, Role};
    use wire::protocols::EndpointFacts;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time with its zone")
    }

    fn post(id: &str, at_time: &str, kind: EventKind, rule: &str, day: Option<&str>) -> Event {
        Event {
            at: at(at_time),
            kind,
            wish: None,
            protocol: None,
            receipt: None,
            ticket: None,
            message: Some(id.to_owned()),
            relief: None,
            by: None,
            rule: Some(rule.to_owned()),
            reason: None,
            day: day.map(|day| day.parse().expect("a day")),
            standing: None,
            changes: Vec::new(),
            policy: None,
        }
    }

    /// A year of posts, newest first.
    fn posts() -> Posts {
        use EventKind::{BlockAnnounced, HealthNotice, MessagePosted, RetirementAnnounced};
        let events = vec![
            post(
                "MC7",
                "2022-12-29T09:00:00Z",
                RetirementAnnounced,
                "R20",
                Some("2023-01-05"),
            ),
            post("EX6", "2022-10-10T15:00:00Z", HealthNotice, "R8", None),
            post(
                "MC5",
                "2022-10-03T09:00:00Z",
                BlockAnnounced,
                "R7",
                Some("2022-10-10"),
            ),
            post("MC4", "2022-09-30T09:00:00Z", MessagePosted, "R43", None),
            post("MC3", "2022-09-23T09:00:00Z", MessagePosted, "R42", None),
            post("MC2", "2022-09-03T09:00:00Z", MessagePosted, "R11", None),
            post("MC1", "2022-09-01T09:00:00Z", MessagePosted, "R34", None),
        ];
        History { events }.into()
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut EndpointFacts), standing: Standing, expected: &[Word]) {
        let mut entry = EndpointFacts::new(Endpoint::Protocol(Protocol::Imap));
        change(&mut entry);
        let zone = "+00:00".parse().expect("an offset");
        let now = at("2022-11-01T09:00:00Z");
        let facts = entry.facts(now, zone, Cloud::Worldwide, Role::GlobalAdmin);
        assert_eq!(posts().about(&facts, standing), expected);
    }

    fn id(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn a_block_was_announced_and_there_was_a_notice_on_its_day() {
        check(
            |imap| {
                imap.announced_for = "2022-10-10".parse().ok();
                imap.blocked_since = Some(at("2022-10-10T15:30:00Z"));
            },
            Standing::Blocked,
            &[Word::Announced(id("MC5")), Word::OnTheDay(id("EX6"))],
        );
    }

    #[test]
    fn a_block_of_another_day_has_no_notice() {
        check(
            |imap| {
                imap.announced_for = "2022-10-11".parse().ok();
                imap.blocked_since = Some(at("2022-08-10T15:30:00Z"));
            },
            Standing::Blocked,
            &[],
        );
    }

    #[test]
    fn an_opt_out_is_confirmed_by_the_first_post_after_it() {
        let opted_out = |at_time: &'static str| {
            move |imap: &mut EndpointFacts| imap.opted_out_at = Some(at(at_time))
        };
        let confirmed = |by: &str| [Word::Confirmed(id(by))];
        let standing = Standing::OptedOut;
        check(
            opted_out("2022-09-02T09:00:00Z"),
            standing,
            &confirmed("MC3"),
        );
        check(
            opted_out("2022-09-23T09:00:01Z"),
            standing,
            &confirmed("MC4"),
        );
        check(opted_out("2022-09-30T09:00:01Z"), standing, &[]);
    }

    #[test]
    fn the_permanent_end_is_announced_to_what_it_ends() {
        check(|_| {}, Standing::Retiring, &[Word::End(id("MC7"))]);
        check(|_| {}, Standing::Retired, &[Word::End(id("MC7"))]);
        check(|_| {}, Standing::Allowed, &[]);
    }
}
