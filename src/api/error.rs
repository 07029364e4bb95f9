//! Why there is no result, and what to hand to whoever looks into it.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::Reason;
use wire::address::{Address, Part};
use wire::collection::List;
use wire::http::{DATE, Request, Response, X_REQUEST_ID};
use wire::problem::{Problem, ProblemType};

use crate::backend::NotSent;
use crate::delivery::not_before;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    pub cause: Cause,
    /// In a box, because nearly every result has none.
    pub incident: Box<Incident>,
}

/// Told apart by what the caller does next. Details are in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The policy says no. The rule is the one that the far side names.
    Refused {
        reason: Reason,
        rule: Option<String>,
    },
    /// The far side says no, or fails, and names why. Never a refusal by policy.
    Declined(ProblemType),
    /// It says no for a reason that this program does not know. The words are its own.
    Unknown { title: Option<String> },
    /// No answer that can be used, and perhaps an effect: ask again, a write with the same key.
    Unanswered,
    /// Nobody is signed in any more; perhaps the answer says at which path of the far side to do so.
    SignedOut { sign_in: Option<String> },
    /// It was not sent, and so has no effect.
    NotSent(NotSent),
}

/// What is known of a request that went wrong: no names, no addresses, no query, no key and no
/// words of anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incident {
    /// Its method and address, with placeholders for whatever it was about.
    pub request: String,
    /// Nothing where no answer came.
    pub status: Option<u16>,
    /// The type that the answer names, as it came.
    pub problem: Option<String>,
    /// What the far side calls the request in its own logs.
    pub request_id: Option<String>,
    /// When it answered, by its own clock, as it wrote it.
    pub date: Option<String>,
    /// When it wants to be asked again.
    pub not_before: Option<DateTime<Utc>>,
}

/// Nothing of an answer gets into a report that is longer.
const LONGEST: usize = 200;

impl ApiError {
    pub(super) fn new(cause: Cause, incident: Incident) -> Self {
        let incident = Box::new(incident);
        Self { cause, incident }
    }

    /// What an answer that is no result means.
    pub(super) fn of(request: Incident, response: &Response) -> Self {
        let problem: Option<Problem> = serde_json::from_str(&response.body).ok();
        let named = problem.as_ref().and_then(Problem::problem_type);
        let incident = Incident {
            problem: problem.as_ref().and_then(|it| identifier(&it.urn)),
            not_before: not_before(response),
            ..request.answered(response)
        };
        let cause = match (named, problem) {
            (Some(ProblemType::Refused(reason)), problem) => Cause::Refused {
                reason,
                rule: problem.and_then(|problem| problem.rule),
            },
            (Some(ProblemType::Unauthenticated), problem) => Cause::SignedOut {
                sign_in: problem
                    .and_then(|problem| problem.sign_in)
                    .map(String::from),
            },
            (Some(named), _) => Cause::Declined(named),
            (None, _) if matches!(response.status, 408 | 429 | 500..) => Cause::Unanswered,
            (None, problem) => Cause::Unknown {
                title: problem.map(|problem| problem.title),
            },
        };
        Self::new(cause, incident)
    }

    pub fn is(&self, problem: ProblemType) -> bool {
        self.cause == Cause::Declined(problem)
    }
}

impl Incident {
    pub(super) fn of(request: &Request) -> Self {
        let address = Address::parse(&request.path).map(without_particulars);
        let address = address.map(|address| address.to_string());
        Self {
            request: format!(
                "{} {}",
                request.method.name(),
                address.unwrap_or_else(|| "{unknown}".to_owned())
            ),
            ..Self::default()
        }
    }

    pub(super) fn answered(self, response: &Response) -> Self {
        let header = |name| response.header(name);
        Self {
            status: Some(response.status),
            request_id: header(X_REQUEST_ID).and_then(identifier),
            date: header(DATE).and_then(line),
            ..self
        }
    }
}

/// The address with placeholders for the tenant and for what is looked at in it.
fn without_particulars(address: Address) -> Address {
    let Address::Tenant { part, .. } = address else {
        return address;
    };
    let part = match part {
        Part::Messages(_) => Part::Messages(List::default()),
        Part::Message(_) => Part::Message("{message}".to_owned()),
        Part::MessageOptOuts(_) => Part::MessageOptOuts("{message}".to_owned()),
        Part::Issues(_) => Part::Issues(List::default()),
        Part::Issue(_) => Part::Issue("{issue}".to_owned()),
        part @ (Part::Protocols
        | Part::Decisions
        | Part::Wishes(_)
        | Part::Receipts
        | Part::Tickets
        | Part::Mark(_)
        | Part::HealthOverviews
        | Part::Usage
        | Part::ModernAuthentication
        | Part::History
        | Part::Clock) => part,
    };
    Address::of("{tenant}", part)
}

/// What can be a name that a program gave: nothing with spaces or an "@".
fn identifier(text: &str) -> Option<String> {
    line(text).filter(|text| !text.contains([' ', '@', '?']))
}

fn line(text: &str) -> Option<String> {
    let is_plain = |letter: u8| letter == b' ' || letter.is_ascii_graphic();
    let is_line = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(is_plain);
    is_line.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use wire::message::Marking;

    use super::*;

    #[test]
    fn an_incident_says_what_was_asked_and_not_about_whom() {
        let check = |part, request: &str| {
            let address = Address::of("harbour-foods", part);
            assert_eq!(Incident::of(&Request::get(&address)).request, request);
        };
        check(Part::Protocols, "GET /v1/tenants/{tenant}/protocols");
        check(
            Part::Message("MC424238".to_owned()),
            "GET /v1/tenants/{tenant}/messages/{message}",
        );
        check(
            Part::Messages(List {
                top: Some(500),
                ..List::default()
            }),
            "GET /v1/tenants/{tenant}/messages",
        );
        let marks = Address::of("harbour-foods", Part::Mark(Marking::Read));
        let incident = Incident::of(&Request::post(&marks, &["MC424238"]));
        assert_eq!(
            incident.request,
            "POST /v1/tenants/{tenant}/messages/markRead"
        );
    }

    #[test]
    fn of_an_answer_it_keeps_what_a_program_wrote() {
        let mut problem = Problem::new(ProblemType::Unavailable);
        problem.detail = Some("Megan Bowen (megan@example.com) was cut off".to_owned());
        let response = Response::problem(&problem)
            .with_header(X_REQUEST_ID, "0af7651916cd43dd")
            .with_header(DATE, "Mon, 10 Oct 2022 16:00:00 GMT");
        let error = ApiError::of(incident(), &response);
        assert!(error.is(ProblemType::Unavailable));
        let expected = Incident {
            status: Some(503),
            problem: Some("urn:admin-center:problem:unavailable".to_owned()),
            request_id: Some("0af7651916cd43dd".to_owned()),
            date: Some("Mon, 10 Oct 2022 16:00:00 GMT".to_owned()),
            ..incident()
        };
        assert_eq!(*error.incident, expected);
    }

    #[test]
    fn what_may_be_about_somebody_is_left_out() {
        for id in ["megan@example.com", "a b", "?token=1", "", &"x".repeat(201)] {
            let response = Response::problem(&Problem {
                urn: id.to_owned(),
                ..Problem::new(ProblemType::Unexpected)
            });
            let response = response.with_header(X_REQUEST_ID, id);
            let incident = ApiError::of(incident(), &response).incident;
            assert_eq!(
                (incident.problem, incident.request_id),
                (None, None),
                "{id}"
            );
        }
    }

    #[test]
    fn an_unknown_type_leaves_its_own_words() {
        let response = Response::problem(&Problem {
            urn: "https://example.com/quota".to_owned(),
            title: "The quota is used up".to_owned(),
            status: 403,
            ..Problem::new(ProblemType::Unexpected)
        });
        let title = Some("The quota is used up".to_owned());
        let error = ApiError::of(incident(), &response);
        assert_eq!(error.cause, Cause::Unknown { title });
    }

    #[test]
    fn where_to_sign_in_is_taken_from_the_answer() {
        for sign_in in [None, Some("/sign-in")] {
            let problem = Problem {
                sign_in: sign_in.map(Into::into),
                ..Problem::new(ProblemType::Unauthenticated)
            };
            let cause = ApiError::of(incident(), &Response::problem(&problem)).cause;
            let sign_in = sign_in.map(str::to_owned);
            assert_eq!(cause, Cause::SignedOut { sign_in });
        }
    }

    fn incident() -> Incident {
        Incident::of(&Request::get(&Address::Session))
    }
}
